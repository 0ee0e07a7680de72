"""`samverkan seal REGISTER`: seal a register into a pack for one asker and epoch."""

from __future__ import annotations

import json
import secrets  # noqa: TID251  a command is where randomness is drawn
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterator
from os import cpu_count
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from samverkan.cli.ending import ASIDE, DONE, goes_on, in_file
from samverkan.cli.outputs import kept_apart
from samverkan.cli.seal_call import arguments
from samverkan.cli.seal_words import WORDS
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa

    from samverkan.registers.blocks import SetAside
    from samverkan.registers.seal_inputs import Desk
    from samverkan.registers.seal_job import SealJob
    from samverkan.registers.seal_likeness import Likeness
    from samverkan.registers.seal_register import SealEngine, Sealing
    from samverkan.sealed.likeness import Scheme

DESK_CHECK = 8
MOST_DESK = 24


def run(words: list[str]) -> int:
    """Seal a register, or make a key. 0 if all is done, 1 if something was put aside."""
    call = arguments(words)
    return _new_key(call) if call.new_key else _seal(call)


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
    from samverkan.registers.seal_inputs import Desk
    from samverkan.registers.seal_likeness import Likeness
    from samverkan.registers.seal_register import seal_register
    from samverkan.wire.keys import SigningKey

    read = [call.register, call.mapping, call.key, call.signing_key]
    kept_apart([call.out, call.scheme], read)
    key = SigningKey(read_key(call.signing_key))
    again = call.out.exists()
    refused: Counter[str] = Counter()
    begun = perf_counter()
    scheme = _scheme(call) if call.likeness else None
    job = _job(call, (scheme[1],) if scheme else ())
    sealed = Likeness.of(scheme[0], job) if scheme else Desk(call.label.encode())
    with _bar(call, "progress") as met, goes_on(call.out):
        rows = _rows(call, sealed, refused)
        done = seal_register(rows, job, _engine(call), out=call.out, key=key, met=met.update)
    _report(call, done, refused, seconds=perf_counter() - begun, again=again)
    return ASIDE if refused.total() else DONE


def _job(call: Namespace, schemes: tuple[bytes, ...]) -> SealJob:
    """Give the sealing that is asked for; `schemes` are the digests of its schemes."""
    from samverkan.cli.private_files import read_key
    from samverkan.registers.seal_job import SealJob
    from samverkan.sealed.epochs import epoch_key
    from samverkan.sealed.errors import Misuse
    from samverkan.sealed.likeness import LABEL
    from samverkan.sealed.pack_header import SALT, Header

    length = len(call.label.encode())
    if length > MOST_DESK:
        raise NotAllowed("seal.label_too_long", length=length, most=MOST_DESK)
    lengths = (LABEL, 0) if call.likeness else (length, DESK_CHECK if length else 0)
    key = epoch_key(read_key(call.key), asker=call.asker, epoch=call.epoch)
    salt = secrets.token_bytes(SALT)
    try:
        names = call.holder, call.asker, call.epoch
        header = Header(*names, key.public, salt, *lengths, schemes)
    except Misuse:
        raise NotAllowed("seal.names") from None
    return SealJob(header, key.secret)


def _scheme(call: Namespace) -> tuple[Scheme, bytes]:
    """Read the scheme of likeness and its digest, or learn it from the register and write it."""
    from samverkan.cli.private_files import write
    from samverkan.registers.scheme_files import read_scheme
    from samverkan.sealed.likeness import scheme_digest

    path = _scheme_file(call)
    found = read_scheme(path, call.likeness)
    if found is None:
        scheme = _learnt(call)
        data = scheme.to_json().encode()
        write(path, data, private=False)
        found = scheme, scheme_digest(data)
    return found


def _scheme_file(call: Namespace) -> Path:
    beside: Path = call.out.with_name(call.out.name + ".scheme.json")
    return call.scheme or beside


def _learnt(call: Namespace) -> Scheme:
    from numpy.random import default_rng

    from samverkan.registers.seal_likeness import trained

    random, secret = default_rng(secrets.randbits(128)), secrets.token_bytes(32)
    with _bar(call, "learning") as met:
        return trained(
            _batches(call, met.update, lambda _: None), call.likeness, secret=secret, random=random
        )


def _rows(
    call: Namespace, sealed: Desk | Likeness, refused: Counter[str]
) -> Iterator[pa.RecordBatch]:
    needed = _needed(call)

    def count(column: str, values: int) -> None:
        refused[column] += values

    def aside(one: SetAside) -> None:
        if not one.field or one.field in needed:
            refused[one.field] += 1

    for batch in _batches(call, lambda _: None, aside):
        yield from sealed.rows(batch, count)


def _batches(
    call: Namespace, met: Callable[[int], object], aside: Callable[[SetAside], object]
) -> Iterator[pa.RecordBatch]:
    from samverkan.registers.seal_source import batches_of, mapping_of

    needed = _needed(call)
    with in_file(call.mapping):
        mapping = mapping_of(call.mapping)
    read = batches_of(call.register, on=call.on, mapping=mapping, needed=needed, aside=aside)
    while (batch := _next(read, call.register)) is not None:
        met(len(batch))
        yield batch


def _next(read: Iterator[pa.RecordBatch], register: str) -> pa.RecordBatch | None:
    """Read on; only what is wrong with the register, not with what is made of it, is told so."""
    with in_file(register):
        return next(read, None)


def _needed(call: Namespace) -> frozenset[str]:
    """Give the columns that are sealed."""
    from samverkan.registers.seal_inputs import KINDS
    from samverkan.registers.seal_likeness import fields_of

    return frozenset(fields_of(call.likeness) if call.likeness else KINDS)


def _engine(call: Namespace) -> SealEngine:
    if call.engine == "spark":
        from samverkan.registers.spark_engine import SparkEngine

        return SparkEngine(call.master)
    from samverkan.registers.seal_local import LocalEngine

    return LocalEngine(call.workers or cpu_count() or 1)


def _bar(call: Namespace, what: str) -> Any:  # noqa: ANN401  tqdm has no types
    from tqdm import tqdm

    quiet = call.json or not sys.stderr.isatty()
    return tqdm(desc=WORDS[call.lang][what], unit="", unit_scale=True, disable=quiet)


def _report(
    call: Namespace, done: Sealing, refused: Counter[str], *, seconds: float, again: bool
) -> None:
    from samverkan.registers.pack_files import reload_pack
    from samverkan.sealed import engines

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
        "fallen_back": engines.fallen_back(),
    }
    if fields["fallen_back"]:
        why = WORDS[call.lang]["fallen_back"].format(why=fields["fallen_back"])
        sys.stderr.write(f"samverkan seal: {why}\n")
    if call.json:
        sys.stdout.write(json.dumps(fields) + "\n")
        return
    said = WORDS[call.lang]
    lines = [said["done"].format(**fields), said["size"].format(**fields)]
    for name, count in sorted(refused.items()):
        lines.append(said["refused" if name else "refused_rows"].format(column=name, count=count))
    lines += [] if done.keys else [said["nothing"]]
    lines += [said["left_out"].format(count=done.left_out)] if done.left_out else []
    if call.likeness:
        lines.append(said["scheme"].format(file=_scheme_file(call)))
    if again:
        lines.append(said["delta" if done.same_buckets else "whole"])
    sys.stdout.write("\n".join(lines) + "\n")
