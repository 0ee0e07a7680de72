"""A note crosses between two real instances, is receipted, recalled and confirmed."""

from __future__ import annotations

import httpx
import pytest

from tests.pair.houses import House, release_note, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]


def state_of(house: House, number: int) -> str:
    return house.rows("SELECT state FROM releases_release WHERE id = ?", number)[0][0]


def test_a_note_crosses_is_receipted_recalled_and_confirmed(pair, desks):
    (kfm, nuc), (kajsa, nils) = pair, desks
    number = release_note(kajsa, "Båten ligger vid Sandhamn.", "NUC")
    there = f"/utlamnat/{number}/"
    until(lambda: state_of(kfm, number) == "receipted", what="the release receipted")
    [(record,)] = kfm.rows("SELECT record FROM releases_release WHERE id = ?", number)
    [(came, state)] = nuc.rows(
        "SELECT id, recalled_at FROM releases_receivedrelease WHERE record = ?", record
    )
    assert state is None
    assert "Båten ligger vid Sandhamn." in nils.see(f"/mottaget/{came}/")

    kajsa.send(there, {"reason": "fel båt"})
    until(lambda: "fel båt" in nils.see(f"/mottaget/{came}/"), what="the recall there")
    assert "Båten ligger vid Sandhamn." not in nils.see(f"/mottaget/{came}/")
    assert "KFM har återkallat en uppgift" in nils.see("/")
    nils.send(f"/mottaget/{came}/", {"note": "Uppgiften användes inte."})
    until(lambda: state_of(kfm, number) == "recall-confirmed", what="the recall confirmed")
    assert "Återkallelsen bekräftad" in kajsa.see(there)

    for house in (kfm, nuc):
        audit = house.verify()
        assert audit.returncode == 0, audit.stdout
        assert f"The journal samverkan/{house.code}/journal holds" in audit.stdout


def test_both_sides_entered_the_same_release(pair, desks):
    (kfm, nuc), (kajsa, _) = pair, desks
    number = release_note(kajsa, "Samma hos båda.", "NUC")
    ours = "SELECT record, digest FROM releases_release WHERE id = ?"
    theirs = "SELECT digest FROM releases_receivedrelease WHERE record = ?"
    entries = "SELECT count(*) FROM journal_entry WHERE about = ? AND act = ?"
    [(record, digest)] = kfm.rows(ours, number)
    until(lambda: nuc.rows(theirs, record) == [(digest,)], what="the same digest there")
    assert kfm.rows(entries, record, "release.sent") == [(1,)]
    assert nuc.rows(entries, record, "release.received") == [(1,)]
    until(lambda: kfm.rows(entries, record, "release.receipted") == [(1,)], what="the receipt")


def test_the_text_lies_in_no_file_in_the_clear(pair, desks):
    (kfm, nuc), (kajsa, nils) = pair, desks
    canary = "kanariefågel-4711"
    number = release_note(kajsa, canary, "NUC")
    until(lambda: state_of(kfm, number) == "receipted", what="receipted")
    nils.see("/anteckningar/")
    for house in (kfm, nuc):
        for file in house.folder.rglob("*"):
            if file.is_file():
                assert canary.encode() not in file.read_bytes(), file


def test_a_stranger_at_the_door_changes_nothing(pair):
    kfm, _ = pair
    answer = httpx.post(f"{kfm.url}/exchange/inbox", content=b"eyJhbGciOiJub25lIn0.e30.")
    assert answer.status_code == 400
    assert httpx.post(f"{kfm.url}/anteckningar/", data={"text": "x"}).status_code == 403
