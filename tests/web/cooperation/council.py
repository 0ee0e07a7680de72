"""A proposal for a direction, as tests at both ends need it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from samverkan.rules.directions import Draft
from samverkan.web.cooperation import actions, queries
from samverkan.web.cooperation.contents import plain
from samverkan.web.cooperation.models import Proposal
from samverkan.wire.canonical import digest, encode
from samverkan.wire.identifiers import RecordId, Version

PICTURE = "NUC/44444444-4444-4444-8444-444444444444"
RECORD = "NUC/55555555-5555-4555-8555-555555555555"
MEMBERS = ("KFM", "KBV", "POL")


def draft(now: datetime, **words: object) -> Draft:
    """Give a draft that closes in nine days."""
    found = Draft(
        title="Gemensam inriktning 2025",
        text="Myndigheterna ska minska vinsterna av F-1 och F-2.",
        picture=PICTURE,
        members=MEMBERS,
        closing_at=now + timedelta(days=9),
        starts=date(2025, 8, 1),
        ends=date(2025, 12, 31),
    )
    return replace(found, **words)


def proposed(elof, now, **words) -> Proposal:
    """Put the proposal forward at the centre."""
    return actions.propose_direction(draft=draft(now, **words), by=elof, now=now)


def received(partner, now, **words) -> Proposal:
    """Receive the proposal as a member does."""
    nuc = partner("NUC")
    content = plain(draft(now, **words))
    nuc.deliver(nuc.release("proposal", content, now=now, record=RECORD), now=now)
    return queries.current(RECORD)


def received_again(partner, old: Proposal, now, **words) -> Proposal:
    """Receive the next version of a proposal."""
    nuc = partner("NUC")
    content = plain(draft(now, **words))
    body = {
        "content": content,
        "expires_on": "2026-12-31",
        "ground": "OSL 10:2",
        "handling": "H2",
        "purpose": "test",
    }
    number = old.version + 1
    about = Version(RecordId.parse(RECORD), number, digest(encode(content)), old.digest)
    nuc.deliver(nuc.seal("release/proposal", body, now=now, about=about), now=now)
    return queries.current(RECORD)
