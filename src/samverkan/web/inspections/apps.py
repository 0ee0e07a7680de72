"""The app's configuration."""

from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.inspections"
    label = "inspections"
