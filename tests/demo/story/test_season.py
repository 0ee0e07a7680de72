"""The plan: in order, done by those who may, with each authority's own decision before it acts."""

from collections import Counter
from datetime import date

import pytest

from samverkan.demo.story.batches import operation_days
from samverkan.demo.story.checks import single
from samverkan.demo.story.expected import totals
from samverkan.demo.story.people import PARTICIPANTS, Role, member
from samverkan.demo.story.registers import holder_lists
from samverkan.demo.story.season import season
from samverkan.demo.story.steering import direction, operation, picture
from samverkan.demo.story.steps import StepAct
from samverkan.demo.story.wage_guarantee import wage_guarantee
from samverkan.rules.cooperation import CooperationDecision, check_decision
from samverkan.rules.council import Stance

ROLES = {
    Role.PATRULL: "check-recorded question-asked likeness-asked candidate-reviewed contact-made "
    "phone-synced control-ended "
    "check-left-waiting find-notified check-corrected receipt-given police-check-recorded "
    "police-notified decision-confirmed police-took-charge",
    Role.VAKTHAVANDE: "request-sent card-issued day-played routine-played answer-awaited",
    Role.JOUR: "pending-confirmed decision-by-phone debtor-notified not-attached",
    Role.FORRATTNING: "execution-began item-attached item-exempted item-left protocol-signed "
    "ban-served valued third-party-claimed third-party-ordered third-party-served "
    "third-party-deadline-passed lien-notified sale-refused sale-waits minimum-price-set "
    "notice-published sold attachment-lapsed state-sold corrected ruling-noted claims-imported",
    Role.FORRAD: "secured handed-over returned",
    Role.FORDELNING: "distributed payment-approved paid state-paid",
    Role.UTLAMNANDE: "request-refused second-opinion wrong-person-found recalled recall-receipted "
    "retention-run",
    Role.FORTECKNING: "list-decided pack-published entry-withdrawn",
    Role.SAMORDNARE: "picture-released direction-proposed operation-proposed powers-checked "
    "operation-closed next-direction-proposed",
    Role.ANALYTIKER: "picture-written picture-adopted picture-continued",
    Role.LEDAMOT: "position-given participation-decided operation-agreed forfeiture-opened "
    "forfeited",
    Role.ORDFORANDE: "direction-adopted report-published",
    Role.UPPFOLJNING: "result-credited figures-due figures-sent report-proposed later-outcome",
    Role.TILLSYN: "recall-overdue sample-opened journal-verified retention-listed "
    "registered-person-asked",
}
MAY = {StepAct(act): role for role, acts in ROLES.items() for act in acts.split()}
SEVERAL = {StepAct.DISCLOSURE_SENT, StepAct.DISCLOSURE_RECEIPTED}


def of(act):
    return [step for step in season() if step.act is act]


def test_the_plan_is_in_order_of_time_and_ends_before_the_law_changed():
    moments = [step.at for step in season()]
    assert moments == sorted(moments)
    assert moments[-1].date() < date(2025, 12, 1)  # OSL 10:15 a


def test_every_step_is_told_in_swedish_and_in_english():
    told = {(step.said("sv"), step.said("en")) for step in season()}
    assert all(sv and en and sv != en for sv, en in told)
    assert not [en for _, en in told if set(en.split()) & {"och", "att", "på", "för", "inte"}]
    assert len({sv for sv, _ in told}) == len(told), "the same words are told in two ways"


def test_every_kind_of_step_is_taken_by_somebody_with_the_role():
    assert set(MAY) | SEVERAL == set(StepAct) == {step.act for step in season()}
    for step in season():
        roles = member(step.by).roles
        assert step.act in SEVERAL or MAY[step.act] in roles, (step.act, step.by)


def test_what_is_sent_goes_to_participants():
    assert {code for step in season() for code in step.to} <= set(PARTICIPANTS)
    assert all(step.participant not in step.to for step in season())


def test_an_objection_made_a_new_version_and_all_positions_were_given_again():
    first = [s for s in of(StepAct.POSITION_GIVEN) if s.detail("version") == "v1"]
    second = [s for s in of(StepAct.POSITION_GIVEN) if s.detail("version") == "v2"]
    stances = Counter(Stance(step.detail("stance")) for step in second)
    assert Stance.OBJECTION in {step.detail("stance") for step in first}
    assert stances == {Stance.NO_OBJECTION: 10, Stance.STANDS_ASIDE: 1}
    answered = {step.participant for step in second}
    (adopted,) = of(StepAct.DIRECTION_ADOPTED)
    members = set(PARTICIPANTS) - {"NUC", "RUC-STHLM"}
    assert members - answered == {adopted.detail("silent")} == {"MIV"}
    closing = {name: at for name, _, at in direction().versions}
    assert all(step.at <= closing["v1"] for step in first)
    assert all(step.at <= closing["v2"] < adopted.at for step in second)


def test_a_step_without_details_has_none():
    with pytest.raises(KeyError):
        of(StepAct.OPERATION_AGREED)[0].detail("version")


def test_picture_direction_and_operation_cite_each_other():
    phenomena = {each.key for each in picture().phenomena}
    assert set(direction().phenomena) <= phenomena
    assert {operation().phenomenon, wage_guarantee().phenomenon} == set(direction().phenomena)
    assert len(picture().networks) == 2
    assert all(each.name in operation().subject for each in picture().networks)


def test_each_authority_decided_itself_and_the_decision_can_carry_a_duty():
    decided = {step.participant: step.at for step in of(StepAct.PARTICIPATION_DECIDED)}
    lists = {each.holder for each in holder_lists()}
    assert lists | {"KBV"} <= set(decided)
    for code in decided:
        check_decision(
            CooperationDecision(
                participant=code,
                cooperation=operation().key,
                subject=operation().subject,
                goal=operation().goal,
                serious=operation().serious,
                organised=operation().organised,
                starts=operation().starts,
                ends=operation().ends,
                decided_by=code,
            )
        )
    for step in season():
        if step.act in (StepAct.LIST_DECIDED, StepAct.QUESTION_ASKED):
            assert step.at > decided[step.participant]


def test_every_list_is_decided_before_its_holder_publishes_on_each_day():
    keys = {key for step in of(StepAct.LIST_DECIDED) for key in step.detail("lists").split()}
    assert keys == {each.key for each in holder_lists()}
    published = Counter(step.at.date() for step in of(StepAct.PACK_PUBLISHED))
    assert published == dict.fromkeys(operation_days(), 8)


def test_the_days_in_bulk_leave_only_the_singles():
    counts = [int(step.detail("checks")) for step in of(StepAct.DAY_PLAYED)]
    assert sum(counts) == 167


def test_the_weeks_of_routine_hold_all_but_the_family():
    weeks = of(StepAct.ROUTINE_PLAYED)
    assert sum(int(step.detail("checks")) for step in weeks) == 235
    assert all(step.at.weekday() == 6 for step in weeks)


def test_every_check_that_is_played_singly_has_its_step():
    recorded = Counter((step.at, step.by) for step in of(StepAct.CHECK_RECORDED))
    keys = "bidevind sjomarke prickgren skvalpholm fenderstrom slorlina kobbklint dyning bojsten"
    singles = [single(key) for key in [*keys.split(), "ankarlund"]]
    assert recorded == Counter((check.at, check.officer) for check in singles)


def test_the_recall_reached_all_and_one_was_overdue():
    (recalled,) = of(StepAct.RECALLED)
    receipts = {step.participant: step.at for step in of(StepAct.RECALL_RECEIPTED)}
    (overdue,) = of(StepAct.RECALL_OVERDUE)
    assert set(receipts) == set(recalled.to) == {"KFM", "RUC-STHLM", "POL"}
    assert receipts["POL"] > overdue.at > max(receipts["KFM"], receipts["RUC-STHLM"])


def test_the_other_operation_convicts_41_and_is_not_the_coast_guards():
    other = wage_guarantee()
    assert sum(judgment.convicted for judgment in other.judgments) == 41
    assert totals()["convicted_in_other_operation"] == 41
    assert "KBV" not in other.participants
    assert all(judgment.convicted >= 5 for judgment in other.judgments)
    credited = next(
        step for step in of(StepAct.RESULT_CREDITED) if step.detail("measure") == "wage-guarantee"
    )
    assert all(judgment.on < credited.at.date() for judgment in other.judgments)


def test_one_conviction_came_of_a_check_itself():
    assert len(of(StepAct.LATER_OUTCOME)) == totals()["sobriety_convictions"]
