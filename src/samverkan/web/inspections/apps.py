"""The app's configuration."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.inspections"
    label = "inspections"

    def ready(self) -> None:
        """Offer checks as sources of disclosures."""
        from samverkan.web.disclosure import registry
        from samverkan.web.inspections import offering

        registry.offer(offering.source)
