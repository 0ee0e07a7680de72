"""The holder's side: whom it seals for, what a question costs, and what it never answers."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from samverkan.exchange.envelope import Envelope
from samverkan.exchange.post import close, open_closed
from samverkan.rules.disclosure_ladder import Purpose
from samverkan.sealed import asking
from samverkan.sealed.packs import Pack
from samverkan.web.journal.queries import newest, thread_of
from samverkan.web.partners import queries as partners
from samverkan.web.questions import actions, jobs, queries
from samverkan.web.questions.actions import sealing
from samverkan.web.questions.models import EvaluatedElement, Evaluation, ListEntry, SealedPack
from samverkan.web.questions.numbers import Number
from samverkan.web.questions.request import CardBody, Request, read_answer
from tests.web.cooperation.playing import SUMMER
from tests.web.questions.conftest import NADJA, RASMUS
from tests.web.questions.test_listing import ROW

EPOCH = "2025-07-12"


@pytest.fixture
def participant() -> str:
    return "KFM"


@pytest.fixture
def lage(staff):
    return staff("lage", "forteckning")


@pytest.fixture
def listed(lage, now):
    actions.list_entries(rows=(ROW,), by=lage, now=now)
    return ListEntry.objects.get()


@pytest.fixture
def sealed(operation, listed, now):
    """KFM has listed Rasmus and the day's packs have been sealed."""
    jobs.run(now=now)


OTHER = (("personal_number", "19880614-9806"),)
DESK = (b"KFM".ljust(12, b"\0"),)


def packs_of(partner, now) -> list[tuple[Envelope, Pack]]:
    found = [each for each in partner.collect(now=now) if each.schema == "release/pack"]
    return [(each, Pack.open(b64decode(each.body["content"]["pack"]))) for each in found]


class Asker:
    """KBV as asker, in memory: it blinds, posts to the real address, and opens the answer."""

    def __init__(self, partner):
        self.partner = partner
        self.client = Client()
        self.number = 0
        self.blinds = 0

    def request(self, *numbers: Number, **change: object) -> Request:
        self.blinded = [self.blind(number) for number in numbers]
        words = {
            "card": "k1",
            "purpose": Purpose.PREVENT_CRIME,
            "user": "u1",
            "case": "c1",
            "elements": tuple(each.element for each in self.blinded),
        }
        own = {name: change.pop(name) for name in tuple(change) if name in words}
        words = {**words, **own}
        return Request(
            **{"operation": SUMMER, "epoch": EPOCH, **change}, cards=(CardBody(**words),)
        )

    def blind(self, number: Number) -> asking.Question:
        self.blinds += 1
        return asking.Question.about(number.sealed_input, random=self.blinds.to_bytes(2) * 32)

    def post(self, request: Request | dict, *, now, again: bool = False):
        self.number += not again
        body = request if isinstance(request, dict) else request.to_body()
        envelope = Envelope(
            message_id=f"00000000-0000-4000-8000-{self.number:012}",
            schema="question",
            schema_version=1,
            sender=self.partner.code,
            recipient="KFM",
            sequence=1,
            made_at=now,
            body=body,
        )
        sealed = close(envelope, key=self.partner.signing, to=partners.card_of("KFM"))
        return self.client.post("/exchange/question", sealed, content_type="text/plain")

    def outputs(self, response, pack: Pack) -> list[tuple[bytes, ...]]:
        answer = open_closed(
            response.content.decode(),
            key=self.partner.encryption,
            signer=partners.directory().signer,
        )
        evaluation = read_answer(answer.body)
        opened = asking.open_answer(self.blinded, evaluation, public_key=pack.header.public_key)
        return [pack.look_up(output) for output in opened]


@pytest.fixture
def kbv(partner):
    return Asker(partner("KBV"))


def test_a_pack_goes_to_those_who_check_at_sea_in_the_same_operation(sealed, partner, now):
    assert queries.askers(on=now.date()) == ("KBV", "POL")
    ((envelope, pack),) = packs_of(partner("KBV"), now)
    assert (pack.header.holder, pack.header.asker, pack.header.epoch) == ("KFM", "KBV", EPOCH)
    assert envelope.body["content"]["public_key"] == pack.header.public_key.hex()
    assert envelope.body["content"]["expires_at"] == "2025-07-13T00:00:00Z"
    assert envelope.body["ground"] == "lag 2016:774 2 §"
    ((_, other),) = packs_of(partner("POL"), now)
    assert other.header.public_key != pack.header.public_key
    for code in ("SKV", "TULL", "AKL"):
        assert packs_of(partner(code), now) == []


def test_a_question_is_evaluated_and_only_the_listed_one_opens(sealed, kbv, now):
    ((_, pack),) = packs_of(kbv.partner, now)
    response = kbv.post(kbv.request(RASMUS, NADJA), now=now)
    assert kbv.outputs(response, pack) == [DESK, ()]
    line = newest(1)[0]
    assert (line.act, line.about, line.actor) == ("question.evaluated", SUMMER, "KBV")
    assert line.record["details"]["count"] == 2
    assert line.record["details"]["cards"][0]["elements"] == [
        each.element.hex() for each in kbv.blinded
    ]
    assert [row.elements for row in Evaluation.objects.all()] == [2]


def test_both_lists_of_a_holder_open_the_same_words_once(operation, lage, partner, kbv, now):
    other = replace(ROW, list_id="KFM-pending", ground="osl-34-1-pending")
    actions.list_entries(rows=(ROW, other), by=lage, now=now)
    jobs.run(now=now)
    ((envelope, pack),) = packs_of(kbv.partner, now)
    assert envelope.body["ground"] == "lag 2016:774 2 §; OSL 34:1 2 st."
    assert kbv.outputs(kbv.post(kbv.request(RASMUS), now=now), pack) == [DESK]
    assert [(row.entries, row.numbers) for row in SealedPack.objects.all()] == [(2, 1)] * 2


def test_what_is_paid_leaves_the_next_pack_at_once(sealed, listed, lage, kbv, now):
    packs_of(kbv.partner, now)
    jobs.run(now=now)
    assert packs_of(kbv.partner, now) == []  # nothing changed
    actions.withdraw(entry=listed.pk, why="betald", by=lage, now=now)
    jobs.run(now=now)
    ((envelope, pack),) = packs_of(kbv.partner, now)
    assert envelope.about.number == 2
    assert kbv.outputs(kbv.post(kbv.request(RASMUS), now=now), pack) == [()]


def test_an_entry_is_asked_about_on_its_last_day_and_not_after(operation, lage, kbv, now):
    actions.list_entries(rows=(replace(ROW, ends_on="2025-07-13"),), by=lage, now=now)
    last = datetime(2025, 7, 13, 12, tzinfo=UTC)
    jobs.run(now=last)
    assert SealedPack.objects.get(asker="KBV").entries == 1
    jobs.run(now=last + timedelta(days=1))
    assert SealedPack.objects.filter(asker="KBV").count() == 1


def test_nothing_is_sealed_on_a_day_when_the_operation_does_not_check(operation, lage, kbv, now):
    actions.list_entries(rows=(replace(ROW, ends_on="2025-08-31"),), by=lage, now=now)
    assert operation.days == ["2025-07-12", "2025-07-13"]
    jobs.run(now=datetime(2025, 7, 14, 12, tzinfo=UTC))
    assert SealedPack.objects.filter(asker="KBV").count() == 0
    jobs.run(now=datetime(2025, 7, 13, 12, tzinfo=UTC))
    assert SealedPack.objects.filter(asker="KBV").count() == 1


def test_a_new_epoch_has_a_new_key_and_ends_the_old(sealed, kbv, now):
    ((_, first),) = packs_of(kbv.partner, now)
    tomorrow = datetime(2025, 7, 13, 0, 1, tzinfo=UTC)
    jobs.run(now=tomorrow)
    ((envelope, second),) = packs_of(kbv.partner, tomorrow)
    assert envelope.about.number == 1
    assert first.header.public_key != second.header.public_key


def test_a_pack_may_be_sealed_between_midnight_here_and_in_utc(operation, listed, kbv):
    night = datetime(2025, 7, 12, 22, 30, tzinfo=UTC)  # 00.30 on 13 July in Stockholm
    jobs.run(now=night)
    ((envelope, _),) = packs_of(kbv.partner, night)
    assert envelope.body["expires_on"] == "2025-07-14"


def test_without_a_list_no_pack_is_sealed_and_no_question_answered(operation, kbv, now):
    jobs.run(now=now)
    assert not SealedPack.objects.exists()
    response = kbv.post(kbv.request(RASMUS), now=now)
    assert (response.status_code, response.json()) == (403, {"error": "no answer"})


def test_a_ground_that_does_not_name_the_asker_gives_no_pack(operation, lage, partner, now):
    """2025:170 names Police and the Coast Guard; the holder's own decision must be in force too."""
    assert actions.seal_for(asker="FK", epoch=EPOCH, by=lage, now=now) is None
    actions.list_entries(rows=(replace(ROW, ground="2025:170"),), by=lage, now=now)
    assert actions.seal_for(asker="FK", epoch=EPOCH, by=lage, now=now) is None
    assert actions.seal_for(asker="KBV", epoch=EPOCH, by=lage, now=now).entries == 1


@pytest.mark.parametrize("first", [True, False], ids=["a first pack", "a pack before"])
def test_a_sealing_that_was_overtaken_does_not_bring_back_an_older_list(
    operation, lage, partner, now, monkeypatch, first
):
    actions.list_entries(rows=(ROW,), by=lage, now=now)
    if not first:
        actions.seal_for(asker="KBV", epoch=EPOCH, by=lage, now=now)
    own = sealing._made

    def overtaken(*args, **names):
        monkeypatch.setattr(sealing, "_made", own)
        made = own(*args, **names)
        actions.list_entries(
            rows=(replace(ROW, case_reference="KFM 2025-2", numbers=OTHER),), by=lage, now=now
        )
        actions.seal_for(asker="KBV", epoch=EPOCH, by=lage, now=now)
        return made

    monkeypatch.setattr(sealing, "_made", overtaken)
    found = actions.seal_for(asker="KBV", epoch=EPOCH, by=lage, now=now)
    assert (found.entries, found.times) == (2, 1 if first else 2)
    assert SealedPack.objects.get().entries == 2


def test_each_refusal_looks_the_same_and_is_entered_by_itself(sealed, kbv, partner, now):
    other_epoch = kbv.request(RASMUS, epoch="2025-07-11")
    elsewhere = kbv.request(RASMUS, operation="RUC-STHLM/99999999-9999-4999-8999-999999999999")
    debts = kbv.request(RASMUS, purpose=Purpose.RULE_BREACH)
    bad = kbv.request(RASMUS, elements=(b"\xff" * 32,))
    unreadable = {"cards": [], "epoch": EPOCH, "operation": SUMMER}
    found = []
    for request in (other_epoch, elsewhere, bad, unreadable):
        response = kbv.post(request, now=now)
        assert (response.status_code, response.json()) == (403, {"error": "no answer"})
        line = newest(1)[0]
        assert (line.act, line.actor) == ("message.not-answered", "KBV")
        found.append(line.record["details"]["reason"])
    assert found == [
        "packs.none",
        "packs.operation_unknown",
        "packs.unreadable",
        "packs.unreadable",
    ]
    assert not Evaluation.objects.exists()
    assert kbv.post(debts, now=now).status_code == 200  # 2016:774 covers every purpose
    stranger = Asker(partner("SKV"))
    assert stranger.post(stranger.request(RASMUS), now=now).status_code == 403


def test_the_purpose_must_be_covered_by_every_ground_of_the_pack(operation, lage, kbv, now):
    other = replace(ROW, ground="2025:170", case_reference="KFM 2025-2")
    actions.list_entries(rows=(ROW, other), by=lage, now=now)
    jobs.run(now=now)
    assert kbv.post(kbv.request(RASMUS, purpose=Purpose.ENFORCE_DEBT), now=now).status_code == 403
    assert newest(1)[0].record["details"]["reason"] == "disclosure.purpose"
    assert kbv.post(kbv.request(RASMUS), now=now).status_code == 200


def test_a_repeated_request_is_refused_and_not_charged(sealed, kbv, now):
    request = kbv.request(RASMUS)
    assert kbv.post(request, now=now).status_code == 200
    assert kbv.post(request, now=now, again=True).status_code == 403
    assert Evaluation.objects.count() == 1


def test_the_budget_counts_elements_and_not_requests(sealed, kbv, now):
    twenty = tuple(
        Number(RASMUS.kind, f"1990{month:02}{day:02}9802")
        for month in (1, 2)
        for day in range(1, 11)
    )
    assert kbv.post(kbv.request(*twenty), now=now).status_code == 200
    assert kbv.post(kbv.request(*twenty), now=now).status_code == 200
    refused = kbv.post(kbv.request(RASMUS), now=now)
    assert refused.status_code == 403
    assert newest(1)[0].record["details"]["reason"] == "questions.budget_case"
    other_case = kbv.request(*twenty, case="c2")
    assert kbv.post(other_case, now=now).status_code == 403
    assert newest(1)[0].record["details"]["reason"] == "questions.budget_user"
    assert kbv.post(kbv.request(*twenty, case="c2", user="u2"), now=now).status_code == 200
    assert queries.evaluated(now=now) == {"KBV": 60}


def test_an_element_that_comes_again_is_answered_and_costs_nothing(sealed, kbv, partner, now):
    ((_, pack),) = packs_of(kbv.partner, now)
    request = kbv.request(*(Number(RASMUS.kind, f"199001{day:02}9802") for day in range(1, 21)))
    for _ in range(3):
        response = kbv.post(request, now=now)
        assert kbv.outputs(response, pack) == [DESK, *[()] * 19]
    assert [row.elements for row in Evaluation.objects.order_by("pk")] == [20, 0, 0]
    assert queries.evaluated(now=now) == {"KBV": 20}
    assert newest(1)[0].record["details"]["count"] == 20  # entered each time


def test_what_was_evaluated_is_forgotten_with_its_epoch(sealed, kbv, now):
    kbv.post(kbv.request(RASMUS), now=now)
    jobs.run(now=now)
    assert EvaluatedElement.objects.count() == 1
    jobs.run(now=now + timedelta(days=1))
    assert not EvaluatedElement.objects.exists()


def test_an_element_may_not_stand_twice_in_a_question(sealed, kbv, now):
    one = kbv.request(RASMUS).cards[0].elements
    assert kbv.post(kbv.request(RASMUS, elements=one * 2), now=now).status_code == 403
    assert newest(1)[0].record["details"]["reason"] == "packs.unreadable"


def test_the_cards_of_one_request_share_what_is_left(sealed, kbv, now):
    numbers = tuple(Number(RASMUS.kind, f"199001{day:02}9802") for day in range(1, 21))
    assert kbv.post(kbv.request(*numbers), now=now).status_code == 200
    one = kbv.request(*numbers).cards[0]
    both = Request(
        SUMMER,
        EPOCH,
        (replace(one, elements=one.elements[:12]), replace(one, elements=one.elements[12:])),
    )
    assert kbv.post(both, now=now).status_code == 200
    assert Evaluation.objects.count() == 3
    assert Evaluation.objects.values("request").distinct().count() == 2


def test_at_most_ten_questions_a_minute(sealed, kbv, now):
    for number in range(10):
        request = kbv.request(RASMUS, case=f"c{number}")
        assert kbv.post(request, now=now).status_code == 200
    assert kbv.post(kbv.request(RASMUS, case="c11"), now=now).status_code == 403
    assert newest(1)[0].record["details"]["reason"] == "questions.budget_burst"


def test_a_clock_that_went_back_evaluates_nothing(sealed, kbv, now):
    kbv.post(kbv.request(RASMUS), now=now)
    Evaluation.objects.update(at=now + timedelta(minutes=1))
    assert kbv.post(kbv.request(RASMUS), now=now).status_code == 403
    assert newest(1)[0].record["details"]["reason"] == "packs.clock"


def test_the_sealing_is_in_the_packs_own_thread(sealed):
    row = SealedPack.objects.get(asker="KBV")
    assert [line.act for line in thread_of(row.record)] == ["list.sealed", "release.sent"]
    assert thread_of(row.record)[0].record["details"] == {
        "asker": "KBV",
        "entries": 1,
        "epoch": EPOCH,
    }
