"""Reads a sale from a JSON file that a person wrote; every fault is a sentence with its field.

`docs/distribute.md` describes the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn, TypeVar

from samverkan.rules.claims import Accrual, Claim, ClaimKind, Priority, Standing
from samverkan.rules.money import Ore, parse_kronor
from samverkan.rules.proceeds import Lot, Sale, SpecialCost
from samverkan.rules.refusal import NotAllowed

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Read = Callable[[object, str], T]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RATE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))?")
_MOST_CHARACTERS = 200
_MOST_ATTACHMENTS = 9999


def read_sale(content: bytes) -> tuple[Sale, date]:
    """Give the sale and its distribution day. NotAllowed names the first field that is wrong."""
    return _sale(_json(content), "")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one JSON object, taken one by one; what is left at the end is unknown."""

    where: str
    left: dict[str, object]

    def take(self, name: str, read: Read[T], default: T | None = None) -> T:
        """Read a field, or give the default; a field without a default must be there."""
        if name in self.left:
            return read(self.left.pop(name), self._path(name))
        if default is None:
            raise NotAllowed("sale_file.missing", field=self._path(name))
        return default

    def end(self) -> None:
        """Refuse fields that nobody took: a misspelt one would silently count for nothing."""
        for name in self.left:
            raise NotAllowed("sale_file.unknown", field=self._path(name))

    def _path(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name


def _json(content: bytes) -> object:
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise NotAllowed("sale_file.not_json", at=f"{error.lineno}:{error.colno}") from None
    except (ValueError, RecursionError):  # not UTF-8, thousands of digits, thousands of brackets
        raise NotAllowed("sale_file.not_json", at="1:1") from None


def _once(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if not name.isprintable():  # it would be shown in a refusal, on a terminal
            raise NotAllowed("sale_file.unknown", field=ascii(name[:_MOST_CHARACTERS]))
        if name in found:
            raise NotAllowed("sale_file.twice", field=name[:_MOST_CHARACTERS])
        found[name] = value
    return found


def _no_constant(text: str) -> NoReturn:
    raise NotAllowed("sale_file.number", number=text)


def _sale(value: object, where: str) -> tuple[Sale, date]:
    fields = _fields(value, where)
    day = fields.take("distribution_day", _day)
    sale = Sale(
        reference=fields.take("reference", _text),
        debtor=fields.take("debtor", _text),
        lots=fields.take("lots", _each(_lot)),
        net_yield=fields.take("net_yield", _amount, 0),
        interest=fields.take("interest", _amount, 0),
        special_costs=fields.take("special_costs", _each(_cost), ()),
        replacement=fields.take("replacement_sum", _amount, 0),
        claims=fields.take("claims", _each(_claim)),
    )
    fields.end()
    return sale, day


def _lot(value: object, where: str) -> Lot:
    fields = _fields(value, where)
    lot = Lot(
        fields.take("what", _text),
        fields.take("price", _amount),
        fields.take("sold_through_other", _flag, default=False),
    )
    fields.end()
    return lot


def _cost(value: object, where: str) -> SpecialCost:
    fields = _fields(value, where)
    cost = SpecialCost(
        fields.take("kind", _text), fields.take("what", _text), fields.take("amount", _amount)
    )
    fields.end()
    return cost


def _claim(value: object, where: str) -> Claim:
    fields = _fields(value, where)
    accrual = fields.take("accrues", _accrual) if "accrues" in fields.left else None
    claim = Claim(
        reference=fields.take("reference", _text),
        creditor=fields.take("creditor", _text),
        kind=fields.take("kind", _choice(ClaimKind)),
        public=fields.take("public", _flag),
        capital=fields.take("capital", _amount),
        interest=fields.take("interest", _amount, 0),
        accrual=accrual,
        single_case_cost=fields.take("single_case_cost", _amount, 0),
        priority=fields.take("priority", _choice(Priority), Priority.ATTACHMENT),
        attachment=fields.take("attachment", _place, 1),
        within=fields.take("within", _place, 1),
        standing=fields.take("standing", _choice(Standing), Standing.SETTLED),
        late=fields.take("late", _flag, default=False),
        capital_first=fields.take("capital_first", _flag, default=False),
        keep_small=fields.take("keep_small", _flag, default=False),
    )
    fields.end()
    return claim


def _accrual(value: object, where: str) -> Accrual:
    fields = _fields(value, where)
    accrual = Accrual(fields.take("rate", _rate), fields.take("since", _day))
    fields.end()
    return accrual


def _fields(value: object, where: str) -> Fields:
    if not isinstance(value, dict):
        raise NotAllowed("sale_file.not_object", field=where or "JSON")
    return Fields(where, dict(value))


def _each(read: Read[T]) -> Read[tuple[T, ...]]:
    def read_all(value: object, where: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise NotAllowed("sale_file.not_list", field=where)
        return tuple(read(item, f"{where}[{place}]") for place, item in enumerate(value))

    return read_all


def _choice(choices: type[E]) -> Read[E]:
    def read(value: object, where: str) -> E:
        if value not in tuple(choices):
            raise NotAllowed("sale_file.choice", field=where, known=", ".join(choices))
        return choices(str(value))

    return read


def _text(value: object, where: str) -> str:
    # A control character could end a line of the journal or steer the reader's terminal.
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise NotAllowed("sale_file.text", field=where)
    if len(value) > _MOST_CHARACTERS:
        raise NotAllowed("sale_file.text", field=where)
    return value.strip()


def _amount(value: object, where: str) -> Ore:
    # A JSON number is a float to most programs, and does not say whether it means kronor or öre.
    if not isinstance(value, str):
        raise NotAllowed("sale_file.amount", field=where)
    try:
        ore = parse_kronor(value)
    except ValueError:
        raise NotAllowed("sale_file.amount", field=where) from None
    if ore < 0:
        raise NotAllowed("sale_file.amount", field=where)
    return ore


def _rate(value: object, where: str) -> Fraction:
    found = _RATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise NotAllowed("sale_file.rate", field=where)
    return Fraction(f"{found[1]}.{found[2] or 0}")


def _day(value: object, where: str) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise NotAllowed("sale_file.day", field=where)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise NotAllowed("sale_file.day", field=where) from None


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise NotAllowed("sale_file.flag", field=where)
    return value


def _place(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_ATTACHMENTS:
        raise NotAllowed("sale_file.place", field=where)
    return value
