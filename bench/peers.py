"""Samverkan beside OpenMined PSI and SecretFlow SPU: the same identifiers, in turns, in one run.

CPU time of all parties, medians. Run `make bench ARGS="--only peers"`, which installs the peers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from peer import Peer
from rows import Row, main, timed
from twelve import (
    ASKED,
    LISTED,
    REGISTERS,
    Register,
    ask_all,
    clear_registers,
    join_all,
    sealed_register,
)

from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.sealing import seal

ROUNDS = 5
SEALED = 20_000  # identifiers a round

KEY = epoch_key(bytes(32), asker="KBV", epoch="2025-07-12")


def measure() -> Iterator[Row]:
    """Give all rows."""
    with Peer("openmined") as openmined, Peer("secretflow") as secretflow:
        yield from sealing(openmined, secretflow)
        yield from thousand(openmined, secretflow)


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


def thousand(openmined: Peer, secretflow: Peer) -> Iterator[Row]:
    """Ask about 1,000 persons in 12 registers of a million: all parties' time, sealed and clear.

    The peers seal one register, which takes them a while, and answer from it twelve times.
    """
    registers = [sealed_register(number) for number in range(REGISTERS)]
    clear = clear_registers()
    listed = openmined.ask("setup", first=ASKED // 2, count=LISTED, asked=ASKED)
    unbalanced = secretflow.ask("unbalanced", count=LISTED, asked=ASKED)
    ours, theirs, joined = [], [], []
    for number in range(ROUNDS):
        ours.append(timed(partial(asked_all, registers, number)))
        asked = openmined.ask("ask", first=0, count=ASKED, holders=REGISTERS)
        right(asked["hits"])
        theirs.append(asked["cpu"])
        joined.append(timed(lambda: right(join_all(clear))))
    group = "1,000 against 12"
    yield Row(group, "Samverkan, with proofs", median(ours), "s", "<= 0.4")
    yield Row(group, "DuckDB, the same join in clear", median(joined), "s", peer=True)
    name = "SPU, unbalanced PSI (12 times one register, one round)"
    yield Row(group, name, REGISTERS * unbalanced["online"], "s", peer=True)
    yield Row(group, "OpenMined PSI", median(theirs), "s", peer=True)
    yield Row(group, "Samverkan beside OpenMined", ratio(theirs, ours), "times faster", ">= 4")
    yield Row(
        group, "Samverkan beside DuckDB in clear", ratio(ours, joined), "times its time", "<= 1.5"
    )
    yield from weights(listed["bytes"], unbalanced["asker_bytes"])


def weights(openmined: float, secretflow: float) -> Iterator[Row]:
    """Weigh what an asker keeps of a list of a million, without labels."""
    group = "weight of a sealed list"
    for name, size, is_peer in (
        ("Samverkan", len(sealed_register(0, label=0, check=0).pack.view), False),
        ("OpenMined PSI, Golomb-compressed", openmined, True),
        ("SPU, unbalanced PSI, the asker's file", secretflow, True),
    ):
        yield Row(group, name, size / LISTED, "bytes", peer=is_peer)


def asked_all(registers: list[Register], number: int) -> None:
    """Ask all registers in round `number`."""
    right(ask_all(registers, number))


def right(hits: int) -> None:
    """Stop if an answer is wrong: half of the persons stand in each register."""
    if hits != REGISTERS * ASKED // 2:
        raise RuntimeError(f"{hits} hits, not {REGISTERS * ASKED // 2}.")


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
