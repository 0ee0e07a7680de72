"""Every Swedish word on a screen has an English one, with the same placeholders, in every app."""

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts/messages.py"
SPEC = spec_from_file_location("messages_script", SCRIPT)
assert SPEC is not None
assert SPEC.loader is not None
messages = module_from_spec(SPEC)
sys.modules[SPEC.name] = messages  # a dataclass looks its module up
SPEC.loader.exec_module(messages)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def texts(value):
    """Give one text or several as a tuple."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


@pytest.mark.parametrize("app", messages.apps())
def test_every_text_of_an_app_is_translated(app):
    hint = f"run: python scripts/messages.py {app}, then fill in the English"

    assert messages.missing(messages.updated(app)) == [], hint


@pytest.mark.parametrize("app", messages.apps())
def test_a_catalogue_is_as_the_script_writes_it(app):
    file = messages.WEB / app / messages.DOMAIN
    now = file.read_bytes() if file.exists() else b""
    catalogue = messages.updated(app)

    assert now == (messages.written(catalogue) if len(catalogue) else b""), (
        f"run: python scripts/messages.py {app}"
    )


@pytest.mark.parametrize("app", messages.apps())
def test_placeholders_are_the_same_in_both_languages(app):
    for message in messages.read(app):
        wanted = {name for text in texts(message.id) for name in PLACEHOLDER.findall(text)}
        for text in texts(message.string):
            assert set(PLACEHOLDER.findall(text)) == wanted or not message.id, message.id


def test_one_word_has_one_translation():
    """All catalogues become one: a second translation would win in pages it was not written for."""
    seen: dict[tuple[object, ...], tuple[object, str]] = {}
    for app in messages.apps():
        for message in messages.read(app):
            key = (message.context, *texts(message.id))
            english, other = seen.setdefault(key, (message.string, app))
            assert not message.id or english == message.string, (
                f"{message.id!r} is {english!r} in {other} and {message.string!r} in {app}: "
                "use one word, or tell them apart with a context"
            )


def test_the_script_finds_texts_in_code_and_templates(tmp_path, monkeypatch):
    app = tmp_path / "things"
    (app / "templates").mkdir(parents=True)
    (app / "code.py").write_text(
        'from x import gettext as _, ngettext, pgettext\n_("Ett")\n'
        'ngettext("%(n)s sak", "%(n)s saker", 2)\npgettext("båt", "Skrov")\n'
    )
    (app / "templates/page.html").write_text(
        '{% load i18n %}\n      <p>{% translate "Två" %}\n  {% column _("Tre") %}\n'
        "{% blocktranslate trimmed count n=n %}\n  En båt\n{% plural %}\n {{ n }} båtar\n"
        '{% endblocktranslate %}{% translate "Fyra" context "tal" %}'
    )
    monkeypatch.setattr(messages, "WEB", tmp_path)

    found = {(row.msgid, row.context) for row in messages.found_in("things")}

    assert found == {
        ("Ett", None),
        (("%(n)s sak", "%(n)s saker"), None),
        ("Skrov", "båt"),
        ("Två", None),
        ("Tre", None),
        (("En båt", "%(n)s båtar"), None),
        ("Fyra", "tal"),
    }


def test_the_script_keeps_translations_and_says_what_is_left(tmp_path, monkeypatch, capsys):
    app = tmp_path / "things"
    app.mkdir()
    (app / "apps.py").write_text('from x import gettext as _\n_("Ett")\n_("Två")\n')
    monkeypatch.setattr(messages, "WEB", tmp_path)
    catalogue = app / messages.DOMAIN

    assert messages.main(["things"]) == 1
    catalogue.write_text(
        catalogue.read_text("utf-8").replace('"Ett"\nmsgstr ""', '"Ett"\nmsgstr "One"')
    )
    assert messages.main(["things"]) == 1

    assert 'msgstr "One"' in catalogue.read_text("utf-8")
    assert "1 to translate" in capsys.readouterr().out
