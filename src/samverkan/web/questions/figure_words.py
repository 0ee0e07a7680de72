"""How often a question opens a stranger, and how much a field weighs, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samverkan.web.design.formats import in_english, tal

SELDOM = 0.1
"""Below it a rate is said as one in so many."""

EXACT = 10
"""From here on decimals say nothing."""


def opened_in_words(opens: float) -> str:
    """Say how often a question opens a stranger: so many a question, or one in so many of them."""
    if opens == 0:
        return _("ingen sågs")
    if opens >= SELDOM:
        return _("%(number)s per fråga") % {"number": decimal(opens)}
    return _("1 på %(number)s frågor") % {"number": tal(round(1 / opens))}


def times_in_words(times: float) -> str:
    """Say how many times more usual something is."""
    number = decimal(times) if times < EXACT else tal(round(times))
    return _("%(number)s gånger") % {"number": number}


def decimal(number: float) -> str:
    """Write a number with one decimal."""
    text = f"{number:.1f}"
    return text if in_english() else text.replace(".", ",")
