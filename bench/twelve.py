"""Twelve registers of a million, and a thousand persons to ask all of them about.

Each register has a key of its own and a list of which half of the persons stand on. The rest of
its rows are made of random outputs, which is what sealed strangers look like: sealing is measured
elsewhere. The clear registers hold the same persons, and strangers in clear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import shake_256

import duckdb
import numpy as np

from samverkan.sealed import engines, voprf
from samverkan.sealed.asking import Question, open_answer
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.pack_header import Header, buckets_for, padded
from samverkan.sealed.pack_order import arranged
from samverkan.sealed.pack_rows import RowCipher, as_rows
from samverkan.sealed.pack_writing import Assembly, signed
from samverkan.sealed.packs import Pack
from samverkan.sealed.voprf import KeyPair
from samverkan.wire.keys import SigningKey

REGISTERS = 12
LISTED = padded(1_000_000)
ASKED = 1_000
LABEL, CHECK = 12, 8  # as the product's packs of numbers have

APART = 90_000  # between two numbers that are asked about
NUMBERS = [f"{number * APART:08}" for number in range(ASKED)]
VALUES = [exact_input(Kind.ENGINE_NUMBER, number) for number in NUMBERS]
CLEAR = [f"register{number}" for number in range(REGISTERS)]


@dataclass(frozen=True, slots=True)
class Register:
    """A holder's key, and its pack at the asker."""

    key: KeyPair
    pack: Pack


def sealed_register(number: int, *, label: int = LABEL, check: int = CHECK) -> Register:
    """Make one register: every second person is listed."""
    key = epoch_key(bytes(31) + bytes([number]), asker="KBV", epoch="2025-07-12")
    salt = bytes([number]) * 16
    header = Header(f"H{number}", "KBV", "2025-07-12", key.public, salt, label, check)
    listed = engines.best(ASKED).prf_many(key.secret, VALUES[::2])
    strangers = np.random.default_rng(number).bytes(64 * (LISTED - len(VALUES[::2])))
    outputs = as_rows(listed + strangers, 64)
    cipher = RowCipher.of(header)
    labels = cipher.seal(outputs, np.ones((len(outputs), label), np.uint8))
    assembly = Assembly(header, buckets_for(len(outputs)))
    parts = assembly.take(arranged(cipher.places(outputs), labels, assembly.buckets))
    data = signed(b"".join((assembly.front(), *parts)), SigningKey(bytes(32)))
    return Register(key, Pack.open(data))


def ask_all(registers: Sequence[Register], round_: int) -> int:
    """Do what all parties do: blind for each holder, evaluate and prove, verify, open, look up."""
    random = [
        shake_256(b"%d %d" % (round_, number)).digest(64 * (ASKED + 1))
        for number in range(len(registers))
    ]
    questions = Question.for_each(VALUES, random=[own[64:] for own in random])
    asked = zip(registers, questions, random, strict=True)
    return sum(_asked(register, own, seed[:64]) for register, own, seed in asked)


def _asked(register: Register, questions: Sequence[Question], random: bytes) -> int:
    elements = [question.element for question in questions]
    r = voprf.proof_scalar(register.key, elements, random=random)
    answer = voprf.evaluate(register.key, elements, r=r)
    outputs = open_answer(questions, answer, public_key=register.pack.header.public_key)
    return len(register.pack.look_up_many(as_rows(b"".join(outputs), 64)).questions)


def clear_registers() -> duckdb.DuckDBPyConnection:
    """Put the same in clear into DuckDB: tables `asked` and `register0` to `register11`.

    Strangers' numbers lie among those asked about, and rows in no order, as in a real register:
    else the join would skip nearly all of the table.
    """
    clear = duckdb.connect()
    clear.execute("create table asked (id varchar)")
    clear.executemany("insert into asked values (?)", [(number,) for number in NUMBERS])
    for name in CLEAR:
        clear.execute(
            f"create table {name} as select format('{{:08d}}', n) as id from ("  # noqa: S608
            f" select n * {APART} as n from range(0, {ASKED}, 2) r(n)"
            f" union all select n * {APART * ASKED // LISTED} + 3 from range({LISTED}) r(n)"
            f") order by hash(n, '{name}')"
        )
    return clear


def join_all(clear: duckdb.DuckDBPyConnection) -> int:
    """Join the persons with each register in clear; count the hits."""
    queries = (f"select count(*) from asked join {name} using (id)" for name in CLEAR)  # noqa: S608
    return sum(clear.execute(query).fetchall()[0][0] for query in queries)
