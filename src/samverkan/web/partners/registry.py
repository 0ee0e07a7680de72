"""Which app takes which message. Filled by each app's `apps.py` from its `inbox.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from samverkan.exchange.receipts import ReceiptKind
from samverkan.wire.canonical import Malformed

Take = Callable[..., None]
Hear = Callable[..., None]
Serve = Callable[..., Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Taker:
    """A message type: the versions that are read, and the one action that takes it."""

    versions: frozenset[int]
    take: Take


_takers: dict[str, Taker] = {}
_families: dict[str, tuple[Callable[[], Iterable[str]], Take]] = {}
_answer_takers: dict[ReceiptKind, Take] = {}
_hearers: list[Hear] = []
_services: dict[str, Serve] = {}


def take(schema: str, action: Take, *, versions: frozenset[int] = frozenset({1})) -> None:
    """Register `action(envelope=Envelope, by=Actor, now=datetime)` for a message type."""
    _takers[schema] = Taker(versions, action)


def on_receipt(action: Hear) -> None:
    """Register `action(message_id=UUID, accepted=bool, by=Actor, now=datetime)` for receipts."""
    _hearers.append(action)


def take_family(family: str, names: Callable[[], Iterable[str]], action: Take) -> None:
    """Register one action for every message type `family/name`, whatever names there are later."""
    _families[family] = (names, action)


def take_answer(kind: ReceiptKind, action: Take) -> None:
    """Register `action(receipt=Receipt, by=Actor, now=datetime)` for a kind of answer."""
    _answer_takers[kind] = action


def answer_taker(kind: ReceiptKind) -> Take:
    """Give the action for a person's answer. Malformed if no app takes such an answer."""
    try:
        return _answer_takers[kind]
    except KeyError:
        raise Malformed(f"Nobody takes an answer that says {kind}.") from None


def serve(schema: str, action: Serve) -> None:
    """Register `action(body=Mapping, by=Actor, now=datetime) -> body` for a synchronous request."""
    _services[schema] = action


def taker_of(schema: str) -> Take:
    """Give the action for a message type. KeyError if no app takes it."""
    family = _families.get(schema.partition("/")[0])
    return family[1] if family else _takers[schema].take


def service_of(schema: str) -> Serve | None:
    """Give the action for a synchronous request, None if no app serves it."""
    return _services.get(schema)


def hearers() -> tuple[Hear, ...]:
    """Give everyone who wants to hear of receipts."""
    return tuple(_hearers)


def supported() -> dict[str, frozenset[int]]:
    """Give the versions read of every message type."""
    single = {schema: taker.versions for schema, taker in _takers.items()}
    in_families = {
        f"{family}/{name}": frozenset({1})
        for family, (names, _) in _families.items()
        for name in names()
    }
    return {**single, **in_families}
