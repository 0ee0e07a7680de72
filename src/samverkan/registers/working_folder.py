"""The folder of an import: its finished parts, each a file of rows and one of what was put aside.

A part counts once the manifest says so; files of a part beyond it are left from a kill, and are
written again. The folder holds personal data; it is open to its owner alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from samverkan.registers import manifest
from samverkan.registers.atomic import sweep, written
from samverkan.registers.blocks import SetAside
from samverkan.registers.checking import Checked
from samverkan.registers.identity import Identity
from samverkan.registers.manifest import Manifest
from samverkan.rules.refusal import NotAllowed

if TYPE_CHECKING:
    import pyarrow as pa


ASIDE = "aside-{part}.jsonl"
"""The files of what was put aside, one for each part: a JSON object a line."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What an import put aside, as it stands in the folder: the reason in both languages."""

    line: int
    field: str
    text: str
    kept: bool
    key: str
    sv: str
    en: str

    def sentence(self, language: str) -> str:
        """Give the reason in `sv` or `en`."""
        return self.sv if language == "sv" else self.en


@dataclass(frozen=True, slots=True)
class WorkingFolder:
    """A folder of an import, begun or done."""

    path: Path

    def begun(self) -> Manifest | None:
        """Give how far an import came here; None if none did."""
        return manifest.load(self.path)

    def begin(self, identity: Identity) -> Manifest:
        """Make the folder for an import, or let one that cannot go on begin again."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Manifest(identity)

    def add(self, part: Checked, before: Manifest) -> Manifest:
        """Write the next part, and then that it is there."""
        number = before.parts + 1
        with written(self._rows(number)) as file:
            _write_rows(part.rows, file)
        with written(self._aside(number)) as file:
            file.writelines(_line(one) for one in part.aside)
        after = before.with_part(
            rows=part.rows.num_rows, read=part.read, aside=len(part.aside), position=part.after
        )
        manifest.save(self.path, after)
        return after

    def end(self, last: Manifest) -> Manifest:
        """Write that there are no more parts."""
        done = replace(last, done=True)
        manifest.save(self.path, done)
        sweep(self.path)
        return done

    def rows(self) -> Iterator[pa.RecordBatch]:
        """Give the rows of a finished import, part by part. NotAllowed if it is not finished."""
        import pyarrow as pa  # noqa: PLC0415  heavy, and `--help` needs none

        for number in self._numbers():
            with pa.OSFile(str(self._rows(number))) as file, pa.ipc.open_file(file) as part:
                for place in range(part.num_record_batches):
                    yield part.get_batch(place)

    def aside(self) -> Iterator[Aside]:
        """Give what a finished import put aside. NotAllowed if it is not finished."""
        for number in self._numbers():
            with self._aside(number).open("rb") as lines:
                for line in lines:
                    yield Aside(**json.loads(line))

    def _numbers(self) -> range:
        found = manifest.load(self.path)
        if found is None or not found.done:
            raise NotAllowed("registers.not_done", folder=self.path)
        return range(1, found.parts + 1)

    def _rows(self, number: int) -> Path:
        return self.path / f"rows-{number:06}.arrow"

    def _aside(self, number: int) -> Path:
        return self.path / ASIDE.format(part=f"{number:06}")


def _write_rows(rows: pa.RecordBatch, file: object) -> None:
    import pyarrow as pa  # noqa: PLC0415

    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_file(file, rows.schema, options=options) as out:
        out.write_batch(rows)


def _line(one: SetAside) -> bytes:
    why = one.refusal
    row = {"line": one.line, "field": one.field, "text": one.text, "kept": one.kept}
    row |= {"key": why.key, "sv": why.sentence("sv"), "en": why.sentence("en")}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
