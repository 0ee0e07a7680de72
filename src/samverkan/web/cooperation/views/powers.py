"""The page of the powers: who may do what here and now, and what one more authority opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from samverkan.rules.permissions import Permission
from samverkan.rules.powers import Cell, Situation, matrix, unlocks
from samverkan.web.cooperation import queries
from samverkan.web.cooperation.forms import SituationForm
from samverkan.web.cooperation.labels import Label, power_label, situation_words
from samverkan.web.partners.queries import name_of
from samverkan.web.people.gates import Request, requires
from samverkan.web.people.queries import local_date


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell in the screen's language; `holder` is the authority's name."""

    holder: str
    label: Label
    cell: Cell
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one may want to do, and each authority's cell."""

    name: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """What would open if one more authority came, each with its section."""

    name: str
    opens: tuple[str, ...]


@requires(Permission.READ_OPERATIONS)
def powers(request: Request) -> HttpResponse:
    """Show the grid for the situation that the address describes."""
    day = local_date(request.now)
    form = SituationForm(_described(request), on=day)
    situation = form.situation() if form.is_valid() else Situation()
    operation = str(form.data.get("operation", ""))
    holders = queries.holders_of_powers(operation, on=day)
    absent = [code for code in holders if code not in situation.present]
    openings = [(code, unlocks(holders, code, situation, on=day)) for code in absent]
    return render(
        request,
        "cooperation/powers.html",
        {
            "form": form,
            "day": day,
            "at": situation.at,
            "words": situation_words(situation),
            "check_by": name_of(situation.check_by) if situation.check_by else "",
            "present": [name_of(code) for code in holders if code in situation.present],
            "columns": [name_of(code) for code in holders],
            "rows": _rows(matrix(holders, situation, on=day)),
            "openings": [_opening(code, cells) for code, cells in openings],
            "others": [name_of(code) for code in queries.without_powers(operation, on=day)],
        },
    )


def _described(request: Request) -> Mapping[str, object]:
    """Give the situation in the address; at first, a check of the first holder's own."""
    if "craft" in request.GET:
        return request.GET
    holder = queries.first_holder(on=local_date(request.now))
    start = {"craft": "jet-ski", "waters": "coast-guard", "at": "14:00", "purpose": "control"}
    operation = request.GET.get("operation", "")
    return {**start, "check_by": holder, "present": [holder], "operation": operation}


def _rows(cells: Sequence[Cell]) -> list[Row]:
    language = _language()
    return [
        Row(power.name_in(language), tuple(_shown(cell, language) for cell in group))
        for power, group in groupby(cells, key=lambda cell: cell.power)
    ]


def _shown(cell: Cell, language: str) -> Shown:
    return Shown(name_of(cell.holder), power_label(cell.answer), cell, cell.sentence(language))


def _opening(code: str, cells: Sequence[Cell]) -> Opening:
    return Opening(name_of(code), tuple(_opened(cell, code, _language()) for cell in cells))


def _opened(cell: Cell, code: str, language: str) -> str:
    """Name what opens, and whose it is if not the one who came."""
    what = f"{cell.power.name_in(language)} ({cell.citation})"
    return what if cell.holder == code else f"{name_of(cell.holder)}: {what}"


def _language() -> str:
    return (get_language() or "sv")[:2]
