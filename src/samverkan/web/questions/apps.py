"""The app's configuration."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Name and label of the app."""

    name = "samverkan.web.questions"
    label = "questions"

    def ready(self) -> None:
        """Take packs and serve questions; forget erased cases."""
        from samverkan.web.journal.erasure import on_erase
        from samverkan.web.partners import registry as partners
        from samverkan.web.questions import inbox
        from samverkan.web.questions.actions.erasing import forget
        from samverkan.web.releases import registry

        registry.register("pack", inbox.pack, inbox.pack_recalled)
        partners.serve("question", inbox.question)
        on_erase(forget)
