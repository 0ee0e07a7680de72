"""The app's configuration."""

from django.apps import AppConfig


class CooperationConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.cooperation"
    label = "cooperation"
