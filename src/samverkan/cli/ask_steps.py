"""The steps of a question by file. A step that was done, or cut off, may be taken again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from samverkan.cli.ask_words import Found, Said
from samverkan.cli.identifiers import text_of
from samverkan.cli.private_files import Unreadable, read, read_key, read_private, write
from samverkan.registers import asked_numbers
from samverkan.registers import question_files as files
from samverkan.registers.asked_numbers import AskedNumber, NotAsked
from samverkan.registers.question_files import (
    LARGEST,
    AnswerFile,
    KeptFile,
    QuestionFile,
    Random,
)
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.errors import BadElement, PackDamaged, ProofInvalid
from samverkan.sealed.packs import Pack
from samverkan.sealed.voprf import KeyPair
from samverkan.wire.canonical import Malformed, digest

T = TypeVar("T")

__all__ = ["Unreadable", "answer", "blind", "open_answer", "rehearse", "rehearse_likeness"]


def blind(numbers: Path, *, pack: Path, out: Path, secrets: Path, on: date, random: Random) -> Said:
    """Hide the numbers of a file from the holder; what opens the question is kept first.

    Taken again for the same numbers and pack it writes the same question, so that the holder,
    which counts elements, counts none of them twice.
    """
    held = _pack(pack)
    asked, aside = _numbers(numbers, on)
    inputs = [(each.line, "", each.sealed_input) for each in asked]
    done = "blinded_before"
    if not secrets.exists():
        done = "blinded"
        write(secrets, files.blind(inputs, held.header, random=random).to_bytes(), private=True)
    kept = _kept(secrets)
    same = [(each.line, each.family, each.value) for each in kept.asked] == inputs
    if not same or kept.question.differs_from(held.header):
        raise NotAllowed("ask.another_question", file=secrets)
    write(out, kept.question.to_bytes(), private=True)
    return Said(done, {"count": len(inputs), "holder": held.header.holder}, aside=aside)


def answer(question: Path, *, key: Path, out: Path, random: Random) -> Said:
    """Evaluate a question with a proof. An answer that is there already is left as it is."""
    asked = _question(question)
    values = {"count": len(asked.elements), "asker": asked.asker}
    if out.exists():
        if _answered(out).question != digest(asked.to_bytes()):
            raise NotAllowed("ask.another_question", file=out)
        return Said("answered_before", values)
    found = _evaluated(asked, _key(key, asked), random)
    write(out, found.to_bytes(), private=True)
    return Said("answered", values)


def open_answer(answered: Path, *, secrets: Path, pack: Path) -> Said:
    """Check the proof against the pack's key, take the blinds off, and look each number up."""
    return _opened(_kept(secrets), _answered(answered), _pack(pack))


def rehearse_likeness(
    rows: Path, *, scheme: Path, pack: Path, key: Path, on: date, random: Random
) -> Said:
    """Take both sides at once for rows of names or craft: nothing is written."""
    from samverkan.cli import ask_likeness  # the reader of files and its tables load when chosen

    held = _pack(pack)
    ours = epoch_key(read_key(key), asker=held.header.asker, epoch=held.header.epoch)
    if ours.public != held.header.public_key:
        raise NotAllowed("ask.another_key", holder=held.header.holder)
    return ask_likeness.rehearse(rows, scheme, pack=held, key=ours, on=on, random=random)


def rehearse(numbers: Path, *, pack: Path, key: Path, on: date, random: Random) -> Said:
    """Take both sides at once: nothing is written."""
    held = _pack(pack)
    asked, aside = _numbers(numbers, on)
    kept = files.blind(
        [(each.line, "", each.sealed_input) for each in asked], held.header, random=random
    )
    found = _evaluated(kept.question, _key(key, kept.question), random)
    said = _opened(kept, found, held)
    return Said(said.done, said.values, said.found, aside)


def _opened(kept: KeptFile, answered: AnswerFile, pack: Pack) -> Said:
    what = kept.question.differs_from(pack.header)
    if what:
        raise NotAllowed("ask.another_pack", what=what)
    if answered.question != digest(kept.question.to_bytes()):
        raise NotAllowed("ask.another_answer")
    try:
        outputs = files.outputs(kept, answered)
    except (ProofInvalid, Malformed):
        raise NotAllowed("ask.proof") from None
    found = tuple(
        Found(each.line, _text(each.value), pack.look_up(output))
        for each, output in zip(kept.asked, outputs, strict=True)
    )
    hits = sum(bool(each.labels) for each in found)
    values = {"count": len(found), "hits": hits, "holder": pack.header.holder}
    return Said("opened", values, found)


def _text(value: bytes) -> str:
    """Give the identifier that was sealed: it stands last in the sealed input."""
    return value.rpartition(b"\0")[2].decode()


def _evaluated(question: QuestionFile, key: KeyPair, random: Random) -> AnswerFile:
    if key.public != question.public_key:
        raise NotAllowed("ask.another_key", holder=question.holder)
    try:
        return files.answer(question, key, random=random)
    except BadElement:
        raise NotAllowed("ask.bad_element") from None


def _numbers(file: Path, on: date) -> tuple[Sequence[AskedNumber], tuple[NotAsked, ...]]:
    lines = tuple(asked_numbers.read(text_of(read(file)), on=on))
    asked = [line for line in lines if isinstance(line, AskedNumber)]
    if not asked:
        raise NotAllowed("ask.nothing", file=file)
    return asked, tuple(line for line in lines if isinstance(line, NotAsked))


def _key(file: Path, question: QuestionFile) -> KeyPair:
    return epoch_key(read_key(file), asker=question.asker, epoch=question.epoch)


def _pack(file: Path) -> Pack:
    return _formed(Pack.open, read(file), "ask.no_pack", file)


def _question(file: Path) -> QuestionFile:
    return _formed(QuestionFile.from_bytes, read(file, most=LARGEST), "ask.no_question", file)


def _answered(file: Path) -> AnswerFile:
    return _formed(AnswerFile.from_bytes, read(file, most=LARGEST), "ask.no_answer", file)


def _kept(file: Path) -> KeptFile:
    return _formed(KeptFile.from_bytes, read_private(file), "ask.no_secrets", file)


def _formed(read_it: Callable[[bytes], T], data: bytes, key: str, file: Path) -> T:
    try:
        return read_it(data)
    except (Malformed, PackDamaged) as fault:
        raise Unreadable(key, file=file, fault=str(fault).rstrip(".")) from None
