"""How the files of a question are read: each may be hostile, and is checked to its last field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from samverkan.exchange.reading import Fields
from samverkan.sealed import sodium
from samverkan.wire.canonical import Malformed, decode

MOST = 1_000_000
"""Elements in one question; more belong in several."""
MOST_OF_A_NAME = 255
"""Bytes of a holder, asker or epoch, as in a pack's head."""
ROOM = 100_000
HEX_ELEMENT = 2 * sodium.SIZE + 3
LARGEST = HEX_ELEMENT * MOST + ROOM
"""Bytes of a question or an answer."""
LARGEST_KEPT = 512 * 2**20

_HEX = re.compile(r"(?:[0-9a-f]{2})*")


def fields_of(what: str, data: bytes, form: str, *names: str) -> Fields:
    """Read an object of a form with exactly these names, or raise Malformed."""
    value = decode(data, max_bytes=LARGEST_KEPT)
    said = value.get("form", form) if isinstance(value, Mapping) else form
    if said != form:  # first of all: it may be another of the files, or of another version
        raise Malformed(f"Its form is {str(said)[:40]!r}, not {form}.")
    return Fields.of(what, value, frozenset({"form", *names}))


def must_be_few(data: bytes, values: int, most: int) -> None:
    """Refuse what would fill the memory when it is read: JSON values take far more than commas."""
    if len(data) > most or data.count(b",") > values + ROOM:
        raise Malformed(f"It is larger than one of {MOST:,} elements.")


def name_of(fields: Fields, name: str) -> str:
    """Give a name as a pack's head may have it."""
    text = fields.text(name)
    if not (text.isprintable() and 1 <= len(text.encode()) <= MOST_OF_A_NAME):
        raise Malformed(f"{name} is not 1 to {MOST_OF_A_NAME} bytes of printable text.")
    return text


def bytes_of(text: str, size: int | None = None) -> bytes:
    """Give bytes written in lower-case hexadecimal, so many if `size` says."""
    if _HEX.fullmatch(text) is None or (size is not None and len(text) != 2 * size):
        raise Malformed("A value is not in lower-case hexadecimal of its length.")
    return bytes.fromhex(text)
