"""The ways in which registers write dates, and a pattern for a format such as `DD/MM/YYYY`."""

from __future__ import annotations

import re

_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short>\d{2})",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
}
_TOKEN = re.compile("|".join(_TOKENS))
CLOCK = re.compile(r"(?<=\d)[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
COMMON = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<short>\d{2})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<short>\d{2})-(?P<month>\d{2})-(?P<day>\d{2})",
    )
)
EITHER_WAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", re.ASCII)


def pattern(form: str) -> re.Pattern[str]:
    """Give the pattern of a format such as `DD/MM/YYYY`. ValueError if it names no year."""
    joined = "".join(
        _TOKENS.get(piece, re.escape(piece)) for piece in re.split(f"({_TOKEN.pattern})", form)
    )
    if "YY" not in form:
        raise ValueError(form)
    return re.compile(joined, re.ASCII)
