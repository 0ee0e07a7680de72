"""Splink, recordlinkage's ECM and anonlink on two files of the same fields, or on one.

Each file is CSV with the column `row` and fields by the names below; what is linked is written as
CSV (left row, right row, score). None of them sees which rows belong together.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import logging
import warnings
from collections.abc import Sequence

import duckdb
import numpy as np
import pandas as pd
import recordlinkage as rl
import splink.comparison_library as cl
from anonlink.candidate_generation import find_candidate_pairs
from anonlink.similarities import dice_coefficient
from answering import serve, timed
from bitarray import bitarray
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

logging.disable(logging.WARNING)
warnings.simplefilter("ignore")

# What may be compared: in small files whatever has one field in common, else two fields or parts.
SMALL = 20_000
PAIRS_A_ROW = 20
LOOSE = (
    ("number",),
    ("email",),
    ("given",),
    ("surname",),
    ("birth",),
    ("postcode",),
    ("street", "house"),
    ("place", "substr(birth, 1, 4)"),
    ("place", "substr(surname, 1, 2)"),
    ("substr(given, 1, 3)", "substr(surname, 1, 3)"),
    ("substr(birth, 1, 7)", "substr(surname, 1, 1)"),
    ("substr(birth, 6, 5)", "substr(surname, 1, 1)"),
)
TIGHT = (
    ("number",),
    ("email",),
    ("given", "surname", "substr(birth, 1, 4)"),
    ("given", "surname", "substr(birth, 6, 5)"),
    ("given", "surname", "place"),
    ("given", "birth"),
    ("surname", "birth"),
    ("birth", "place"),
    ("substr(given, 1, 3)", "substr(surname, 1, 3)", "substr(birth, 1, 7)"),
    ("substr(given, 1, 3)", "substr(surname, 1, 3)", "substr(birth, 6, 5)"),
    ("substr(given, 1, 3)", "substr(surname, 1, 3)", "place", "substr(birth, 1, 4)"),
    ("postcode", "surname", "substr(given, 1, 1)"),
    ("postcode", "given", "substr(surname, 1, 1)"),
    ("street", "house", "postcode", "substr(given, 1, 1)"),
)
SESSIONS = (("birth",), ("given", "surname"), ("street", "house"), ("surname", "postcode"))


def by_splink(a: str, b: str | None, fields: list[str], out: str) -> dict[str, float]:
    """Link with Splink: its own comparisons, unsupervised, every pair from a probability of 0.01.

    `out` gets all pairs; the caller draws the line.
    """
    seconds, pairs = timed(lambda: _splink(a, b, fields))
    return _written(out, pairs) | {"cpu": seconds}


def _splink(a: str, b: str | None, fields: list[str]) -> list[tuple[int, int, float]]:
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    api = DuckDBAPI(connection=connection)
    tables = []
    for number, path in enumerate(path for path in (a, b) if path):
        connection.execute(
            f"CREATE TABLE d{number} AS SELECT * REPLACE (row::INT AS row) "  # noqa: S608  our file
            f"FROM read_csv('{path}', all_varchar = true, header = true)"
        )
        tables.append(api.register(f"d{number}"))
    rows = connection.execute("SELECT count(*) FROM d0").fetchall()[0][0]
    blocks = _blocks(fields, rows)
    settings = SettingsCreator(
        link_type="link_only" if b else "dedupe_only",
        unique_id_column_name="row",
        comparisons=_comparisons(fields),
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks],
        retain_matching_columns=False,
    )
    linker = Linker(tables if b else tables[0], settings, log_level=None)
    training = linker.training
    sure = [block_on(*block) for block in SURE if set(block) <= set(fields)]
    training.estimate_probability_two_random_records_match(sure, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for session in SESSIONS:
        if set(session) <= set(fields):
            training.estimate_parameters_using_expectation_maximisation(
                block_on(*session), record_sample_proportion=1.0
            )
    found = linker.inference.predict(threshold_match_probability=0.01).as_duckdbpyrelation()
    return found.project("row_l, row_r, match_probability").fetchall()


SURE = (
    ("number",),
    ("email",),
    ("given", "birth"),
    ("surname", "birth"),
    ("given", "surname", "postcode"),
    ("given", "surname", "place"),
)


def _blocks(fields: list[str], rows: int) -> list[tuple[str, ...]]:
    used = LOOSE if rows <= SMALL else TIGHT
    return [block for block in used if {_column(part) for part in block} <= set(fields)]


def _column(part: str) -> str:
    return part.removeprefix("substr(").partition(",")[0]


def _comparisons(fields: list[str]) -> list[object]:
    near = [0.9, 0.7]
    made = {
        "given": lambda: cl.NameComparison("given").configure(term_frequency_adjustments=True),
        "surname": lambda: cl.NameComparison("surname").configure(term_frequency_adjustments=True),
        "birth": lambda: cl.DateOfBirthComparison("birth", input_is_string=True),
        "number": lambda: cl.DamerauLevenshteinAtThresholds("number", [1, 2]),
        "street": lambda: cl.JaroWinklerAtThresholds("street", near),
        "house": lambda: cl.ExactMatch("house"),
        "place": lambda: cl.JaroWinklerAtThresholds("place", near).configure(
            term_frequency_adjustments=True
        ),
        "postcode": lambda: cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        "email": lambda: cl.EmailComparison("email"),
    }
    return [made[name]() for name in fields]


def by_ecm(a: str, b: str | None, fields: list[str], out: str) -> dict[str, float]:
    """Link with recordlinkage: Jaro-Winkler from 0.85 counts as equal, ECM finds the weights."""
    seconds, pairs = timed(lambda: _ecm(a, b, fields))
    return _written(out, pairs) | {"cpu": seconds}


def _ecm(a: str, b: str | None, fields: list[str]) -> list[tuple[int, int, float]]:
    frames = [_frame(path).set_index("row") for path in (a, b) if path]
    for frame in frames:
        for part in {part for block in (*LOOSE, *TIGHT) for part in block if "(" in part}:
            if _column(part) in fields:
                first, length = map(int, part.rstrip(")").split(", ")[1:])
                frame[part] = frame[_column(part)].str[first - 1 : first - 1 + length]
    index = rl.Index()
    for block in _blocks(fields, len(frames[0])):
        index.block(list(block))
    pairs = index.index(*frames)
    compare = rl.Compare(n_jobs=1)
    for name in fields:
        if name in {"given", "surname", "street", "place", "email"}:
            compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
        else:
            compare.exact(name, name, label=name)
    vectors = compare.compute(pairs, *frames)
    classifier = rl.ECMClassifier()
    classifier.fit(vectors)
    scores = classifier.prob(vectors)
    return [(left, right, float(p)) for (left, right), p in scores.items() if p >= 0.01]


def by_anonlink(
    a: str, b: str | None, fields: list[str], out: str, least: float
) -> dict[str, float]:
    """Link Bloom filters of two-letter parts (CLK, 1,024 bits, 20 hashes) by Dice's coefficient."""
    seconds, pairs = timed(lambda: _anonlink(a, b, fields, least))
    return _written(out, pairs) | {"cpu": seconds}


def _anonlink(
    a: str, b: str | None, fields: list[str], least: float
) -> list[tuple[int, int, float]]:
    sides = [_filters(path, fields) for path in (a, b or a)]
    scores, _, (left, right) = map(np.asarray, find_candidate_pairs(sides, dice_coefficient, least))
    once = np.flatnonzero((left < right) | (b is not None))
    # A line that lists more is nobody's best, and ten million pairs take minutes to write.
    most = min(len(once), PAIRS_A_ROW * len(sides[0]))
    kept = once[np.argpartition(-scores[once], most - 1)[:most]] if most else once
    return list(zip(left[kept].tolist(), right[kept].tolist(), scores[kept].tolist(), strict=True))


def _filters(path: str, fields: list[str]) -> list[object]:
    kept: dict[tuple[str, str], list[int]] = {}
    found = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            bits = bitarray(1024)
            bits.setall(0)
            for name in fields:
                key = (name, row[name])
                if key not in kept:
                    kept[key] = _bits(*key)
                for place in kept[key]:
                    bits[place] = 1
            found.append(bits)
    return found


def _bits(name: str, text: str) -> list[int]:
    padded = f" {text} " if text else ""
    bits = []
    for one, two in itertools.pairwise(padded):
        digest = hashlib.blake2b(f"{name}{one}{two}".encode(), digest_size=8).digest()
        first, second = int.from_bytes(digest[:4]), int.from_bytes(digest[4:])
        bits += [(first + n * second) % 1024 for n in range(20)]
    return bits


def _frame(path: str) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    frame["row"] = frame["row"].astype(int)
    return frame


def _written(out: str, pairs: Sequence[tuple[int, int, float]]) -> dict[str, float]:
    with open(out, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(pairs)
    return {"pairs": len(pairs)}


if __name__ == "__main__":
    serve({"splink": by_splink, "ecm": by_ecm, "anonlink": by_anonlink})
