"""What properties and categories are called on screen."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverkan.rules.gradings import Category
from samverkan.rules.subjects import Property, SubjectKind

PROPERTIES: dict[str, Promise] = {
    Property.PERSONAL_NUMBER: _("Personnummer"),
    Property.ORGANISATION_NUMBER: _("Organisationsnummer"),
    Property.NAME: _("Namn"),
    Property.BIRTH_DATE: _("Födelsedatum"),
    Property.PROTECTED_IDENTITY: _("Skyddad identitet"),
    Property.ADDRESS: _("Adress"),
    Property.POSITION: _("Position"),
    Property.PHONE: _("Telefon"),
    Property.EMAIL: _("E-post"),
    Property.PHOTO: _("Foto"),
    Property.WORKPLACE: _("Arbetsplats"),
    Property.HIN: _("Skrovnummer"),
    Property.REGISTRATION: _("Registrering"),
    Property.ENGINE_NUMBER: _("Motornummer"),
    Property.MMSI: _("MMSI"),
    Property.SIGNAL: _("Igenkänningssignal"),
    Property.CRAFT_NAME: _("Farkostens namn"),
    Property.CRAFT_KIND: _("Typ av farkost"),
    Property.MAKE: _("Märke"),
    Property.MODEL: _("Modell"),
    Property.COLOUR: _("Färg"),
    Property.OWNER_CLAIMED: _("Uppgiven ägare"),
}
KINDS: dict[str, Promise] = {
    SubjectKind.PERSON: _("Person"),
    SubjectKind.COMPANY: _("Företag"),
    SubjectKind.CRAFT: _("Farkost"),
    SubjectKind.THING: _("Sak"),
}
UNKNOWN: dict[str, Promise] = {
    SubjectKind.PERSON: _("Okänd person"),
    SubjectKind.COMPANY: _("Okänt företag"),
    SubjectKind.CRAFT: _("Okänd farkost"),
    SubjectKind.THING: _("Okänd sak"),
}
CATEGORIES: dict[str, Promise] = {
    Category.SUSPECT: _("misstänkt"),
    Category.CONVICTED: _("dömd"),
    Category.VICTIM: _("målsägande"),
    Category.OTHER: _("annan"),
}


def label_of(name: str) -> str:
    """Name a property; one that the software does not know is shown by its own words."""
    known = PROPERTIES.get(name)
    return str(known) if known else name.replace("_", " ").capitalize()


def value_of(name: str, value: str) -> str:
    """Give what is said as it is shown: a type of craft, which is kept in Swedish, translated."""
    return gettext(value) if name == Property.CRAFT_KIND and value else value


def category_of(category: str) -> str:
    """Name the category of the person in a statement; nothing where there is none."""
    return str(CATEGORIES.get(category, ""))


def kind_of_saying(category: str, *, fact: bool) -> str:
    """Say whether a statement is a fact or an assessment, and what the person is in it."""
    said = _("faktauppgift") if fact else _("bedömning")
    return ", ".join(filter(None, (str(said), category_of(category))))
