"""What class a field has at the authority that holds it, and the sections that make it secret."""

from __future__ import annotations

from samverkan.rules.authorities import authority_of
from samverkan.rules.disclosure import ChosenField, FieldClass
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.gradings import Category, Handling, Regime, may_pass_on
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.rules.subjects import WHERE_SOMEBODY_IS
from samverkan.rules.tables import load

ANY = "any"
ASSESSMENT = "assessment"
OBLIGATION = "obligation"
PLACE = "place"
UNKNOWN_CATEGORY = Category.OTHER
UNKNOWN_GRADING = "X4"
"""How a receiver under brottsdatalagen marks what came without marks: it can assess nothing."""

CRIME = frozenset({Purpose.PREVENT_CRIME, Purpose.INVESTIGATE_CRIME})


def classify(name: str, *, label: str, holder: str, protected: bool) -> ChosenField:
    """Give a field with its class. `label` is what refusals call it; it is in no table.

    Of a person with protected identity nothing leaves that shows where he or she is (OSL 21:3).
    """
    if protected and (name in WHERE_SOMEBODY_IS or name == PLACE):
        return ChosenField(label, FieldClass.PROTECTED)
    authority = authority_of(holder)
    for row in load("secrecy"):
        if authority in row["by"] and (ANY in row["fields"] or name in row["fields"]):
            return ChosenField(label, FieldClass(row["class"]), tuple(row["secrecy"]))
    return ChosenField(label, FieldClass.SECRET)


def locked(field: ChosenField, *, handling: str, came_with: str) -> NotAllowed | None:
    """Say why a field can never be chosen, or None: protected, or not ours to pass on.

    `came_with` is the release that the value came in with, empty for our own.
    """
    if field.kind is FieldClass.PROTECTED:
        return NotAllowed("disclosure.protected", section="OSL 21:3", field=field.name)
    return reason(may_pass_on, Handling(handling), permission=not came_with)


def regime_at_receiver(purpose: Purpose) -> Regime:
    """Give the rules the receiver holds what it gets under: crime is brottsdatalagen, else GDPR."""
    return Regime.BDL if purpose in CRIME else Regime.GDPR
