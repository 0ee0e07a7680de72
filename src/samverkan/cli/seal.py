"""`samverkan seal REGISTER`: seal a register into a pack for one asker and epoch."""

from __future__ import annotations

import json
import secrets  # noqa: TID251  a command is where randomness is drawn
import sys
from argparse import Namespace
from collections import Counter
from time import perf_counter
from typing import TYPE_CHECKING

from samverkan.cli.ending import ASIDE, DONE, goes_on
from samverkan.cli.numbers import spoken
from samverkan.cli.outputs import folder_is_there, kept_apart
from samverkan.cli.seal_asked import bar, engine_of, scheme_file, sealed_as
from samverkan.cli.seal_call import arguments
from samverkan.cli.seal_reading import needed, opened, rows_of
from samverkan.cli.seal_words import WORDS, refused_lines, tell_fallen_back
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    from samverkan.registers.seal_register import Sealing


def run(words: list[str]) -> int:
    """Seal a register, or make a key. 0 if all is done, 1 if something was put aside."""
    call = arguments(words)
    if call.new_key:
        return _new_key(call)
    if call.changed or call.removed:
        from samverkan.cli import seal_changed  # for those who have a delta to make

        return seal_changed.run(call)
    return _seal(call)


def _new_key(call: Namespace) -> int:
    from samverkan.cli.private_files import KEY_SIZE, write
    from samverkan.wire.keys import SigningKey

    folder_is_there(call.new_key)
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
    from samverkan.registers.seal_source import sealed_columns
    from samverkan.wire.keys import SigningKey

    read = [call.register, call.mapping, call.key, call.signing_key]
    kept_apart([call.out, call.scheme], read)
    folder_is_there(call.out)
    key = SigningKey(read_key(call.signing_key))
    again = call.out.exists()
    refused: Counter[str] = Counter()
    begun = perf_counter()
    job, sealed = sealed_as(call)
    register = opened(call, call.register)
    with bar(call, "progress") as met, goes_on(call.out):
        done = seal_register(
            rows_of(call, register, sealed, refused),
            job,
            engine_of(call),
            out=call.out,
            key=key,
            columns=sealed_columns(register, needed(call)),
            met=met.update,
        )
    _report(call, done, refused, seconds=perf_counter() - begun, again=again)
    return ASIDE if refused.total() else DONE


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
    tell_fallen_back(call.lang)
    if call.json:
        sys.stdout.write(json.dumps(fields) + "\n")
        return
    said = WORDS[call.lang]
    lines = [said[line].format(**spoken(fields, call.lang)) for line in ("done", "size")]
    lines += refused_lines(refused, call.lang)
    lines += [] if done.keys else [said["nothing"]]
    lines += [said["left_out"].format(count=done.left_out)] if done.left_out else []
    scheme = scheme_file(call)
    if call.likeness or scheme.exists():
        lines.append(said["scheme" if call.likeness else "no_likeness"].format(file=scheme))
    if again:
        lines.append(said["delta" if done.same_buckets else "whole"])
    sys.stdout.write("\n".join(lines) + "\n")
