"""The app's configuration."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.picture"
    label = "picture"

    def ready(self) -> None:
        """Take situation pictures."""
        from samverkan.web.picture import inbox
        from samverkan.web.releases import registry

        registry.register("situation-picture", inbox.RECEIVED)
