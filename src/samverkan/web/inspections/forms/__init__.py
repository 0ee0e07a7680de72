"""The shape of what a crew writes."""

from samverkan.web.inspections.forms.aboard import AboardForm
from samverkan.web.inspections.forms.asking import AgreeForm, AskForm, AskPersonForm, FilterForm
from samverkan.web.inspections.forms.likeness import CraftLikenessForm, PersonLikenessForm
from samverkan.web.inspections.forms.opening import CraftForm, OperationForm, RoutineForm
from samverkan.web.inspections.forms.within import (
    CorrectionForm,
    EndForm,
    NoteForm,
    PersonCorrectionForm,
    PersonForm,
    ReasonForm,
)

__all__ = [
    "AboardForm",
    "AgreeForm",
    "AskForm",
    "AskPersonForm",
    "CorrectionForm",
    "CraftForm",
    "CraftLikenessForm",
    "EndForm",
    "FilterForm",
    "NoteForm",
    "OperationForm",
    "PersonCorrectionForm",
    "PersonForm",
    "PersonLikenessForm",
    "ReasonForm",
    "RoutineForm",
]
