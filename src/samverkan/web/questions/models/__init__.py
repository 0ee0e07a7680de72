"""Lists and their packs, who was asked about and why, and what a holder has evaluated."""

from samverkan.web.questions.models.candidates import Candidate
from samverkan.web.questions.models.evaluations import EvaluatedElement, Evaluation
from samverkan.web.questions.models.lists import ListedLikeness, ListedNumber, ListEntry
from samverkan.web.questions.models.packs import HeldPack, SealedPack
from samverkan.web.questions.models.questions import (
    LikenessSaid,
    PurposeCard,
    Question,
    QuestionState,
)

__all__ = [
    "Candidate",
    "EvaluatedElement",
    "Evaluation",
    "HeldPack",
    "LikenessSaid",
    "ListEntry",
    "ListedLikeness",
    "ListedNumber",
    "PurposeCard",
    "Question",
    "QuestionState",
    "SealedPack",
]
