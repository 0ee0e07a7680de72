"""What the inbox remembers, as the exchange's state machine asks for it."""

from __future__ import annotations

from samverkan.exchange.inbox import Seen
from samverkan.web.partners.models import InboxMessage
from samverkan.wire.identifiers import RecordId, Version


class Kept:
    """Reads the inbox rows inside the transaction that acts on the verdict."""

    def message(self, sender: str, message_id: str) -> Seen | None:
        """Find the message that this sender sent under this id; the receipt is named by its id."""
        row = InboxMessage.objects.filter(sender=sender, message_id=message_id).first()
        if row is None:
            return None
        return Seen(row.digest, str(row.receipt_id).encode("ascii") if row.receipt_id else None)

    def settled(self, record: RecordId) -> Version | None:
        """Find the newest settled version of a record."""
        rows = InboxMessage.objects.filter(record=str(record), settled=True)
        row = rows.order_by("-record_version").first()
        if row is None or row.record_version is None:
            return None
        return Version(record, row.record_version, row.record_digest, row.record_before or None)
