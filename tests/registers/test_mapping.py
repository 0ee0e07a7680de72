"""A mapping file that is wrong says which key, and what should stand there."""

from __future__ import annotations

import pytest

from samverkan.registers.amounts import Amounts
from samverkan.registers.choosing import choose
from samverkan.registers.mapping import load, parse
from samverkan.rules.refusal import NotAllowed
from tests.registers.test_intake import ON

WRONG = [
    ("[file\n", "not TOML.*line 1"),
    ("\xff", "not TOML"),
    ("[fil]\n", "no fil. Here may stand columns, database, file, more, numbers"),
    ("file = 1", "file should be a table"),
    ("[file]\nkomma = 1", "no file.komma. Here may stand delimiter"),
    ("[file]\ndelimiter = 1", "file.delimiter should be a text"),
    ('[file]\ndelimiter = "x"', "file.delimiter is “x”; it should be one of tab, semicolon"),
    ('[file]\nencoding = "ebcdic"', "file.encoding is “ebcdic”; it should be one of cp1252"),
    ('[file]\nheader = "yes"', "file.header should be true or false"),
    ('[file]\nnulls = "x"', "file.nulls should be a list"),
    ('[database]\nurl = "a"\nurl_from = "b"', "database should have url or url_from"),
    ('[numbers]\non = "2020-01-01"', "numbers.on should be a day"),
    ('[columns]\nnamn = "x"', "no columns.namn. Here may stand address"),
    ("[columns]\nplace = true", "columns.place should be a table"),
    ("[columns.place]\n", "columns.place should have exactly one of column, columns and value"),
    ('[columns.place]\ncolumn = "a"\nvalue = "b"', "exactly one of"),
    ('[columns.place]\ncolumn = "a"\nformat = "b"', "no columns.place.format"),
    ('[columns.place]\ncolumn = "a"\nas = "text"', "no columns.place.as"),
    (
        '[columns.birth_date]\ncolumn = "a"\nformat = "DD/MM"',
        "format is “DD/MM”; write for example",
    ),
    ('[columns.birth_date]\ncolumn = "a"\ncentury = 19', "whole number from 1800 to 2100"),
    ('[more]\nplace = "a"', "more.place is one of the usual columns"),
    (
        '[more.debt]\ncolumn = "a"\nas = "money"',
        "more.debt.as is “money”; it should be one of amount",
    ),
    ('[more.debt]\ncolumn = "a"\nas = "amount"', "more.debt.unit is missing"),
    (
        '[more.debt]\ncolumn = "a"\nas = "amount"\nunit = "SEK"',
        "unit is “SEK”; it should be one of",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_a_wrong_key_is_named(text, sentence):
    with pytest.raises(NotAllowed, match=sentence) as refused:
        parse(text.encode("latin-1" if text == "\xff" else "utf-8"))
    assert refused.value.sentence("sv") != refused.value.sentence("en")


def test_a_file_is_read_with_its_mark(tmp_path):
    path = tmp_path / "m.toml"
    path.write_text("\ufeff[file]\nonly = true\n", "utf-8")
    assert load(path).only


def test_a_column_is_found_by_its_name_its_spelling_or_its_number():
    for told in ('"Ort"', '"ORT "', "2"):
        chosen = choose(["A", "Ort", "B"], parse(f"[columns]\nplace = {told}".encode()), on=ON)
        assert chosen.places == (1,)
    with pytest.raises(
        NotAllowed, match=r"columns.place: the source has no column “Stad”. It has A"
    ):
        choose(["A"], parse(b'[columns]\nplace = "Stad"'), on=ON)
    with pytest.raises(NotAllowed, match="no column"):
        choose(["Ort", "Ort"], parse(b'[columns]\nplace = "Ort"'), on=ON)


def test_only_what_is_told_is_read_if_so_told():
    chosen = choose(
        ["Ort", "Förnamn"], parse(b'[file]\nonly = true\n[columns]\nplace = "Ort"'), on=ON
    )
    assert ([one.name for one in chosen.wanted], chosen.unread) == (["place"], ("Förnamn",))


def test_a_mapping_settles_which_of_two_columns_it_is():
    chosen = choose(["pnr", "personnr"], parse(b'[columns]\npersonal_number = "pnr"'), on=ON)
    assert chosen.places == (0,)


@pytest.mark.parametrize(
    ("amounts", "text", "ore"),
    [
        (Amounts(), "1 234,5 kr", 123_450),
        (Amounts(), "1.234.567", 123_456_700),
        (Amounts(), "-0,05", -5),
        (Amounts(), "12,500", 1250),
        (Amounts("kronor", "."), "1,234.50", 123_450),
        (Amounts("öre"), "123450", 123_450),
        (Amounts("öre"), "12,00", 12),
    ],
)
def test_amounts_become_ore(amounts, text, ore):
    assert amounts.read(text) == ore


@pytest.mark.parametrize(
    ("amounts", "text"),
    [
        (Amounts(), "1,234"),
        (Amounts(), "1.23"),
        (Amounts(), "x"),
        (Amounts(), "1e3"),
        (Amounts(), "9" * 17),
        (Amounts(), "٣"),
        (Amounts("öre"), "1,5"),
    ],
)
def test_what_is_no_amount_is_not_guessed(amounts, text):
    with pytest.raises(NotAllowed):
        amounts.read(text)
