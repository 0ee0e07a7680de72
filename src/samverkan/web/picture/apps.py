"""The app's configuration."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.picture"
    label = "picture"
