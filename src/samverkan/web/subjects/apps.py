"""The app's configuration."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.subjects"
    label = "subjects"

    def ready(self) -> None:
        """Know the names of persons, so that no note about one is released."""
        from samverkan.web.releases import registry
        from samverkan.web.subjects import queries

        registry.know_names(queries.is_person)
