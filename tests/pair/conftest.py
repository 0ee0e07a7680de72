"""Two real instances that trust the same directory, made once for all tests of the pair."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pair.houses import House, command


@pytest.fixture(scope="session")
def crew(tmp_path_factory) -> House:
    """Make the Coast Guard's instance, which the two of the pair know; its test serves it."""
    house = House("KBV", tmp_path_factory.mktemp("crew") / "kbv")
    made = house.init()
    assert made.returncode == 0, made.stderr
    return house


@pytest.fixture(scope="session")
def pair(tmp_path_factory, crew) -> Iterator[tuple[House, House]]:
    """Make and serve the two keepers of the directory, Kronofogden and NUC."""
    root = tmp_path_factory.mktemp("pair")
    kfm, nuc = (House(code, root / code.lower()).make() for code in ("KFM", "NUC"))
    cards = [house.folder / "card.jws" for house in (kfm, nuc, crew)]
    signed = root / "directory.json"
    made = command(
        "directory", "make", "--keeper", kfm.folder, nuc.folder, "--card", *cards, "--out", signed
    )
    assert made.returncode == 0, made.stderr
    for house in (kfm, nuc, crew):
        pinned = command("directory", "pin", "--data", house.folder, signed)
        assert pinned.returncode == 0, pinned.stderr
    for house in (kfm, nuc):
        house.start()
    yield kfm, nuc
    for house in (kfm, nuc):
        house.close()


@pytest.fixture(scope="session")
def desks(pair):
    """Give a disclosure desk at each of the two, logged in."""
    kfm, nuc = pair
    return kfm.employ("kajsa", "utlamnande"), nuc.employ("nils", "utlamnande")


@pytest.fixture(scope="session")
def lone(tmp_path_factory) -> Iterator[House]:
    """Make and serve one instance that nobody else knows, for tests that stop and damage it."""
    house = House("KBV", tmp_path_factory.mktemp("lone") / "kbv").make()
    house.start()
    yield house
    house.close()
