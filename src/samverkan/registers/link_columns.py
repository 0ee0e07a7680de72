"""What the columns of a file to be linked mean: by name, by a mapping, or by what stands in them.

More is guessed here than when a register is imported, since nothing is stored and a person looks
through the result: a single column `name` is taken apart, and a first column whose name ends in
"id" names the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from samverkan.registers.columns import Column, Recognised, Source, plain, recognise
from samverkan.registers.link_meaning import Meaning, Taken
from samverkan.rules.refusal import NotAllowed

WHOLE_NAME = frozenset({"name", "namn", "fullname", "fullstandigtnamn", "personname", "personnamn"})
NUMBERS = (Column.PERSONAL_NUMBER, Column.COORDINATION_NUMBER, Column.FOREIGN_NUMBER)
_ENDS = ("id", "key", "nr", "no", "index")
_FIELD_OF = {
    Column.GIVEN_NAME: "given",
    Column.SURNAME: "surname",
    Column.BIRTH_DATE: "birth",
    Column.PLACE: "place",
    Column.POSTCODE: "postcode",
    Column.EMAIL: "email",
    Column.PHONE: "phone",
    Column.COMPANY_NAME: "company",
    Column.HULL: "hull",
    Column.REGISTRATION: "registration",
    Column.ENGINE: "engine",
    Column.CRAFT_NAME: "craft",
    Column.MAKE: "make",
}


def meaning(header: Sequence[str], told: Mapping[str, str], *, file: str) -> Meaning:
    """Say what a header's columns mean. `told` is a mapping: column here → column in the file.

    NotAllowed if the mapping names a column that is not there, or nothing here is known.
    """
    known = {name: place for place, name in enumerate(header)}
    for column, name in told.items():
        if name not in known:
            raise NotAllowed("link.no_column", file=file, name=name, column=column)
    rest = [name if name not in told.values() else "" for name in header]
    seen = _clear(rest)
    taken = dict(_recognised(seen)) | {
        name: Taken(name, (Source(known[said], said),)) for name, said in _told(told).items()
    }
    if not {"given", "surname", "company"} & set(taken):
        taken |= _whole_name(seen, known)
    row = taken.pop("id", None) or _row(seen, known)
    return Meaning(row, tuple(taken.values()))


def _whole_name(seen: Recognised, known: Mapping[str, int]) -> dict[str, Taken]:
    """Take a column of whole names, to be taken apart."""
    names = [name for name in seen.unread if plain(name) in WHOLE_NAME]
    return {"name": Taken("name", (Source(known[names[0]], names[0]),))} if names else {}


def _clear(header: Sequence[str]) -> Recognised:
    """Recognise columns; of several that mean the same, the first is taken."""
    seen = recognise(header)
    later = {
        name
        for refusal in seen.unclear
        for name in str(refusal.parameters["names"]).split(", ")[1:]
    }
    return recognise([name if name not in later else "" for name in header]) if later else seen


def _told(told: Mapping[str, str]) -> dict[str, str]:
    """Give the names used here for the columns of a mapping."""
    names = {str(column): name for column, name in _FIELD_OF.items()}
    names |= {str(column): "number" for column in (*NUMBERS, Column.ORGANISATION_NUMBER)}
    known = {*names.values(), "id", "address", "name"}
    for column in told:
        if names.get(column, column) not in known:
            raise NotAllowed("link.no_such", column=column, known=", ".join(sorted(known)))
    return {names.get(column, column): said for column, said in told.items()}


def _recognised(seen: Recognised) -> Iterator[tuple[str, Taken]]:
    by_column = {field.column: field.sources for field in seen.fields}
    for column, name in _FIELD_OF.items():
        if column in by_column:
            yield name, Taken(name, by_column[column])
    if Column.ADDRESS in by_column:
        yield "address", Taken("address", by_column[Column.ADDRESS])
    numbers = [by_column[column] for column in NUMBERS if column in by_column]
    numbers = numbers or [by_column.get(Column.ORGANISATION_NUMBER, ())]
    if numbers[0]:
        yield "number", Taken("number", numbers[0])
    if Column.ID in by_column:
        yield "id", Taken("id", by_column[Column.ID])


def _row(seen: Recognised, known: Mapping[str, int]) -> Taken | None:
    """Take an unknown column that is named like one of identities, if there is one."""
    for name in seen.unread:
        if plain(name).endswith(_ENDS) and plain(name) not in WHOLE_NAME:
            return Taken("id", (Source(known[name], name),), known=False)
    return None
