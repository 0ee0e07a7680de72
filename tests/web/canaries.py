"""Looking through the whole database for words that may be there no longer."""

from __future__ import annotations

import json

from django.apps import apps
from django.db import connection


def in_tables(*words: str) -> set[str]:
    """Give those of the words that stand in any text or blob of any table."""
    text = "\n".join(_texts())
    return {each for each in words if each in text}


def in_file(*words: str) -> set[str]:
    """Give those of the words that the database's file holds, its freed pages too.

    As it is once its write-ahead log is emptied. A test that is rolled back leaves its words in
    freed pages: look for words here that no other test writes.
    """
    connection.ensure_connection()
    file = connection.connection.serialize() if connection.vendor == "sqlite" else b""
    return {each for each in words if each.encode() in file}


def _texts() -> list[str]:
    rows = [
        row
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.values_list()
    ]
    return [_text(value) for row in rows for value in row if value is not None]


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    return json.dumps(value, ensure_ascii=False, default=str)
