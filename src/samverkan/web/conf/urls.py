"""Every address of an instance. Addresses are Swedish, as the screens are first."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from samverkan.web.conf import views


def _app(app: str) -> list[URLPattern | URLResolver]:
    module = f"samverkan.web.{app}.urls"
    return [path("", include(module))] if find_spec(module) else []


urlpatterns = [
    path("", views.desk, name="desk"),
    path("healthz", views.healthz, name="healthz"),
    path("", include("samverkan.web.people.account_urls")),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("journal/<path:name>", views.journal_file, name="journal-file"),
    *(pattern for app in settings.APPS for pattern in _app(app)),
]
handler400 = "samverkan.web.conf.views.bad_request"
handler404 = "samverkan.web.conf.views.not_found"
handler500 = "samverkan.web.conf.views.server_error"
