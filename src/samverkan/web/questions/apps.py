"""The app's configuration."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.questions"
    label = "questions"
