"""The app's configuration."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.partners"
    label = "partners"

    def ready(self) -> None:
        """Take receipts and answers."""
        from samverkan.web.partners import inbox, registry

        registry.take("receipt", inbox.receipt)
        registry.take("answer", inbox.answer)
