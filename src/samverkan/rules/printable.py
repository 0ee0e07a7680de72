"""Text from outside as it may be shown: nothing in it steers a terminal or turns the line."""

from __future__ import annotations

import re

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but for tab and new line, signs of direction, and halves of a pair."""


def printable(text: str) -> str:
    """Give a text with U+FFFD for every sign that would do something instead of being shown."""
    return _STEERING.sub("\ufffd", text)
