"""The fields of a source record that may be chosen, with their class and what locks them."""

from __future__ import annotations

from collections.abc import Iterator

from samverkan.rules.disclosure_fields import ASSESSMENT, OBLIGATION, classify, locked
from samverkan.rules.gradings import Regime
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.subjects import Property, SubjectKind
from samverkan.web.disclosure import registry
from samverkan.web.disclosure.queries.requests import content_of_request, request_named
from samverkan.web.disclosure.sources import Candidate, Circumstance, Group, Source
from samverkan.web.journal.instance import here
from samverkan.web.partners.queries import name_of
from samverkan.web.subjects import queries as subjects

IDENTIFIERS = (
    Property.PERSONAL_NUMBER,
    Property.ORGANISATION_NUMBER,
    Property.HIN,
    Property.REGISTRATION,
    Property.ENGINE_NUMBER,
    Property.MMSI,
)
FOUND_BY_NAME = (Property.NAME, Property.BIRTH_DATE)
OWN_ANSWER = "circumstance.answer"


def source_of(ref: str) -> Source | None:
    """Give the record that a disclosure may start from; None if nobody here has it."""
    return registry.offered(ref) or _requested(ref)


def candidates(source: Source, about: str) -> tuple[Candidate, ...]:
    """Give what may be chosen of a source about one of its subjects, none of it preselected."""
    if about and about not in (*source.persons, source.craft):
        return ()
    person = about if about != source.craft else ""
    protected = bool(person) and subjects.view_of(person).protected
    return (
        *(_stated(person) if person else ()),
        *(_stated(source.craft) if source.craft else ()),
        *(_circumstance(each, protected=protected) for each in source.circumstances),
    )


def choose(source: Source, about: str, keys: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Give the chosen fields; NotAllowed for a key that is not there, or for a locked field."""
    found = {each.key: each for each in candidates(source, about)}
    for key in keys:
        if key not in found:
            raise NotAllowed("disclosure.unknown_field", field=key)
        refusal = found[key].refusal
        if refusal is not None:
            raise refusal
    return tuple(each for key, each in found.items() if key in keys)


def identify(ref: str) -> tuple[Candidate, ...]:
    """Give the fewest fields that say whom it is about: a number, else name and birth date."""
    said = _stated(ref)
    numbers = tuple(each for each in said if each.name in IDENTIFIERS)
    return numbers[:1] or tuple(each for each in said if each.name in FOUND_BY_NAME)


def own_answer(words: str) -> Candidate:
    """Give an answer in the officer's own words as a field."""
    label = "Svar"
    return _circumstance(
        Circumstance("answer", "answer", label, words.strip(), Regime.GDPR), protected=False
    )


def _requested(ref: str) -> Source | None:
    row = request_named(ref)
    if row is None or row.outgoing:
        return None
    content = content_of_request(row)
    said = content.about.statements if content else ()
    found = [
        other
        for each in said
        if each.property in IDENTIFIERS
        for other in subjects.find(each.property, each.value)
    ]
    craft = content is not None and content.about.kind is SubjectKind.CRAFT
    return Source(
        ref=ref,
        case=row.case,
        title=name_of(row.partner),
        url="",
        persons=() if craft else tuple(found),
        craft=found[0] if craft and found else "",
        operation=row.cooperation,
    )


def _stated(ref: str) -> tuple[Candidate, ...]:
    view = subjects.view_of(ref)
    newest = {said.property: said for said in reversed(view.statements)}
    ordered = [newest[name] for name in dict.fromkeys(said.property for said in view.statements)]
    return tuple(_candidates(view, ordered))


def _candidates(
    view: subjects.SubjectView, said: list[subjects.StatementView]
) -> Iterator[Candidate]:
    group = Group(str(view.kind))
    for each in said:
        if each.property == Property.PROTECTED_IDENTITY:
            continue
        field = classify(
            each.property if each.fact else ASSESSMENT,
            label=each.label,
            holder=here().participant,
            protected=each.hidden,
        )
        yield Candidate(
            key=f"{group}.{each.property}",
            group=group,
            name=each.property,
            label=each.label,
            value=each.value,
            field=field,
            regime=Regime(each.regime),
            category=each.category,
            fact=each.fact,
            grading=each.grading,
            refusal=locked(field, handling=each.handling, came_with=each.release),
        )


def _circumstance(each: Circumstance, *, protected: bool) -> Candidate:
    name = each.name if each.fact or each.name == OBLIGATION else ASSESSMENT
    field = classify(name, label=each.label, holder=here().participant, protected=protected)
    return Candidate(
        key=f"{Group.CIRCUMSTANCE}.{each.key}",
        group=Group.CIRCUMSTANCE,
        name=each.name,
        label=each.label,
        value=each.value,
        field=field,
        regime=each.regime,
        category="",
        fact=each.fact,
        grading="",
        refusal=locked(field, handling="H2", came_with=""),
    )
