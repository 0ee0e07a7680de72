"""How a text file's bytes are read: by its mark, by its zeros, else UTF-8 or Windows-1252.

ASCII is the same in both of the last, so the first block with other bytes decides. A byte that the
encoding does not know becomes a surrogate, by which the row it stands in is put aside.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, utf_8_decode

from samverkan.rules.refusal import NotAllowed

UTF8, UTF16_LE, UTF16_BE, CP1252 = "utf-8", "utf-16-le", "utf-16-be", "cp1252"
SINGLE_BYTE = (CP1252, "iso-8859-1", "iso-8859-15", "cp850", "mac-roman")
KNOWN = (UTF8, UTF16_LE, UTF16_BE, *SINGLE_BYTE)
_MARKS = ((BOM_UTF8, UTF8), (BOM_UTF16_LE, UTF16_LE), (BOM_UTF16_BE, UTF16_BE))
_HEAD = 1_024
_DAMAGE = re.compile("[\ud800-\udfff]")


def begin(head: bytes, told: str = "") -> tuple[str, int]:
    """Give the encoding of a file by its first bytes, and how many of them are its mark.

    The encoding is empty if the bytes do not say; `told` is what the mapping says, if it does.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark) and told in {"", encoding}:
            return encoding, len(mark)
    return told or _by_zeros(head[:_HEAD]), 0


def _by_zeros(head: bytes) -> str:
    """Know UTF-16 without a mark: in letters of the west every second byte is zero."""
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs * 3 // 4 and head[::2].count(0) == 0:
        return UTF16_LE
    if pairs and head[::2].count(0) > pairs * 3 // 4 and head[1::2].count(0) == 0:
        return UTF16_BE
    return ""


def decide(raw: bytes, encoding: str) -> str:
    """Give the encoding of a block: the one that is known, or what its bytes say; empty if ASCII.

    A few bad bytes among many good letters are damage in UTF-8; else it is Windows-1252.
    """
    if encoding or raw.isascii():
        return encoding
    try:
        utf_8_decode(raw, "strict", False)
    except UnicodeDecodeError:
        letters = text(raw, UTF8)
        bad = sum("\ud800" <= letter <= "\udfff" for letter in letters)
        good = sum(letter > "\x7f" for letter in letters) - bad
        return UTF8 if bad * 10 < good else CP1252
    return UTF8


def read(data: bytes) -> tuple[str, str]:
    """Decode a whole file: give its encoding, as it is named to people, and its text.

    NotAllowed if it is no text; a byte that its encoding does not know becomes a surrogate.
    """
    told, mark = begin(data)
    encoding = decide(data[mark:], told) or UTF8
    must_be_text(data[mark:], encoding)
    named = "utf-16" if encoding.startswith("utf-16") else encoding
    if mark and encoding == UTF8:
        named = "utf-8-sig"
    return named, text(whole(data[mark:], encoding, last=True), encoding)


def must_be_text(raw: bytes, encoding: str) -> None:
    """Refuse bytes that are no text at all: not in Windows-1252, or half a sign. NotAllowed."""
    if encoding in {UTF16_LE, UTF16_BE} and len(raw) % 2:
        raise NotAllowed("registers.not_text")
    if encoding == CP1252 and _DAMAGE.search(raw.decode(CP1252, "surrogateescape")):
        raise NotAllowed("registers.not_text")


def as_utf8(raw: bytes, encoding: str) -> bytes | None:
    """Give the same text in UTF-8; None if some of it is no text. ASCII is given as it is."""
    if encoding not in {UTF16_LE, UTF16_BE} and raw.isascii():
        return raw
    try:
        if encoding == UTF8:
            raw.decode()
            return raw
        return text(raw, encoding).encode()
    except UnicodeError:
        return None


def text(raw: bytes, encoding: str) -> str:
    """Decode whole characters; what is none becomes a surrogate."""
    half = raw[-2:] if encoding in {UTF16_LE, UTF16_BE} and _ends_in_half(raw, encoding) else b""
    characters = raw[: len(raw) - len(half)].decode(encoding or UTF8, _errors(encoding))
    unit = half[::-1] if encoding == UTF16_LE else half
    return characters + (chr(int.from_bytes(unit, "big")) if half else "")


def _ends_in_half(raw: bytes, encoding: str) -> bool:
    """Say whether UTF-16 ends in the first half of a pair, which its decoder will not pass."""
    return len(raw) > 1 and 0xD8 <= raw[-1 if encoding == UTF16_LE else -2] <= 0xDB


def length(characters: str, encoding: str) -> int:
    """Give how many bytes of the file the characters took."""
    return len(characters.encode(encoding or UTF8, _errors(encoding)))


def whole(raw: bytes, encoding: str, *, last: bool) -> bytes:
    """Leave out a character that the end of a block cut in two."""
    if encoding in {UTF16_LE, UTF16_BE}:
        even = raw[: len(raw) // 2 * 2]
        return even[:-2] if not last and _ends_in_half(even, encoding) else even
    if encoding in {"", UTF8} and not last:
        for back in range(1, min(4, len(raw) + 1)):
            if raw[-back] >= 0xC0:
                return raw[:-back]
            if raw[-back] < 0x80:
                break
    return raw


def _errors(encoding: str) -> str:
    return "surrogatepass" if encoding.startswith("utf-16") else "surrogateescape"
