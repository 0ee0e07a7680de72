"""Writing a picture: its paragraphs, its adoption, and giving it to the council."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from samverkan.rules import picture as rules
from samverkan.rules.permissions import Permission
from samverkan.rules.refusal import NotAllowed
from samverkan.web.people.gates import Request, requires
from samverkan.web.picture import actions, queries
from samverkan.web.picture.forms import ParagraphForm, PictureForm
from samverkan.web.picture.models import Picture
from samverkan.web.picture.views.reading import one


@requires(Permission.WRITE_PICTURE)
def new(request: Request) -> HttpResponse:
    """Begin a picture."""
    form = PictureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.begin(**form.cleaned_data, by=request.actor, now=request.now)
            return redirect("picture:picture", row.pk)
        except NotAllowed as refusal:
            _show(form, refusal, "words")
    return render(request, "picture/new.html", {"form": form})


@requires(Permission.WRITE_PICTURE)
def paragraph(request: Request, pk: int, key: str = "") -> HttpResponse:
    """Write a paragraph of a draft, or one of its paragraphs anew."""
    row = one(pk)
    rules.may_write(adopted=row.adopted_at is not None, by=request.actor)
    form = ParagraphForm(request.POST or None, initial=_initial(row, key))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write(
                picture=row,
                paragraph=form.paragraph(),
                by=request.actor,
                now=request.now,
                instead_of=key,
            )
            return redirect("picture:picture", pk)
        except NotAllowed as refusal:
            _show(form, refusal, "key" if refusal.key == "picture.key_taken" else "text")
    return render(request, "picture/paragraph.html", {"form": form, "picture": row, "key": key})


@require_POST
@requires(Permission.WRITE_PICTURE)
def remove(request: Request, pk: int, key: str) -> HttpResponse:
    """Take a paragraph out of a draft."""
    actions.remove(picture=one(pk), key=key, by=request.actor, now=request.now)
    return redirect("picture:picture", pk)


@require_POST
@requires(Permission.WRITE_PICTURE)
def adopt(request: Request, pk: int) -> HttpResponse:
    """Adopt the draft as this person has read it."""
    try:
        as_of = datetime.fromisoformat(request.POST.get("as_of", ""))
    except ValueError:
        return HttpResponseBadRequest()
    actions.adopt(picture=one(pk), as_of=as_of, by=request.actor, now=request.now)
    return redirect("picture:picture", pk)


@require_POST
@requires(Permission.RELEASE)
def release(request: Request, pk: int) -> HttpResponse:
    """Give an adopted version to the council."""
    actions.release(picture=one(pk), by=request.actor, now=request.now)
    return redirect("picture:picture", pk)


@require_POST
@requires(Permission.WRITE_PICTURE)
def new_version(request: Request, pk: int) -> HttpResponse:
    """Begin the next version."""
    row = actions.begin_version(picture=one(pk), by=request.actor, now=request.now)
    return redirect("picture:picture", row.pk)


def _initial(row: Picture, key: str) -> dict[str, object]:
    """Give the paragraph to write anew; Http404 for a key that the draft does not have."""
    if not key:
        return {}
    found = next((each for each in queries.paragraphs(row) if each.key == key), None)
    if found is None:
        raise Http404
    values = {name: getattr(found, name) for name in rules.Paragraph.__dataclass_fields__}
    grading = values.pop("grading")
    return {**values, "source": grading.source, "information": grading.information}


def _show(form: PictureForm | ParagraphForm, refusal: NotAllowed, field: str) -> None:
    form.add_error(field, refusal.sentence((get_language() or "sv")[:2]))
