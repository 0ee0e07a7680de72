"""The shape of one question about all aboard: whom, and why just that one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samverkan.rules.questions import SubjectRole
from samverkan.rules.refusal import NotAllowed
from samverkan.web.design.fields import Words
from samverkan.web.inspections.aboard import Aboard, Chosen
from samverkan.web.inspections.said import Why

AT = {"questions.no_reason": "reason", "questions.passenger": "passenger"}
"""Which field a refusal is about; every other is about asking at all."""


@dataclass(frozen=True, slots=True)
class Group:
    """The fields about one who may be asked about; `passenger` is None for all others."""

    aboard: Aboard
    ask: forms.BoundField
    reason: forms.BoundField
    passenger: forms.BoundField | None


class AboardForm(forms.Form):
    """Nobody is ticked beforehand, and each has a reason of its own."""

    def __init__(
        self, data: Mapping[str, object] | None = None, *, aboard: Sequence[Aboard] = ()
    ) -> None:
        super().__init__(data)
        self.open = [each for each in aboard if each.refusal is None]
        for each in self.open:
            self._add(each)

    def groups(self) -> Iterator[Group]:
        """Give the fields, one by one who may be asked about."""
        for each in self.open:
            passenger = f"passenger_{each.key}"
            yield Group(
                each,
                self[f"ask_{each.key}"],
                self[f"reason_{each.key}"],
                self[passenger] if passenger in self.fields else None,
            )

    def chosen(self) -> tuple[Chosen, ...]:
        """Give those who are ticked, each with the officer's words."""
        data = self.cleaned_data
        return tuple(
            Chosen(each, Why(data[f"reason_{each.key}"], data.get(f"passenger_{each.key}", "")))
            for each in self.open
            if data[f"ask_{each.key}"]
        )

    def refuse(self, refusals: Mapping[str, NotAllowed]) -> None:
        """Show each refusal at the field it is about."""
        for key, refusal in refusals.items():
            name = f"{AT.get(refusal.key, 'ask')}_{key}"
            self.add_error(name, refusal.sentence((get_language() or "sv")[:2]))

    def _add(self, each: Aboard) -> None:
        name, agreed = {"name": each.heading}, each.agreement
        self.fields[f"ask_{each.key}"] = forms.BooleanField(
            label=_("Fråga om %(name)s") % name, required=False
        )
        self.fields[f"reason_{each.key}"] = Words(
            label=_("Varför hör %(name)s till insatsen?") % name,
            initial=agreed.reason if agreed else "",
            disabled=agreed is not None,
        )
        if each.role is SubjectRole.PASSENGER:
            self.fields[f"passenger_{each.key}"] = Words(
                label=_("Varför just den passageraren?"),
                initial=agreed.passenger_reason if agreed else "",
                disabled=agreed is not None,
            )
