"""Invented registers of persons for the tests: seeded, with no name list from outside."""

from __future__ import annotations

import numpy as np

from samverkan.sealed.likeness import Columns, Person

STARTS = ["An", "Be", "Da", "El", "Fre", "Gun", "Har", "Ing", "Jo", "Ka", "Lin", "Ma", "Nil"]
ENDS = ["na", "ta", "nika", "isa", "dor", "borg", "mund", "eva", "rik", "vina", "ja", "nea", "la"]
ROOTS = ["Berg", "Lind", "Sjö", "Ek", "Ny", "Sten", "Gran", "Alm", "Hed", "Äng", "Ström", "Dal"]
TAILS = ["man", "ström", "kvist", "gren", "lund", "blad", "dahl", "berg", "sson", "fors", "holm"]
PLACES = ["Sandhamn", "Vaxholm", "Norrtälje", "Öregrund", "Nynäshamn", "Trosa", "Dalarö"]


def people(count: int, *, seed: int = 7) -> list[Person]:
    """Give persons with name, birth date, place and street."""
    random = np.random.default_rng(seed)

    def one(words: list[str]) -> str:
        return words[int(random.integers(len(words)) ** 2 / len(words))]

    return [
        Person.of(
            given=one(STARTS) + one(ENDS),
            surname=one(ROOTS) + one(TAILS),
            birth=f"{random.integers(1935, 2006)}-{random.integers(1, 13):02}"
            f"-{random.integers(1, 29):02}",
            place=one(PLACES),
            street=one(ROOTS) + "vägen",
            house=str(random.integers(1, 60)),
        )
        for _ in range(count)
    ]


def columns(persons: list[Person], secret: bytes = b"test") -> Columns:
    """Give persons as columns."""
    return Columns.of("person", persons, secret)
