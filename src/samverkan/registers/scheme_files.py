"""Schemes of likeness as files: learnt once, named in the pack's signed head, read by its asker."""

from __future__ import annotations

from pathlib import Path

from samverkan.registers.file_faults import file_fault
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness import Scheme, belongs, scheme_digest
from samverkan.sealed.pack_header import Header


def read_scheme(path: Path, kind: str) -> tuple[Scheme, bytes] | None:
    """Read a holder's own scheme and give its digest; none if there is no such file.

    NotAllowed if it is of another kind.
    """
    try:
        data = path.read_bytes()
        scheme = Scheme.from_json(data.decode())
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, TheirFault):
        raise NotAllowed("seal.scheme", file=str(path), kind=kind) from None
    if scheme.kind != kind:
        raise NotAllowed("seal.scheme", file=str(path), kind=kind)
    return scheme, scheme_digest(data)


def check_scheme(path: Path, header: Header) -> None:
    """Raise NotAllowed unless the file is the scheme that a pack's head names."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise file_fault(error, path) from None
    if not belongs(data, header):
        raise NotAllowed("seal.another_scheme", file=str(path), holder=header.holder)
