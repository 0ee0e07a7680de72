"""The published answers in `published.toml`, as bytes, and ready-made keys and scalars."""

from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path
from tomllib import loads

from samverkan.sealed.sodium import scalar_from

ANSWERS = loads(Path(__file__).with_name("published.toml").read_text("utf-8"))
BAD_ENCODINGS = [bytes.fromhex(text) for text in ANSWERS["bad_encodings"]]


@dataclass(frozen=True)
class Case:
    inputs: list[bytes]
    blinds: list[bytes]
    blinded: list[bytes]
    evaluated: list[bytes]
    outputs: list[bytes]
    proof: bytes = b""
    r: bytes = b""


def cases(mode: str) -> list[Case]:
    return [
        Case(**{name: _bytes(value) for name, value in row.items()})
        for row in ANSWERS[mode]["case"]
    ]


def _bytes(value: str | list[str]) -> bytes | list[bytes]:
    return bytes.fromhex(value) if isinstance(value, str) else [bytes.fromhex(one) for one in value]


def spread(*parts: object) -> bytes:
    """64 bytes that look random and are the same in every run."""
    return sha512(repr(parts).encode()).digest()


def scalar(*parts: object) -> bytes:
    return scalar_from(spread(*parts))
