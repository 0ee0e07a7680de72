"""A full disk refuses new work in plain words, loses nothing, and needs no restart afterwards."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.pair.houses import House, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]

SIZE = "10m"


@pytest.fixture
def cramped(tmp_path) -> Iterator[House]:
    """An instance on a disk of its own, almost full."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a disk of its own may not be mounted here")
    house = House("KBV", disk / "kbv")
    try:
        house.make()
        house.start()
        yield house
    finally:
        house.close()
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(house: House) -> None:
    """Write until there is no room at all."""
    with suppress(OSError), (house.folder / "ballast").open("ab", buffering=0) as out:
        while True:
            out.write(bytes(4096))


def count(house: House) -> int:
    return house.rows("SELECT count(*) FROM releases_note")[0][0]


def test_a_full_disk_loses_nothing_and_passes(cramped):
    desk = cramped.employ("dan", "utlamnande")
    page = desk.see("/anteckningar/")
    assert desk.send("/anteckningar/", {"text": "före"}).status_code == 302
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    fill(cramped)

    acknowledged, refused = 1, 0
    while refused < 3:
        words = {"text": f"nr {acknowledged} " * 200, "csrfmiddlewaretoken": token}
        answer = desk.client.post("/anteckningar/", data=words)
        if answer.status_code == 302:
            acknowledged += 1
            fill(cramped)
            continue
        refused += 1
        assert answer.status_code == 500
        assert "Något gick fel hos oss" in answer.text
    assert desk.client.get("/anteckningar/").status_code == 500, "no page without its entry"
    # With not one page left, SQLite may lack room even for the index that readers share.
    assert desk.client.get("/healthz").status_code in {200, 500}

    (cramped.folder / "ballast").unlink()
    assert desk.client.get("/healthz").status_code == 200
    assert "före" in desk.see("/anteckningar/")
    assert desk.send("/anteckningar/", {"text": "efter"}).status_code == 302
    assert count(cramped) == acknowledged + 1
    size = "SELECT max(size) FROM journal_signedcheckpoint"
    entries = "SELECT count(*) FROM journal_entry"
    until(lambda: cramped.rows(size) == cramped.rows(entries), what="everything signed again")
    assert cramped.verify().returncode == 0
