"""The app's configuration."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.people"
    label = "people"
