"""Packs as files: written a part at a time, and mapped into memory to be read."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import numpy as np

from samverkan.exchange.cards import open_chains
from samverkan.registers.atomic import written
from samverkan.registers.file_faults import file_fault
from samverkan.registers.seal_rows import SealedRows
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.errors import PackDamaged, PackRefused
from samverkan.sealed.pack_delta import MAGIC, Delta
from samverkan.sealed.pack_order import Rows, arrange, positions
from samverkan.sealed.pack_rows import Bytes, Places
from samverkan.sealed.pack_updates import apply
from samverkan.sealed.pack_writing import Assembly, trailer
from samverkan.sealed.packs import Pack
from samverkan.wire.canonical import Malformed
from samverkan.wire.keys import SigningKey, VerifyKey
from samverkan.wire.seal import SealBroken

PART = 2**21
"""Rows in hand while a pack is written."""

_PIECE = 2**20


def map_file(path: Path) -> memoryview:
    """Map a file into memory. NotAllowed if it cannot be read."""
    try:
        with path.open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError as error:
        raise file_fault(error, path) from None
    except ValueError:  # an empty file cannot be mapped
        raise NotAllowed("files.empty", file=path) from None


def load_pack(path: Path, *, signer: VerifyKey | None = None) -> Pack:
    """Map a pack and check all of it, once. NotAllowed says what is wrong with it."""
    try:
        return Pack.open(map_file(path), signer=signer)
    except PackDamaged as error:
        raise pack_fault(error, path) from None


def reload_pack(path: Path) -> Pack:
    """Map a pack that was checked before, at once."""
    try:
        return Pack.reopen(map_file(path))
    except PackDamaged as error:
        raise pack_fault(error, path) from None


def pack_fault(error: PackDamaged, path: Path) -> NotAllowed:
    """Give the refusal of a pack or delta: damaged, or whole but not to be used."""
    key = "seal.refused" if isinstance(error, PackRefused) else "seal.damaged"
    return NotAllowed(key, file=path, why=str(error).rstrip("."))


def is_delta(path: Path) -> bool:
    """Say whether a file begins as a delta does."""
    return bytes(map_file(path)[: len(MAGIC)]) == MAGIC


def load_delta(path: Path, *, signer: VerifyKey | None = None) -> Delta:
    """Read a delta and check all of it. NotAllowed says what is wrong with it."""
    try:
        return Delta.open(map_file(path), signer=signer)
    except PackDamaged as error:
        raise pack_fault(error, path) from None


def applied(base: Pack, delta: Delta, path: Path, signer: VerifyKey | None) -> bytes:
    """Give the pack that a delta read from `path` leads to. NotAllowed if it leads nowhere.

    On the pack that it leads to it changes nothing.
    """
    try:
        data = bytes(base.view) if is_applied(base, delta) else apply(base, delta)
        if signer is not None:
            Pack.reopen(data).check_signature(signer)
    except PackDamaged as error:
        raise pack_fault(error, path) from None
    return data


def is_applied(base: Pack, delta: Delta) -> bool:
    """Say whether a pack is the one that a delta leads to, and not the one it starts from."""
    return base.digest == delta.said.target != delta.said.base


def key_on_card(path: Path, holder: str) -> VerifyKey:
    """Give the newest signing key of a holder from a file of its cards, one a line."""
    try:
        return open_chains(path.read_text("ascii").split())[holder][-1].signing
    except OSError as error:
        raise file_fault(error, path) from None
    except (KeyError, UnicodeDecodeError, Malformed, SealBroken):
        raise NotAllowed("seal.no_card", file=str(path), holder=holder) from None


def save(path: Path, data: bytes) -> None:
    """Write a file others may read, whole or not at all."""
    try:
        with written(path, private=False) as file:
            file.write(data)
    except OSError as error:
        raise file_fault(error, path) from None


def write_pack(
    path: Path, assembly: Assembly, rows: SealedRows, decoys: tuple[Places, Bytes], key: SigningKey
) -> tuple[bytes, Rows]:
    """Write rows in any order as a pack, whole or not at all.

    Give its digest, and all rows of positions where the pack does not show each of them.
    """
    unseen = []
    with TemporaryFile(dir=path.parent) as remainders, TemporaryFile(dir=path.parent) as labels:
        for part, hidden in _parts(rows, decoys, assembly.buckets):
            unseen.append(hidden)
            for piece, file in zip(assembly.take(part), (remainders, labels), strict=True):
                file.write(piece)
        with written(path, private=False) as whole:
            digest = _written(whole, assembly.front(), (remainders, labels))
            whole.write(trailer(digest, key))
    return digest, Rows(*(np.concatenate(column) for column in zip(*unseen, strict=True)))


def _parts(
    rows: SealedRows, decoys: tuple[Places, Bytes], buckets: int
) -> Iterator[tuple[Rows, Rows]]:
    """Give all rows in a pack's order, about PART at a time, and those that are hidden.

    Places are cut into even ranges; rows whose position reaches over an edge wait for the next.
    """
    parts = max(1, len(rows.place) // PART)
    waiting = SealedRows.none(rows.sealed.shape[1])
    for part in range(parts):
        edge = 2**64 * (part + 1) // parts
        own = _between(rows, decoys, 2**64 * part // parts, edge)
        places = np.concatenate((waiting.place, own[0]))
        sealed = np.concatenate((waiting.sealed, own[1]))
        ready = np.ones(len(places), bool)
        if part < parts - 1:
            ready = positions(places, buckets) < np.uint64(edge * buckets >> 32)
        waiting = waiting._replace(place=places[~ready], sealed=sealed[~ready])
        yield arrange(places[ready], sealed[ready], buckets)


def _between(
    rows: SealedRows, decoys: tuple[Places, Bytes], least: int, edge: int
) -> tuple[Places, Bytes]:
    """Give places and sealed labels from `least` up to the edge."""
    found = []
    for places, sealed in ((rows.place, rows.sealed), decoys):
        own = (places >= np.uint64(least)) & (places <= np.uint64(edge - 1))
        found.append((places[own], sealed[own]))
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _written(file: BinaryIO, front: bytes, parts: tuple[BinaryIO, ...]) -> bytes:
    """Write a pack's body and give its digest."""
    made = sha256(front)
    file.write(front)
    for part in parts:
        part.seek(0)
        while piece := part.read(_PIECE):
            made.update(piece)
            file.write(piece)
    return made.digest()
