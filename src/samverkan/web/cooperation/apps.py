"""The app's configuration."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        """Take the joint documents and the positions on them."""
        from samverkan.exchange.receipts import ReceiptKind
        from samverkan.web.cooperation import inbox
        from samverkan.web.partners import registry as partners
        from samverkan.web.releases import registry as releases

        for kind, (received, recalled) in inbox.RELEASES.items():
            releases.register(kind, received, recalled)
        partners.take_answer(ReceiptKind.POSITION, inbox.POSITION)
