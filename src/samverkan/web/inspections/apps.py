"""The app's configuration."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.inspections"
    label = "inspections"

    def ready(self) -> None:
        """Offer checks as sources of disclosures; forget erased cases."""
        from samverkan.web.disclosure import registry
        from samverkan.web.inspections import offering
        from samverkan.web.inspections.actions.erasing import forget
        from samverkan.web.journal.erasure import on_erase

        registry.offer(offering.source)
        on_erase(forget)
