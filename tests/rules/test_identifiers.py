"""Numbers as people, registers and boats carry them: which are valid, and what is wrong else."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from samverkan.rules import craft_numbers, identifiers, organisation_numbers
from samverkan.rules.personal_numbers import Kind, is_fictional, parse
from samverkan.rules.refusal import NotAllowed

TODAY = date(2025, 7, 1)
SHARED = Path(__file__).parents[3] / "shared" / "data" / "identifiers"

# Valid and invalid numbers of LAW 8.3, published by personnummer/meta and Skatteverket.
VALID = ["190905271474", "200002292399", "195704289999", "194608239986", "190901219931"]
VALID += ["200004059937", "197302889931", "202107919967", "20000101-T220", "20000101-TF10"]
INVALID = {
    "201509160006": "identifiers.serial",
    "197004289895": "identifiers.check_digit",
    "196004309886": "identifiers.check_digit",
    "19090527 1474": "identifiers.space",
    "194205669899": "identifiers.check_digit",
    "197210869924": "identifiers.check_digit",
}
ORGANISATIONS = ["857209-0606", "802005-1952", "802005-7538", "802406-2302", "855104-0721"]
ORGANISATIONS += ["802014-4120", "202100-5646"]


def refusal(text, *, on=TODAY):
    with pytest.raises(NotAllowed) as refused:
        identifiers.parse(text, on=on)
    return refused.value


def shared(name):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared test data are not here: {name}")
    return json.loads(path.read_text("utf-8"))


def is_valid(text):
    try:
        parse(str(text), on=TODAY)
    except NotAllowed:
        return False
    return True


def with_check_digit(first_eleven):
    return first_eleven + luhn.calc_check_digit(first_eleven[2:])


# --- the published verdicts


@pytest.mark.parametrize("text", VALID)
def test_a_published_valid_number_is_valid(text):
    assert parse(text, on=TODAY).normal == text.replace("-", "")


@pytest.mark.parametrize(("text", "key"), INVALID.items())
def test_a_published_invalid_number_is_refused_for_its_own_reason(text, key):
    assert refusal(text).key == key


@pytest.mark.parametrize("text", ORGANISATIONS)
def test_a_published_organisation_number_is_one_and_no_person(text):
    number = identifiers.parse(text, on=TODAY)
    assert number.kind == "organisationsnummer"
    assert number.written() == text
    assert organisation_numbers.parse(number.normal) == number
    with pytest.raises(NotAllowed):
        parse(text, on=TODAY)


@pytest.mark.parametrize("name", ["list.json", "interim.json", "orgnumber.json"])
def test_every_shared_verdict_on_a_person_matches_in_every_way_of_writing(name):
    for row in shared(name):
        for form in ("long_format", "short_format", "separated_format", "separated_long"):
            if form in row:
                assert is_valid(row[form]) is row["valid"], row[form]


def test_every_shared_structured_verdict_matches():
    for kinds in shared("structured.json").values():
        for verdicts in kinds.values():
            assert all(is_valid(text) for text in verdicts["valid"])
            assert not any(is_valid(text) for text in verdicts["invalid"])


def test_the_official_test_numbers_are_all_valid():
    for text in shared("test_personnummer_500.json"):
        number = parse(text, on=TODAY)
        assert (number.normal, number.kind) == (text, Kind.PERSONNUMMER)


# --- one way of storing, many ways of writing


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("090527+1474", "190905271474"),
        ("19090527+1474", "190905271474"),
        ("19090527-1474", "190905271474"),
        ("0905271474", "200905271474"),
        ("  000229-2399\n", "200002292399"),
        ("000101-t220", "20000101T220"),
    ],
)
def test_ten_and_twelve_digits_become_the_same_twelve(text, normal):
    assert parse(text, on=TODAY).normal == normal


def test_the_separator_becomes_plus_the_year_the_person_turns_a_hundred():
    number = parse("190905271474", on=TODAY)
    assert number.written(on=date(2008, 12, 31)) == "090527-1474"
    assert number.written(on=date(2009, 1, 1)) == "090527+1474"


def test_ten_digits_with_a_day_to_come_this_year_are_somebody_of_a_hundred():
    text = with_check_digit("19251224980")[2:]
    assert parse(text, on=TODAY).normal == "19" + text
    assert refusal(f"{text[:6]}-{text[6:]}").key == "identifiers.not_born"


@given(st.dates(date(1850, 1, 1), date(2025, 6, 30)), st.integers(1, 999))
def test_what_is_written_with_its_separator_reads_back(born, serial):
    number = parse(with_check_digit(f"{born:%Y%m%d}{serial:03}"), on=TODAY)
    assert parse(number.written(on=TODAY), on=TODAY) == number
    assert number.date_in_number == born


@given(st.dates(date(1926, 1, 1), date(2025, 6, 30)), st.integers(1, 999), st.integers(1, 9))
def test_a_wrong_check_digit_is_told_with_the_right_one(born, serial, off):
    right = with_check_digit(f"{born:%Y%m%d}{serial:03}")
    wrong = str((int(right[-1]) + off) % 10)
    refused = refusal(right[:-1] + wrong)
    assert refused.parameters == {"digit": wrong, "expected": right[-1]}
    assert refused.sentence("en") == f"The check digit is {wrong}, should be {right[-1]}."


# --- what is wrong


@pytest.mark.parametrize(
    ("text", "key", "parameters"),
    [
        ("", "identifiers.length", {"length": 0}),
        ("00010198020", "identifiers.length", {"length": 11}),
        ("0001-019802", "identifiers.separator", {"separators": "-"}),
        ("00-0101-9802", "identifiers.separator", {"separators": "--"}),
        ("000101_9802", "identifiers.character", {"character": "_", "place": 7}),
        ("０00101-9802", "identifiers.character", {"character": "０", "place": 1}),  # noqa: RUF001
        ("0001O1-9802", "identifiers.letter", {"character": "O", "place": 5}),
        ("210001019801", "identifiers.century", {"century": "21"}),
        ("20000101+9801", "identifiers.plus", {"year": 2100}),
        ("200013019801", "identifiers.month", {"month": "13"}),
        ("200000019801", "identifiers.month", {"month": "00"}),
        ("200000009801", "identifiers.month", {"month": "00"}),
        ("202502299801", "identifiers.day", {"day": "29", "month": "02", "year": 2025}),
        ("200001009801", "identifiers.day", {"day": "00", "month": "01", "year": 2000}),
        ("200001929801", "identifiers.day", {"day": "92", "month": "01", "year": 2000}),
        ("20000101E221", "identifiers.temporary", None),
        ("20000101T2A1", "identifiers.temporary", None),
        ("202506309801", "identifiers.check_digit", {"digit": "1", "expected": "2"}),
        ("556000+0167", "identifiers.organisation_plus", {}),
        ("161912121212", "identifiers.organisation_third", {"digit": "1"}),
        ("556000-016O", "identifiers.letter", {"character": "O", "place": 11}),
        ("55600O0167", "identifiers.letter", {"character": "O", "place": 6}),
        ("556000-0168", "identifiers.check_digit", {"digit": "8", "expected": "7"}),
        ("GBABC00042A39", "identifiers.length", {"length": 13}),
        ("265123", "identifiers.length", {"length": 6}),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(text, key, parameters):
    refused = refusal(text)
    assert refused.key == key
    assert parameters is None or refused.parameters == parameters
    assert refused.sentence("sv") != refused.sentence("en")


def test_the_date_may_be_tomorrow_but_not_the_day_after():
    assert parse(with_check_digit("20250702980"), on=TODAY)
    assert refusal(with_check_digit("20250703980")).key == "identifiers.not_born"


def test_twelve_digits_of_an_organisation_begin_with_16():
    with pytest.raises(NotAllowed) as refused:
        organisation_numbers.parse("205560000167")
    assert refused.value.key == "identifiers.organisation_prefix"


@given(st.text(max_size=16))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    try:
        number = identifiers.parse(text, on=TODAY)
    except NotAllowed as refused:
        assert refused.sentence("sv") and refused.sentence("en")  # noqa: PT018, PT017
    else:
        assert identifiers.parse(number.normal, on=TODAY) == number


# --- dates are not birth dates


@pytest.mark.parametrize("day", ["197300609", "197300759", "197305609"])
def test_a_coordination_number_without_a_full_date_is_valid_and_says_so(day):
    number = parse(with_check_digit(day + "98"), on=TODAY)
    assert number.kind is Kind.SAMORDNINGSNUMMER
    assert not number.has_full_birth_date
    assert number.date_in_number is None


@pytest.mark.parametrize(
    ("first", "latest"),
    [
        ("20000101980", date(2000, 1, 2)),
        ("20000161980", date(2000, 1, 2)),
        ("20000060980", date(2001, 1, 1)),
        ("20000260980", date(2000, 3, 1)),
    ],
)
def test_the_latest_birth_date_allows_for_a_neighbouring_day(first, latest):
    assert parse(with_check_digit(first), on=TODAY).latest_birth_date == latest


def test_an_unfinished_date_of_a_year_to_come_is_refused():
    assert refusal(with_check_digit("20270060980")).key == "identifiers.not_born"


def test_a_reserve_number_says_nothing_about_birth():
    number = parse("991234567890", on=TODAY)
    assert number.kind is Kind.RESERVE
    assert number.date_in_number is None
    assert number.latest_birth_date is None
    assert number.written(on=TODAY) == "991234567890"
    assert not number.has_full_birth_date


# --- fictional persons


@pytest.mark.parametrize(
    ("text", "fictional"),
    [("189001019802", True), ("19900101979", False), ("20000101T980", False)],
)
def test_serials_from_980_belong_to_nobody(text, fictional):
    full = text if len(text) == 12 else with_check_digit(text)
    assert is_fictional(parse(full, on=TODAY)) is fictional


# --- craft


def test_a_hull_number_is_the_same_with_and_without_its_hyphen():
    number = identifiers.parse("gb-abc00042a399", on=TODAY)
    assert number == identifiers.parse("GBABC00042A399", on=TODAY)
    assert (number.kind, number.written()) == ("HIN", "GB-ABC00042A399")


def test_an_american_hull_number_lacks_its_country():
    assert craft_numbers.parse_hull("ABC12345D404").normal == "USABC12345D404"


def test_letters_that_are_not_used_in_a_serial_are_read_as_digits():
    read = craft_numbers.parse_hull("SE-ABCOOI42A399")
    assert read == craft_numbers.parse_hull("SE-ABC00142A399")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ABC", "craft.hull_length"),
        ("S1ABC00042A399", "craft.hull_country"),
        ("SEABC0004?A399", "craft.hull_serial"),
        ("SEABC00042M399", "craft.hull_month"),
        ("SEABC00042A39X", "craft.hull_year"),
    ],
)
def test_a_hull_number_is_refused_part_by_part(text, key):
    with pytest.raises(NotAllowed) as refused:
        craft_numbers.parse_hull(text)
    assert refused.value.key == key


def test_swedish_radio_identities_are_known_by_their_country_digits():
    assert identifiers.parse("265123450", on=TODAY).kind == "MMSI"
    assert craft_numbers.parse_mmsi("266123450").is_swedish
    assert not craft_numbers.parse_mmsi("230123450").is_swedish


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("26512345", "craft.mmsi_length"),
        ("26512345A", "craft.mmsi_length"),
        ("965123450", "craft.mmsi_country"),
    ],
)
def test_an_mmsi_is_nine_digits_of_a_craft(text, key):
    with pytest.raises(NotAllowed) as refused:
        craft_numbers.parse_mmsi(text)
    assert refused.value.key == key


@pytest.mark.parametrize("text", ["SFBA", "SFB-1234", "sb 1234", "7SAB"])
def test_a_swedish_signal_is_letters_or_letters_and_digits(text):
    signal = craft_numbers.parse_signal(text)
    assert signal.kind == "signal"
    assert signal == craft_numbers.parse_signal(signal.normal)


@pytest.mark.parametrize("text", ["SNAB", "OHAB", "S", "SFB-12"])
def test_another_signal_is_refused(text):
    with pytest.raises(NotAllowed):
        craft_numbers.parse_signal(text)
