"""Linking on one machine gives what sealed questions give: the same pairs, the same scores."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.registers.link_file import LinkFile
from samverkan.registers.linking import common_kind, drawn, explained, link, listed
from samverkan.rules.linking import Line, line
from samverkan.rules.refusal import NotAllowed
from samverkan.rules.tables import load
from samverkan.sealed import voprf
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.likeness import LABEL, Coded, Hit, judge, keys_of, label_of, sentence
from samverkan.sealed.pack_header import Header
from samverkan.sealed.pack_writing import build
from samverkan.sealed.packs import Pack
from samverkan.wire.keys import SigningKey
from tests.sealed.likeness.people import columns, people

REGISTER = people(120, seed=4)
ASKED = [
    *(replace(one, given=one.given[:4], place="") for one in REGISTER[:25]),
    *(replace(one, given=one.surname, surname=one.given) for one in REGISTER[25:35]),
    *people(20, seed=90),
]


def as_file(persons, name):
    return LinkFile(name, [str(n) for n in range(len(persons))], columns(persons).coded, 0, False)


def linked(asked, register, secret=b"one"):
    return link(
        asked,
        register,
        random=np.random.default_rng(0),
        secret=secret,
        step=lambda *_: None,
    )


def in_pack(scheme):
    """Seal the register with the real function, and give the pack and the key."""
    key = epoch_key(bytes(32), asker="KBV", epoch="2025-07-12")
    rows = [
        (voprf.prf(key.secret, made.value), label_of(person, scheme, row))
        for row, person in enumerate(REGISTER)
        for made in keys_of(person, scheme)
    ]
    header = Header("KFM", "KBV", "2025-07-12", key.public, bytes(range(16)), LABEL, 8)
    data = build(rows, header, random=bytes(32), key=SigningKey(bytes(range(32))))
    return Pack.open(data), key


def test_the_sealed_path_gives_the_same_pairs_and_scores():
    found = linked(as_file(ASKED, "a.csv"), as_file(REGISTER, "b.csv"))
    pack, key = in_pack(found.scheme)
    sealed = {}
    for number, person in enumerate(ASKED):
        hits = [
            Hit(made.family, label)
            for made in keys_of(person, found.scheme)
            for label in pack.look_up(voprf.prf(key.secret, made.value))
        ]
        for candidate in judge(person, hits, found.scheme, fitted=found.fitted):
            sealed[number, candidate.row] = candidate
    clear = {
        (int(left), int(right)): float(score)
        for left, right, score in zip(
            found.pairs.asked, found.pairs.found, found.scores, strict=True
        )
    }
    assert clear.keys() == sealed.keys()
    assert len(clear) >= 35
    for pair, score in clear.items():
        assert score == pytest.approx(sealed[pair].probability, abs=1e-12)
    pairs, _ = listed(found, 0.5)
    for left, right, reasons in zip(pairs.asked, pairs.found, explained(found, pairs), strict=True):
        assert reasons == sealed[int(left), int(right)].reasons
        assert sentence(reasons, "en")


def test_the_copies_are_found_and_strangers_are_not():
    found = linked(as_file(ASKED, "a.csv"), as_file(REGISTER, "b.csv"))
    pairs, scores = listed(found, 0.5)
    right = {(row, row) for row in range(35)}
    seen = set(zip(pairs.asked.tolist(), pairs.found.tolist(), strict=True))
    assert len(seen & right) >= 33
    assert len(seen - right) <= 1
    assert (np.diff(pairs.asked) >= 0).all()
    assert ((scores >= 0.5) & (scores <= 1)).all()


def test_the_runs_secret_changes_nothing():
    one = linked(as_file(ASKED, "a.csv"), as_file(REGISTER, "b.csv"), b"one")
    other = linked(as_file(ASKED, "a.csv"), as_file(REGISTER, "b.csv"), b"other")
    assert one.scheme.families == other.scheme.families
    assert (one.scores == other.scores).all()


def test_a_file_with_itself_gives_each_pair_once():
    twice = [*REGISTER, *(replace(one, place="") for one in REGISTER[:20])]
    file = as_file(twice, "a.csv")
    pairs, _ = listed(linked(file, file), 0.5)
    assert (pairs.asked < pairs.found).all()
    seen = set(zip(pairs.asked.tolist(), pairs.found.tolist(), strict=True))
    assert len(seen & {(row, row + 120) for row in range(20)}) >= 19


def test_files_of_which_nobody_is_told_apart_are_refused():
    place = LinkFile("a.csv", ["1"], {"place": Coded.of(["trosa"])}, 0, False)
    with pytest.raises(NotAllowed):
        common_kind(place, place)
    firm = LinkFile(
        "b.csv", ["1"], {"company": Coded.of(["varv"]), "number": Coded.of(["1"])}, 0, False
    )
    assert common_kind(firm, firm) == "company"


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_the_smallest_files_are_linked(rows):
    file = as_file(REGISTER[:rows], "a.csv")
    found = linked(file, as_file(REGISTER[:rows], "b.csv"))
    assert np.isfinite(found.scores).all()


CASES = [(row["id"], case) for row in load("linking") for case in row["case"]]


@pytest.mark.parametrize(("purpose", "case"), CASES)
def test_each_line_of_the_table_holds_in_its_cases(purpose, case):
    scores = np.array(case["probabilities"])
    least = drawn(line(purpose, on=date(2026, 7, 12)), scores)
    assert (scores >= least).sum() == case["listed"]


@given(
    st.lists(st.sampled_from([n / 16 for n in range(17)]), max_size=30),
    st.floats(0, 1),
    st.sampled_from([n / 64 + 1 / 200 for n in range(64)]),
    st.sampled_from([n / 16 + 1 / 50 for n in range(32)]),
)
def test_a_list_is_as_long_as_its_line_allows(found, least, share, pairs):
    scores = np.array(found)
    at = drawn(Line(least, share, pairs), scores)

    def too_many(listed):
        return (1 - listed).sum() > max(share * len(listed), pairs) + 1e-9

    assert not too_many(scores[scores >= at])
    lower = {score for score in found if least <= score < at}
    assert all(too_many(scores[scores >= score]) for score in lower)
