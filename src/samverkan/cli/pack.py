"""`samverkan pack …`: look into a pack or a delta, and go from one pack to the next."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from samverkan.cli.numbers import spoken
from samverkan.cli.outputs import kept_apart
from samverkan.cli.parser import Parser
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    from samverkan.sealed.pack_delta import Delta
    from samverkan.sealed.packs import Pack

A_YEAR = 365 * 500
"""Elements that an authority may ask a holder about in a year (docs/sealed-questions.md)."""

WORDS = {
    "sv": {
        "pack": "Paket {digest}",
        "whose": "Från {holder} till {asker} för {epoch}; frågenyckel {public_key}",
        "rows": "{rows} rader i {buckets} fack, {bytes} byte: {per_key:.2f} per nyckel, varav "
        "{bare_per_key:.2f} utan etiketter",
        "labels": "Etiketter: {label_length} byte och {check_length} byte kontroll",
        "no_labels": "Inga etiketter: en träff säger bara att den finns",
        "schemes": "Likhetsschema som hör till paketet: {scheme}",
        "belongs": "{scheme_file} hör till paketet",
        "rate": "Falska rader: {rate:.2g} per fråga, {rate_a_year:.2g} på ett år med {questions} "
        "frågor; falska öppnade: {opened_a_year:.2g} på ett år",
        "delta": "Skillnadsfil, {bytes} byte: {removed} rader går, {added} kommer",
        "between": "Från paketet {base}\ntill paketet {target}",
        "signed": "Underskriften stämmer",
        "unchecked": "Underskriften är inte prövad: ge --card eller --vkey",
        "written": "{out}: {bytes} byte",
        "applied": "Skillnadsfilen är redan lagd på {base}; ingenting ändrades i paketet",
    },
    "en": {
        "pack": "Pack {digest}",
        "whose": "From {holder} to {asker} for {epoch}; question key {public_key}",
        "rows": "{rows} rows in {buckets} buckets, {bytes} bytes: {per_key:.2f} a key, of which "
        "{bare_per_key:.2f} without labels",
        "labels": "Labels: {label_length} bytes and {check_length} bytes of check",
        "no_labels": "No labels: a hit says only that it is there",
        "schemes": "Schemes of likeness that belong to the pack: {scheme}",
        "belongs": "{scheme_file} belongs to the pack",
        "rate": "False rows: {rate:.2g} a question, {rate_a_year:.2g} in a year of {questions} "
        "questions; false ones that open: {opened_a_year:.2g} in a year",
        "delta": "Delta, {bytes} bytes: {removed} rows go, {added} come",
        "between": "From the pack {base}\nto the pack {target}",
        "signed": "The signature is right",
        "unchecked": "The signature is not checked: give --card or --vkey",
        "written": "{out}: {bytes} bytes",
        "applied": "The delta is already applied to {base}; nothing changed in the pack",
    },
}


def run(words: list[str]) -> int:
    """Do one act on packs. NotAllowed if a file is refused, or is not what it should be."""
    call = _arguments(words)
    act = {"info": _info, "delta": _delta, "apply": _apply}[call.act]
    fields, lines = act(call)
    said = (WORDS[call.lang][line].format(**spoken(fields, call.lang)) for line in lines)
    sys.stdout.write(json.dumps(fields) if call.json else "\n".join(said))
    sys.stdout.write("\n")
    return 0


def _info(call: Namespace) -> tuple[dict[str, object], list[str]]:
    from samverkan.cli.trust import Trust
    from samverkan.registers.pack_files import is_delta, load_delta

    trust = Trust.of(call)
    if not is_delta(call.file):
        fields, lines = _of_pack(trust.opened(call.file), call.scheme)
    elif call.card and not call.holder:  # a delta does not say whose it is
        raise NotAllowed("call.needs", act="--card", name="--holder")
    else:
        fields, lines = _of_delta(load_delta(call.file, signer=trust.key(call.holder or "")))
    size = {"bytes": call.file.stat().st_size, "signed": trust.checks}
    return {**fields, **size}, [*lines, "signed" if trust.checks else "unchecked"]


def _of_pack(pack: Pack, scheme: Path | None) -> tuple[dict[str, object], list[str]]:
    from samverkan.registers.scheme_files import check_scheme

    if scheme is not None:
        check_scheme(scheme, pack.header)
    fields, lines = _said_of(pack)
    checked = {"scheme_file": str(scheme)} if scheme else {}
    return {**fields, **checked}, [*lines, *(["belongs"] if scheme else [])]


def _said_of(pack: Pack) -> tuple[dict[str, object], list[str]]:
    head, header = pack.head, pack.header
    opened = head.rate * 256.0**-header.check_length
    fields: dict[str, object] = {
        "digest": pack.digest.hex(),
        "holder": header.holder,
        "asker": header.asker,
        "epoch": header.epoch,
        "public_key": header.public_key.hex(),
        "rows": head.rows,
        "buckets": head.buckets,
        "label_length": header.label_length,
        "check_length": header.check_length,
        "schemes": [one.hex() for one in header.schemes],
        "scheme": ", ".join(one.hex() for one in header.schemes),
        "per_key": pack.layout.end / head.rows,
        "bare_per_key": pack.layout.end / head.rows - header.sealed_length,
        "rate": head.rate,
        "questions": A_YEAR,
        "rate_a_year": head.rate * A_YEAR,
        "opened_a_year": opened * A_YEAR,
    }
    labels = "labels" if header.label_length else "no_labels"
    named = ["schemes"] if header.schemes else []
    return fields, ["pack", "whose", "rows", labels, *named, "rate"]


def _of_delta(delta: Delta) -> tuple[dict[str, object], list[str]]:
    fields: dict[str, object] = {
        "base": delta.said.base.hex(),
        "target": delta.said.target.hex(),
        "removed": delta.said.removed,
        "added": delta.said.added,
    }
    return fields, ["delta", "between"]


def _delta(call: Namespace) -> tuple[dict[str, object], list[str]]:
    from samverkan.cli.private_files import read_key
    from samverkan.registers.pack_files import load_pack, save
    from samverkan.sealed.errors import Misuse
    from samverkan.sealed.pack_differences import difference
    from samverkan.wire.keys import SigningKey

    kept_apart([call.out], [call.base, call.next, call.signing_key])
    key = SigningKey(read_key(call.signing_key))
    base, target = load_pack(call.base), load_pack(call.next)
    try:
        data = difference(base, target, key)
    except Misuse:
        raise NotAllowed("seal.no_delta") from None
    save(call.out, data)
    return {"out": str(call.out), "bytes": len(data)}, ["written"]


def _apply(call: Namespace) -> tuple[dict[str, object], list[str]]:
    from samverkan.cli.trust import Trust
    from samverkan.registers.pack_files import applied, is_applied, load_delta, load_pack, save

    kept_apart([call.out], [call.delta, call.card])  # the base may be replaced
    trust, base = Trust.of(call), load_pack(call.base)
    trust.must_be_expected(base.header, call.base)
    key = trust.key(base.header.holder)
    delta = load_delta(call.delta, signer=key)
    again, data = is_applied(base, delta), applied(base, delta, call.delta, key)
    save(call.out, data)
    fields = {"out": str(call.out), "bytes": len(data), "signed": key is not None}
    more = {"base": str(call.base), "applied_before": again}
    said = ["applied"] if again else []
    return {**fields, **more}, [*said, "written", "signed" if key else "unchecked"]


def _arguments(words: list[str]) -> Namespace:
    from samverkan.cli.trust import add_key

    parser = Parser.of("pack", words)
    info, delta, apply = parser.acts("info", "delta", "apply")
    info.add_argument("file", metavar="FILE", type=Path)
    info.add_argument("--scheme", metavar="FILE", type=Path)
    delta.add_argument("base", metavar="BASE", type=Path)
    delta.add_argument("next", metavar="NEXT", type=Path)
    delta.add_argument("--signing-key", metavar="FILE", type=Path, required=True)
    apply.add_argument("base", metavar="BASE", type=Path)
    apply.add_argument("delta", metavar="DELTA", type=Path)
    for act in (delta, apply):
        act.add_argument("--out", metavar="FILE", type=Path, required=True)
    add_key((info, apply))
    for act in (info, delta, apply):
        act.common()
    return parser.parse_args(words)
