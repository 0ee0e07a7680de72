"""One dated step of the story: who acts, at which desk, on what ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from samverkan.demo.story.data import in_stockholm
from samverkan.demo.story.people import member


class StepAct(StrEnum):
    """What a step does. The driver knows one act of an instance for each."""

    PICTURE_WRITTEN = "picture-written"
    PICTURE_ADOPTED = "picture-adopted"
    PICTURE_RELEASED = "picture-released"
    DIRECTION_PROPOSED = "direction-proposed"
    POSITION_GIVEN = "position-given"
    DIRECTION_ADOPTED = "direction-adopted"
    OPERATION_PROPOSED = "operation-proposed"
    OPERATION_AGREED = "operation-agreed"
    PARTICIPATION_DECIDED = "participation-decided"
    POWERS_CHECKED = "powers-checked"
    CARD_ISSUED = "card-issued"
    CLAIMS_IMPORTED = "claims-imported"
    LIST_DECIDED = "list-decided"
    PACK_PUBLISHED = "pack-published"
    DAY_PLAYED = "day-played"
    ROUTINE_PLAYED = "routine-played"
    ENTRY_WITHDRAWN = "entry-withdrawn"
    OPERATION_CLOSED = "operation-closed"
    CHECK_RECORDED = "check-recorded"
    PHONE_SYNCED = "phone-synced"
    QUESTION_ASKED = "question-asked"
    LIKENESS_ASKED = "likeness-asked"
    CANDIDATE_REVIEWED = "candidate-reviewed"
    CONTACT_MADE = "contact-made"
    PENDING_CONFIRMED = "pending-confirmed"
    DISCLOSURE_SENT = "disclosure-sent"
    DISCLOSURE_RECEIPTED = "disclosure-receipted"
    CHECK_CORRECTED = "check-corrected"
    CONTROL_ENDED = "control-ended"
    RECEIPT_GIVEN = "receipt-given"
    REQUEST_SENT = "request-sent"
    REQUEST_REFUSED = "request-refused"
    SECOND_OPINION = "second-opinion"
    POLICE_CHECK_RECORDED = "police-check-recorded"
    POLICE_NOTIFIED = "police-notified"
    DECISION_BY_PHONE = "decision-by-phone"
    DECISION_CONFIRMED = "decision-confirmed"
    POLICE_TOOK_CHARGE = "police-took-charge"
    DEBTOR_NOTIFIED = "debtor-notified"
    EXECUTION_BEGAN = "execution-began"
    ITEM_ATTACHED = "item-attached"
    ITEM_EXEMPTED = "item-exempted"
    ITEM_LEFT = "item-left"
    NOT_ATTACHED = "not-attached"
    PROTOCOL_SIGNED = "protocol-signed"
    BAN_SERVED = "ban-served"
    SECURED = "secured"
    HANDED_OVER = "handed-over"
    VALUED = "valued"
    THIRD_PARTY_CLAIMED = "third-party-claimed"
    THIRD_PARTY_ORDERED = "third-party-ordered"
    THIRD_PARTY_SERVED = "third-party-served"
    THIRD_PARTY_DEADLINE_PASSED = "third-party-deadline-passed"
    LIEN_NOTIFIED = "lien-notified"
    SALE_REFUSED = "sale-refused"
    SALE_WAITS = "sale-waits"
    MINIMUM_PRICE_SET = "minimum-price-set"
    NOTICE_PUBLISHED = "notice-published"
    SOLD = "sold"
    DISTRIBUTED = "distributed"
    PAYMENT_APPROVED = "payment-approved"
    PAID = "paid"
    FORFEITURE_OPENED = "forfeiture-opened"
    FORFEITED = "forfeited"
    RULING_NOTED = "ruling-noted"
    ATTACHMENT_LAPSED = "attachment-lapsed"
    STATE_SOLD = "state-sold"
    STATE_PAID = "state-paid"
    WRONG_PERSON_FOUND = "wrong-person-found"
    RECALLED = "recalled"
    RECALL_RECEIPTED = "recall-receipted"
    RECALL_OVERDUE = "recall-overdue"
    CORRECTED = "corrected"
    RETURNED = "returned"
    LATER_OUTCOME = "later-outcome"
    RESULT_CREDITED = "result-credited"
    FIGURES_DUE = "figures-due"
    FIGURES_SENT = "figures-sent"
    REPORT_PROPOSED = "report-proposed"
    REPORT_PUBLISHED = "report-published"
    SAMPLE_OPENED = "sample-opened"
    JOURNAL_VERIFIED = "journal-verified"
    RETENTION_LISTED = "retention-listed"
    RETENTION_RUN = "retention-run"
    NEXT_DIRECTION_PROPOSED = "next-direction-proposed"
    PICTURE_CONTINUED = "picture-continued"
    CHECK_LEFT_WAITING = "check-left-waiting"
    FIND_NOTIFIED = "find-notified"
    ANSWER_AWAITED = "answer-awaited"
    REGISTERED_PERSON_ASKED = "registered-person-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step at a time (aware, Stockholm). `case` is 1-8, or 0 when it belongs to no case.

    `by` is a staff reference; `to` the participants that receive something; `items` keys of the
    case; `details` what the act needs beside its words, such as a council member's stance.
    """

    at: datetime
    act: StepAct
    by: str
    case: int
    words: str
    words_en: str
    section: str = ""
    to: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

    def detail(self, name: str) -> str:
        """Give one of the details. KeyError if the step does not have it."""
        return dict(self.details)[name]

    def said(self, language: str) -> str:
        """Give the words in `sv` or `en`."""
        return self.words_en if language == "en" else self.words

    @property
    def participant(self) -> str:
        """Whose instance the step happens at."""
        return self.by.partition("/")[0]


def read_step(row: Mapping[str, Any], case: int = 0) -> Step:
    """Read a `[[step]]` of the story's files. KeyError if nobody is called what `by` says."""
    return Step(
        at=in_stockholm(row["at"]),
        act=StepAct(row["act"]),
        by=member(row["by"]).reference,
        case=case,
        words=row["words"],
        words_en=row["words_en"],
        section=row.get("section", ""),
        to=tuple(row["to"].split(", ")) if "to" in row else (),
        items=tuple(row.get("items", ())),
        details=tuple(row.get("detail", {}).items()),
    )
