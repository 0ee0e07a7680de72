"""A birth date as people write it."""

import pytest

from samverkan.sealed.likeness.dates import read_date
from samverkan.sealed.likeness.fields import birth_of
from samverkan.sealed.likeness.subjects import Person


@pytest.mark.parametrize(
    "written",
    [
        "1963-04-12",
        "19630412",
        "1963/4/12",
        "12/4/1963",
        "12.04.63",
        "630412",
        "12 apr 1963",
        "April 12, 1963",
        "1963-04-12T00:00:00",
        "1963-04-12 00:00:00",
        "19630412.0",
        "12041963",
    ],
)
def test_a_date_is_read_however_it_is_written(written):
    assert read_date(written) == "19630412"


def test_month_first_is_read_where_it_is_said():
    assert read_date("04/12/1963", month_first=True) == "19630412"


@pytest.mark.parametrize("written", ["1963", "1963-00-00", "1963-04", "19630060"])
def test_of_a_date_in_part_the_year_is_known(written):
    assert read_date(written) == "1963----"


@pytest.mark.parametrize("written", ["", "unknown", "12", "99999999", "1963-04-12-01", "7"])
def test_what_is_no_date_is_missing(written):
    assert read_date(written) == ""


def test_a_number_tells_the_birth_date():
    assert Person.of(number="19630412-9807").birth == "19630412"
    assert birth_of("6304729807") == "19630412"
    assert birth_of("6988048") == ""
