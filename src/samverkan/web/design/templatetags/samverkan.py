"""The tags and filters of every page. `{% load samverkan %}`; docs.md shows each in use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, CheckboxInput
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from samverkan.web.design import formats, icons, tables
from samverkan.web.design.components import Entry, NextAct, Point, Tone, Words

register = template.Library()
register.simple_tag(icons.icon)
register.tag("table", tables.compile_table)
register.filter("tal", formats.tal)
register.filter("procent", formats.procent)
register.filter("datum", formats.datum)
register.filter("klocka", formats.klocka)
register.filter("tidpunkt", formats.tidpunkt)


@register.filter
def kronor(ore: int, decimals: str = "") -> str:
    """Write whole öre as money; `|kronor:"öre"` shows the öre of even amounts too."""
    return formats.kronor(ore, decimals=decimals == "öre")


@register.filter
def without_stop(text: str) -> str:
    """Leave out the full stop at the end of what somebody wrote, in a sentence with its own."""
    return text.rstrip().removesuffix(".")


@register.filter
def position(lat: float | Decimal, lon: float | Decimal) -> str:
    """Write a position: `{{ row.lat|position:row.lon }}`."""
    return formats.position(lat, lon)


@register.filter
def is_toggle(field: BoundField) -> bool:
    """Say whether a field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def error_target(field: BoundField) -> str:
    """Give the id that an error's link leads to: the control, or the first of its choices."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


@register.simple_tag
def badge(words: Words, tone: str = Tone.NEUTRAL) -> SafeString:
    """Write a state: `{% badge _("Väntar") "wait" %}`; tones: neutral, info, ok, wait."""
    colour = Tone(tone).colour
    return format_html('<span class="ds-tag" data-color="{}">{}</span>', colour, words)


@register.simple_tag
def secrecy(ground: str, code: str = "") -> SafeString:
    """Write a record's secrecy and handling code: `{% secrecy "OSL 34:1" record.handling %}`."""
    return render_to_string("design/secrecy.html", {"ground": ground, "code": code})


@register.simple_tag
def deadline(due: date | datetime | None, today: date | datetime) -> SafeString:
    """Write a deadline and the days left: `{% deadline task.due now %}`; nothing without one."""
    if due is None:
        return SafeString("")
    days = (_day(due) - _day(today)).days
    tone = Tone.NEUTRAL if days > 0 else Tone.WAIT
    values = {"due": due, "timed": isinstance(due, datetime), "tone": tone.colour}
    values["left"] = formats.days_left(_day(due), _day(today))
    return render_to_string("design/deadline.html", values)


def _day(value: date | datetime) -> date:
    found = formats.local(value)
    return found.date() if isinstance(found, datetime) else found


@register.simple_block_tag
def facts(content: str, heading: Words = "") -> SafeString:
    """Hold the facts of a record: `{% facts _("Farkosten") %}…{% endfacts %}`."""
    return render_to_string("design/facts.html", {"content": content, "heading": heading})


@register.simple_block_tag
def fact(
    content: str, label: Words, *, source: Words = "", ground: Words = "", kind: Words = ""
) -> SafeString:
    """Write one fact with its source, its ground, and whether it is a fact or an assessment."""
    values = {"content": content, "label": label, "source": source, "ground": ground}
    return render_to_string("design/fact.html", {**values, "kind": kind})


@register.simple_block_tag
def notice(content: str, tone: str = Tone.INFO) -> SafeString:
    """Write something the reader must know first: `{% notice "wait" %}…{% endnotice %}`."""
    colour = {Tone.OK: "success", Tone.WAIT: "warning"}.get(Tone(tone), "info")
    return render_to_string("design/notice.html", {"content": content, "colour": colour})


@register.inclusion_tag("design/empty.html")
def empty_state(words: Words) -> dict[str, object]:
    """Say what would appear here and how it comes: `{% empty_state _("…") %}`."""
    return {"words": words}


@register.inclusion_tag("design/acts.html")
def acts(open_and_closed: Iterable[NextAct]) -> dict[str, object]:
    """Write the card "Vad händer nu": buttons, and closed acts with the rule's own sentence."""
    language = (get_language() or "sv")[:2]
    return {"acts": [_shown(act, language) for act in open_and_closed]}


def _shown(act: NextAct, language: str) -> dict[str, object]:
    refusal = act.refusal
    sentence = refusal.sentence(language) if refusal else ""
    return {"act": act, "sentence": sentence}


@register.inclusion_tag("design/thread.html")
def thread(entries: Iterable[Entry], heading: Words = "") -> dict[str, object]:
    """Write what has happened, in the order given."""
    return {"entries": tuple(entries), "heading": heading}


@register.inclusion_tag("design/form/summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """Write the errors of a form whose fields the page lays out itself."""
    return {"form": form}


@register.inclusion_tag("design/form/submit.html")
def submit(label: Words, cancel: str = "") -> dict[str, object]:
    """Write a form's button, and a link that leaves it."""
    return {"label": label, "cancel": cancel}


@register.inclusion_tag("design/filters.html", takes_context=True)
def filters(context: Mapping[str, Any], form: BaseForm) -> dict[str, object]:
    """Write a list's filter: it lives in the address, and keeps the order of the list."""
    request: HttpRequest | None = context.get("request")
    return {"form": form, "sort": request.GET.get("sort", "") if request else ""}


@register.inclusion_tag("design/pages.html", takes_context=True)
def pages(context: Mapping[str, Any], page: Page[Any]) -> dict[str, object]:
    """Write the links to the pages of a list; nothing if there is one page."""
    request: HttpRequest | None = context.get("request")
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = request.GET.copy() if request else QueryDict(mutable=True)
    links = [(number, _page_query(query, number)) for number in numbers]
    values: dict[str, object] = {"page": page, "links": links}
    if page.has_previous():
        values["previous"] = _page_query(query, page.previous_page_number())
    if page.has_next():
        values["next"] = _page_query(query, page.next_page_number())
    return values


def _page_query(query: QueryDict, number: int | str) -> str:
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("design/map.html")
def sea_map(
    points: Iterable[Point], caption: Words = "", *, lat: str = "", lon: str = ""
) -> dict[str, object]:
    """Write a map and its twin, a table; a click fills in the fields with ids `lat`, `lon`."""
    shown = tuple(points)
    data = [
        {"lat": point.lat, "lon": point.lon, "label": str(point.label), "url": point.url}
        for point in shown
    ]
    return {"points": shown, "data": data, "caption": caption, "lat": lat, "lon": lon}
