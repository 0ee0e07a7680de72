"""What comes in: disclosures and requests as releases, refusals and second opinions as messages."""

from samverkan.web.disclosure.actions import (
    receive,
    receive_recall,
    receive_refusal,
    receive_request,
    receive_review,
    withdraw_request,
)

RELEASES = {
    "disclosure": (receive, receive_recall),
    "disclosure-request": (receive_request, withdraw_request),
}
MESSAGES = {"disclosure-refusal": receive_refusal, "disclosure-review": receive_review}
