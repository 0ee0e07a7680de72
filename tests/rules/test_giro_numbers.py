"""Bankgiro and plusgiro: the published verdicts, and how they are written."""

import pytest

from samverkan.rules.giro_numbers import Giro, parse
from samverkan.rules.refusal import reason
from tests.rules.test_identifiers import shared


@pytest.mark.parametrize(
    ("text", "giro", "written"),
    [
        (" 6-40 - 5070", Giro.BANKGIRO, "640-5070"),
        ("54029681", Giro.BANKGIRO, "5402-9681"),
        ("2865434", Giro.PLUSGIRO, "28 65 43-4"),
        ("41054685", Giro.PLUSGIRO, "410 54 68-5"),
        (" 4 - 2", Giro.PLUSGIRO, "4-2"),
    ],
)
def test_a_number_is_written_as_on_an_invoice(text, giro, written):
    number = parse(text, giro)
    assert number.written() == written
    assert parse(written, giro) == number


@pytest.mark.parametrize(
    ("text", "giro", "key"),
    [
        ("5402-9682", Giro.BANKGIRO, "identifiers.check_digit"),
        ("54-0296", Giro.BANKGIRO, "giro.length"),
        ("5402-96810", Giro.BANKGIRO, "giro.length"),
        ("1---------", Giro.PLUSGIRO, "giro.length"),
        ("410 54 68-5X", Giro.PLUSGIRO, "giro.character"),
        ("410 54 68-６", Giro.PLUSGIRO, "giro.character"),  # noqa: RUF001
    ],
)
def test_a_wrong_number_is_refused_with_its_reason(text, giro, key):
    assert reason(parse, text, giro).key == key


WRONG = {
    "bad_checksum": "identifiers.check_digit",
    "too_short": "giro.length",
    "too_long": "giro.length",
    "invalid_characters": "giro.character",
}


@pytest.mark.parametrize("giro", Giro)
def test_every_shared_verdict_matches(giro):
    verdicts = shared("bank_numbers.json")[giro]
    for text in verdicts["valid"]:
        assert parse(text, giro).written() == text
    for text, normal in verdicts["normalise"].items():
        assert parse(text, giro).written() == normal
    for verdict, key in WRONG.items():
        for text in verdicts[verdict]:
            assert reason(parse, text, giro).key == key
