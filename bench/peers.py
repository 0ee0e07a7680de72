"""Samverkan beside OpenMined PSI and SecretFlow SPU: the same identifiers, in turns, in one run.

CPU time of all parties, medians. Run `make bench ARGS="--only peers"`, which installs the peers.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from peer import Peer
from rows import Row, main, timed

from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.sealing import seal

ROUNDS = 5
SEALED = 20_000  # identifiers a round
ASKED = 1_000

KEY = epoch_key(bytes(32), asker="KBV", epoch="2025-07-12")


def measure() -> Iterator[Row]:
    """Give all rows."""
    with Peer("openmined") as openmined, Peer("secretflow") as secretflow:
        yield from sealing(openmined, secretflow)


def sealing(openmined: Peer, secretflow: Peer) -> Iterator[Row]:
    """Seal the same list with each of them, on one core each."""
    values = names(0, SEALED)
    ours, theirs, unbalanced, pairwise = [], [], [], []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: seal(KEY, values, threads=1)))
        theirs.append(openmined.ask("setup", first=0, count=SEALED, asked=ASKED)["cpu"])
        unbalanced.append(secretflow.ask("unbalanced", count=SEALED, asked=ASKED)["holder_offline"])
        pairwise.append(secretflow.ask("ecdh", count=SEALED)["cpu"] / 2)
    group = "sealing, one core"
    yield Row(group, "Samverkan", each(ours), "us")
    yield Row(group, "SPU, ECDH-PSI on curve25519, each party", each(pairwise), "us", peer=True)
    yield Row(group, "SPU, unbalanced PSI, the holder", each(unbalanced), "us", peer=True)
    yield Row(group, "OpenMined PSI, the holder", each(theirs), "us", peer=True)
    yield Row(group, "Samverkan beside OpenMined PSI", ratio(theirs, ours), "times faster", ">= 8")
    yield Row(group, "Samverkan beside SPU, unbalanced", ratio(unbalanced, ours), "times faster")


def names(first: int, count: int) -> list[bytes]:
    """Give the inputs of identifiers numbered from `first`: those the peers are given too."""
    return [
        exact_input(Kind.ENGINE_NUMBER, f"{number:08}") for number in range(first, first + count)
    ]


def each(seconds: list[float]) -> float:
    """Give the microseconds an identifier took in the median round."""
    return median(seconds) / SEALED * 1e6


def ratio(theirs: list[float], ours: list[float]) -> float:
    """Give the median of what each round says of itself."""
    return median(their / our for their, our in zip(theirs, ours, strict=True))


if __name__ == "__main__":
    main(measure, __doc__)
