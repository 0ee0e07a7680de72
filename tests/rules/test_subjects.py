"""The one form of each value that is said about a subject, and what protection hides."""

from datetime import date

import pytest

from samverkan.rules.refusal import reason
from samverkan.rules.subjects import (
    WHERE_SOMEBODY_IS,
    Property,
    is_hidden,
    normal,
)

ON = date(2025, 7, 12)


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("personal_number", "900101-9802", "199001019802"),
        ("organisation_number", "202100-5646", "162021005646"),
        ("hin", "SE-ZZS4O171B424", "SEZZS40171B424"),
        ("mmsi", " 265123456 ", "265123456"),
        ("signal", "sfb-1234", "SFB1234"),
        ("engine_number", "zze.000/1 2-3", "ZZE000123"),
        ("registration", "åäö 12", "ÅÄÖ12"),
        ("birth_date", "1990-01-01", "1990-01-01"),
        ("protected_identity", "no", "no"),
        ("seen_at", " kajen ", "kajen"),
    ],
)
def test_a_value_has_one_form(name, text, kept):
    assert normal(name, text, on=ON) == kept
    assert normal(name, kept, on=ON) == kept


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("Seen at", "kajen", "subjects.property"),
        ("seen_at", " ", "subjects.empty"),
        ("engine_number", "12", "subjects.engine_number"),
        ("registration", "1", "subjects.registration"),
        ("birth_date", "1/1 1990", "subjects.birth_date"),
        ("birth_date", "2025-07-13", "identifiers.not_born"),
        ("protected_identity", "ja", "subjects.yes_or_no"),
        ("personal_number", "1", "identifiers.length"),
    ],
)
def test_a_bad_value_is_refused_with_its_reason(name, text, key):
    assert reason(normal, name, text, on=ON).key == key


@pytest.mark.parametrize("name", list(Property))
def test_protection_hides_where_somebody_is_and_nothing_else(name):
    assert is_hidden(name, protected=True) is (name in WHERE_SOMEBODY_IS)
    assert not is_hidden(name, protected=False)
