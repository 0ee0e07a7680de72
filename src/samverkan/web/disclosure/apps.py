"""The app's configuration."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.disclosure"
    label = "disclosure"
