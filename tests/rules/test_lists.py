"""What a holder's lists share, and on which grounds an asker's pack is sealed."""

from datetime import date

import pytest

from samverkan.rules.disclosure_ladder import Purpose
from samverkan.rules.lists import desk_text, is_afloat, lists_of, open_grounds
from samverkan.rules.refusal import NotAllowed

ON = date(2025, 7, 12)


def grounds(*names: str, holder: str = "KFM", asker: str = "KBV", on: date = ON, **words: Purpose):
    purpose = words.get("purpose", Purpose.PREVENT_CRIME)
    return open_grounds(names, holder=holder, asker=asker, purpose=purpose, on=on)


def test_a_ground_is_open_to_those_whom_it_names():
    assert grounds("2025:170", "2016:774", "2016:774") == ("2016:774", "2025:170")
    assert grounds("2025:170", asker="FK") == ()
    assert grounds("2018:1693", holder="POL") == ("2018:1693",)
    assert grounds("2018:1693", holder="POL", asker="KFM") == ()


def test_a_ground_is_open_for_its_purposes_and_on_its_days():
    assert grounds("2025:170", purpose=Purpose.ENFORCE_DEBT) == ()
    assert grounds("2025:170", on=date(2025, 3, 31)) == ()
    assert grounds("no-such-ground") == ()


def test_a_hit_says_where_its_holders_desk_is():
    assert desk_text("KFM", "sv", on=ON) == "Kontakta Kronofogdens jour, dygnet runt."
    assert "duty desk" in desk_text("KFM", "en", on=ON)
    assert (is_afloat("KFM", on=ON), is_afloat("FK", on=ON)) == (True, False)


@pytest.mark.parametrize(
    "holder", sorted({row["authority"] for row in lists_of("KFM", on=ON)} | {"POL"})
)
def test_the_lists_of_one_holder_say_the_same(holder):
    rows = lists_of(holder, on=ON)
    assert len(rows) == 2
    assert len({(row["hit_sv"], row["hit_en"], row["afloat"]) for row in rows}) == 1


def test_who_never_lists_has_no_desk():
    with pytest.raises(NotAllowed, match="never lists"):
        desk_text("AKL", "sv", on=ON)
