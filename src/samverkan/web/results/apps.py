"""The app's configuration."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.results"
    label = "results"

    def ready(self) -> None:
        """Take results, outcomes, tables of figures and requests for them."""
        from samverkan.web.releases import registry
        from samverkan.web.results import inbox

        for kind, (received, recalled) in inbox.RELEASES.items():
            registry.register(kind, received, recalled)
