"""What was put aside of a register, in words: each reason once, with how often and where first."""

from __future__ import annotations

from samverkan.registers.column_words import column_words
from samverkan.registers.tally import Reason, Tally

WORDS = {
    "sv": {
        "reason": "{field} ({count}): {sentence} (först på rad {lines})",
        "row": "hela raden",
    },
    "en": {
        "reason": "{field} ({count}): {sentence} (first on line {lines})",
        "row": "the whole row",
    },
}


def reasons(tally: Tally, language: str) -> list[str]:
    """Give a line for each reason, the most common first."""
    return [_line(reason, language) for reason in tally.most_common()]


def _line(reason: Reason, language: str) -> str:
    words = WORDS[language]
    return words["reason"].format(
        count=reason.count,
        field=column_words(reason.first.field, language) or words["row"],
        sentence=reason.first.sentence(language),
        lines=", ".join(map(str, reason.lines)),
    )


def reason_fields(tally: Tally, language: str) -> list[dict[str, object]]:
    """Give the same for JSON."""
    return [
        {
            "column": reason.first.field or None,
            "reason": reason.first.key,
            "count": reason.count,
            "first_lines": reason.lines,
            "first_sentence": reason.first.sentence(language),
        }
        for reason in tally.most_common()
    ]
