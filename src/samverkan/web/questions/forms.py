"""The shape of an entry, of a register that is read in, and of a list's filter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samverkan.rules.likeness import Verdict
from samverkan.rules.tables import load
from samverkan.web.design.fields import Words
from samverkan.web.questions.registers import NUMBERS, Row, likeness_of

LARGEST = 20_000_000

NUMBER_LABELS = {
    "personal_number": _("Personnummer"),
    "organisation_number": _("Organisationsnummer"),
    "hull": _("Skrovnummer"),
    "engine": _("Motornummer"),
    "registration": _("Registrering"),
}
LIKENESS_LABELS = {
    "given_name": _("Förnamn"),
    "surname": _("Efternamn"),
    "birth_date": _("Födelsedatum"),
    "make": _("Fabrikat"),
    "craft_name": _("Farkostens namn"),
    "likeness": _("Får hittas på likhet"),
}
COLUMN_LABELS = {
    **NUMBER_LABELS,
    **LIKENESS_LABELS,
    "list": _("Förteckning"),
    "ground": _("Grund"),
    "need": _("Behov"),
    "harm_test": _("Skadeprövning"),
    "ends_on": _("Slutdag"),
    "case_reference": _("Mål eller ärende"),
}


def _grounds() -> list[tuple[str, str]]:
    wanted = {ground for row in load("lists") for ground in row["grounds"]}
    return [(row["id"], row["citation"]) for row in load("disclosure") if row["id"] in wanted]


class EntryForm(forms.Form):
    """One entry: whom or what, on which list, on what ground, why, and until when."""

    list_id = forms.ChoiceField(label=_("Förteckning"))
    personal_number = forms.CharField(
        label=NUMBER_LABELS["personal_number"],
        required=False,
        help_text=_("Till exempel 19900101-9802. Fyll i minst ett nummer."),
    )
    organisation_number = forms.CharField(
        label=NUMBER_LABELS["organisation_number"], required=False
    )
    hull = forms.CharField(label=NUMBER_LABELS["hull"], required=False)
    engine = forms.CharField(label=NUMBER_LABELS["engine"], required=False)
    registration = forms.CharField(label=NUMBER_LABELS["registration"], required=False)
    likeness = forms.BooleanField(
        label=_("Får hittas på likhet"),
        required=False,
        help_text=_(
            "Beslutas för just denna post: den kan då hittas när numret är okänt eller skadat. "
            "Kräver förnamn, efternamn och födelsedatum, eller ett nummer och fabrikat. En "
            "möjlig träff prövas alltid av en person."
        ),
    )
    given_name = forms.CharField(label=LIKENESS_LABELS["given_name"], required=False)
    surname = forms.CharField(label=LIKENESS_LABELS["surname"], required=False)
    birth_date = forms.DateField(
        label=LIKENESS_LABELS["birth_date"],
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    make = forms.CharField(label=LIKENESS_LABELS["make"], required=False)
    craft_name = forms.CharField(label=LIKENESS_LABELS["craft_name"], required=False)
    case_reference = forms.CharField(label=_("Mål eller ärende"), max_length=120)
    ground = forms.ChoiceField(label=_("Grund"), choices=_grounds)
    need = forms.CharField(
        label=_("Behov"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Varför mottagarna behöver att posten finns i förteckningen."),
    )
    harm_test = forms.CharField(
        label=_("Skadeprövning"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("Utfallet av prövningen för just denna post."),
    )
    ends_on = forms.DateField(label=_("Slutdag"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, lists: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["list_id"].choices = lists  # type: ignore[attr-defined]

    def row(self) -> Row:
        """Give the entry as a row of a register."""
        said = self.cleaned_data
        return Row(
            line=1,
            list_id=said["list_id"],
            ground=said["ground"],
            need=said["need"],
            harm_test=said["harm_test"],
            ends_on=said["ends_on"].isoformat(),
            case_reference=said["case_reference"],
            numbers=tuple((name, said[name]) for name in NUMBERS if said[name]),
            likeness=self._likeness() if said["likeness"] else None,
        )

    def _likeness(self) -> tuple[tuple[str, str], ...]:
        said = self.cleaned_data
        born = said["birth_date"]
        texts = {name: said[name] for name in ("given_name", "surname", "make", "craft_name")}
        numbers = {name: said[name] for name in NUMBERS}
        return likeness_of({**texts, **numbers, "birth_date": born.isoformat() if born else ""})


class RegisterForm(forms.Form):
    """A register's file."""

    file = forms.FileField(
        label=_("Registerfil"),
        help_text=_(
            "CSV i UTF-8 med kolumnerna list, ground, need, harm_test, ends_on, case_reference "
            "och minst en av personal_number, organisation_number, hull, engine, registration. "
            "Där kolumnen likeness säger ja läses också given_name, surname, birth_date, make och "
            "craft_name: posten får då hittas på likhet."
        ),
    )

    def clean_file(self) -> bytes:
        """Give the file's bytes."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Filen är större än 20 MB: dela den."))
        return bytes(file.read())


class WithdrawForm(forms.Form):
    """Why an entry is taken off the list."""

    why = forms.CharField(
        label=_("Skäl"),
        max_length=400,
        help_text=_("Till exempel: betald, upphävd, fel person."),
    )


class ReviewForm(forms.Form):
    """Whether a candidate is the one asked about, and why."""

    verdict = forms.ChoiceField(widget=forms.RadioSelect)
    words = Words(
        label=_("Varför?"),
        help_text=_("Vad stämmer och vad stämmer inte? Vad har du sett eller frågat om på plats?"),
    )

    def __init__(self, *args: object, kind: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        craft = kind == "craft"
        field = self.fields["verdict"]
        field.label = _("Är det samma farkost?") if craft else _("Är det samma person?")
        field.choices = [  # type: ignore[attr-defined]
            (Verdict.SAME, _("Ja, samma farkost") if craft else _("Ja, samma person")),
            (Verdict.NOT_SAME, _("Nej, en annan farkost") if craft else _("Nej, en annan person")),
            (Verdict.CANNOT_SAY, _("Det går inte att säga")),
        ]


class FilterForm(forms.Form):
    """Which entries are shown."""

    state = forms.ChoiceField(
        label=_("Visa"),
        required=False,
        choices=[
            ("in-force", _("Gäller")),
            ("new", _("Nya den senaste veckan")),
            ("expiring", _("Slutar inom två veckor")),
            ("withdrawn", _("Borttagna den senaste veckan")),
        ],
    )
    list_id = forms.ChoiceField(label=_("Förteckning"), required=False)
    search = forms.CharField(label=_("Ärende eller nummer"), required=False, max_length=120)

    def __init__(self, *args: object, lists: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["list_id"].choices = [("", _("Alla")), *lists]  # type: ignore[attr-defined]
