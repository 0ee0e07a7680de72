"""What stands for an officer and for a case in a question: the holder can count, not name them."""

from __future__ import annotations

import hmac

from samverkan.web.journal.instance import here

_PURPOSE = b"samverkan/questions/pseudonym/v1/"


def pseudonym(kind: str, name: str) -> str:
    """Give 64 hexadecimal digits that are always the same for one officer or case of ours.

    Only this instance can tell whose they are, by computing them again.
    """
    message = _PURPOSE + kind.encode() + b"\0" + name.encode()
    return hmac.digest(here().keys["wrap"], message, "sha256").hex()
