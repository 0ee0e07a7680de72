"""The sets that accuracy is measured on: rows of the same fields for everybody, and who is who."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT

from samverkan.registers.link_file import LinkFile
from samverkan.sealed.likeness import Coded
from samverkan.sealed.likeness.normal import NORMAL

Row = dict[str, str]
FEBRL = {
    "given": "given_name",
    "surname": "surname",
    "street": "address_1",
    "house": "street_number",
    "place": "suburb",
    "postcode": "postcode",
    "birth": "date_of_birth",
    "number": "soc_sec_id",
}
PERSON = ("given", "surname", "birth", "place")
TASKS = {
    "all fields": tuple(FEBRL),
    "without the number": tuple(FEBRL)[:-1],
    "name, birth date, place": PERSON,
    "name and address": tuple(FEBRL)[:-2],
    "name and birth date": PERSON[:3],
}


@dataclass(frozen=True, slots=True)
class Side:
    """One file: its rows, and for each row who it is."""

    rows: Sequence[Row]
    who: Sequence[str]

    def write(self, file: Path, fields: Sequence[str]) -> str:
        """Write the fields as the peers read them; dates as YYYY-MM-DD."""
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(["row", *fields])
            for number, row in enumerate(self.rows):
                writer.writerow([number, *(_dated(name, row[name]) for name in fields)])
        return str(file)

    def as_file(self, name: str, fields: Sequence[str]) -> LinkFile:
        """Give the fields as `samverkan link` has them after reading."""
        coded = {
            field: Coded.of([row[field] for row in self.rows]).mapped(NORMAL[field])
            for field in fields
        }
        return LinkFile(name, [str(n) for n in range(len(self.rows))], coded, 0, False)


@dataclass(frozen=True, slots=True)
class LinkedSet:
    """A set: one file or two, and what of it is linked."""

    name: str
    left: Side
    right: Side | None
    tasks: dict[str, tuple[str, ...]]

    @property
    def true_pairs(self) -> int:
        """Count the pairs that belong together."""
        if self.right is None:
            return sum(size * (size - 1) // 2 for size in Counter(self.left.who).values())
        theirs = Counter(self.right.who)
        return sum(theirs[who] for who in self.left.who)


def shared() -> Path:
    """Find the folder of data that is not ours to copy. FileNotFoundError without it."""
    for folder in ROOT.resolve().parents:
        if (folder / "shared/data/linkage").is_dir():
            return folder / "shared/data"
    raise FileNotFoundError("There is no shared/data beside the project: nothing to link.")


def published() -> list[LinkedSet]:
    """Give febrl 1 to 4, fake_1000 and RLdata500."""
    data = shared() / "linkage"
    febrl = [
        LinkedSet(f"febrl{n}", _febrl(data / f"febrl/dataset{n}.csv"), None, TASKS)
        for n in (1, 2, 3)
    ]
    two = [_febrl(data / f"febrl/dataset4{side}.csv") for side in "ab"]
    return [*febrl, LinkedSet("febrl4", two[0], two[1], TASKS), _fake(data), _german(data)]


def _febrl(file: Path) -> Side:
    rows = _read(file)
    who = [row["rec_id"].split("-")[1] for row in rows]
    return Side([{name: row[column] for name, column in FEBRL.items()} for row in rows], who)


def _fake(data: Path) -> LinkedSet:
    rows = _read(data / "fake_1000/fake_1000.csv")
    columns = {"given": "first_name", "birth": "dob", "place": "city"}
    fields = (*PERSON, "email")
    made = [{name: row[columns.get(name, name)] for name in fields} for row in rows]
    tasks = {"with e-mail": fields, "name, birth date, place": PERSON}
    return LinkedSet("fake_1000", Side(made, [row["cluster"] for row in rows]), None, tasks)


def _german(data: Path) -> LinkedSet:
    rows = _read(data / "rldata500/RLdata500.tsv", "\t")
    ids = _read(data / "rldata500/identity.RLdata500.tsv", "\t")
    made = [
        {
            "given": f"{row['fname_c1']} {row['fname_c2']}".strip(),
            "surname": f"{row['lname_c1']} {row['lname_c2']}".strip(),
            "birth": f"{row['by']}-{int(row['bm']):02}-{int(row['bd']):02}",
        }
        for row in ({key: "" if cell == "NA" else cell for key, cell in r.items()} for r in rows)
    ]
    who = [next(iter(row.values())) for row in ids]
    return LinkedSet("RLdata500", Side(made, who), None, {"name and birth date": PERSON[:3]})


def _read(file: Path, delimiter: str = ",") -> list[Row]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=delimiter, skipinitialspace=True)
        return [{key: (cell or "").strip() for key, cell in row.items()} for row in rows]


def _dated(name: str, text: str) -> str:
    if name == "birth" and len(text) == 8 and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return text
