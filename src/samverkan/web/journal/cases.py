"""Case keys: what is sealed under a case can be read until the case is erased, and never after."""

from __future__ import annotations

from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from samverkan.rules.refusal import NotAllowed
from samverkan.web.journal.chance import draw
from samverkan.web.journal.instance import InstanceBroken, here
from samverkan.web.journal.models import CaseKey

NONCE = 12
KEY_OF_CASE = 'SELECT "wrapped" FROM "journal_casekey" WHERE "case" = %s'


class CaseErased(NotAllowed):
    """The case's key has been destroyed: nothing under it can be read or written again."""

    def __init__(self, case: str) -> None:
        super().__init__("journal.case_erased", case=case)


def seal_under(case: str, data: bytes, *, now: datetime) -> bytes:
    """Encrypt with the case's key, made at first use. Gives nonce and AES-256-GCM ciphertext."""
    return _encrypt(_unwrap(case, _kept(case) or _made(case, now=now)), data, case)


def open_under(case: str, sealed: bytes) -> bytes:
    """Decrypt what `seal_under` made. CaseErased if the key is gone."""
    wrapped = _kept(case)
    if wrapped is None:
        raise CaseErased(case)
    key = AESGCM(_unwrap(case, wrapped))
    return key.decrypt(bytes(sealed[:NONCE]), bytes(sealed[NONCE:]), case.encode())


def check_key() -> None:
    """Raise InstanceBroken unless the instance key opens the newest case key."""
    row = CaseKey.objects.exclude(wrapped=None).order_by("-pk").first()
    if row is not None and row.wrapped is not None:
        _unwrap(row.case, bytes(row.wrapped))


def _kept(case: str) -> bytes | None:
    """Give a case's wrapped key, None if it has had none. CaseErased if it is destroyed.

    Asked for with every entry of the journal: building the query anew costs ten times this one.
    """
    with connection.cursor() as cursor:
        cursor.execute(KEY_OF_CASE, [case])
        row = cursor.fetchone()
    if row is None:
        return None
    if row[0] is None:
        raise CaseErased(case)
    return bytes(row[0])


def _made(case: str, *, now: datetime) -> bytes:
    """Make a case's key, or take the one that another process made in the meantime."""
    row, _ = CaseKey.objects.get_or_create(
        case=case, defaults={"wrapped": _wrap(case, draw(32)), "made_at": now}
    )
    if row.wrapped is None:
        raise CaseErased(case)
    return bytes(row.wrapped)


def _encrypt(key: bytes, data: bytes, case: str) -> bytes:
    nonce = draw(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, case.encode())


def _wrap(case: str, key: bytes) -> bytes:
    return _encrypt(here().keys["wrap"], key, case)


def _unwrap(case: str, wrapped: bytes) -> bytes:
    try:
        return AESGCM(here().keys["wrap"]).decrypt(wrapped[:NONCE], wrapped[NONCE:], case.encode())
    except InvalidTag:
        raise InstanceBroken(
            f"{here().folder / 'keys' / 'wrap.key'} does not open the database's case keys: "
            "it belongs to another instance."
        ) from None
