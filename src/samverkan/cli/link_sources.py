"""What `samverkan link` links: one register or two, each read as the mapping says of it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samverkan.cli.ending import in_file
from samverkan.cli.outputs import folder_is_there, kept_apart, names_of
from samverkan.cli.put_aside import reasons
from samverkan.registers.column_words import FieldNames
from samverkan.registers.databases import address
from samverkan.registers.mapping import Mapping, load_two
from samverkan.registers.naming import file_of
from samverkan.rules.refusal import NotAllowed, sentence

if TYPE_CHECKING:
    from samverkan.registers.link_file import LinkFile


def registers(
    call: Namespace, *, on: date, step: Callable[[str, int, int], None]
) -> tuple[LinkFile, LinkFile]:
    """Read both registers, and tell of them; one that is given twice, or alone, is both.

    NotAllowed if one cannot be read, or is what is to be written.
    """
    with in_file(call.mapping):
        one, other = load_two(call.mapping) if call.mapping else (Mapping(), Mapping())
    second = _second(call, one, other)
    read = [call.a or address(one), second or address(other), call.mapping]
    kept_apart([call.out], read)
    if call.out:
        folder_is_there(call.out)
    for source in read:
        _is_there(source)
    step("read", 0, 2)
    asked = _read(call.a, one, on)
    tell(asked, call.lang)
    step("read", 1, 2)
    if one == other and _same(call.a, second):
        if call.b is not None:
            sys.stderr.write(f"{sentence('link.same', call.lang, file=asked.name)}\n")
        return asked, asked
    register = _read(second, other, on)
    tell(register, call.lang)
    step("read", 2, 2)
    return asked, register


def _second(call: Namespace, one: Mapping, other: Mapping) -> str:
    """Give the second source: as the call says, else the mapping's own database, else the first."""
    if call.b is not None:
        return str(call.b)
    own = (other.url, other.url_from)
    return "" if any(own) and own != (one.url, one.url_from) else str(call.a)


def _same(one: str, other: str) -> bool:
    """Say whether two sources are one, by whatever name a file goes."""
    addresses = "://" in one + other or not (one and other)
    return one == other if addresses else bool(names_of(Path(one)) & names_of(Path(other)))


def _is_there(source: str | Path | None) -> None:
    """Raise NotAllowed if a file is missing, before the other one is read, which may take long."""
    file = file_of(source) if source else None
    if file and not file.exists():
        raise NotAllowed("files.missing", file=file)


def _read(source: str, mapping: Mapping, on: date) -> LinkFile:
    from samverkan.registers.link_file import read_link_file

    with in_file(source or address(mapping)):
        return read_link_file(source, on=on, mapping=mapping)


def tell(file: LinkFile, language: str) -> None:
    """Say what was read of a register, what of it was not understood, and what was guessed."""
    about = {"file": file.name, "rows": len(file), "fields": FieldNames.of(file.fields)}
    said = [sentence("link.read", language, **about)]
    said += [note.sentence(language) for note in file.notes]
    if file.numbered:
        said.append(sentence("link.numbered", language, file=file.name))
    if file.doubled:
        said.append(sentence("link.doubled", language, file=file.name, count=file.doubled))
    if file.aside.reasons:
        lost = file.aside.read - file.aside.taken
        counts = {"values": file.aside.values, "rows": lost}
        said.append(sentence("link.aside", language, file=file.name, **counts))
        said += [f"  {line}" for line in reasons(file.aside, language)]
    sys.stderr.writelines(f"{line}\n" for line in said)
