"""The app's configuration."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        """Take disclosures, requests, refusals and wishes for another look; forget erased cases."""
        from samverkan.web.disclosure import inbox
        from samverkan.web.disclosure.actions.erasing import forget
        from samverkan.web.journal.erasure import on_erase
        from samverkan.web.partners import registry as partners
        from samverkan.web.releases import registry

        for kind, (received, recalled) in inbox.RELEASES.items():
            registry.register(kind, received, recalled)
        for schema, taken in inbox.MESSAGES.items():
            partners.take(schema, taken)
        on_erase(forget)
