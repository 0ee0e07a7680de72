"""Words for what a picture holds."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverkan.rules.gradings import Assertion
from samverkan.rules.picture import AboutKind, ChangeKind, Confidence
from samverkan.web.picture.models import Picture

ABOUT: dict[AboutKind, Promise] = {
    AboutKind.PHENOMENON: _("Fenomen"),
    AboutKind.NETWORK: _("Nätverk"),
}
CONFIDENCE: dict[Confidence, Promise] = {
    Confidence.HIGH: _("hög"),
    Confidence.MEDIUM: _("medel"),
    Confidence.LOW: _("låg"),
}
ASSERTIONS: dict[Assertion, Promise] = {
    Assertion.FACT: _("faktum"),
    Assertion.ASSESSMENT: _("bedömning"),
}
CHANGES: dict[ChangeKind, Promise] = {
    ChangeKind.ADDED: _("Nytt stycke"),
    ChangeKind.REMOVED: _("Borttaget"),
    ChangeKind.CHANGED: _("Ändrat"),
}
FIELDS: dict[str, Promise] = {
    "kind": _("fenomen eller nätverk"),
    "title": _("rubriken"),
    "text": _("texten"),
    "grading": _("graderingen"),
    "assertion": _("faktum eller bedömning"),
    "handling": _("hanteringskoden"),
    "confidence": _("tilliten"),
    "gap": _("vad vi inte vet"),
    "dissent": _("avvikande mening"),
}


def state_of(row: Picture) -> tuple[Promise, str]:
    """Say how far a version has come, and how much that calls."""
    if row.released_at is not None:
        return _("Lämnad till rådet"), "ok"
    if row.adopted_at is not None:
        return _("Fastställd, inte lämnad"), "info"
    return _("Utkast"), "wait"
