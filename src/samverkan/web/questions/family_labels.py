"""What families of keys and their fields are called on screen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS: Mapping[str, Promise] = {
    "given": _("Förnamn"),
    "surname": _("Efternamn"),
    "birth": _("Födelsedatum"),
    "number": _("Nummer"),
    "company": _("Företagets namn"),
    "street": _("Gata"),
    "house": _("Husnummer"),
    "place": _("Ort"),
    "postcode": _("Postnummer"),
    "email": _("E-postadress"),
    "phone": _("Telefonnummer"),
    "hull": _("Skrovnummer"),
    "engine": _("Motornummer"),
    "registration": _("Registrering"),
    "craft": _("Farkostens namn"),
    "make": _("Fabrikat"),
}
_LETTERS: Mapping[str, Promise] = {
    "g": _("förnamnet"),
    "s": _("efternamnet"),
    "n": _("för- och efternamn i valfri ordning"),
    "b": _("födelsedatumet"),
    "i": _("numret"),
    "c": _("företagets namn"),
    "a": _("gatan"),
    "h": _("husnumret"),
    "u": _("orten"),
    "p": _("postnumret"),
    "e": _("e-postadressen"),
    "t": _("telefonnumret"),
    "k": _("skrovnumret"),
    "m": _("motornumret"),
    "r": _("registreringen"),
    "x": _("farkostens namn"),
    "z": _("fabrikatet"),
}
_HOW: Mapping[str, Promise] = {
    "E": _("%(field)s"),
    "A": _("%(field)s, alla delar"),
    "1": _("%(field)s: första bokstaven"),
    "2": _("%(field)s: andra ordet"),
    "3": _("%(field)s: tre första tecknen"),
    "4": _("%(field)s: fyra första tecknen"),
    "L": _("%(field)s: slutet"),
    "P": _("%(field)s: hur det låter"),
    "S": _("%(field)s: början"),
}
_WHOLE: Mapping[str, Promise] = {
    "bY": _("födelseåret"),
    "bM": _("månad och dag i födelsedatumet"),
    "bW": _("födelsedatumet, med månad och dag i valfri ordning"),
    "bH": _("år och månad i födelsedatumet"),
    "bJ": _("år och dag i födelsedatumet"),
    "bm": _("födelsemånaden"),
    "bd": _("födelsedagen i månaden"),
    "c1": _("första ordet i företagets namn"),
    "e1": _("e-postadressen före @"),
    "i1": _("numrets första halva"),
    "i2": _("numrets andra halva"),
    "r1": _("registreringens första halva"),
    "r2": _("registreringens andra halva"),
    "m1": _("motornumrets första halva"),
    "m2": _("motornumrets andra halva"),
}


def family_in_words(family: str) -> str:
    """Say what a family of keys is made of; a part that nobody has named stands as its code."""
    words = " + ".join(part_in_words(part) for part in family.split("+"))
    return words[:1].upper() + words[1:]


def part_in_words(part: str) -> str:
    """Say what a part is, such as `s4`: the first four characters of the surname."""
    if part in _WHOLE:
        return str(_WHOLE[part])
    letter, how = part[:1], part[1:]
    if letter not in _LETTERS or how not in _HOW:
        return part
    return str(_HOW[how]) % {"field": _LETTERS[letter]}
