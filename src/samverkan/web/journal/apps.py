"""The app's configuration."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.journal"
    label = "journal"
