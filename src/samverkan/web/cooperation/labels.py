"""Words for states and stances, and how much each calls (tones of `{% badge %}`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.council import Stance
from samverkan.rules.powers import Answer, Craft, Fact, Purpose, Situation, Waters
from samverkan.web.cooperation.models import Decision, Direction, Operation, Proposal


@dataclass(frozen=True, slots=True)
class Label:
    """A state in words and its tone."""

    words: Promise
    tone: str


STANCES = {
    Stance.NO_OBJECTION: Label(_("Ingen invändning"), "ok"),
    Stance.OBJECTION: Label(_("Invändning"), "wait"),
    Stance.STANDS_ASIDE: Label(_("Avstår"), "info"),
}
SILENT = Label(_("Inget svar"), "neutral")
TAKES_PART = Label(_("Deltar"), "ok")
DECLINES = Label(_("Deltar inte"), "info")
WITHDRAWN = Label(_("Beslutet återkallat"), "wait")
RECALLED = Label(_("Återkallad"), "wait")


POWERS = {
    Answer.YES: Label(_("Ja"), "ok"),
    Answer.YES_IF: Label(_("Ja, om"), "info"),
    Answer.OWN_CHECK: Label(_("Kräver egen kontroll"), "wait"),
    Answer.NO: Label(_("Nej"), "neutral"),
    Answer.EMPTY: Label(_("Ingen bestämmelse"), "neutral"),
}
CRAFTS = {
    Craft.JET_SKI: _("Vattenskoter"),
    Craft.BOAT: _("Båt, högst 24 meter"),
    Craft.SHIP: _("Fartyg över 24 meter"),
    Craft.NONE: _("Ingen farkost"),
}
WATERS = {
    Waters.COAST_GUARD: _("Kustbevakningens vatten"),
    Waters.OTHER_INLAND: _("Annat inlandsvatten"),
    Waters.ASHORE: _("I land"),
}
PURPOSES = {
    Purpose.LICENCE: _("Förarbevis för vattenskoter"),
    Purpose.SOBRIETY: _("Nykterhet"),
    Purpose.CONTROL: _("Fartyget, föraren eller lasten"),
    Purpose.REGISTER: _("Registrering och märkning"),
    Purpose.CUSTOMS: _("Tull"),
    Purpose.CRIME: _("Ingripa mot brott"),
    Purpose.NONE: _("Ingen kontroll"),
}
FACTS = {
    Fact.DEBT_CONFIRMED: _("Jouren har bekräftat en skuld som kan drivas in"),
    Fact.IDENTIFIED: _("Egendomen är identifierad"),
    Fact.ATTACHED: _("Egendomen är utmätt"),
    Fact.CUSTOMS_SUPERVISION: _("Varan står under tullövervakning"),
}


def power_label(answer: Answer) -> Label:
    """Say what a cell of the powers says."""
    return POWERS[answer]


def situation_words(situation: Situation) -> tuple[Promise, ...]:
    """Say a situation in words, as it stands on paper above the grid."""
    facts = tuple(words for fact, words in FACTS.items() if fact in situation.facts)
    return (
        CRAFTS[situation.craft],
        WATERS[situation.waters],
        PURPOSES[situation.purpose],
        *facts,
    )


def stance_label(stance: str) -> Label:
    """Say what a member said."""
    return STANCES[Stance(stance)]


def operation_state(row: Operation, *, on: date) -> Label:
    """Say how far an operation has come on a day."""
    ended = Label(_("Tiden har gått ut"), "neutral")
    states = (
        (row.recalled_at is not None, RECALLED),
        (row.closed_at is not None, Label(_("Avslutad"), "neutral")),
        (row.agreed_at is None, Label(_("Förslag till rådet"), "wait")),
        (on < row.starts, Label(_("Rådet är enigt, har inte börjat"), "info")),
        (on <= row.ends, Label(_("Pågår"), "ok")),
    )
    return next((label for reached, label in states if reached), ended)


def answer_label(row: Decision | None) -> Label:
    """Say what an authority answered, or that it has not."""
    if row is None:
        return SILENT
    if row.withdrawn_at is not None:
        return WITHDRAWN
    return TAKES_PART if row.takes_part else DECLINES


def proposal_state(
    row: Proposal, *, current: Proposal, adopted: Direction | None, now: datetime
) -> Label:
    """Say whether a version of a proposal still waits for positions."""
    if row.version != current.version:
        return Label(_("Ersatt av en ny version"), "neutral")
    if adopted is not None:
        return Label(_("Antaget"), "ok")
    if now > row.closing_at:
        return Label(_("Svarstiden är slut"), "info")
    return Label(_("Väntar på ställningstaganden"), "wait")


def direction_state(row: Direction, *, on: date) -> Label:
    """Say whether a direction is in force on a day."""
    if row.recalled_at is not None:
        return RECALLED
    if on < row.starts:
        return Label(_("Antagen, har inte börjat gälla"), "info")
    if on > row.ends:
        return Label(_("Har slutat gälla"), "neutral")
    return Label(_("Gäller"), "ok")
