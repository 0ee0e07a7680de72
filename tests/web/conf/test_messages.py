"""The English texts are compiled when they are newer than what was made of them."""

from gettext import GNUTranslations
from os import utime
from pathlib import Path

import pytest

from samverkan.web.conf import messages

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Båt"
msgstr "Boat"
"""


@pytest.fixture
def po(tmp_path: Path, monkeypatch) -> Path:
    """Give one app's catalogue in a folder of its own."""
    monkeypatch.setattr(messages, "WEB", tmp_path)
    file = tmp_path / "things/locale/en/LC_MESSAGES/django.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO, "utf-8")
    return file


def english(po: Path, word: str) -> str:
    """Look a word up in the compiled catalogue."""
    with po.with_suffix(".mo").open("rb") as compiled:
        return GNUTranslations(compiled).gettext(word)


def test_a_catalogue_is_compiled_once(po):
    assert messages.compile_messages() == 1
    assert english(po, "Båt") == "Boat"
    assert messages.compile_messages() == 0


def test_a_changed_catalogue_is_compiled_again(po):
    messages.compile_messages()
    po.write_text(PO.replace("Boat", "Vessel"), "utf-8")
    later = po.with_suffix(".mo").stat().st_mtime + 10
    utime(po, (later, later))

    assert messages.compile_messages() == 1
    assert english(po, "Båt") == "Vessel"


def test_nothing_else_is_left_behind(po):
    messages.compile_messages()

    assert sorted(path.name for path in po.parent.iterdir()) == ["django.mo", "django.po"]
