"""What must never stand in a tracked file: real persons, a machine's paths, a network's hosts."""

import re
from datetime import date

import pytest

from tests.whole.tracked import texts

# Published test vectors (the open test data of the personnummer project), with serials that are not
# reserved for invented persons. They may stand in tests only.
PUBLISHED = {"0905271474", "0002292399", "1509160006"}

# Split, so that this file does not name what it forbids.
FORBIDDEN = (
    "/" + "work/",
    "/" + "opt/pypi",
    "/" + r"home/\w",
    "/" + r"root/",
    "--" + "index-url",
    "--" + "find-links",
    r"https?://[^\s\"'<>]+/" + "simple" + r"\b",
    "pythonhosted" + r"\.org",
    "registry" + r"\.npmjs",
)

NUMBER = re.compile(
    r"(?<![\w.,-])(?P<century>19|20)?(?P<date>\d{6})[-+]?(?P<rest>\d{4})(?![\w-]|[.,]\d)"
)


def persons(text: str) -> set[str]:
    """Find what reads as the number of a person: a date, a serial and a right check digit."""
    return {
        found[0]
        for found in NUMBER.finditer(text)
        if is_date(found["date"]) and check_digit_is_right(found["date"] + found["rest"])
    }


def is_date(text: str) -> bool:
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    try:
        date(2000 + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def check_digit_is_right(ten: str) -> bool:
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten))
    return sum(sum(divmod(product, 10)) for product in products) % 10 == 0


def is_invented(number: str) -> bool:
    return 980 <= int(number[-4:-1]) <= 999


def may_stand(name: str, number: str) -> bool:
    published = re.sub(r"\D", "", number)[-10:] in PUBLISHED
    return is_invented(number) or (published and name.startswith("tests/"))


@pytest.mark.parametrize(
    ("text", "found"),
    [("born 19090527-1474.", {"19090527-1474"}), ("0905271475", set()), ("0913271474", set())],
)
def test_the_search_knows_a_personal_number(text, found):
    assert persons(text) == found


def test_persons_are_invented():
    wrong = {(name, n) for name, text in texts() for n in persons(text) if not may_stand(name, n)}
    assert wrong == set()


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_file_names_one_machine_or_network(pattern):
    assert [name for name, text in texts() if re.search(pattern, text)] == []
