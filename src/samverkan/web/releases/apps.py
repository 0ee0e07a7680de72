"""The app's configuration."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.releases"
    label = "releases"

    def ready(self) -> None:
        """Take notes, recalls and receipts; forget erased cases."""
        from samverkan.exchange.receipts import ReceiptKind
        from samverkan.web.journal.erasure import on_erase
        from samverkan.web.partners import registry as partners
        from samverkan.web.releases import inbox, registry
        from samverkan.web.releases.actions.erasing import forget

        partners.take_family("release", registry.kinds, inbox.released)
        registry.register("note", registry.received)
        partners.take("recall", inbox.recalled)
        partners.on_receipt(inbox.receipted)
        partners.take_answer(ReceiptKind.RECALL_DONE, inbox.recall_done)
        on_erase(forget)
