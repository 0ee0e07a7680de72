"""Protocols and letters: whole by law, accessible, archivable, the same bytes, victims masked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from page import ValidationProfile, validate_pdf_bytes

from samverkan.demo.story.steps import StepAct
from samverkan.rules.claims import ClaimKind
from samverkan.rules.fees import basic_fee
from samverkan.rules.refusal import NotAllowed
from samverkan.web.enforcement import actions, queries
from samverkan.web.enforcement.models import ClaimRow, DocumentKind
from samverkan.web.enforcement.papers.attachment import attachment_protocol
from samverkan.web.enforcement.papers.distribution import distribution_list
from samverkan.web.enforcement.papers.letters import (
    notice_to_debtor,
    provisional_notice,
    victim_letter,
)
from samverkan.web.enforcement.papers.protocols import Notes
from samverkan.web.enforcement.papers.sale import sale_protocol
from samverkan.web.enforcement.papers.shape import set_paper

NOTES = Notes(parties="Gäldenären var med ombord.", statements="Han säger att skotern är hans.")


def valid(content: bytes) -> None:
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(content, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]


def texts(paper):
    return repr(paper).replace("\\xa0", "\xa0")


@pytest.fixture
def rasmus(walk):
    ClaimRow.objects.filter(reference="1-malsagande").update(address="Fyrbacken 12, Påhittsvik")
    return walk(1)


def test_every_paper_of_a_whole_case_is_valid_and_kept_as_it_was(rasmus, desk, now):
    execution, by, cashier = rasmus.execution, desk("forrattning"), desk("rut")
    sale, made = queries.sale_of(execution), queries.distribution_of(execution)
    drafts = {
        DocumentKind.ATTACHMENT_PROTOCOL: attachment_protocol(execution, NOTES),
        DocumentKind.SALE_PROTOCOL: sale_protocol(sale, NOTES),
        DocumentKind.DISTRIBUTION_LIST: distribution_list(made, NOTES),
    }
    issued = [
        actions.issue_protocol(
            kind=kind,
            execution=execution,
            draft=draft,
            by=cashier if kind is DocumentKind.DISTRIBUTION_LIST else by,
            now=now,
        )
        for kind, draft in drafts.items()
    ]
    issued.append(actions.issue_notice(execution=execution, by=by, now=now))
    claim = queries.claim_row("1-malsagande")
    issued.append(
        actions.issue_victim_letter(claim=claim, execution=execution, by=cashier, now=now)
    )
    for document in issued:
        valid(queries.file_of(queries.document(document.record)))
    assert queries.documents_of(execution.case).count() == 5


def test_the_same_paper_gives_the_same_bytes(rasmus, now):
    paper = attachment_protocol(rasmus.execution, NOTES).paper
    assert set_paper(paper, made_at=now) == set_paper(paper, made_at=now)


def test_the_protocol_says_what_the_law_asks(rasmus):
    draft = attachment_protocol(rasmus.execution, NOTES)
    said = texts(draft.paper)
    for words in (
        "164\xa0000,00",
        "214\xa0000,00",
        "Vigselring",
        "UB 5:1 p. 4",
        "Kontrollen avslutad",
    ):
        assert words in said, words
    assert draft.contents["value"] == "214\xa0000,00\xa0kr"
    assert "exempted" in draft.circumstances


@pytest.mark.parametrize("left_out", ["parties", "statements"])
def test_a_protocol_that_lacks_something_is_not_issued(rasmus, desk, now, left_out):
    draft = attachment_protocol(rasmus.execution, replace(NOTES, **{left_out: " "}))
    with pytest.raises(NotAllowed) as refused:
        actions.issue_protocol(
            kind=DocumentKind.ATTACHMENT_PROTOCOL,
            execution=rasmus.execution,
            draft=draft,
            by=desk("forrattning"),
            now=now,
        )
    assert refused.value.key == "enforcement.protocol_incomplete"
    assert queries.documents_of(rasmus.execution.case).count() == 0


def test_a_circumstance_makes_an_item_necessary(rasmus, desk, now):
    notes = replace(NOTES, circumstances=frozenset({"witness-or-expert"}))

    def issue(notes):
        return actions.issue_protocol(
            kind=DocumentKind.ATTACHMENT_PROTOCOL,
            execution=rasmus.execution,
            draft=attachment_protocol(rasmus.execution, notes),
            by=desk("forrattning"),
            now=now,
        )

    with pytest.raises(NotAllowed):
        issue(notes)
    assert issue(replace(notes, more={"witness": "Bo Ek, vittne"})).digest


def test_the_list_says_why_no_basic_fee_is_taken_from_the_money(rasmus):
    made = queries.distribution_of(rasmus.execution)
    said = texts(distribution_list(made, NOTES).paper)
    assert "Målsägande betalar ingen." in said
    assert "1992:1094 6, 15 §§" in said
    costs = {row.reference: row.case_cost for row in queries.applicants(rasmus.execution)}
    assert costs["1-malsagande"] == basic_fee(ClaimKind.VICTIM_DAMAGES, on=made.on) == 0
    assert costs["1-bank"] == basic_fee(ClaimKind.BANK, on=made.on)


def test_a_reservation_stands_in_the_protocol(walk):
    draft = attachment_protocol(walk(6).execution, NOTES)
    assert "reservation" in draft.circumstances
    assert "4\xa0000,00" in draft.contents["reservation"]


def test_the_debtors_papers_never_hold_a_victims_address(rasmus):
    execution = rasmus.execution
    for paper in (
        notice_to_debtor(execution),
        attachment_protocol(execution, NOTES).paper,
        distribution_list(queries.distribution_of(execution), NOTES).paper,
    ):
        assert "Stina Havslykta" in texts(paper)
        assert "Fyrbacken" not in texts(paper)


def test_the_buyer_is_named_only_where_the_law_asks(rasmus):
    sale = queries.sale_of(rasmus.execution)
    assert "Köpare 1" not in texts(sale_protocol(sale, NOTES).paper)
    named = replace(NOTES, circumstances=frozenset({"buyer-noted"}))
    assert "Köpare 1" in texts(sale_protocol(sale, named).paper)


def test_the_ban_and_its_penalty_stand_in_the_notice(rasmus):
    said = texts(notice_to_debtor(rasmus.execution))
    assert "UB 4:29" in said
    assert "BrB 17:13" in said


def test_an_injured_party_reads_of_nothing_else(rasmus):
    claim = queries.claim_row("1-malsagande")
    said = texts(victim_letter(claim, rasmus.execution))
    assert "92\xa0158,85" in said
    assert "Fyrbacken" in said
    for other in ("Skatteverket", "Fjärdbanken", "Rasmus", "198903", "314\xa0310", "157\xa0000"):
        assert other not in said


def test_the_letter_through_the_state_says_so(walk):
    claim = queries.claim_row("5-malsagande")
    said = texts(victim_letter(claim, walk(5).execution))
    assert "76\xa0400,00" in said
    assert "BrB 36:21-22" in said


def test_the_notice_of_a_provisional_measure_says_when_it_ends(walk, desk, now):
    done = walk(2, until=StepAct.EXECUTION_BEGAN)
    said = texts(provisional_notice(done.debtor))
    assert "2025-07-12" in said
    document = actions.issue_provisional_notice(case=done.debtor, by=desk("jour"), now=now)
    valid(queries.file_of(document))
