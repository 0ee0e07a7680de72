from dataclasses import replace
from datetime import date, datetime

import pytest

from samverkan.rules.attachment import (
    SECTIONS,
    AtDistance,
    Attachment,
    Belonging,
    ByPhone,
    Duty,
    OfficerPresent,
    may_attach,
    notifiers,
)
from samverkan.rules.exempt import Finding, Use, examine
from samverkan.rules.refusal import NotAllowed, reason, sentence
from samverkan.rules.tables import load
from samverkan.rules.titles import Title, TitleKind, may_enforce

ON = date(2025, 7, 12)
NOON = datetime(2025, 7, 12, 12)  # noqa: DTZ001  local time, as on the officer's watch
JUDGMENT = Title(kind=TitleKind.JUDGMENT, final=True)
ALWAYS = (Duty.LIST_AND_VALUE, Duty.SECURE, Duty.SERVE_BAN)
JET_SKI = Attachment(
    title=JUDGMENT,
    way=OfficerPresent(NOON, control_ended_at=NOON),
    belonging=Belonging.DEBTORS_POSSESSION,
    exemption=examine(Use.OTHER, (), on=ON),
    expected_yield=13100000,
    later_costs=1250000,
    justifiable=True,
)


def refused(on=ON, **change):
    with pytest.raises(NotAllowed) as refusal:
        may_attach(replace(JET_SKI, **change), on=on)
    return refusal.value.key, refusal.value.section


def duties(**change):
    return may_attach(replace(JET_SKI, **change), on=ON).duties


def test_the_seasons_jet_ski_may_be_attached_by_the_officer_aboard():
    terms = may_attach(JET_SKI, on=ON)
    assert terms.citation == "UB 4:7, 6:4"
    assert terms.duties == ALWAYS


def ways():
    for row in load("attachment_ways"):
        for case in row["case"]:
            yield pytest.param(row["id"], case, id=f"{row['id']} {dict(case)}")


@pytest.mark.parametrize(("way", "case"), [*ways()])
def test_the_tables_own_cases(way, case):
    def at(clock):
        return datetime.fromisoformat(f"2025-07-12T{clock}")

    match way:
        case "officer-present":
            chosen = OfficerPresent(at(case["begins"]), at(case["control_ended"]))
        case "by-phone":
            chosen = ByPhone(case["found_by"], case["check_by"])
        case _:
            chosen = AtDistance(tuple(case["identified_by"]))
    outcome = reason(may_attach, replace(JET_SKI, way=chosen), on=ON)
    assert (outcome is None) is case["allowed"]


@pytest.mark.parametrize(
    ("clock", "allowed"),
    [("05:59", False), ("06:00", True), ("21:00", True), ("21:01", False), ("00:00", False)],
)
def test_an_execution_is_held_between_6_and_21_unless_there_are_special_reasons(clock, allowed):
    begins = datetime.fromisoformat(f"2025-07-12T{clock}")
    outcome = reason(may_attach, replace(JET_SKI, way=OfficerPresent(begins)), on=ON)
    assert (outcome is None) is allowed
    if not allowed:
        assert (outcome.key, outcome.section) == ("attachment.hours", "UF 3:1")
    may_attach(replace(JET_SKI, way=OfficerPresent(begins, None, "leaves port at dawn")), on=ON)


def test_the_check_ends_before_the_execution_begins():
    early = OfficerPresent(NOON, NOON.replace(minute=1))
    assert refused(way=early) == ("attachment.control_not_ended", "")


def test_police_called_to_take_over_a_coast_guard_find_are_refused():
    assert refused(way=ByPhone("POL", "KBV")) == ("attachment.own_check", "UF 6:25; UB 6:12 a")


@pytest.mark.parametrize("who", ["KBV", "TULL", "KFM"])
def test_only_police_notify_of_a_find(who):
    assert refused(way=ByPhone(who, who)) == ("attachment.not_a_notifier", "UF 6:25")


def test_who_notifies_follows_the_date():
    assert notifiers(date(2022, 7, 31)) == frozenset()
    assert notifiers(date(2022, 8, 1)) == {"POL"}


@pytest.mark.parametrize("way", [ByPhone("POL", "POL"), AtDistance(("HIN",))])
def test_phone_and_distance_begin_in_august_2022(way):
    assert refused(on=date(2022, 7, 31), way=way)[0] == "law.no_row"
    assert reason(may_attach, replace(JET_SKI, way=way), on=date(2022, 8, 1)) is None


def test_at_a_distance_only_what_is_identified_and_can_be_secured():
    assert may_attach(replace(JET_SKI, way=AtDistance(("HIN",))), on=ON).citation == (
        "UB 4:7, 4:29; UF 6:9"
    )
    assert refused(way=AtDistance(())) == ("attachment.not_identified", "UB 4:7")
    assert refused(way=AtDistance(("HIN",), securing_hindered=True)) == (
        "attachment.securing_hindered",
        "UB 4:7",
    )


@pytest.mark.parametrize(
    ("belonging", "key"),
    [
        (Belonging.LEASED, "attachment.leased"),
        (Belonging.SHOWN_ANOTHERS, "attachment.anothers"),
        (Belonging.CO_OWNED_PROBABLY, "attachment.co_owned"),
        (Belonging.JOINT_WITH_OTHER, "attachment.joint"),
    ],
)
def test_what_is_not_the_debtors_is_not_attached(belonging, key):
    found, section = refused(belonging=belonging)
    assert found == key
    assert section.startswith("UB 4:1")


@pytest.mark.parametrize(
    "belonging",
    [Belonging.SHOWN_DEBTORS, Belonging.DEBTORS_POSSESSION, Belonging.JOINT_WITH_PARTNER],
)
def test_what_is_or_is_deemed_the_debtors_is_attached(belonging):
    assert duties(belonging=belonging) == ALWAYS


def test_the_brother_who_claims_the_boat_is_ordered_to_sue():
    assert duties(third_party_claims=True) == (*ALWAYS, Duty.ORDER_THIRD_PARTY)


def test_what_is_probably_the_debtors_is_attached_with_reservation_and_the_applicant_sues():
    probable = {"belonging": Belonging.PROBABLY_DEBTORS}
    assert duties(**probable) == (*ALWAYS, Duty.ORDER_APPLICANT)
    assert duties(**probable, third_party_claims=True) == (*ALWAYS, Duty.ORDER_APPLICANT)


def test_exempt_property_is_refused_by_its_own_section():
    ring = examine(Use.KEEPSAKE, {Finding.OBVIOUSLY_UNFAIR}, on=ON)
    assert refused(exemption=ring) == ("attachment.exempt", "UB 5:1 p. 4")


def test_a_thing_on_instalments_may_be_attached():
    assert duties(exemption=examine(Use.RETENTION_OF_TITLE, (), on=ON)) == ALWAYS


def test_a_watch_that_is_too_valuable_is_attached_with_a_replacement_sum():
    watch = examine(Use.PERSONAL, {Finding.REPLACEMENT_NEEDED}, on=ON)
    assert duties(exemption=watch) == (*ALWAYS, Duty.RESERVE_REPLACEMENT)


def test_a_boat_that_is_a_home_is_attached_only_after_weighing():
    assert refused(home=True) == ("attachment.home", "ECHR art. 8; RH 2019:23")
    assert duties(home=True, home_weighed="Has another home; boat is worth ten times it.") == ALWAYS


@pytest.mark.parametrize(
    "change",
    [
        {"expected_yield": 1250000},
        {"expected_yield": 0},
        {"justifiable": False},
    ],
)
def test_no_attachment_without_a_justifiable_surplus(change):
    assert refused(**change) == ("attachment.no_surplus", "UB 4:3")


def test_one_ore_over_the_costs_is_a_surplus_if_the_officer_finds_it_justifiable():
    assert duties(expected_yield=1250001) == ALWAYS


@pytest.mark.parametrize("duty", Duty)
def test_each_duty_has_its_section_and_sentence(duty):
    assert SECTIONS[duty].startswith("UB ")
    assert sentence(duty, "sv") != sentence(duty, "en")


def title(kind=TitleKind.JUDGMENT, *, final=False, **more):
    return Title(kind=kind, final=final, **more)


@pytest.mark.parametrize(
    ("chosen", "section"),
    [
        (None, "UB 3:1"),
        (title(penalty=True), "UB 3:23"),
        (title(TitleKind.PENALTY_ORDER, penalty=True, at_once=True), "UB 3:23"),
        (title(TitleKind.AUTHORITY_DECISION), "UB 3:20"),
        (title(objection=True), "UB 3:21"),
    ],
)
def test_titles_that_may_not_be_enforced(chosen, section):
    assert refused(title=chosen)[1] == section


@pytest.mark.parametrize(
    "chosen",
    [
        *(title(kind, final=True) for kind in TitleKind),
        title(TitleKind.AUTHORITY_DECISION, at_once=True),
        title(),
        title(final=True, penalty=True),
    ],
)
def test_titles_that_may(chosen):
    assert may_enforce(chosen) is None
