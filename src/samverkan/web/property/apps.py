"""The app's configuration."""

from django.apps import AppConfig


class PropertyConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.property"
    label = "property"
