"""What an audit of a log can find, and how it is said in Swedish and English."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong; each has its two sentences below."""

    CHECKPOINT = "checkpoint"
    MISSING = "missing"
    LENGTH = "length"
    BUNDLE = "bundle"
    ENTRY = "entry"
    ENTRIES = "entries"
    TILE = "tile"
    ROOT = "root"
    STALE = "stale"
    OTHER_LOG = "other-log"
    SHRUNK = "shrunk"
    REWRITTEN = "rewritten"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: its kind, the file (and position, after a colon), and a sentence about it."""

    kind: Kind
    where: str
    sentence_sv: str
    sentence_en: str


def finding(kind: Kind, where: str, **values: object) -> Finding:
    """Word a finding; `where` and the values fill the sentences."""
    swedish, english = SENTENCES[kind]
    path, _, _ = where.partition(":")
    values |= {"path": path}
    return Finding(kind, where, swedish.format_map(values), english.format_map(values))


SENTENCES = {
    Kind.CHECKPOINT: (
        "Filen checkpoint är inte en giltig kontrollpunkt undertecknad av {name}.",
        "The file checkpoint is not a valid checkpoint signed by {name}.",
    ),
    Kind.MISSING: ("Filen {path} saknas.", "The file {path} is missing."),
    Kind.LENGTH: (
        "Filen {path} är {found} byte lång men ska vara {expected}.",
        "The file {path} is {found} bytes long but should be {expected}.",
    ),
    Kind.BUNDLE: (
        "Filen {path} ska hålla precis posterna {first} till {last}, men håller {found} hela "
        "poster och {rest} byte till.",
        "The file {path} should hold exactly entries {first} to {last}, but holds {found} whole "
        "entries and {rest} bytes more.",
    ),
    Kind.ENTRY: (
        "Post {first} stämmer inte med {path} på plats {low}.",
        "Entry {first} does not match {path} at position {low}.",
    ),
    Kind.ENTRIES: (
        "Posterna {first} till {last} stämmer inte med {path} på platserna {low} till {high}.",
        "Entries {first} to {last} do not match {path} at positions {low} to {high}.",
    ),
    Kind.TILE: (
        "Filen {below} ger inte det värde som står i {path} på plats {low}.",
        "The file {below} does not give the hash that stands in {path} at position {low}.",
    ),
    Kind.ROOT: (
        "De {size} posterna ger roten {found}, men kontrollpunkten säger {expected}.",
        "The {size} entries give the root {found}, but the checkpoint says {expected}.",
    ),
    Kind.STALE: (
        "Filen {path} stämmer inte med början av {below}, som ersatte den.",
        "The file {path} does not match the beginning of {below}, which replaced it.",
    ),
    Kind.OTHER_LOG: (
        "Den tidigare kontrollpunkten gäller {found}, inte {expected}.",
        "The earlier checkpoint is of {found}, not of {expected}.",
    ),
    Kind.SHRUNK: (
        "En tidigare kontrollpunkt har {expected} poster, men nu finns bara {found}: poster har "
        "tagits bort.",
        "An earlier checkpoint has {expected} entries but now there are only {found}: entries "
        "have been removed.",
    ),
    Kind.REWRITTEN: (
        "De första {size} posterna är inte de som en tidigare kontrollpunkt stod för: de ger "
        "roten {found}, inte {expected}.",
        "The first {size} entries are not those that an earlier checkpoint stood for: they give "
        "the root {found}, not {expected}.",
    ),
    Kind.STOPPED: (
        "Granskningen slutade efter {found} fynd; det kan finnas fler.",
        "The audit stopped after {found} findings; there may be more.",
    ),
}
