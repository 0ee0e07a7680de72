"""The shape of proposals, positions, plans and decisions; the rules judge what is in them."""

from samverkan.web.cooperation.forms.council import PositionForm, ProposalForm
from samverkan.web.cooperation.forms.fields import show_refusal
from samverkan.web.cooperation.forms.operations import (
    ClosingForm,
    DecisionForm,
    OperationForm,
    ReasonsForm,
)
from samverkan.web.cooperation.forms.powers import SituationForm

__all__ = [
    "ClosingForm",
    "DecisionForm",
    "OperationForm",
    "PositionForm",
    "ProposalForm",
    "ReasonsForm",
    "SituationForm",
    "show_refusal",
]
