"""Likeness under seal: finds people, companies and craft whose names or numbers are misspelt.

A holder trains a `Scheme` on its register, seals up to sixteen keys a subject, and puts row number
and blurred tags into their labels. An asker makes keys by the same scheme, and judges what they
open. docs/likeness.md tells what each side learns.
"""

from samverkan.sealed.likeness.coded import Coded
from samverkan.sealed.likeness.columns import Columns
from samverkan.sealed.likeness.families import MOST_KEYS, Key
from samverkan.sealed.likeness.judging import LABEL, Candidate, Hit, judge
from samverkan.sealed.likeness.published import belongs, scheme_digest
from samverkan.sealed.likeness.reasons import Reason
from samverkan.sealed.likeness.scheme import Scheme, keys_of, label_of
from samverkan.sealed.likeness.slots import TAGS
from samverkan.sealed.likeness.subjects import Company, Craft, Person, Subject
from samverkan.sealed.likeness.tags import tags_of
from samverkan.sealed.likeness.training import train
from samverkan.sealed.likeness.wording import sentence

__all__ = [
    "LABEL",
    "MOST_KEYS",
    "TAGS",
    "Candidate",
    "Coded",
    "Columns",
    "Company",
    "Craft",
    "Hit",
    "Key",
    "Person",
    "Reason",
    "Scheme",
    "Subject",
    "belongs",
    "judge",
    "keys_of",
    "label_of",
    "scheme_digest",
    "sentence",
    "tags_of",
    "train",
]
