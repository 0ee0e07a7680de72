"""What stands for an officer and for a case in a question: the holder can count, not name them."""

from __future__ import annotations

import hmac

from samverkan.web.journal.instance import here

_PURPOSE = b"samverkan/questions/pseudonym/v2/"


def pseudonym(kind: str, name: str, *, holder: str) -> str:
    """Give 64 hexadecimal digits that a holder always gets for one officer or case of ours.

    Only this instance can tell whose they are, by computing them again. Another holder gets others,
    so that two who compare do not find the same officer or case by them.
    """
    message = b"\0".join((_PURPOSE + kind.encode(), holder.encode(), name.encode()))
    return hmac.digest(here().keys["wrap"], message, "sha256").hex()
