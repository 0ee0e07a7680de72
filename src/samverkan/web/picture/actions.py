"""Writing a picture, adopting it with a second person, and giving it to the council."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.forms.models import model_to_dict

from samverkan.rules import picture as rules
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.refusal import Changed
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.partners.queries import directory, partners, remits
from samverkan.web.people.queries import local_date, must_be_another
from samverkan.web.picture import queries
from samverkan.web.picture.contents import Document, from_content, to_content
from samverkan.web.picture.models import Paragraph, Picture
from samverkan.web.releases.actions import release_jointly
from samverkan.web.subjects import queries as subjects
from samverkan.wire.canonical import Json

if TYPE_CHECKING:
    from samverkan.web.releases.models import ReceivedRelease


@in_one_transaction
def begin(*, title: str, words: str, starts: date, ends: date, by: Actor, now: datetime) -> Picture:
    """Begin a picture: its title, its message in a few sentences, its first and last day."""
    rules.must_be_centre(remits())
    rules.may_write(adopted=False, by=by)
    _no_personal_data(title, words)
    row = Picture.objects.create(
        record=f"{here().participant}/{new_uuid()}",
        version=1,
        title=title,
        words=words,
        starts=starts,
        ends=ends,
        changed_by=by.reference,
        changed_at=now,
    )
    _enter(row, by=by, now=now)
    return row


@in_one_transaction
def write(
    *,
    picture: Picture,
    paragraph: rules.Paragraph,
    by: Actor,
    now: datetime,
    instead_of: str = "",
) -> None:
    """Add a paragraph to a draft, or write it anew instead of the one with that key."""
    row = _draft(picture, by)
    others = [each.key for each in queries.paragraphs(row) if each.key != instead_of]
    rules.check_paragraph(paragraph, others=others)
    _no_personal_data(*_texts(paragraph))
    Paragraph.objects.filter(picture=row, key=instead_of).delete()
    Paragraph.objects.create(picture=row, **_columns(paragraph))
    _touch(row, by=by, now=now)


@in_one_transaction
def remove(*, picture: Picture, key: str, by: Actor, now: datetime) -> None:
    """Take a paragraph out of a draft."""
    row = _draft(picture, by)
    Paragraph.objects.filter(picture=row, key=key).delete()
    _touch(row, by=by, now=now)


@in_one_transaction
def adopt(*, picture: Picture, as_of: datetime, by: Actor, now: datetime) -> None:
    """Adopt a draft as it stood when this person read it: another wrote it last."""
    row = queries.picture(picture.pk)
    count = queries.rows_of(row).count()
    rules.may_adopt(adopted=row.adopted_at is not None, paragraphs=count, by=by)
    must_be_another(by, row.changed_by)
    moved = Picture.objects.filter(pk=row.pk, adopted_at=None, changed_at=as_of).update(
        adopted_by=by.reference, adopted_at=now
    )
    if moved != 1:
        raise Changed("Någon annan har ändrat lägesbilden. Läs den igen.")
    journal.record(
        Act.PICTURE_ADOPTED,
        about=row.record,
        by=by,
        at=now,
        case=row.record,
        details={"version": row.version, "written_by": row.changed_by},
    )


@in_one_transaction
def release(*, picture: Picture, by: Actor, now: datetime) -> None:
    """Give an adopted version to everyone in the council and to the other centres."""
    row = queries.picture(picture.pk)
    adopted, released = row.adopted_at is not None, row.released_at is not None
    rules.may_release(adopted=adopted, released=released, by=by)
    release_jointly(
        queries.KIND,
        to_content(queries.document_of(row)),
        record=row.record,
        to=[each.code for each in partners(on=local_date(now))],
        ends=row.ends,
        by=by,
        now=now,
    )
    if Picture.objects.filter(pk=row.pk, released_at=None).update(released_at=now) != 1:
        raise Changed("Någon annan hann lämna lägesbilden före.")


@in_one_transaction
def begin_version(*, picture: Picture, by: Actor, now: datetime) -> Picture:
    """Begin the next version of a released picture, with its paragraphs to work on."""
    row = queries.current(picture.record) or picture
    rules.may_continue(released=row.released_at is not None, by=by)
    words = model_to_dict(row, fields=["record", "title", "words", "starts", "ends"])
    new = Picture.objects.create(
        **words, version=row.version + 1, changed_by=by.reference, changed_at=now
    )
    for each in queries.paragraphs(row):
        Paragraph.objects.create(picture=new, **_columns(each))
    _enter(new, by=by, now=now)
    return new


@in_one_transaction
def receive(
    *, release: ReceivedRelease, content: Mapping[str, Json], by: Actor, now: datetime
) -> None:
    """Check what a centre has released to us; it is kept and shown as a release."""
    del release, now
    rules.must_be_centre(directory().participant(by.participant).remits)
    _check(from_content(content))


def _check(document: Document) -> None:
    texts = (text for each in document.paragraphs for text in _texts(each))
    # A name known here says nothing of what the sender knows: only numbers are refused.
    rules.no_personal_data((document.title, document.words, *texts), is_person=lambda _: False)


def _draft(picture: Picture, by: Actor) -> Picture:
    row = queries.picture(picture.pk)
    rules.may_write(adopted=row.adopted_at is not None, by=by)
    return row


def _touch(row: Picture, *, by: Actor, now: datetime) -> None:
    Picture.objects.filter(pk=row.pk).update(changed_by=by.reference, changed_at=now)
    _enter(row, by=by, now=now)


def _enter(row: Picture, *, by: Actor, now: datetime) -> None:
    keys = [each.key for each in queries.paragraphs(row)]
    journal.record(
        Act.PICTURE_WRITTEN,
        about=row.record,
        by=by,
        at=now,
        case=row.record,
        details={"paragraphs": keys, "version": row.version},
    )


def _no_personal_data(*texts: str) -> None:
    rules.no_personal_data(texts, is_person=subjects.is_person)


def _texts(paragraph: rules.Paragraph) -> Iterable[str]:
    return (paragraph.key, paragraph.title, paragraph.text, paragraph.gap, paragraph.dissent)


def _columns(paragraph: rules.Paragraph) -> dict[str, str]:
    names = (
        "key",
        "title",
        "text",
        "gap",
        "dissent",
        "kind",
        "assertion",
        "handling",
        "confidence",
    )
    grading = {"source": paragraph.grading.source, "information": paragraph.grading.information}
    return {**{name: str(getattr(paragraph, name)) for name in names}, **grading}
