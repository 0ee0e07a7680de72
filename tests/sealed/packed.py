"""Packs for tests: invented outputs, a header, a signing key, and what an attacker would do."""

from dataclasses import replace
from functools import cache
from hashlib import sha256

from samverkan.sealed.pack_header import DIGEST, SIGNATURE, Header, Layout, read_head
from samverkan.sealed.pack_writing import build
from samverkan.sealed.voprf import derive_key_pair
from samverkan.wire.keys import SigningKey
from tests.sealed.published import spread

PUBLIC = derive_key_pair(bytes(32), b"packs").public
HEADER = Header("KFM", "KBV", "2025-07-12", PUBLIC, bytes(range(16)), 16, 8)
BARE = replace(HEADER, label_length=0, check_length=0)
KEY = SigningKey(bytes(range(32)))


def outputs(count, name="listed"):
    return [spread(name, number) for number in range(count)]


def label(words, length=16):
    return words.encode().ljust(length, b"\0")


def listed(count):
    return [(output, label(f"desk {number}")) for number, output in enumerate(outputs(count))]


def made(rows, header=HEADER, random=None):
    return build(rows, header, random=random or spread("pack"), key=KEY)


@cache
def small():
    return made(listed(100))


def sealed_again(body):
    """The body with the digest an attacker would put there, and a signature that is none."""
    return bytes(body) + sha256(body).digest() + bytes(SIGNATURE)


def parts(data):
    """The head of a pack, its layout, and its body to change."""
    head = read_head(memoryview(data))
    return head, Layout.of(head), bytearray(data[: -DIGEST - SIGNATURE])
