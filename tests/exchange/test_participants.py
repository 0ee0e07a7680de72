"""The file of participants: what ships with the program, and what is refused."""

from datetime import date

import pytest

from samverkan.exchange.participants import (
    Participant,
    keepers_from_toml,
    participants_from_toml,
    shipped_toml,
)
from samverkan.wire.canonical import Malformed

POL = """
[[participant]]
code = "POL"
name_sv = "Polismyndigheten"
name_en = "Swedish Police Authority"
remits = ["police"]
valid_from = 2009-07-01
started = true
"""
NUC = POL.replace('"POL"', '"NUC"') + 'host = "POL"\n'
KEEPERS = 'keepers = ["POL"]\n'


def shipped(on=None, **wanted):
    return {
        participant.code
        for participant in participants_from_toml(shipped_toml())
        if on is None or participant.in_force(on)
        if all(getattr(participant, name) == value for name, value in wanted.items())
    }


def test_twelve_authorities_and_two_centres_have_started():
    twelve = {"AF", "EBM", "FK", "KRIM", "KFM", "KBV", "MIV", "POL", "SKV", "SAPO", "TULL", "AKL"}
    assert shipped(started=True, host=None) == twelve
    assert shipped(host="POL") == {"NUC", "RUC-STHLM"}
    assert shipped(started=False) == {"UTB", "PM"}
    assert keepers_from_toml(shipped_toml()) == ("NUC", "KFM")


@pytest.mark.parametrize(
    ("on", "authorities"),
    [
        (date(2009, 6, 30), 0),
        (date(2009, 7, 1), 9),
        (date(2010, 1, 1), 10),
        (date(2014, 1, 1), 12),
        (date(2024, 6, 1), 13),
        (date(2025, 1, 1), 14),
    ],
)
def test_who_took_part_when(on, authorities):
    assert len(shipped(on, host=None)) == authorities


def test_every_shipped_participant_survives_json():
    for participant in participants_from_toml(shipped_toml()):
        assert Participant.from_json(participant.to_json()) == participant


def test_the_last_day_is_included():
    text = KEEPERS + POL + "valid_to = 2025-12-31\n"
    (police,) = participants_from_toml(text)
    assert police.in_force(date(2025, 12, 31))
    assert not police.in_force(date(2026, 1, 1))
    assert Participant.from_json(police.to_json()) == police


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x", "is not TOML"),
        ("", "lacks keepers"),
        (KEEPERS + "colour = 1\n" + POL, "holds 'colour'"),
        (KEEPERS + "participant = 5", "participant of the file of participants must be a list"),
        (KEEPERS + "participant = [5]", "must be a table"),
        (KEEPERS + POL.replace("started = true", ""), "The participant lacks started"),
        (KEEPERS + POL.replace("true", "1"), "started of the participant must be true or false"),
        (KEEPERS + POL.replace('"POL"', '"pol"'), "not a participant's code"),
        (KEEPERS + POL.replace("Polismyndigheten", ""), "POL must have a name"),
        (KEEPERS + POL.replace("Swedish Police Authority", ""), "POL must have a name"),
        (KEEPERS + POL.replace('"police"', '"Police"'), "'Police' is not the name of a remit"),
        (KEEPERS + POL.replace("2009-07-01", '"1 July"'), "a day such as"),
        (KEEPERS + POL.replace("2009-07-01", "2009-07-01T00:00:00"), "valid_from .* must be text"),
        (KEEPERS + POL + "valid_to = 2009-06-30\n", "POL ends before it begins"),
        (KEEPERS + POL + 'organisation_number = "1"\n', "not an organisation number"),
        (KEEPERS + POL + POL, "A code stands for two participants"),
        (KEEPERS + POL + NUC.replace('host = "POL"', 'host = "X1"'), "its host X1 is not a part"),
        (
            KEEPERS
            + POL
            + NUC
            + NUC.replace('"NUC"', '"R1"').replace('host = "POL"', 'host = "NUC"'),
            "not an authority itself",
        ),
        ('keepers = ["KFM"]\n' + POL, "keeper KFM is not a participant"),
        ("keepers = []\n" + POL, "must have keepers"),
        ('keepers = ["POL", "POL"]\n' + POL, "each named once"),
    ],
)
def test_each_fault_has_its_sentence(text, says):
    with pytest.raises(Malformed, match=says):
        participants_from_toml(text)
