"""A scheme of likeness in words: what each family of keys opens, what each field weighs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverkan.registers.likeness_figures import LEAK_OF_FAMILY, Family
from samverkan.web.partners.queries import name_of
from samverkan.web.questions.family_labels import FIELDS, family_in_words
from samverkan.web.questions.figure_words import opened_in_words, times_in_words
from samverkan.web.questions.labels import LIKENESS_KINDS
from samverkan.web.questions.queries import SchemeView


@dataclass(frozen=True, slots=True)
class ShownScheme:
    """A scheme in words: its families and what each opens, and what each field weighs."""

    view: SchemeView
    holder: str
    kind: str
    opens: str
    families: tuple[tuple[str, str], ...]
    weights: tuple[tuple[str, str, str], ...]
    over: tuple[tuple[str, str], ...]
    not_needed: int


def shown_scheme(view: SchemeView) -> ShownScheme:
    """Put a scheme into words, in the screen's language."""
    kept = view.withheld or ()
    return ShownScheme(
        view=view,
        holder=name_of(view.holder),
        kind=str(LIKENESS_KINDS[view.kind]),
        opens=opened_in_words(view.opens),
        families=_words(view.families),
        weights=tuple(
            (str(FIELDS[one.field]), times_in_words(one.agrees), times_in_words(one.differs))
            for one in view.weights
        ),
        over=_words(each for each in kept if each.opens > LEAK_OF_FAMILY),
        not_needed=sum(each.opens <= LEAK_OF_FAMILY for each in kept),
    )


def _words(families: Iterable[Family]) -> tuple[tuple[str, str], ...]:
    return tuple((family_in_words(each.name), opened_in_words(each.opens)) for each in families)
