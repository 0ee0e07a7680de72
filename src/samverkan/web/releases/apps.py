"""The app's configuration."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.releases"
    label = "releases"
