"""Choosing the instance that a verb works on."""

from __future__ import annotations

from os import environ
from pathlib import Path

from samverkan.rules.refusal import NotAllowed


def choose(folder: str) -> Path:
    """Point the site's settings at a data folder; gives its absolute path."""
    path = Path(folder).absolute()
    environ["SAMVERKAN_DATA"] = str(path)
    environ["DJANGO_SETTINGS_MODULE"] = "samverkan.web.conf.settings"
    return path


def choose_made(folder: str) -> Path:
    """Choose an instance that is there. NotAllowed if there is none."""
    path = choose(folder)
    if not (path / "instance.toml").is_file():
        raise NotAllowed("files.no_instance", folder=path)
    return path


def set_up(folder: str) -> Path:
    """Choose the instance and load the site's apps. NotAllowed if there is none."""
    path = choose_made(folder)
    import django

    django.setup()
    return path
