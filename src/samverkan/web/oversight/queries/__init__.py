"""Reading for oversight: samples, the logging duty in numbers, refusals, requests, erasures."""

from samverkan.web.oversight.queries.duty import DutyRow, Refusals, duty, refusals
from samverkan.web.oversight.queries.samples import (
    KINDS,
    acts_of,
    kind_choices,
    sample,
    sampled,
    samples,
    tally,
)
from samverkan.web.oversight.queries.subjects import (
    Asked,
    Held,
    data_request,
    data_requests,
    held_about,
)
from samverkan.web.oversight.queries.waiting import run, runs, waiting_for

__all__ = [
    "KINDS",
    "Asked",
    "DutyRow",
    "Held",
    "Refusals",
    "acts_of",
    "data_request",
    "data_requests",
    "duty",
    "held_about",
    "kind_choices",
    "refusals",
    "run",
    "runs",
    "sample",
    "sampled",
    "samples",
    "tally",
    "waiting_for",
]
