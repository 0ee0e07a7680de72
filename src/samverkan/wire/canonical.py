"""One value, one text: canonical JSON (RFC 8785), and the only way in for JSON that others wrote.

Whatever is hashed or signed passes here, so two instances that agree on a value agree on its bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NoReturn, TypeAlias

import rfc8785

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

# The same with the only containers that rfc8785 knows.
Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"

MAX_BYTES = 16_000_000
MAX_DEPTH = 32
MAX_NUMBER = 2**53 - 1  # the largest whole number that every JSON reader keeps exact
_MAX_DIGITS = 16


class Malformed(ValueError):
    """Data that is not in the form agreed; the text is one sentence for a person."""


def encode(value: Json) -> bytes:
    """Give the canonical UTF-8 bytes of a JSON value; mappings and sequences of any kind will do.

    Raises Malformed for what `decode` would refuse: other types, depth above 32, large numbers.
    """
    try:
        return rfc8785.dumps(_plain(value, MAX_DEPTH))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        # Types, numbers and depth are checked by now, so only text is left to fail.
        raise Malformed("A text holds half a character (a lone surrogate).") from None


def decode(data: bytes, *, max_bytes: int = MAX_BYTES) -> Json:
    """Read canonical JSON from a stranger; gives dict, list, str, int, float, bool or None.

    Raises Malformed for anything else than the exact bytes that `encode` would write.
    """
    if len(data) > max_bytes:
        raise Malformed(f"The message is {len(data)} bytes; at most {max_bytes} are read.")
    value = _parse(data)
    if encode(value) != data:
        raise Malformed("The JSON is not in canonical form (RFC 8785).")
    return value


def digest(data: bytes) -> str:
    """Give the SHA-256 of the bytes in lower-case hexadecimal, 64 characters."""
    return sha256(data).hexdigest()


def _parse(data: bytes) -> Json:
    try:
        value: Json = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_duplicates,
            parse_int=_whole_number,
            parse_constant=_no_constant,
        )
    except UnicodeDecodeError:
        raise Malformed("The message is not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise Malformed(f"The message is not JSON: {error.msg} at character {error.pos}.") from None
    except RecursionError:
        raise Malformed(_TOO_DEEP) from None
    return value


_TOO_DEEP = f"The JSON is nested deeper than {MAX_DEPTH} levels."


def _without_duplicates(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, value in pairs:
        if name in found:
            raise Malformed(f"The name {name[:40]!r} stands twice in one object.")
        found[name] = value
    return found


def _whole_number(text: str) -> int:
    # The length is checked first: Python's own limit of 4 300 digits would raise another error.
    if len(text.lstrip("-")) > _MAX_DIGITS:
        raise Malformed(_TOO_LARGE)
    return int(text)


_TOO_LARGE = f"A number is larger than {MAX_NUMBER}, which JSON cannot carry exactly."


def _no_constant(text: str) -> NoReturn:
    raise Malformed(f"{text} is not a JSON number.")


def _plain(value: Json, depth_left: int) -> Plain:
    """Copy, checking depth, numbers and types on the way."""
    match value:
        case str() | bool() | None:
            return value
        case int() | float():
            return _checked_number(value)
        case Mapping() | list() | tuple() if depth_left == 0:
            raise Malformed(_TOO_DEEP)
        case Mapping():
            return {
                _checked_name(name): _plain(part, depth_left - 1) for name, part in value.items()
            }
        case list() | tuple():
            return [_plain(part, depth_left - 1) for part in value]
        case _:
            raise Malformed(f"A {type(value).__name__} has no JSON form.")


def _checked_name(name: object) -> str:
    if not isinstance(name, str):
        raise Malformed(f"The name {name!r} in an object is not text.")
    return name


def _checked_number(number: float) -> float:
    # NaN compares false with everything, so it falls through to the refusal.
    if -MAX_NUMBER <= number <= MAX_NUMBER:
        return number
    raise Malformed(_TOO_LARGE)
