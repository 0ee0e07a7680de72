"""`samverkan seal REGISTER`: seal a register into a pack for one asker and epoch."""

from __future__ import annotations

import json
import re
import secrets  # noqa: TID251  a command is where randomness is drawn
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from os import cpu_count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

    from samverkan.registers.blocks import SetAside
    from samverkan.registers.seal_job import SealJob
    from samverkan.registers.seal_register import SealEngine, Sealing

DESK_CHECK = 8
MOST_DESK = 24
FROM_HOUR = re.compile("T([01][0-9]|2[0-3])$")
WORDS = {
    "sv": {
        "made": "Ny nyckel i {file}. Förvara den som en hemlighet.\n"
        "Signerar den, så prövas det med {public}",
        "done": "{keys} nycklar i {out}: {sealed_now} förseglade nu, {kept} sedan tidigare, "
        "på {seconds:.1f} s.",
        "size": "{bytes} byte, {per_key:.2f} per nyckel. Falska träffar: {rate:.2g} per fråga.",
        "refused": "{count} värden i {column} är inte förseglade; de har inte rätt form.",
        "refused_rows": "{count} rader gick inte att läsa och är inte förseglade.",
        "left_out": "{count} rader delas av för många och är utelämnade.",
        "whole": "Skicka paketet helt: en skillnadsfil från det förra går inte att göra.",
        "delta": "En skillnadsfil från det förra paketet går att göra med `samverkan pack delta`.",
        "stopped": "Avbruten. Samma kommando går vidare där den slutade.",
        "progress": "Förseglar",
    },
    "en": {
        "made": "New key in {file}. Keep it as a secret.\nWhat it signs is checked with {public}",
        "done": "{keys} keys in {out}: {sealed_now} sealed now, {kept} from before, "
        "in {seconds:.1f} s.",
        "size": "{bytes} bytes, {per_key:.2f} a key. False hits: {rate:.2g} a question.",
        "refused": "{count} values of {column} are not sealed; they are not in their right form.",
        "refused_rows": "{count} rows could not be read and are not sealed.",
        "left_out": "{count} rows are shared by too many and left out.",
        "whole": "Send the pack whole: there can be no delta from the one before.",
        "delta": "A delta from the pack before can be made with `samverkan pack delta`.",
        "stopped": "Stopped. The same command goes on from there.",
        "progress": "Sealing",
    },
}


def run(words: list[str]) -> int:
    """Seal a register, or make a key. 0 if done, 1 if refused, 2 for a wrong call."""
    call = _arguments(words)
    try:
        return _new_key(call) if call.new_key else _seal(call)
    except NotAllowed as refusal:
        sys.stderr.write(f"samverkan seal: {refusal.sentence(call.lang)}\n")
    except KeyboardInterrupt:
        sys.stderr.write(f"samverkan seal: {WORDS[call.lang]['stopped']}\n")
    return 1


def _new_key(call: Namespace) -> int:
    from samverkan.cli.private_files import KEY_SIZE, write
    from samverkan.wire.keys import SigningKey

    if call.new_key.exists():
        raise NotAllowed("seal.key_exists", file=str(call.new_key))
    secret = secrets.token_bytes(KEY_SIZE)
    write(call.new_key, secret.hex().encode() + b"\n", private=True)
    public = SigningKey(secret).public.raw.hex()
    sys.stdout.write(WORDS[call.lang]["made"].format(file=call.new_key, public=public) + "\n")
    return 0


def _seal(call: Namespace) -> int:
    from samverkan.cli.private_files import read_key
    from samverkan.registers.seal_register import seal_register
    from samverkan.wire.keys import SigningKey

    key = SigningKey(read_key(call.signing_key))
    job, label = _job(call)
    again = call.out.exists()
    refused: Counter[str] = Counter()
    begun = perf_counter()
    with _bar(call) as met:
        batches = _inputs(call, label, refused)
        done = seal_register(batches, job, _engine(call), out=call.out, key=key, met=met.update)
    _report(call, done, refused, seconds=perf_counter() - begun, again=again)
    return 0


def _job(call: Namespace) -> tuple[SealJob, bytes]:
    """Give the sealing that is asked for, and the label of its rows."""
    from samverkan.cli.private_files import read_key
    from samverkan.registers.seal_job import SealJob
    from samverkan.sealed.epochs import epoch_key
    from samverkan.sealed.errors import Misuse
    from samverkan.sealed.pack_header import SALT, Header

    label = (call.label or "").encode()
    if len(label) > MOST_DESK:
        raise NotAllowed("seal.label_too_long", length=len(label), most=MOST_DESK)
    key = epoch_key(read_key(call.key), asker=call.asker, epoch=call.epoch)
    lengths = (len(label), DESK_CHECK if label else 0)
    salt = secrets.token_bytes(SALT)
    try:
        header = Header(call.holder, call.asker, call.epoch, key.public, salt, *lengths)
    except Misuse:
        raise NotAllowed("seal.names") from None
    return SealJob(header, key.secret), label


def _inputs(call: Namespace, label: bytes, refused: Counter[str]) -> Iterator[pa.RecordBatch]:
    from samverkan.registers.seal_inputs import inputs_of
    from samverkan.registers.seal_source import batches_of, mapping_of

    def count(column: str, values: int) -> None:
        refused[column] += values

    def aside(one: SetAside) -> None:
        refused[one.field] += 1

    mapping = mapping_of(call.mapping)
    for batch in batches_of(call.register, on=call.on, mapping=mapping, aside=aside):
        yield from inputs_of(batch, label, count)


def _engine(call: Namespace) -> SealEngine:
    if call.engine == "spark":
        from samverkan.registers.spark_engine import SparkEngine

        return SparkEngine(call.master)
    from samverkan.registers.seal_local import LocalEngine

    return LocalEngine(call.workers or cpu_count() or 1)


def _bar(call: Namespace) -> Any:  # noqa: ANN401  tqdm has no types
    from tqdm import tqdm

    quiet = call.json or not sys.stderr.isatty()
    return tqdm(desc=WORDS[call.lang]["progress"], unit="", unit_scale=True, disable=quiet)


def _report(
    call: Namespace, done: Sealing, refused: Counter[str], *, seconds: float, again: bool
) -> None:
    from samverkan.registers.pack_files import reload_pack

    pack = reload_pack(call.out)
    fields = {
        "out": str(call.out),
        "keys": done.keys,
        "sealed_now": done.sealed_now,
        "kept": done.keys - done.sealed_now,
        "rows": done.rows,
        "left_out": done.left_out,
        "refused": dict(refused),
        "delta_possible": done.same_buckets,
        "digest": done.digest.hex(),
        "bytes": pack.layout.end,
        "per_key": pack.layout.end / pack.rows,
        "rate": pack.head.rate,
        "engine": call.engine,
        "seconds": seconds,
    }
    if call.json:
        sys.stdout.write(json.dumps(fields) + "\n")
        return
    said = WORDS[call.lang]
    lines = [said["done"].format(**fields), said["size"].format(**fields)]
    for name, count in sorted(refused.items()):
        lines.append(said["refused" if name else "refused_rows"].format(column=name, count=count))
    lines += [said["left_out"].format(count=done.left_out)] if done.left_out else []
    if again:
        lines.append(said["delta" if done.same_buckets else "whole"])
    sys.stdout.write("\n".join(lines) + "\n")


def _epoch(text: str) -> str:
    """Take a day, or a day and an hour of it, as `epochs` names them."""
    day = text[:-3] if FROM_HOUR.search(text) else text
    if date.fromisoformat(day).isoformat() != day:
        raise ValueError(text)
    return text


def _arguments(words: list[str]) -> Namespace:
    parser = ArgumentParser(
        prog="samverkan seal",
        description="Seal a register into a pack for one asker and epoch. Run again, it seals "
        "only what has changed, and goes on where it was stopped.",
        epilog="docs/packs.md describes the file; `samverkan pack` reads it.",
    )
    parser.add_argument("register", metavar="REGISTER", nargs="?", help="a file, or a database")
    parser.add_argument("--mapping", metavar="FILE", type=Path, help="what its columns mean (TOML)")
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=date.fromisoformat,
        default=datetime.now(tz=UTC).date(),  # noqa: TID251  a command is where the clock is read
        help="read two-digit years as on this day (default: today)",
    )
    parser.add_argument("--holder", metavar="CODE", help="whose register it is")
    parser.add_argument("--asker", metavar="CODE", help="who may look up in the pack")
    parser.add_argument(
        "--epoch", type=_epoch, help="the day, 2025-07-12, or the part of one that it is for"
    )
    parser.add_argument("--key", metavar="FILE", type=Path, help="its secret for questions")
    parser.add_argument("--signing-key", metavar="FILE", type=Path, help="the key on its card")
    parser.add_argument("--out", metavar="FILE", type=Path, help="the pack")
    parser.add_argument("--label", help="what a hit opens: the desk to contact (default: nothing)")
    parser.add_argument("--engine", choices=["local", "spark"], default="local")
    parser.add_argument("--master", metavar="URL", default="local[*]", help="the Spark cluster")
    parser.add_argument("--workers", type=int, help="processes (default: one for each core)")
    parser.add_argument("--new-key", metavar="FILE", type=Path, help="write a new secret and stop")
    parser.add_argument("--json", action="store_true", help="write one JSON object")
    parser.add_argument("--lang", choices=sorted(WORDS), default="sv", help="default: sv")
    call = parser.parse_args(words)
    needed = ("register", "holder", "asker", "epoch", "key", "signing_key", "out")
    missing = [name for name in needed if getattr(call, name) is None]
    if missing and not call.new_key:
        parser.error("missing: " + ", ".join(name.replace("_", "-") for name in missing))
    return call
