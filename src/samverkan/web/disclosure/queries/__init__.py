"""Reading disclosures, requests and refusals, and the fields that may be chosen."""

from samverkan.web.disclosure.models import ReceivedState
from samverkan.web.disclosure.queries.fields import candidates, choose, source_of
from samverkan.web.disclosure.queries.received import (
    content_of_received,
    received,
    received_one,
    release_id,
    release_of,
)
from samverkan.web.disclosure.queries.requests import (
    content_of_request,
    first_refusal,
    refusal_counts,
    refusals_of,
    request,
    request_named,
    requests,
)
from samverkan.web.disclosure.queries.rows import Row, rows
from samverkan.web.disclosure.queries.sent import (
    argument_of,
    content_of_sent,
    disclosure,
    disclosures,
    disclosures_of,
    sent_release_of,
)
from samverkan.web.disclosure.queries.waiting import waiting_for

__all__ = [
    "ReceivedState",
    "Row",
    "argument_of",
    "candidates",
    "choose",
    "content_of_received",
    "content_of_request",
    "content_of_sent",
    "disclosure",
    "disclosures",
    "disclosures_of",
    "first_refusal",
    "received",
    "received_one",
    "refusal_counts",
    "refusals_of",
    "release_id",
    "release_of",
    "request",
    "request_named",
    "requests",
    "rows",
    "sent_release_of",
    "source_of",
    "waiting_for",
]
