"""The app's configuration."""

from django.apps import AppConfig


class PropertyConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.property"
    label = "property"

    def ready(self) -> None:
        """Take phone decisions and their confirmations; forget erased cases."""
        from samverkan.exchange.receipts import ReceiptKind
        from samverkan.web.journal.erasure import on_erase
        from samverkan.web.partners import registry as partners
        from samverkan.web.property import inbox
        from samverkan.web.property.actions.erasing import forget
        from samverkan.web.releases import registry

        registry.register("phone-decision", inbox.decided, inbox.taken_back)
        partners.take_answer(ReceiptKind.CONFIRMATION, inbox.confirmed)
        on_erase(forget)
