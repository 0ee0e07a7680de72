"""Values in a call: a day, an epoch, a number, a share, a key. NotAllowed says what is wrong."""

from __future__ import annotations

import re
from datetime import date

from samverkan.rules.refusal import NotAllowed

_FROM_HOUR = re.compile("T([01][0-9]|2[0-3])$")
_KEY = re.compile("[0-9a-fA-F]{64}")
MOST = 10**9
MOST_PORT = 65535


def day(text: str) -> date:
    """Read a day such as 2025-07-12."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotAllowed("call.day", text=text) from None
    if found.isoformat() != text:
        raise NotAllowed("call.day", text=text)
    return found


def epoch(text: str) -> str:
    """Read a day, or a day and an hour of it, as `epochs` names them."""
    try:
        day(text[:-3] if _FROM_HOUR.search(text) else text)
    except NotAllowed:
        raise NotAllowed("call.epoch", text=text) from None
    return text


def share(text: str) -> float:
    """Read a probability."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise NotAllowed("call.share", text=text)
    return value


def count(text: str) -> int:
    """Read a whole number above 0."""
    if not re.fullmatch("[0-9]{1,10}", text) or not 1 <= int(text) <= MOST:
        raise NotAllowed("call.count", text=text)
    return int(text)


def public_key(text: str) -> bytes:
    """Read 32 bytes from hexadecimal digits."""
    if not _KEY.fullmatch(text):
        raise NotAllowed("call.key", text=text)
    return bytes.fromhex(text)


def port(text: str) -> int:
    """Read the number of a port."""
    if not re.fullmatch("[0-9]{1,5}", text) or not 1 <= int(text) <= MOST_PORT:
        raise NotAllowed("call.port", text=text)
    return int(text)
