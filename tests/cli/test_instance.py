"""Making an instance and its directory: refused in one sentence, never with a traceback."""

from __future__ import annotations

import httpx
import pytest

from tests.pair.houses import House, command

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]


def says(answer, *words: str, status: int = 1) -> None:
    assert answer.returncode == status, answer
    assert answer.stderr.count("\n") == 1, answer.stderr
    for word in words:
        assert word in answer.stderr


def test_an_unknown_participant_is_named_with_those_there_are(tmp_path):
    says(House("XX", tmp_path / "x").init(), "There is no participant XX", "KBV", "KFM")
    assert not (tmp_path / "x").exists()


def test_an_address_that_partners_cannot_use_leaves_nothing(tmp_path):
    answer = command(
        "init", "--participant", "KBV", "--data", tmp_path / "x", "--base-url", "http://kbv.example"
    )
    says(answer, "must be https")
    assert not (tmp_path / "x").exists()


def test_init_again_keeps_keys_card_and_journal_and_refuses_another_life(tmp_path):
    house = House("KBV", tmp_path / "kbv")
    weak = command(
        "init", "--participant", "KBV", "--data", house.folder, "--base-url", house.url,
        "--administrator", "alma", SAMVERKAN_PASSWORD="kort",  # noqa: S106
    )  # fmt: skip
    says(weak, "too short")
    house.make()
    kept = {
        name: (house.folder / name).read_bytes()
        for name in ("card.jws", "instance.toml", "keys/log.key")
    }
    again = command("init", "--participant", "KBV", "--data", house.folder)
    assert again.returncode == 0, again.stderr
    assert house.folder.stat().st_mode & 0o077 == 0
    assert kept == {name: (house.folder / name).read_bytes() for name in kept}

    says(house.init("--administrator", "alma"), "already a member of staff named alma")
    other = command("init", "--participant", "KFM", "--data", house.folder)
    says(other, "holds the instance of KBV, not of KFM")
    moved = command(
        "init", "--participant", "KBV", "--data", house.folder, "--base-url", "http://127.0.0.1:9"
    )
    says(moved, "another address needs a new card")

    for file in house.folder.glob("instance.sqlite3*"):
        file.unlink()
    says(house.init(), "0 signed entries", "this is an old copy")


def test_a_directory_is_made_by_its_keepers_and_trusted_once(tmp_path):
    kfm, nuc, kbv = (House(code, tmp_path / code) for code in ("KFM", "NUC", "KBV"))
    for house in (kfm, nuc, kbv):
        assert house.init().returncode == 0
    cards = [house.folder / "card.jws" for house in (kfm, nuc, kbv)]
    make = ("directory", "make", "--card", *cards)
    out = ("--out", tmp_path / "directory.json")

    says(command(*make, *out, "--keeper", kbv.folder), "KBV is not a keeper")
    says(command(*make, *out, "--keeper", tmp_path / "nowhere"), "run `samverkan init` first",
         status=2)  # fmt: skip
    says(command("directory", "make", "--card", cards[0], *out, "--keeper", kfm.folder, nuc.folder),
         "NUC has no card")  # fmt: skip
    alone = command(*make, "--out", tmp_path / "kfm.json", "--keeper", kfm.folder)
    assert "Still to sign and join: NUC." in alone.stdout
    says(command("directory", "pin", "--data", kbv.folder, tmp_path / "kfm.json"), "NUC")
    command(*make, "--out", tmp_path / "nuc.json", "--keeper", nuc.folder)
    joined = command("directory", "join", tmp_path / "kfm.json", tmp_path / "nuc.json", *out)
    assert "version 1, signed by every keeper" in joined.stdout, joined.stderr

    pinned = command("directory", "pin", "--data", kbv.folder, out[1])
    assert "KBV trusts version 1" in pinned.stdout, pinned.stderr
    says(command("directory", "pin", "--data", kbv.folder, out[1]), "version 1", "already pinned")
    says(
        command("directory", "pin", "--data", kbv.folder, cards[0]), "no signed directory", status=2
    )


def test_a_wrong_call_is_status_2():
    assert command("directory").returncode == 2
    assert command("init").returncode == 2
    assert command("serve", "--data", "x", "--port", "99999").returncode == 2
    assert command("nothing").returncode == 2


def test_the_worker_leaves_sqlite_to_serve(tmp_path):
    house = House("KBV", tmp_path / "kbv")
    house.init()
    says(command("worker", "--data", house.folder), "`samverkan serve` does the due work itself")


def test_a_served_instance_gets_a_card_for_another_address_without_a_stop(tmp_path):
    house = House("KBV", tmp_path / "kbv").make()
    house.start()
    try:
        words = ("directory", "renew", "--data", house.folder, "--base-url")
        says(command(*words, "http://ny.example"), "not an address", status=2)
        done = command(*words, "https://ny.example")
        assert done.returncode == 0, done.stderr
        assert "answer at the old address until" in done.stdout
        assert len((house.folder / "card.jws").read_text("ascii").split()) == 2
        assert 'base_url = "https://ny.example"' in (house.folder / "instance.toml").read_text()
        assert httpx.get(f"{house.url}/healthz").status_code == 200
    finally:
        house.stop()
    checked = command("verify", house.folder / "journal")
    assert checked.returncode == 0, checked
