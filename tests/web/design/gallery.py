"""Every component on one page, served with the site's own content security policy."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory
from django.utils.translation import override

from samverkan.rules.refusal import NotAllowed
from samverkan.web.design.components import Entry, EntryKind, NextAct, Point
from samverkan.web.design.forms import Renderer

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The design alone: pages get their header's values from the tests, not from an instance.
ENGINE = DjangoTemplates(
    {
        "NAME": "design-tests",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
)
TODAY = date(2025, 7, 12)
REFUSED = NotAllowed("people.two_persons", person="Anna Lind", section="UB 4:17")
ROOMS = ("Kontroller", "Frågor", "Utlämnanden", "Egendom", "Insatser", "Lägesbild", "Resultat")


class SeizureForm(forms.Form):
    """One field of each sort."""

    default_renderer = Renderer()

    what = forms.CharField(label="Vad är det?", help_text="Till exempel: vattenskoter, Yamaha, blå")
    value = forms.IntegerField(label="Värde i kronor", help_text="Hela kronor, till exempel 164000")
    how = forms.ChoiceField(
        label="Hur kom den hit?",
        choices=[("found", "Påträffad ombord"), ("handed", "Överlämnad frivilligt")],
        widget=forms.RadioSelect,
    )
    place = forms.ChoiceField(label="Förråd", choices=[("s", "Stavsnäs"), ("m", "Muskö")])
    note = forms.CharField(label="Anteckning", widget=forms.Textarea, required=False)
    photographed = forms.BooleanField(label="Föremålet är fotograferat", required=False)
    lat = forms.CharField(label="Latitud", help_text="Grader norr, till exempel 59,289")
    lon = forms.CharField(label="Longitud", help_text="Grader öster, till exempel 18,917")


class FilterForm(forms.Form):
    """A list's filter."""

    default_renderer = Renderer()

    q = forms.CharField(label="Namn eller nummer", required=False)
    state = forms.ChoiceField(
        label="Läge", choices=[("", "Alla"), ("held", "I förvar")], required=False
    )


def at(day: int, hour: int, minute: int) -> datetime:
    """Give a moment of July 2025 in UTC."""
    return datetime(2025, 7, day, hour, minute, tzinfo=UTC)


def context() -> dict[str, object]:
    """Fill the page as the site's context processor would."""
    things = [
        {
            "number": f"KFM-2025-{n:04}",
            "what": what,
            "ore": ore,
            "due": date(2025, 7, n),
            "state": state,
        }
        for n, what, ore, state in (
            (12, "Vattenskoter, Yamaha VX", 16_400_000, "I förvar"),
            (14, "Armbandsur, stål och guld", 5_000_000, "Väntar på värdering"),
            (26, "Dagtursbåt, 7,4 m", 26_800_050, "Utmätt på distans"),
        )
    ]
    form = SeizureForm(
        {"what": "", "value": "många", "place": "s", "lat": "59,289", "lon": "18,917"}
    )
    return {
        "instance": {"code": "KFM", "name": "Kronofogden"},
        "rooms": [
            {"label": name, "url": f"/{name}", "current": name == "Egendom"} for name in ROOMS
        ],
        "actor_name": "Anna Lind",
        "actor_role": "Förrättningsman, Stockholm",
        "demo": True,
        "search_url": "/sok",
        "language_url": "/sprak",
        "logout_url": "/ut",
        "languages": [("sv", "Svenska"), ("en", "English")],
        "today": TODAY,
        "due": date(2025, 7, 26),
        "things": Paginator(things * 40, 3).get_page(4),
        "nothing": [],
        "total": 48_200_050,
        "form": form,
        "filter_form": FilterForm(),
        "acts": [
            NextAct("Bekräfta protokollet", "/act", section="UB 6:12 a", main=True),
            NextAct("Anteckna samtal", "/form", link=True, section="UF 6:25"),
            NextAct("Lämna tillbaka", "/act", refusal=REFUSED),
        ],
        "entries": [
            Entry(
                at(12, 12, 5),
                EntryKind.DECISION,
                "Utmätning av vattenskoter",
                by="Anna Lind",
                detail="Skotern kvarstannar hos gäldenären under beslag.",
                section="UB 4:17",
                proof_url="/bevis/1",
            ),
            Entry(
                at(12, 12, 20),
                EntryKind.CALL,
                "Telefonbeslut bekräftat av Polisen",
                by="Polisen",
                proof_url="/bevis/2",
            ),
            Entry(
                at(13, 7, 1), EntryKind.READ, "Läst av tillsyn", by="Sam Ek", proof_url="/bevis/3"
            ),
        ],
        "points": [
            Point(59.2890, 18.9170, "Sandhamn", "Kontroll 12", url="/kontroll/12"),
            Point(59.4020, 18.3500, "Vaxholm", "Kaj"),
        ],
    }


def html(template: str = "gallery.html", language: str = "sv", **more: object) -> str:
    """Render a template of the tests, or one of the site's, in one language."""
    request = RequestFactory().get("/galleri", {"sort": "-ore"})
    own = Path(__file__).parent / template
    with override(language):
        found = (
            ENGINE.from_string(own.read_text("utf-8"))
            if own.exists()
            else ENGINE.get_template(template)
        )
        return found.render(context() | more, request)


class Files(BaseHTTPRequestHandler):
    """Serves the gallery, pages of errors, and static files; logs nothing."""

    def do_GET(self) -> None:
        """Answer with a page in the language of the address, or with a static file."""
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            if not isinstance(file, str):
                return self.send_error(404)
            return self.answer(
                Path(file).read_bytes(), mimetypes.guess_type(file)[0] or "text/plain"
            )
        language, _, template = path.strip("/").partition("/")
        body = html(template or "gallery.html", language, refusal=REFUSED.sentence(language))
        return self.answer(body.encode(), "text/html; charset=utf-8")

    def answer(self, body: bytes, kind: str) -> None:
        """Send with the policy of the site."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """Serve the gallery on a free port of loopback and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
