"""The app's configuration."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.inspections"
    label = "inspections"

    def ready(self) -> None:
        """Offer checks as sources of disclosures, tell when they end; forget erased cases."""
        from samverkan.web.disclosure import registry
        from samverkan.web.inspections import offering, queries
        from samverkan.web.inspections.actions.erasing import forget
        from samverkan.web.journal.erasure import on_erase
        from samverkan.web.questions import checks

        registry.offer(offering.source)
        checks.register(queries.has_ended)
        on_erase(forget)
