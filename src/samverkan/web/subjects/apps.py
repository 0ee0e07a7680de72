"""The app's configuration."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.subjects"
    label = "subjects"

    def ready(self) -> None:
        """Forget an erased case; tell names of persons, so that no note about one is released."""
        from samverkan.web.journal.erasure import on_erase
        from samverkan.web.releases import registry
        from samverkan.web.subjects import queries
        from samverkan.web.subjects.actions import forget

        on_erase(forget)
        registry.know_names(queries.is_person)
