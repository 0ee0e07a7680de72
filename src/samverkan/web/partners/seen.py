"""What the inbox remembers, as the exchange's state machine asks for it."""

from __future__ import annotations

from samverkan.exchange.envelope import EXPIRED
from samverkan.exchange.inbox import Seen
from samverkan.web.partners.models import InboxMessage
from samverkan.wire.identifiers import RecordId, Version


class Kept:
    """Reads the inbox rows inside the transaction that acts on the verdict."""

    def message(self, sender: str, message_id: str) -> Seen | None:
        """Find the message that this sender sent under this id."""
        row = InboxMessage.objects.filter(sender=sender, message_id=message_id).first()
        if row is None:
            return None
        return Seen(row.digest, bytes(row.receipt) or None)

    def declared_expired(self, sender: str, message_id: str) -> bool:
        """Say whether a notice of this message's expiry is kept."""
        notices = InboxMessage.objects.filter(sender=sender, schema=EXPIRED)
        return notices.filter(in_reply_to=message_id).exists()

    def settled(self, record: RecordId) -> Version | None:
        """Find the newest settled version of a record."""
        rows = InboxMessage.objects.filter(record=str(record), settled=True)
        row = rows.order_by("-record_version").first()
        if row is None or row.record_version is None:
            return None
        return Version(record, row.record_version, row.record_digest, row.record_before or None)
