"""The app's configuration."""

from django.apps import AppConfig


class EnforcementConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.enforcement"
    label = "enforcement"

    def ready(self) -> None:
        """Forget an erased case."""
        from samverkan.web.enforcement.actions.erasing import forget
        from samverkan.web.journal.erasure import on_erase

        on_erase(forget)
