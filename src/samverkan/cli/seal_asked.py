"""What a call of `samverkan seal` asks for: which sealing, by which scheme, of which rows."""

from __future__ import annotations

import secrets  # noqa: TID251  a command is where randomness is drawn
import sys
from argparse import Namespace
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samverkan.cli.seal_reading import opened, read_on
from samverkan.cli.seal_words import WORDS
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    from samverkan.registers.seal_inputs import Desk
    from samverkan.registers.seal_job import SealJob
    from samverkan.registers.seal_likeness import Likeness
    from samverkan.registers.seal_register import SealEngine
    from samverkan.sealed.likeness import Scheme

DESK_CHECK = 8
MOST_DESK = 24


def job_of(call: Namespace, schemes: tuple[bytes, ...]) -> SealJob:
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
    return SealJob(header, key.secret, desk=b"" if call.likeness else call.label.encode())


def scheme_of(call: Namespace) -> tuple[Scheme, bytes]:
    """Read the scheme of likeness and its digest, or learn it from the register and write it."""
    from samverkan.cli.private_files import write
    from samverkan.registers.scheme_files import read_scheme
    from samverkan.sealed.likeness import scheme_digest

    path = scheme_file(call)
    found = read_scheme(path, call.likeness)
    if found is None and not call.register:  # a change learns nothing
        raise NotAllowed("seal.no_ground", file=str(call.out))
    if found is None:
        scheme = _learnt(call)
        data = scheme.to_json().encode()
        write(path, data, private=False)
        found = scheme, scheme_digest(data)
    return found


def scheme_file(call: Namespace) -> Path:
    """Say where the scheme of likeness stands."""
    beside: Path = call.out.with_name(call.out.name + ".scheme.json")
    return call.scheme or beside


def _learnt(call: Namespace) -> Scheme:
    from numpy.random import default_rng

    from samverkan.registers.seal_likeness import trained

    random, secret = default_rng(secrets.randbits(128)), secrets.token_bytes(32)
    with bar(call, "learning") as met:
        batches = read_on(opened(call, call.register), call.register, met=met.update)
        return trained(batches, call.likeness, secret=secret, random=random)


def engine_of(call: Namespace) -> SealEngine:
    """Give who does the arithmetic."""
    if call.engine == "spark":
        from samverkan.registers.spark_engine import SparkEngine

        return SparkEngine(call.master)
    from samverkan.registers.seal_local import LocalEngine

    return LocalEngine(call.workers or cpu_count() or 1)


def bar(call: Namespace, what: str) -> Any:  # noqa: ANN401  tqdm has no types
    """Show how far it has come, to a person who looks on."""
    from tqdm import tqdm

    quiet = call.json or not sys.stderr.isatty()
    return tqdm(desc=WORDS[call.lang][what], unit="", unit_scale=True, disable=quiet)


def sealed_as(call: Namespace) -> tuple[SealJob, Desk | Likeness]:
    """Give the sealing that is asked for, and what is made of a row: a desk, or its likeness."""
    from samverkan.registers.seal_inputs import Desk
    from samverkan.registers.seal_likeness import Likeness

    if not call.likeness:
        return job_of(call, ()), Desk(call.label.encode())
    scheme, digest = scheme_of(call)
    job = job_of(call, (digest,))
    return job, Likeness.of(scheme, job)
