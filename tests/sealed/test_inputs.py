"""What is sealed: exact forms, kinds kept apart."""

from datetime import date

import pytest

from samverkan.rules import identifiers
from samverkan.sealed.errors import Misuse
from samverkan.sealed.inputs import Kind, exact_input

GOOD = {
    Kind.PERSONAL_NUMBER: ["199001019802", "201902289981"],
    Kind.COORDINATION_NUMBER: ["199001619809", "199000609804", "199012919805"],
    Kind.ORGANISATION_NUMBER: ["162021005646", "165560360793"],
    Kind.HULL_NUMBER: ["SEABC12345L707", "USABC00042A399"],
    Kind.ENGINE_NUMBER: ["1234567", "F40TLR6C"],
    Kind.REGISTRATION: ["ABC123", "GG203", "ÖD12"],
}
BAD = {
    Kind.PERSONAL_NUMBER: [
        "9001019802",
        "19900101-9802",
        "199001619803",
        "199013019802",
        "199001009802",
        "199001329802",
        "199001019802\n",
        "19900101980٢",
    ],
    Kind.COORDINATION_NUMBER: ["199001019802", "199001599802", "199001929802", "199013619803"],
    Kind.ORGANISATION_NUMBER: ["556036-0793", "5560360793", "169001019802", "175560360793"],
    Kind.HULL_NUMBER: ["SE-ABC12345L707", "seabc12345l707", "ABC12345L707", "SEABC1234OL707", ""],
    Kind.ENGINE_NUMBER: ["F40 TLR6C", "12", "f40"],
    Kind.REGISTRATION: ["ABC 123", "A", "abc123", "A" * 13],
}


def test_every_kind_is_tried():
    assert set(GOOD) == set(BAD) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_agreed_forms_are_sealed_with_their_kind(kind):
    for value in GOOD[kind]:
        made = exact_input(kind, value)
        assert made == b"samverkan/exact/v1\0" + kind.value.encode() + b"\0" + value.encode()


@pytest.mark.parametrize("kind", Kind)
def test_other_forms_are_refused_without_showing_them(kind):
    for value in BAD[kind]:
        with pytest.raises(Misuse, match="agreed form") as caught:
            exact_input(kind, value)
        assert not value or value not in str(caught.value)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("000101-9801", Kind.PERSONAL_NUMBER),
        ("20000101-9801", Kind.PERSONAL_NUMBER),
        ("202100-5646", Kind.ORGANISATION_NUMBER),
        ("gb-abcoo042a399", Kind.HULL_NUMBER),
    ],
)
def test_what_the_rules_call_normal_is_the_agreed_form(written, kind):
    number = identifiers.parse(written, on=date(2025, 7, 12))
    assert exact_input(kind, number.normal).endswith(number.normal.encode())


def test_one_value_of_two_kinds_is_two_inputs():
    assert exact_input(Kind.REGISTRATION, "ABC123") != exact_input(Kind.ENGINE_NUMBER, "ABC123")
