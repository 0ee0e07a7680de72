"""The steps of a question by file. A step that was done, or cut off, may be taken again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from samverkan.cli.ask_words import Found, Said, Shown
from samverkan.cli.asked_file import AskedFile, numbers
from samverkan.cli.private_files import Unreadable, read, read_key, read_private, write
from samverkan.cli.trust import Trust
from samverkan.registers import kept_files
from samverkan.registers import question_files as files
from samverkan.registers.kept_files import KeptFile
from samverkan.registers.question_files import AnswerFile, QuestionFile, Random
from samverkan.registers.question_reading import LARGEST
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.errors import BadElement, ProofInvalid
from samverkan.sealed.pack_header import Header
from samverkan.sealed.packs import Pack
from samverkan.sealed.voprf import KeyPair
from samverkan.wire.canonical import Malformed, digest

T = TypeVar("T")


def blind(
    file: Path,
    *,
    trust: Trust,
    pack: Path,
    scheme: Path | None,
    out: Path,
    secrets: Path,
    on: date,
    random: Random,
) -> Said:
    """Hide what a file asks about from the holder; what opens the question is kept first.

    Taken again for the same file and pack it writes the same question, so that the holder, which
    counts elements, counts none of them twice.
    """
    header = trust.opened(pack).header
    asked = _asked(file, scheme, header, on)
    before = secrets.exists()
    kept = _kept(secrets) if before else asked.blinded(header, random=random)
    if not asked.is_kept(kept) or kept.question.differs_from(header):
        raise NotAllowed("ask.another_question", file=secrets)
    _write_both(kept, secrets, out)
    values = {"count": asked.count(), "elements": len(asked.inputs), "holder": header.holder}
    done = "blinded_before" if before else "blinded_rows" if scheme else "blinded"
    return Said(done, values, aside=asked.aside, signed=trust.checks, read=asked.read)


def answer(
    question: Path,
    *,
    trust: Trust,
    key: Path,
    out: Path,
    random: Random,
    tell: Callable[[Said], None],
) -> Said:
    """Evaluate a question with a proof, and tell before who asks. An answer there is left as is.

    NotAllowed if the question is another's than is expected, or the answer there is not by the key.
    """
    asked = _question(question)
    trust.must_be_expected(asked, question)
    names = {"holder": asked.holder, "asker": asked.asker, "epoch": asked.epoch}
    values = {"count": len(asked.elements), **names}
    tell(Said("asks", values))
    own = _key(key, asked)
    if out.exists():
        _must_be_ours(_answered(out), asked, own, out)
        return Said("answered_before", values)
    write(out, _evaluated(asked, own, random).to_bytes(), private=True)
    return Said("answered", values)


def open_answer(
    answered: Path, *, trust: Trust, secrets: Path, pack: Path, scheme: Path | None
) -> Said:
    """Check the proof against the pack's key, take the blinds off, and look everything up."""
    kept, found, held = _kept(secrets), _answered(answered), trust.opened(pack)
    if kept.scheme and scheme is None:
        raise NotAllowed("call.needs", act="open", name="--scheme")
    if scheme is not None and not kept.scheme:
        raise NotAllowed("call.not_with", act="open", name="--scheme")
    done, values, shown = _opened(kept, found, held, scheme, secrets)
    return Said(done, values, shown, signed=trust.checks)


def rehearse(
    file: Path,
    *,
    trust: Trust,
    pack: Path,
    scheme: Path | None,
    key: Path,
    on: date,
    random: Random,
) -> Said:
    """Take both sides at once: nothing is written."""
    held = trust.opened(pack)
    asked = _asked(file, scheme, held.header, on)
    kept = asked.blinded(held.header, random=random)
    found = _evaluated(kept.question, _key(key, kept.question), random)
    done, values, shown = _opened(kept, found, held, scheme, file)
    return Said(done, values, shown, asked.aside, signed=trust.checks, read=asked.read)


def _asked(file: Path, scheme: Path | None, header: Header, on: date) -> AskedFile:
    if scheme is None:
        asked = numbers(file, on=on)
    else:
        from samverkan.cli import ask_likeness  # the reader of tables loads when it is chosen

        asked = ask_likeness.rows(file, scheme, header, on=on)
    asked.must_be_askable(file)
    return asked


def _opened(
    kept: KeptFile, answered: AnswerFile, pack: Pack, scheme: Path | None, file: Path
) -> tuple[str, dict[str, object], tuple[Shown, ...]]:
    what = kept.question.differs_from(pack.header)
    if what:
        raise NotAllowed("ask.another_pack", fault=f"{what} differs")
    outputs = _outputs(kept, answered)
    shown = (
        _found(kept, outputs, pack) if scheme is None else _like(kept, outputs, pack, scheme, file)
    )
    hits = sum(one.is_hit for one in shown)
    values = {"count": len(shown), "hits": hits, "elements": len(outputs)}
    done = "opened" if scheme is None else "judged"
    return done, {**values, "holder": pack.header.holder}, shown


def _outputs(kept: KeptFile, answered: AnswerFile) -> list[bytes]:
    if answered.question != digest(kept.question.to_bytes()):
        raise NotAllowed("ask.another_answer")
    try:
        return kept_files.outputs(kept, answered)
    except (ProofInvalid, Malformed):
        raise NotAllowed("ask.proof") from None


def _found(kept: KeptFile, outputs: list[bytes], pack: Pack) -> tuple[Shown, ...]:
    return tuple(
        Found(each.line, _text(each.value), pack.look_up(output))
        for each, output in zip(kept.asked, outputs, strict=True)
    )


def _like(
    kept: KeptFile, outputs: list[bytes], pack: Pack, file: Path, secrets: Path
) -> tuple[Shown, ...]:
    from samverkan.cli import ask_likeness

    scheme, named = ask_likeness.read_scheme(file, pack.header)
    if named != kept.scheme:
        raise NotAllowed("ask.another_scheme", file=file)
    ask_likeness.must_be_of(kept, scheme, secrets)
    return ask_likeness.judged(kept, outputs, pack=pack, scheme=scheme)


def _text(value: bytes) -> str:
    """Give the identifier that was sealed: it stands last in the sealed input."""
    return value.rpartition(b"\0")[2].decode()


def _write_both(kept: KeptFile, secrets: Path, out: Path) -> None:
    """Write what is kept, then the question; nothing if the question cannot be written."""
    data, is_new = kept.question.to_bytes(), not secrets.exists()
    if out.exists() and read(out, most=LARGEST) != data:
        raise NotAllowed("ask.another_question", file=out)
    if is_new:
        write(secrets, kept.to_bytes(), private=True)
    try:
        if not out.exists():
            write(out, data, private=True)
    except Unreadable:
        if is_new and not out.exists():
            secrets.unlink()
        raise


def _must_be_ours(there: AnswerFile, asked: QuestionFile, key: KeyPair, out: Path) -> None:
    if there.question != digest(asked.to_bytes()):
        raise NotAllowed("ask.another_question", file=out)
    if not files.is_by(there, asked, key):
        raise NotAllowed("ask.not_by_this_key", file=out)


def _evaluated(question: QuestionFile, key: KeyPair, random: Random) -> AnswerFile:
    try:
        return files.answer(question, key, random=random)
    except BadElement:
        raise NotAllowed("ask.bad_element") from None


def _key(file: Path, question: QuestionFile) -> KeyPair:
    """Derive the key of the question's asker and epoch. NotAllowed if the pack has another."""
    key = epoch_key(read_key(file), asker=question.asker, epoch=question.epoch)
    if key.public != question.public_key:
        raise NotAllowed("ask.another_key", holder=question.holder)
    return key


def _question(file: Path) -> QuestionFile:
    return _formed(QuestionFile.from_bytes, read(file, most=LARGEST), "ask.no_question", file)


def _answered(file: Path) -> AnswerFile:
    return _formed(AnswerFile.from_bytes, read(file, most=LARGEST), "ask.no_answer", file)


def _kept(file: Path) -> KeptFile:
    return _formed(KeptFile.from_bytes, read_private(file), "ask.no_secrets", file)


def _formed(read_it: Callable[[bytes], T], data: bytes, key: str, file: Path) -> T:
    try:
        return read_it(data)
    except Malformed as fault:
        raise Unreadable(key, file=file, fault=fault) from None
