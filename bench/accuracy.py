"""How often likeness is right, beside Splink, recordlinkage and anonlink on the same fields.

Nothing is tuned on these sets: weights come from the files themselves, without labels. For F1,
Samverkan and Splink list from a probability of 0.5, ECM from its own; anonlink is given the line
that suits it best, which nobody has. Then 500,000 invented Swedish persons, of whom 10,000 are
asked about with errors, and 10,000 who are not there; and companies and craft, asked the same way.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from boats import FIELDS as CRAFT
from boats import Boats
from firms import FIELDS as COMPANY
from firms import Firms
from linked_sets import LinkedSet, Side, published, shared
from peer import Peer
from rows import Row, main
from swedish import FIELDS, People

from samverkan.registers.linking import drawn, link
from samverkan.rules.linking import line

LISTED = 0.5
ON = date(2026, 7, 12)
LOOSEST = 0.6  # below it anonlink gives pairs by the million; its best lines lie at three quarters
ASKED = 10_000
PEERS = 3
"""Processes of peers at once: two cores, and one that waits for a file."""

SEED = 2026
MAIN = ("all fields", "without the number", "name, birth date, place")
"""The tasks of which goals are set."""


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs found, their scores, and which of them are right; out of `true` pairs there are."""

    left: np.ndarray
    scores: np.ndarray
    right: np.ndarray
    true: int

    def at(self, least: float) -> tuple[float, float, float]:
        """Give precision, recall and F1 of the pairs from a score."""
        listed = self.scores >= least
        hits = float((listed & self.right).sum())
        precision, recall = hits / max(1, listed.sum()), hits / self.true
        return precision, recall, 2 * hits / max(1.0, listed.sum() + self.true)

    def best(self) -> float:
        """Give the F1 at the line that suits best."""
        return max(self.at(least)[2] for least in np.linspace(LOOSEST, 1, 81))

    def recall_at(self, rate: float) -> float:
        """Give the share of members found, at the line where `rate` of the others show a pair."""
        best = np.zeros(2 * ASKED)
        np.maximum.at(best, self.left, self.scores)
        line = np.sort(best[ASKED:])[::-1][int(rate * ASKED)]
        hit = np.zeros(2 * ASKED)
        np.maximum.at(hit, self.left[self.right], self.scores[self.right])
        return float((hit[:ASKED] > line).mean())


def measure() -> Iterator[Row]:
    """Give all rows. The peers work meanwhile, through each set in a process of its own."""
    every, sets = [], published()
    with ThreadPoolExecutor(PEERS) as pool:
        last = pool.submit(beside, swedes(), {"": FIELDS}, only="splink")
        told = [pool.submit(beside, one, one.tasks) for one in reversed(sets)][::-1]
        for one, peers in zip(sets, told, strict=True):
            for task, fields in one.tasks.items():
                every.append(found := ours(one, fields))
                yield from _set(one, task, found, peers.result()[task])
        yield from _calibration("all published sets", every)
        for one, fields in ((firms(), COMPANY), (boats(), CRAFT)):
            yield from _alone(one, ours(one, fields))
        yield from _swedish(ours(swedes(), FIELDS), last.result()[""]["splink"])


def beside(
    one: LinkedSet, tasks: Mapping[str, Sequence[str]], only: str = ""
) -> dict[str, dict[str, Found]]:
    """Have the peers link a set, task by task."""
    with Peer("linkage") as peer, TemporaryDirectory() as folder:
        return {
            task: theirs(peer, one, fields, Path(folder), only) for task, fields in tasks.items()
        }


def _set(one: LinkedSet, task: str, found: Found, peers: dict[str, Found]) -> Iterator[Row]:
    group = f"accuracy, {one.name}, {task}"
    mine, splink = found.at(LISTED)[2], peers["splink"].at(LISTED)[2]
    best = peers["anonlink"].best()
    yield Row(group, "Samverkan", mine, "F1")
    yield Row(group, "Splink", splink, "F1", peer=True)
    yield Row(group, "recordlinkage, ECM", peers["ecm"].at(LISTED)[2], "F1", peer=True)
    yield Row(group, "anonlink, at the line that suits it best", best, "F1", peer=True)
    goal = one.name.startswith("febrl") and task in MAIN
    name = "Samverkan less Splink"
    yield Row(group, name, mine - splink, "F1", ">= -0.005" if goal else None)
    yield Row(group, "Samverkan less anonlink", mine - best, "F1", "> 0")
    yield from _by_default(group, found)


def _by_default(group: str, found: Found) -> Iterator[Row]:
    """Give what `samverkan link` lists when nothing else is asked for."""
    precision, recall, _ = found.at(drawn(line("sure", on=ON), found.scores))
    yield Row(group, "precision of the default list", precision, "of pairs", ">= 0.999")
    yield Row(group, "recall of the default list", recall, "of pairs")


def _calibration(sets: str, every: Sequence[Found]) -> Iterator[Row]:
    for name, right in bands(every):
        yield Row(f"calibration, {sets}", name, right, "are right")


def bands(every: Sequence[Found]) -> Iterator[tuple[str, float]]:
    """Give the calibration: of the pairs with about this probability, how many are right."""
    scores = np.concatenate([one.scores for one in every])
    right = np.concatenate([one.right for one in every])
    for low, high in ((0.01, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 0.99), (0.99, 0.999), (0.999, 2)):
        some = (scores >= low) & (scores < high)
        name = f"probability {low:g} to {min(high, 1):g}, on average {scores[some].mean():.4f}"
        yield name, float(right[some].mean())


def _alone(one: LinkedSet, found: Found) -> Iterator[Row]:
    """Give what was found where no peer is asked: companies and craft."""
    group = f"accuracy, {one.name}"
    yield Row(group, "Samverkan", found.at(LISTED)[2], "F1")
    for rate in (1e-2, 1e-3):
        name = f"recall where {rate:g} of strangers show a pair"
        yield Row(group, name, found.recall_at(rate), "of members")
    yield from _by_default(group, found)
    yield from _calibration(one.name, [found])


def _swedish(mine: Found, splink: Found) -> Iterator[Row]:
    """Compare on a register of 500,000, asked about 10,000 in it and 10,000 who are not."""
    group = "accuracy, 500,000 invented Swedes"
    for rate in (1e-2, 1e-3, 1e-4):
        name = f"recall where {rate:g} of strangers show a pair"
        got, other = mine.recall_at(rate), splink.recall_at(rate)
        yield Row(group, f"Samverkan, {name}", got, "of members")
        yield Row(group, f"Splink, {name}", other, "of members", peer=True)
        goal = ">= -0.01" if rate == 1e-3 else None
        yield Row(group, f"Samverkan less Splink, {name}", got - other, "", goal)
    yield Row(group, "Samverkan", mine.at(LISTED)[2], "F1")
    yield Row(group, "Splink", splink.at(LISTED)[2], "F1", peer=True)
    yield from _by_default(group, mine)


@cache
def swedes() -> LinkedSet:
    """Give 500,000 invented Swedes."""
    return _invented("Swedish", People(shared(), np.random.default_rng(SEED)), 500_000)


def firms() -> LinkedSet:
    """Give 50,000 invented companies."""
    return _invented("50,000 invented companies", Firms(np.random.default_rng(SEED)), 50_000)


def boats() -> LinkedSet:
    """Give 20,000 invented craft."""
    return _invented("20,000 invented craft", Boats(np.random.default_rng(SEED)), 20_000)


def _invented(name: str, made: People | Firms | Boats, count: int) -> LinkedSet:
    """Draw a register, and who is asked about: members first, then as many strangers."""
    register, strangers = made.draw(count), made.draw(ASKED)
    asked = [made.asked(row) for row in (*register[:ASKED], *strangers)]
    who = [str(number) for number in range(count + ASKED)]
    left = Side(asked, [*who[:ASKED], *who[count:]])
    return LinkedSet(name, left, Side(register, who[:count]), {})


def ours(one: LinkedSet, fields: Sequence[str]) -> Found:
    """Link as `samverkan link` does."""
    asked = one.left.as_file("a", fields)
    register = one.right.as_file("b", fields) if one.right else asked
    random = np.random.default_rng(0)
    linked = link(asked, register, random=random, secret=bytes(32), step=lambda *_: None)
    return judged(one, linked.pairs.asked, linked.pairs.found, linked.scores)


def theirs(
    peer: Peer, one: LinkedSet, fields: Sequence[str], folder: Path, only: str = ""
) -> dict[str, Found]:
    """Link the same files with the peers."""
    a = one.left.write(folder / "a.csv", fields)
    b = one.right.write(folder / "b.csv", fields) if one.right else None
    found, out = {}, folder / "out.csv"
    for name in (only,) if only else ("splink", "ecm", "anonlink"):
        more = {"least": LOOSEST} if name == "anonlink" else {}
        peer.ask(name, a=a, b=b, fields=list(fields), out=str(out), **more)
        with out.open(encoding="utf-8", newline="") as lines:
            pairs = [(int(i), int(j), float(p)) for i, j, p in csv.reader(lines)]
        left, right, scores = (np.array(part) for part in zip(*pairs, strict=True))
        found[name] = judged(one, left, right, scores)
    return found


def judged(one: LinkedSet, left: np.ndarray, right: np.ndarray, scores: np.ndarray) -> Found:
    """Say which pairs are right."""
    mine, other = np.array(one.left.who), np.array((one.right or one.left).who)
    return Found(left, scores, mine[left] == other[right], one.true_pairs)


if __name__ == "__main__":
    main(measure, __doc__)
