"""The server's entry: checks the start, then serves. Started by `samverkan serve`."""

from __future__ import annotations

from os import environ

from django.core.wsgi import get_wsgi_application

environ.setdefault("DJANGO_SETTINGS_MODULE", "samverkan.web.conf.settings")
application = get_wsgi_application()
