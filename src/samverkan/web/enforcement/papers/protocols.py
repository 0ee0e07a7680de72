"""A protocol before it is issued, and what every protocol says of its execution (UF 3:11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samverkan.rules.protocols import ProtocolKind
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.labels import WAYS
from samverkan.web.enforcement.models import Execution
from samverkan.web.enforcement.papers.shape import Paper, Section, day, moment
from samverkan.web.enforcement.papers.words import officer
from samverkan.web.people.queries import local_date

Contents = dict[str, str]


@dataclass(frozen=True, slots=True)
class Notes:
    """What the officer writes into a protocol: who was there, what was said, and what else.

    `circumstances` are keys of `law/protocols.toml`; each makes an item necessary, and `more`
    holds the texts of such items by key.
    """

    parties: str
    statements: str
    circumstances: frozenset[str] = frozenset()
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A protocol before it is issued: the paper, and its contents by the law's keys."""

    kind: ProtocolKind
    paper: Paper
    contents: Contents
    circumstances: frozenset[str]


def execution_contents(execution: Execution, notes: Notes) -> Contents:
    """Give what every protocol holds of its execution (UF 3:11), by the law's keys."""
    claims = queries.applicants(execution)
    return {
        "officer": officer(execution.officer),
        "time": moment(execution.began_at),
        "place": execution.place,
        "purpose": "utmätning för alla sökande samtidigt (UB 4:11)",
        "parties": notes.parties,
        "enforcement-sought": "betalning av " + ", ".join(claim.reference for claim in claims),
        "title": "; ".join(f"{claim.title} ({day(claim.title_on)})" for claim in claims),
        "statements": notes.statements,
    }


def execution_section(execution: Execution, contents: Contents) -> Section:
    """Print who executed what, when, where and with whom (UF 3:11)."""
    ended = execution.control_ended_at
    before = (("Kontrollen avslutad", moment(ended), "annan myndighets händelse"),) if ended else ()
    return Section(
        "Förrättningen",
        facts=(
            ("Förrättningsman", contents["officer"], "UF 3:11 p. 1"),
            *before,
            ("Tid", contents["time"], "UF 3:11 p. 1"),
            ("Plats", contents["place"], "UF 3:11 p. 1"),
            ("Ändamål", contents["purpose"], "UF 3:11 p. 1"),
            (
                "Sätt",
                str(WAYS[execution.way]),
                queries.way_section(execution.way, on=_on(execution)),
            ),
            ("Gäldenär", execution.case.debtor_name, execution.case.shown_number),
            ("Närvarande", contents["parties"], "UF 3:11 p. 3"),
            ("Exekutionstitlar", contents["title"], "UF 3:11 p. 5"),
        ),
    )


def _on(execution: Execution) -> date:
    return local_date(execution.began_at)


def more_sections(notes: Notes) -> tuple[Section, ...]:
    """Print what else the officer has written, if anything."""
    texts = tuple(text for text in notes.more.values() if text)
    return (Section("Övrigt", text=texts),) if texts else ()
