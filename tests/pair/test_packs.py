"""A list that changes in the course of a day, sealed by one instance and kept by another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.pair.houses import House, Visitor, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]

SUMMER = "RUC-STHLM/22222222-2222-4222-8222-222222222222"
SENT = "SELECT pack, as_delta, times FROM questions_sealedpack WHERE asker = 'KBV'"
KEPT = "SELECT pack FROM questions_heldpack WHERE holder = 'KFM'"
REFUSED = "SELECT count(*) FROM partners_inboxmessage WHERE schema = ? AND state = 'refused'"
NUMBERS = ("19900101-9802", "19880614-9806", "19900101-9810", "19900101-9828")


def change(house: House, sql: str, *values: object) -> None:
    """Write in the database's file beside the running instance."""
    with closing(sqlite3.connect(house.folder / "instance.sqlite3", timeout=20)) as database:
        database.execute(sql, values)
        database.commit()


def insert(house: House, table: str, **values: object) -> None:
    marks = ", ".join("?" * len(values))
    names = ", ".join(f'"{name}"' for name in values)
    change(house, f"INSERT INTO {table} ({names}) VALUES ({marks})", *values.values())  # noqa: S608


def begin(house: House) -> None:
    """Let an operation run that KBV and KFM have decided to take part in."""
    days = {"starts": "2025-06-13", "ends": "2099-12-31"}
    at = "2025-06-13 08:00:00"
    insert(
        house, "cooperation_operation", record=SUMMER, name="Sommar", direction="NUC/1",
        phenomenon="F-2", networks="[]", subject="s", goal="m", serious="g", organised="o",
        methods="[]", days="[]", participants='["KBV", "KFM"]', proposed_by="RUC-STHLM",
        proposed_at=at, agreed_by="Knut", agreed_at=at, closing_words="", **days,
    )  # fmt: skip
    for code in ("KBV", "KFM"):
        insert(
            house, "cooperation_decision", record=f"{code}/1", operation=SUMMER, participant=code,
            takes_part=True, subject="s", goal="m", serious="g", organised="o", need="b",
            fields="f", reasons="", decided_by="Agneta", decided_at=at, withdrawn_reasons="",
            **days,
        )  # fmt: skip


def put(keeper: Visitor, number: str) -> None:
    """List a person."""
    words = {
        "list_id": "KFM-operation",
        "personal_number": number,
        "case_reference": f"KFM {number}",
        "ground": "2016:774",
        "need": "Personen nämns i insatsen.",
        "harm_test": "Inga övervägande skäl mot.",
        "ends_on": "2099-12-31",
    }
    listed = keeper.send("/forteckning/ny/", words)
    assert listed.status_code == 302, listed.text


@pytest.fixture(scope="module")
def packs(pair, crew) -> Iterator[tuple[House, House, Visitor]]:
    """Give a holder, an asker that has the holder's first pack, and the list's keeper."""
    kfm, _ = pair
    crew.start()
    begin(kfm)
    keeper = kfm.employ("lage", "forteckning")
    put(keeper, NUMBERS[0])
    arrived(kfm, crew, times=1)
    yield kfm, crew, keeper
    crew.close()


def arrived(kfm: House, crew: House, *, times: int) -> bool:
    """Wait until the asker has what was sealed as often, and the holder its receipt; a delta?"""

    def both() -> bool:
        sent, kept = kfm.rows(SENT), crew.rows(KEPT)
        return bool(sent) and sent[0][2] == times and [(sent[0][0],)] == kept

    until(both, seconds=30, what=f"pack {times} kept as it was sealed")
    waiting = "SELECT count(*) FROM releases_release WHERE kind = 'pack' AND state = 'sent'"
    until(lambda: kfm.rows(waiting) == [(0,)], what="the receipt")
    return bool(kfm.rows(SENT)[0][1])


def test_the_second_pack_of_a_day_travels_as_a_delta_and_a_lost_base_brings_it_whole(packs):
    kfm, crew, keeper = packs
    first = crew.rows(KEPT)[0][0]
    put(keeper, NUMBERS[1])
    assert arrived(kfm, crew, times=2)
    assert crew.rows(REFUSED, "release/pack") == [(0,)]
    for refused, base in enumerate((first, b"trasig"), start=1):
        change(crew, "UPDATE questions_heldpack SET pack = ? WHERE holder = 'KFM'", base)
        put(keeper, NUMBERS[1 + refused])
        assert not arrived(kfm, crew, times=2 + 2 * refused)
        assert crew.rows(REFUSED, "release/pack") == [(refused,)]
