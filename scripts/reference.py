"""Writes `docs/reference/` from the program: its commands, its acts and its legal tables.

`python scripts/reference.py` writes the documents; `--check` only says which of them are stale.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from samverkan.cli import VERBS
from samverkan.rules.acts import Act
from samverkan.rules.tables import legal_tables, load

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "reference"
LAW = ROOT / "src" / "samverkan" / "rules" / "law"
COMMAND = "python scripts/reference.py"
FRAME = frozenset({"id", "citation", "valid_from", "valid_to", "case", "note"})
NOTICE = f"<!-- Written by `{COMMAND}`. Change the program, not this page. -->"


def main(words: list[str]) -> int:
    """Write the reference, or check it. 0 if fresh, 1 if stale, 2 if called wrongly."""
    if words not in ([], ["--check"]):
        sys.stderr.write(f"usage: {COMMAND} [--check]\n")
        return 2
    stale = {name: text for name, text in pages().items() if read(name) != text}
    if not words:
        write(stale)
    elif stale:
        sys.stderr.write(f"docs/reference is stale: {', '.join(stale)}. Run `{COMMAND}`.\n")
    return 1 if words and stale else 0


def pages() -> dict[str, str]:
    """Give every page of the reference as it should read now."""
    return {"commands.md": commands(), "acts.md": acts(), "law.md": law()}


def read(name: str) -> str:
    """Give a page as it stands, or nothing if it is not there."""
    path = TARGET / name
    return path.read_text("utf-8") if path.exists() else ""


def write(stale: Mapping[str, str]) -> None:
    """Write pages: name → text."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in stale.items():
        (TARGET / name).write_text(text, "utf-8")


def commands() -> str:
    """Show what each verb answers to `--help`."""
    parts = [f"## `samverkan {verb}`\n\n```text\n{help_of(verb)}\n```" for verb in sorted(VERBS)]
    return page("Commands", "What `samverkan VERB --help` says of each verb.", *parts)


def help_of(verb: str) -> str:
    """Ask a verb for its help, 80 characters wide. Raises if it has none to give."""
    answer = subprocess.run(  # noqa: S603  the verbs are our own
        (sys.executable, "-m", "samverkan", verb, "--help", "--lang", "en"),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )
    if answer.returncode or not answer.stdout.strip():
        raise RuntimeError(f"`samverkan {verb} --help` failed:\n{answer.stderr}")
    return answer.stdout.strip()


def acts() -> str:
    """List every act that a journal may hold."""
    rows = [(f"`{act.value}`", act.name) for act in Act]
    intro = "Every act that a journal knows, in the order of the process. The type never changes."
    return page("Acts", intro, table(("type of the entry", "name in the code"), rows))


def law() -> str:
    """List every row of law with its section and dates."""
    intro = (
        "The dated rows of law that the rules read. A row is in force from its first to its last "
        "day, both included. The files stand in `src/samverkan/rules/law/`."
    )
    return page("Legal tables", intro, *(law_table(name) for name in legal_tables()))


def law_table(name: str) -> str:
    """Show one legal table: what its file says of itself, then its rows."""
    heads = ("row", "section", "from", "to", "text", "cases")
    return f"## {name}\n\n{preface(name)}\n\n{table(heads, [law_row(row) for row in load(name)])}"


def law_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Show one row of law."""
    last = row.get("valid_to", "")
    cases = len(row.get("case", ()))
    said = text_of(row)
    return (f"`{row['id']}`", row["citation"], str(row["valid_from"]), str(last), said, str(cases))


def text_of(row: Mapping[str, Any]) -> str:
    """Give the Swedish text of a row, or its values if it has none."""
    values = (f"{key}: {value}" for key, value in row.items() if key not in FRAME)
    return str(row.get("text_sv") or row.get("sv") or row.get("text") or "; ".join(values))


def preface(name: str) -> str:
    """Give the comment that a legal table opens with."""
    lines = (LAW / f"{name}.toml").read_text("utf-8").splitlines()
    count = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return " ".join(line.removeprefix("#").strip() for line in lines[:count])


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Set a table in Markdown."""
    rule = tuple("---" for _ in heads)
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in (heads, rule, *rows))


def cell(text: str) -> str:
    """Keep a text inside its cell."""
    return " ".join(text.split()).replace("|", r"\|")


def page(title: str, intro: str, *parts: str) -> str:
    """Set a whole page."""
    return "\n\n".join((f"# {title}", NOTICE, intro, *parts)) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
