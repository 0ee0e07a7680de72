"""The shape of what the results desk enters."""

from samverkan.web.results.forms.events import (
    CorrectionForm,
    EventForm,
    LinkForm,
    OutcomeForm,
    RecipientsForm,
)
from samverkan.web.results.forms.fields import FAMILIES, RELATIONS, show_refusal
from samverkan.web.results.forms.figures import (
    PeriodForm,
    ReportForm,
    RequestForm,
    SendForm,
    TableForm,
)

__all__ = [
    "FAMILIES",
    "RELATIONS",
    "CorrectionForm",
    "EventForm",
    "LinkForm",
    "OutcomeForm",
    "PeriodForm",
    "RecipientsForm",
    "ReportForm",
    "RequestForm",
    "SendForm",
    "TableForm",
    "show_refusal",
]
