"""Every act that the journal knows. The value is the entry's type; it never changes once used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from tomllib import loads


class Act(StrEnum):
    """Acts in the order of the process. A test finds an act that nothing records."""

    INSTANCE_MADE = "instance.made"
    CASE_ERASED = "case.erased"
    DIRECTORY_PINNED = "directory.pinned"
    MESSAGE_SET_ASIDE = "message.set-aside"
    MESSAGE_EXPIRED = "message.expired"
    RECEIPT_SENT = "message.receipted"
    ANSWERED = "message.answered"
    NOT_ANSWERED = "message.not-answered"
    STAFF_ADDED = "staff.added"
    MANDATE_GIVEN = "staff.mandate-given"
    STAFF_READ = "staff.read"
    LOGGED_IN = "staff.logged-in"
    NOTE_WRITTEN = "note.written"
    NOTES_READ = "note.read"
    RELEASED = "release.sent"
    RELEASE_RECEIVED = "release.received"
    RELEASES_READ = "release.read"
    RECEIPT_RECEIVED = "release.receipted"
    RECALLED = "release.recalled"
    RECALL_RECEIVED = "release.recall-received"
    RECALL_DONE = "release.recall-done"
    COPIES_DROPPED = "release.copies-dropped"
    SUBJECT_MADE = "subject.made"
    STATED = "subject.stated"
    STATEMENTS_WITHDRAWN = "subject.withdrawn"
    STATEMENTS_DELETED = "subject.deleted"
    SUBJECT_READ = "subject.read"
    LISTED = "list.entered"
    LIST_WITHDRAWN = "list.withdrawn"
    LIST_READ = "list.read"
    LIST_SEALED = "list.sealed"
    ASKED = "question.asked"
    ANSWERS_TAKEN = "question.answers-taken"
    QUESTION_EVALUATED = "question.evaluated"
    QUESTIONS_READ = "question.read"
    QUESTION_OPENED = "question.opened"
    CHECK_OPENED = "check.opened"
    CHECK_NAMED = "check.person-added"
    CHECK_NOTED = "check.noted"
    CHECK_ENDED = "check.ended"
    CRAFT_LEFT = "check.craft-left"
    CHECK_CORRECTED = "check.corrected"
    CHECK_APPROVED = "check.approved"
    LONG_REPORTED = "check.long-reported"
    LONG_DECIDED = "check.long-decided"
    CHECK_RECEIPT_GIVEN = "check.receipt-given"
    CHECKS_READ = "check.read"
    DISCLOSED = "disclosure.made"
    DISCLOSURE_RECEIVED = "disclosure.received"
    DISCLOSURE_CONFIRMED = "disclosure.confirmed"
    DISCLOSURE_ASKED = "disclosure.asked"
    REQUEST_RECEIVED = "disclosure.request-received"
    REQUEST_REFUSED = "disclosure.refused"
    REQUEST_REVIEWED = "disclosure.reviewed"
    REVIEW_ASKED = "disclosure.review-asked"
    REFUSAL_RECEIVED = "disclosure.refusal-received"
    DISCLOSURES_READ = "disclosure.read"
    DIRECTION_PROPOSED = "direction.proposed"
    POSITION_RECEIVED = "direction.position"
    DIRECTION_ADOPTED = "direction.adopted"
    OPERATION_PROPOSED = "operation.proposed"
    OPERATION_AGREED = "operation.agreed"
    OPERATION_CLOSED = "operation.closed"
    PARTICIPATION_DECIDED = "operation.decided"
    PARTICIPATION_DECLINED = "operation.declined"
    PARTICIPATION_WITHDRAWN = "operation.withdrawn"
    PICTURE_WRITTEN = "picture.written"
    PICTURE_ADOPTED = "picture.adopted"
    THING_TAKEN_IN = "thing.taken-in"
    GROUND_CHANGED = "thing.ground-changed"
    THING_MOVED = "thing.moved"
    THING_VALUED = "thing.valued"
    PLACE_COUNTED = "place.counted"
    THINGS_READ = "thing.read"
    DECIDED_BY_PHONE = "phone-decision.made"
    PHONE_DECISION_CORRECTED = "phone-decision.corrected"
    PHONE_DECISION_HEARD = "phone-decision.heard"
    PHONE_DECISION_CONFIRMED = "phone-decision.confirmed"
    PHONE_DECISIONS_READ = "phone-decision.read"
    RESULT_ENTERED = "result.entered"
    RESULT_OUTCOME = "result.outcome"
    RESULT_LINKED = "result.linked"
    RESULT_CORRECTED = "result.corrected"
    FIGURES_GATHERED = "figures.gathered"
    FIGURES_ASKED = "figures.asked"
    REPORT_PROPOSED = "report.proposed"
    REPORT_PUBLISHED = "report.published"
    OVERSEEN = "oversight.read"
    PROOF_TAKEN = "oversight.proof-taken"
    SAMPLE_DRAWN = "oversight.sample-drawn"
    SAMPLE_OPENED = "oversight.sample-opened"
    SAMPLE_ASSESSED = "oversight.assessed"
    DATA_REQUEST_NOTED = "oversight.data-request"
    DATA_REQUEST_ANSWERED = "oversight.data-request-answered"
    RETENTION_LISTED = "oversight.retention-listed"
    RETENTION_RUN = "oversight.retention-run"


@dataclass(frozen=True, slots=True)
class ActWords:
    """What an act is called on screen, and how a thread marks it (`kind`)."""

    sv: str
    en: str
    kind: str

    def name(self, language: str) -> str:
        """Give the words in `sv` or `en`."""
        return self.en if language == "en" else self.sv


@cache
def words() -> Mapping[str, ActWords]:
    """Give the words of every act by its value; a test finds an act without words."""
    rows = loads(files("samverkan.rules").joinpath("acts.toml").read_text("utf-8"))
    return {act: ActWords(row["sv"], row["en"], row["kind"]) for act, row in rows.items()}
