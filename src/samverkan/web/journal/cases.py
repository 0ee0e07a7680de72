"""Case keys: what is sealed under a case can be read until the case is erased, and never after."""

from __future__ import annotations

from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.chance import draw
from samverkan.web.journal.instance import InstanceBroken, here
from samverkan.web.journal.models import CaseKey

NONCE = 12


class CaseErased(NotAllowed):
    """The case's key has been destroyed: nothing under it can be read or written again."""

    def __init__(self, case: str) -> None:
        super().__init__("journal.case_erased", case=case)


def seal_under(case: str, data: bytes, *, now: datetime) -> bytes:
    """Encrypt with the case's key, made at first use. Gives nonce and AES-256-GCM ciphertext."""
    row, _ = CaseKey.objects.get_or_create(
        case=case, defaults={"wrapped": _wrap(case, draw(32)), "made_at": now}
    )
    return _encrypt(_unwrap(row), data, case)


def open_under(case: str, sealed: bytes) -> bytes:
    """Decrypt what `seal_under` made. CaseErased if the key is gone."""
    row = CaseKey.objects.filter(case=case).first()
    if row is None:
        raise CaseErased(case)
    key = AESGCM(_unwrap(row))
    return key.decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), case.encode())


def check_key() -> None:
    """Raise InstanceBroken unless the instance key opens the newest case key."""
    row = CaseKey.objects.exclude(wrapped=None).order_by("-pk").first()
    if row is not None:
        _unwrap(row)


def _encrypt(key: bytes, data: bytes, case: str) -> bytes:
    nonce = draw(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, case.encode())


def _wrap(case: str, key: bytes) -> bytes:
    return _encrypt(here().keys["wrap"], key, case)


def _unwrap(row: CaseKey) -> bytes:
    if row.wrapped is None:
        raise CaseErased(row.case)
    wrapped = bytes(row.wrapped)
    try:
        return AESGCM(here().keys["wrap"]).decrypt(
            wrapped[:NONCE], wrapped[NONCE:], row.case.encode()
        )
    except InvalidTag:
        raise InstanceBroken(
            f"{here().folder / 'keys' / 'wrap.key'} does not open the database's case keys: "
            "it belongs to another instance."
        ) from None
