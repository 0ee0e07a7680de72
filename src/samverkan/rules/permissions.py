"""What a role may let a person do. A role is a row in `law/roles.toml`; the default is nothing."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """Each permission guards addresses and acts of one room."""

    READ_NOTES = "read-notes"
    WRITE_NOTES = "write-notes"
    RELEASE = "release"
    RECALL = "recall"
    READ_PARTNERS = "read-partners"
    MANAGE_STAFF = "manage-staff"
    READ_JOURNAL = "read-journal"
    CHECK = "check"
    READ_CHECKS = "read-checks"
    ASK = "ask"
    APPROVE_MINOR = "approve-minor"
    LIST = "list"
    DISCLOSE = "disclose"
    ANSWER_DISCLOSURE = "answer-disclosure"
    READ_DISCLOSURES = "read-disclosures"
    DECIDE_COOPERATION = "decide-cooperation"
    READ_OPERATIONS = "read-operations"
    PROPOSE_OPERATION = "propose-operation"
    TAKE_POSITION = "take-position"
    CHAIR = "chair"
    WRITE_PICTURE = "write-picture"
    READ_PICTURE = "read-picture"
    READ_PROPERTY = "read-property"
    HOLD_PROPERTY = "hold-property"
    PHONE_DECISION = "phone-decision"
    READ_ENFORCEMENT = "read-enforcement"
    ATTACH = "attach"
    SELL = "sell"
    DISTRIBUTE = "distribute"
    APPROVE_PAYMENT = "approve-payment"
    READ_RESULTS = "read-results"
    RECORD_RESULT = "record-result"
    PUBLISH = "publish"
    OVERSEE = "oversee"
