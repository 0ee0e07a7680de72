"""What an independent validator finds wrong with a letter."""

from __future__ import annotations

import re

from page import ValidationProfile, validate_pdf_bytes

# The validator takes a last byte 0x0D of compressed data for a line's end: one stream in 256.
MISCOUNTED = "a stream /Length does not match its raw content length"


def faults(data: bytes, profile: ValidationProfile) -> list[str]:
    """Give the validator's findings, without its miscount where every length is in fact right."""
    found = [failure.message for failure in validate_pdf_bytes(data, profile=profile).failures]
    return [each for each in found if each != MISCOUNTED or not _lengths_are_right(data)]


def _lengths_are_right(data: bytes) -> bool:
    """Say whether each stream ends exactly where its /Length says."""
    for match in re.finditer(rb"/Length (\d+)", data):
        start = data.index(b"stream\n", match.end()) + len(b"stream\n")
        if not data.startswith(b"\nendstream", start + int(match.group(1))):
            return False
    return True
