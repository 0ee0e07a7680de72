"""Sets a letter: a Typst template and its data become one accessible, archivable PDF.

The data go in as JSON beside the template and are shown as text. They are never pasted into
markup, so no name or note can change a letter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import cast
from unicodedata import category, normalize

from django.utils.translation import override

from samverkan.web.design.formats import tidpunkt

WEB = Path(__file__).parents[2]  # letters import "/design/paper/frame.typ" from here
FONTS = Path(__file__).parent / "fonts"
STANDARDS = ["a-2a", "ua-1"]


def render(
    template: Path, data: Mapping[str, object], *, made_at: datetime, language: str
) -> bytes:
    """Set a letter in `sv` or `en`. `data` holds what JSON can hold; amounts and dates as words.

    `made_at` is stamped on the page and in the file, so the same call gives the same bytes. A
    template that breaks PDF/UA-1 or PDF/A-2a (say, a heading level left out) raises TypstError.
    """
    import typst  # noqa: PLC0415 heavy: loaded when a letter is set

    with override(language):
        made = tidpunkt(made_at)
    inputs = {"language": language, "made": made, "data": json.dumps(printable(data))}
    # Its types ask one type of source and root; text from memory and a folder is what it documents.
    compile_letter = cast("Callable[..., bytes]", typst.compile)
    return compile_letter(
        template.read_bytes(),
        root=str(WEB),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=STANDARDS,
        timestamp=int(made_at.timestamp()),
    )


def printable(value: object) -> object:
    """Give the data with every text fit to print; the shape stays."""
    match value:
        case str():
            return "".join(map(_sign, normalize("NFC", value)))
        case Mapping():
            return {str(key): printable(row) for key, row in value.items()}
        case list() | tuple():
            return [printable(row) for row in value]
        case _:
            return value


def _sign(character: str) -> str:
    """Keep what the font can show; name the rest by its number, and drop invisible controls.

    PDF/A forbids a sign without a glyph, and a letter must not fail on a name in another script.
    """
    if character != "\n" and category(character) in {"Cc", "Cf"}:
        return ""
    shown = character == "\n" or ord(character) in _shown()
    return character if shown else f"[U+{ord(character):04X}]"


@cache
def _shown() -> frozenset[int]:
    """Give the code points that every weight of the font has; `scripts/vendor.py` listed them."""
    found: set[int] = set()
    for line in (FONTS / "coverage.txt").read_text("ascii").split():
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
