"""What sealed questions cost, beside the bare libsodium calls of the same run.

CPU time, medians of rounds that take turns; the rows about threads are wall time, and mean
something on an idle machine alone. Run: `python bench/sealed.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha512
from os import cpu_count
from time import perf_counter

from raw import loop
from rows import Row, in_turns, main, timed

from samverkan.sealed import engines, sodium, voprf
from samverkan.sealed.asking import Question, open_answer
from samverkan.sealed.engines import Engine
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.sealing import seal

ROUNDS = 9
REPEATS = 20
KEYS = 2_000
PER_CORE = 20_000  # for the compiled routes, with threads
LEAST = {"ifma": ">= 6", "avx512": ">= 2", "avx2": ">= 2", "generic": ">= 1"}

KEY = epoch_key(bytes(32), asker="KBV", epoch="2025-07-12")
VALUES = [exact_input(Kind.ENGINE_NUMBER, f"{number:08}") for number in range(PER_CORE)]


def measure() -> Iterator[Row]:
    """Give all rows."""
    made = {name: (timed(partial(engines.engine, name)), name) for name in engines.names()}
    routes = [engines.engine(name) for name in made]
    yield from sealing(routes)
    yield from threads(engines.reference(), KEYS)
    if len(routes) > 1:
        yield from threads(routes[0], PER_CORE)
    yield from batches(routes)
    for count in (1, 25):
        yield from one_check(count)
    for taken, name in made.values():
        if name != engines.reference().name:
            yield Row("compiling, once in a process", name, taken, "s")


def sealing(routes: list[Engine]) -> Iterator[Row]:
    """Seal on one core with every route, beside the two libsodium calls it cannot do without."""
    values = VALUES[:KEYS]
    written_in, bare = loop(b"".join(sha512(value).digest() for value in values), KEY.secret)
    acts = [partial(route.prf_many, KEY.secret, values) for route in routes]
    raw, *own = in_turns(bare, *acts, rounds=ROUNDS)
    group, name = "sealing, every route", f"libsodium's two calls in {written_in}"
    yield Row(group, name, raw / KEYS * 1e6, "us", peer=True)
    for route, taken in zip(routes, own, strict=True):
        yield Row(group, route.name, taken / KEYS * 1e6, "us")
    for route, taken in zip(routes, own, strict=True):
        if route is engines.reference():
            yield Row(
                group, f"{route.name} beside them", taken / raw, "times their time", "<= 1.05"
            )
        else:
            goal = LEAST[route.name]
            yield Row(group, f"{route.name} beside them", raw / taken, "times faster", goal)


def threads(route: Engine, count: int) -> Iterator[Row]:
    """Seal with one thread, and with one for each core."""
    cores = cpu_count() or 1
    acts = [
        partial(seal, KEY, VALUES[:count], threads=number, engine=route) for number in (1, cores)
    ]
    one, all_of_them = in_turns(*acts, rounds=5, clock=perf_counter)
    group = "sealing, all cores"
    yield Row(group, f"{route.name}, {cores} threads", all_of_them / count * 1e6, "us, wall")
    yield Row(group, f"{route.name}, {cores} threads", one / all_of_them, "times one thread, wall")


def batches(routes: list[Engine]) -> Iterator[Row]:
    """Time the other operations of a batch of a thousand, each on one core."""
    values, group = VALUES[:1000], "a batch of 1,000"
    scalars = [sodium.scalar_from(sha512(value).digest()) for value in values]
    blinded = engines.reference().blind_many(scalars, values)
    for route in routes:
        acts = {
            "blind": partial(route.blind_many, scalars, values),
            "evaluate": partial(route.multiply_many, KEY.secret, blinded),
            "take the blind off": partial(route.finalize_many, values, scalars, blinded),
            "add up, weighted, for a proof": partial(
                route.weighted_sum, b"".join(scalars), blinded, unseen=KEY.secret
            ),
        }
        taken = in_turns(*acts.values(), rounds=3)
        for name, seconds in zip(acts, taken, strict=True):
            yield Row(group, f"{name}, {route.name}", seconds / len(values) * 1e6, "us")


def one_check(count: int) -> Iterator[Row]:
    """Time both sides of one question with this many elements, with the proof."""
    r = sodium.scalar_from(sha512(b"r").digest())
    values = VALUES[:count]

    def ask() -> list[Question]:
        return [Question.about(value, random=sha512(value).digest()) for value in values]

    questions = ask()
    elements = [question.element for question in questions]
    answer = voprf.evaluate(KEY, elements, r=r)
    acts = {
        "blind": ask,
        "evaluate and prove": lambda: voprf.evaluate(KEY, elements, r=r),
        "verify and open": lambda: open_answer(questions, answer, public_key=KEY.public),
    }
    repeated = [partial(_repeat, act) for act in acts.values()]
    for name, taken in zip(acts, in_turns(*repeated, rounds=ROUNDS), strict=True):
        yield Row(f"a question of {count}", name, taken / (count * REPEATS) * 1e6, "us an element")


def _repeat(act: Callable[[], object]) -> None:
    for _ in range(REPEATS):
        act()


if __name__ == "__main__":
    main(measure, __doc__)
