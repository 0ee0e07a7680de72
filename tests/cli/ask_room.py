"""A folder with a pack, its key, and what is asked about: for the tests of `samverkan ask`."""

from __future__ import annotations

from pathlib import Path

from samverkan.cli import main
from samverkan.exchange.cards import Card, issue
from samverkan.registers.likeness_lists import digests_of, sealed_likeness
from samverkan.sealed import voprf
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.pack_header import Header
from samverkan.sealed.pack_writing import build
from samverkan.trail.notes import Signer
from samverkan.wire.keys import EncryptionKey, SigningKey
from samverkan.wire.times import from_text

MASTER = bytes(range(32))
SIGNING = SigningKey(bytes(range(32)))
LABEL = b"KFM".ljust(12, b"\0")
LISTED = exact_input(Kind.PERSONAL_NUMBER, "199001019802")
ENGINE = exact_input(Kind.ENGINE_NUMBER, "ZZE000123")
NUMBERS = "19900101-9802\n\n19880614-9806\nmotor ZZE-000123\n"


class Room:
    """A folder with a pack, its key, and a file of numbers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("key", MASTER.hex().encode(), 0o600)
        self.write("other-key", bytes(32).hex().encode(), 0o600)
        self.write("numbers", NUMBERS.encode())
        self.write("pack", self.pack("2025-07-12"))
        self.write("old-pack", self.pack("2025-07-11"))

    def pack(self, epoch: str) -> bytes:
        key = epoch_key(MASTER, asker="KBV", epoch=epoch)
        rows = [(voprf.prf(key.secret, value), LABEL) for value in (LISTED, ENGINE)]
        header = Header("KFM", "KBV", epoch, key.public, bytes(16), len(LABEL), 8)
        return build(rows, header, random=bytes(32), key=SIGNING)

    def write(self, name: str, data: bytes, mode: int = 0o600) -> None:
        path = self.folder / name
        path.write_bytes(data)
        path.chmod(mode)

    def __call__(self, step: str, file: str, *more: str, **files: str) -> int:
        words = [word for name, at in files.items() for word in (f"--{name}", self.at(at))]
        return main(["ask", step, self.at(file), *words, *more])

    def at(self, name: str) -> str:
        return str(self.folder / name)

    def bytes(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()


def card(code: str, key: SigningKey) -> bytes:
    """A participant's card with this signing key."""
    own = Card(
        participant=code,
        signing=key.public,
        encryption=EncryptionKey(bytes(32)).public,
        log=Signer(f"samverkan/{code}/journal", bytes(32)).vkey,
        base_url="https://x.example",
        valid_from=from_text("2025-01-01T00:00:00Z"),
    )
    return issue(own, key).encode()


PEOPLE = [
    ("Nadja", "Farledin"),
    *((f"Kar{a}a", f"{b}{a}sson") for a in "bdfgl" for b in ("Lar", "Olo", "Pet", "Sve")),
]
ROWS = "id,given_name,surname,birth_date\nA,Nadja,Farledinn,1960-03-01\nB,Ove,Ek,1999-01-01\n"


def make_likeness(room: Room) -> None:
    """Add a pack with keys of likeness, `like`, its scheme, and rows to ask about."""
    people = tuple(
        ("person", {"given": given, "surname": last, "birth": f"19{60 + n}-03-{n + 1:02}"})
        for n, (given, last) in enumerate(PEOPLE)
    )
    sealed = sealed_likeness(people, random=bytes(32), secret=bytes(32))
    key = epoch_key(MASTER, asker="KBV", epoch="2025-07-12")
    rows = [(voprf.prf(key.secret, value), label) for value, label in sealed.rows]
    schemes = digests_of(sealed.schemes)
    header = Header("KFM", "KBV", "2025-07-12", key.public, bytes(16), 18, 8, schemes)
    room.write("like", build(rows, header, random=bytes(32), key=SIGNING))
    room.write("scheme", sealed.schemes["person"].encode())
    room.write("rows.csv", ROWS.encode())
