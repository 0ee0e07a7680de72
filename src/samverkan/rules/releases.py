"""What must stand in the record before anything leaves: the gate that cannot be skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from samverkan.rules.personal_data import holds_number, names_in
from samverkan.rules.refusal import NotAllowed

# On what ground a note may leave. It holds no personal data: those leave by the ladder alone, with
# its weighing and its decisions (`disclosure.py`), as they do for the joint documents.
NOTE_GROUNDS = ("Uppgiften är inte sekretessbelagd", "OSL 10:2")
HANDLING_CODES = ("H0", "H1", "H2", "H3")


@dataclass(frozen=True, slots=True)
class ReleaseTerms:
    """The terms that travel with a release: ground (citation), purpose, code and expiry."""

    recipient: str
    ground: str
    purpose: str
    handling: str
    expires_on: date


def may_release(terms: ReleaseTerms, *, fields: frozenset[str], sender: str, on: date) -> None:
    """Refuse an incomplete record: nothing leaves without ground, purpose, fields and an end date.

    JO 584-2013 criticised disclosures whose content and ground nobody could show afterwards.
    """
    if terms.recipient == sender:
        raise NotAllowed("releases.to_self")
    if not terms.ground:
        raise NotAllowed("releases.no_ground", section="BDL 2:1")
    if not terms.purpose:
        raise NotAllowed("releases.no_purpose", section="BDL 2:3")
    if not fields:
        raise NotAllowed("releases.no_fields", section="BDL 2:8")
    if terms.handling not in HANDLING_CODES:
        raise NotAllowed("releases.bad_handling", handling=terms.handling)
    if terms.expires_on <= on:
        raise NotAllowed("releases.expired", on=terms.expires_on.isoformat())


def may_release_note(
    texts: Iterable[str], *, ground: str, is_person: Callable[[str], bool]
) -> None:
    """Refuse a note about a person: a note is no way past the disclosure's ladder and weighing.

    `is_person` says whether a name is somebody's whom we know.
    """
    if ground not in NOTE_GROUNDS:
        raise NotAllowed("releases.note_ground", ground=ground)
    for text in texts:
        if holds_number(text):
            raise NotAllowed("releases.note_number")
        for name in filter(is_person, names_in(text)):
            raise NotAllowed("releases.note_name", name=name)


def may_recall(*, already_recalled: bool, reason: str) -> None:
    """Refuse a recall without a reason, or a second one (BDF 2:1 asks for speed)."""
    if already_recalled:
        raise NotAllowed("releases.already_recalled")
    if not reason.strip():
        raise NotAllowed("releases.no_recall_reason", section="BDF 2:1")
