"""The app's configuration."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.results"
    label = "results"
