"""Compiles the translation catalogues. Only the .po files are kept in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from os import replace
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WEB = Path(__file__).parents[1]


def catalogues() -> Iterator[Path]:
    """Give every app's catalogue: `locale/<language>/LC_MESSAGES/django.po`."""
    yield from sorted(WEB.glob("*/locale/*/LC_MESSAGES/django.po"))


def compile_messages() -> int:
    """Compile every catalogue that is newer than what was made of it, and say how many."""
    stale = [po for po in catalogues() if _is_stale(po)]
    for po in stale:
        _compile(po)
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compile(po: Path) -> None:
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parts[-3])
    # Several instances may start at once: each writes its own file, and the last one stays.
    with NamedTemporaryFile(dir=po.parent, suffix=".mo", delete=False) as target:
        write_mo(target, catalogue)
    replace(target.name, po.with_suffix(".mo"))
