"""The app's configuration."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.subjects"
    label = "subjects"
