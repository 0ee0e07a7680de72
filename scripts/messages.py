"""Bring every app's English catalogue up to date with the Swedish words in its code and templates.

`python scripts/messages.py [app …]` adds words that are new, drops words that are gone, keeps every
translation, and says how many words still lack one. Exit 1 if any does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

WEB = Path(__file__).parents[1] / "src/samverkan/web"
DOMAIN = "locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# Lines of a header that would change with every run or say nothing.
UNSTABLE = (b'"POT-Creation', b'"PO-Revision', b'"Last-', b'"Generated', b'"Report', b'"Language-T')


@dataclass(frozen=True, slots=True)
class Found:
    """A word or sentence to translate: one text, or singular and plural; where it stands."""

    msgid: str | tuple[str, ...]
    context: str | None
    file: str


def apps() -> list[str]:
    """Give the apps' names."""
    return [*sorted(path.parent.name for path in WEB.glob("*/apps.py")), "conf"]


def found_in(app: str) -> Iterator[Found]:
    """Give what an app asks to translate, in Python and in templates, file by file."""
    folder = WEB / app
    files = [*folder.rglob("*.py"), *folder.glob("templates/**/*.html")]
    for file in sorted(files):
        if "migrations" in file.parts:
            continue
        source = file.read_text("utf-8")
        python = _as_python(source, file) if file.suffix == ".html" else source
        name = file.relative_to(WEB).as_posix()
        for _line, msgid, _comments, context in extract(
            "python", BytesIO(python.encode()), keywords=KEYWORDS
        ):
            yield Found(msgid, context, name)


def _as_python(template: str, file: Path) -> str:
    """Turn a template into Python calls, one line each: what surrounds them is no Python."""
    if not settings.configured:
        settings.configure()
    text = templatize(template, origin=str(file))
    return "\n".join(line.strip() for line in text.splitlines())


def read(app: str) -> Catalog:
    """Read an app's catalogue; an empty one if it has none."""
    file = WEB / app / DOMAIN
    if not file.exists():
        return Catalog(locale="en")
    with file.open("rb") as source:
        return read_po(source, locale="en")


def updated(app: str) -> Catalog:
    """Give the catalogue as it should be: today's words with the translations there are."""
    old = read(app)
    new = Catalog(locale="en", project="Samverkan", fuzzy=False)
    for found in found_in(app):
        kept = old.get(_key(found.msgid), found.context)
        new.add(
            found.msgid,
            kept.string if kept else None,
            locations=[(found.file, 0)],
            context=found.context,
        )
    return new


def _key(msgid: str | tuple[str, ...] | list[str]) -> str:
    return msgid if isinstance(msgid, str) else msgid[0]


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue, sorted by file, without anything that depends on the day."""
    text = BytesIO()
    write_po(text, catalogue, width=100, sort_by_file=True, include_lineno=False)
    lines = text.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith((*UNSTABLE, b"#\n", b"# ")))


def missing(catalogue: Catalog) -> list[str]:
    """Give the words without a whole translation."""
    found = []
    for message in catalogue:
        texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if message.id and not all(texts):
            found.append(_key(message.id))
    return found


def main(chosen: list[str]) -> int:
    """Update the catalogues of the chosen apps, or of all."""
    left = 0
    for app in chosen or apps():
        catalogue = updated(app)
        if len(catalogue):
            target = WEB / app / DOMAIN
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(written(catalogue))
        left += len(missing(catalogue))
        sys.stdout.write(f"{app}: {len(catalogue)} texts, {len(missing(catalogue))} to translate\n")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
