"""The app's configuration."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.design"
    label = "design"
