"""What sealed questions cost, beside the bare libsodium calls of the same run.

CPU time, median of rounds that take turns; only the line about threads is wall time, and means
something on an idle machine alone. Run: `python bench/sealed.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from ctypes import create_string_buffer
from hashlib import sha512
from os import cpu_count
from statistics import median
from time import perf_counter, process_time

from samverkan.sealed import sodium, voprf
from samverkan.sealed.asking import Question, open_answer
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.sealing import seal

ROUNDS = 7
REPEATS = 20
KEYS = 2_000

KEY = epoch_key(bytes(32), asker="KBV", epoch="2025-07-12")
VALUES = [exact_input(Kind.ENGINE_NUMBER, f"{number:08}") for number in range(KEYS)]


def main() -> None:
    """Measure and print."""
    sealing()
    threads()
    one_check(1)
    one_check(25)


def sealing() -> None:
    """Time sealing on one core beside the two libsodium calls that it cannot do without."""
    uniform = [sha512(value).digest() for value in VALUES]
    library, point, out = sodium.library(), create_string_buffer(32), create_string_buffer(32)

    def ours() -> None:
        for value in VALUES:
            voprf.prf(KEY.secret, value)

    def bare() -> None:
        for block in uniform:
            library.crypto_core_ristretto255_from_hash(point, block)
            library.crypto_scalarmult_ristretto255(out, KEY.secret, point)

    own, raw = in_turns(ours, bare)
    say("sealing, one core", own / KEYS, "us per key")
    say("libsodium alone (from_hash, scalarmult)", raw / KEYS, "us per key")
    say("ratio", own / raw, "times libsodium")


def threads() -> None:
    """Time sealing with one thread and with one for each core."""
    cores = cpu_count() or 1
    one, all_of_them = in_turns(
        lambda: seal(KEY, VALUES, threads=1),
        lambda: seal(KEY, VALUES, threads=cores),
        clock=perf_counter,
    )
    say(f"sealing, {cores} threads", all_of_them / KEYS, "us per key, wall")
    say("scaling", one / all_of_them, f"times one thread, of {cores}")


def one_check(count: int) -> None:
    """Time both sides of one question with this many elements, with the proof."""
    r = sodium.scalar_from(sha512(b"r").digest())
    values = VALUES[:count]

    def ask() -> list[Question]:
        return [Question.about(value, random=sha512(value).digest()) for value in values]

    questions = ask()
    elements = [question.element for question in questions]
    answer = voprf.evaluate(KEY, elements, r=r)
    asked, answered, opened = in_turns(
        lambda: [ask() for _ in range(REPEATS)],
        lambda: [voprf.evaluate(KEY, elements, r=r) for _ in range(REPEATS)],
        lambda: [open_answer(questions, answer, public_key=KEY.public) for _ in range(REPEATS)],
    )
    each = count * REPEATS
    say(f"{count} asked: blind", asked / each, "us per element")
    say(f"{count} asked: evaluate and prove", answered / each, "us per element")
    say(f"{count} asked: verify and open", opened / each, "us per element")


def in_turns(
    *acts: Callable[[], object], clock: Callable[[], float] = process_time
) -> tuple[float, ...]:
    """Run the acts in turns; give the median of each in microseconds."""
    times: list[list[float]] = [[] for _ in acts]
    for _ in range(ROUNDS):
        for act, taken in zip(acts, times, strict=True):
            start = clock()
            act()
            taken.append((clock() - start) * 1e6)
    return tuple(map(median, times))


def say(what: str, number: float, unit: str) -> None:
    """Print one line of the table."""
    sys.stdout.write(f"{what:<42}{number:>9.2f}  {unit}\n")


if __name__ == "__main__":
    main()
