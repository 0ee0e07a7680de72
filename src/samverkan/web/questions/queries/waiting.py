"""What waits at a desk: a hit whose desk should be contacted, entries that end soon."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverkan.rules.actor import Actor
from samverkan.rules.permissions import Permission
from samverkan.web.partners.queries import name_of
from samverkan.web.people.queries import end_of_day, local_date
from samverkan.web.people.waiting import Waiting
from samverkan.web.questions.epochs import end_of, epoch_of
from samverkan.web.questions.queries.asked import cards_by, cards_of
from samverkan.web.questions.queries.candidates import candidates_for
from samverkan.web.questions.queries.lists import expiring


def waiting_for(actor: Actor, *, now: datetime) -> list[Waiting]:
    """Tell the patrol of the hits of this epoch, and the list keeper of what ends soon."""
    return [
        *_hits(actor, now=now),
        *_candidates(actor),
        *_silent(actor),
        *_expiring(actor, now=now),
    ]


def _candidates(actor: Actor) -> list[Waiting]:
    """Tell who may review of the candidates that nobody has reviewed: none of them is a hit."""
    if Permission.ASK not in actor.permissions:
        return []
    return [
        Waiting(
            what=_("En möjlig träff hos %(who)s väntar på din prövning")
            % {"who": name_of(each.holder)},
            url=reverse("questions:candidate", args=[each.pk]),
            due=end_of(each.epoch),
            ground=_("Ingen kontaktas förrän en person har prövat den"),
        )
        for each in candidates_for(actor).filter(verdict="")
    ]


def _silent(actor: Actor) -> list[Waiting]:
    """Tell who asked that a holder has not answered, and when it is asked again."""
    if Permission.ASK not in actor.permissions:
        return []
    # One filter: both are said of the same question, whatever the other holders answered.
    rows = cards_by(actor).filter(questions__state="no-answer", questions__next_at__isnull=False)
    return [
        Waiting(
            what=_("Fråga väntar på svar från %(who)s") % {"who": name_of(silent.holder)},
            url=reverse("questions:card", args=[asked.card.pk]),
            due=silent.next_at,
            ground=_("Den ställs igen av sig själv, så länge kontrollen pågår"),
        )
        for asked in cards_of(rows.distinct())
        for silent in asked.waits
        if silent.next_at is not None
    ]


def _hits(actor: Actor, *, now: datetime) -> list[Waiting]:
    if Permission.ASK not in actor.permissions:
        return []
    rows = cards_by(actor).filter(questions__epoch=epoch_of(now), questions__state="hit").distinct()
    return [
        Waiting(
            what=hit.contact,
            url=reverse("questions:card", args=[hit.card_pk]),
            due=end_of(epoch_of(now)),
        )
        for asked in cards_of(rows)
        for hit in asked.visible_to(actor).hits
    ]


def _expiring(actor: Actor, *, now: datetime) -> list[Waiting]:
    if Permission.LIST not in actor.permissions:
        return []
    rows = expiring(on=local_date(now))
    first = rows.first()
    if first is None:
        return []
    count = rows.count()
    what = ngettext("%(count)s post slutar gälla", "%(count)s poster slutar gälla", count)
    return [
        Waiting(
            what=what % {"count": count},
            url=f"{reverse('questions:entries')}?state=expiring",
            due=end_of_day(first.ends_on),
            ground=_("Posten behöver ett nytt beslut eller tas bort"),
        )
    ]
