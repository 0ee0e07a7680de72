"""Merkle trees of RFC 6962 section 2.1 over SHA-256: roots, proofs and their verification.

A proof is a list of subtree hashes, so making one needs only a function that gives the hash of
the leaves `[start, end)`: from a list (`over`) or from stored tiles (`tiles.over`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeAlias

HashOf: TypeAlias = Callable[[int, int], bytes]
"""The hash of the subtree over the leaves [start, end), as RFC 6962 splits them."""

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


class ProofInvalid(ValueError):
    """A proof that does not show what it should; the text is one sentence."""


def leaf_hash(entry: bytes) -> bytes:
    """Give SHA-256(0x00 ‖ entry), 32 bytes."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give SHA-256(0x01 ‖ left ‖ right), 32 bytes."""
    return sha256(b"\1" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Give the root over leaf hashes; a last one without a sibling rises as it is."""
    level = list(hashes)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [
            *(sha256(b"\1" + left + right).digest() for left, right in pairs),
            *(level[-1:] if len(level) % 2 else ()),
        ]
    return level[0] if level else EMPTY_ROOT


def over(leaf_hashes: Sequence[bytes]) -> HashOf:
    """Give the subtree hashes of a list of leaf hashes."""
    return lambda start, end: root_of(leaf_hashes[start:end])


def inclusion_proof(hash_of: HashOf, *, index: int, size: int) -> tuple[bytes, ...]:
    """Give the audit path of leaf `index` in the tree of `size` leaves (RFC 6962, 2.1.1)."""
    _check_index(index, size)
    path, start, end = [], 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(hash_of(middle, end))
            end = middle
        else:
            path.append(hash_of(start, middle))
            start = middle
    return tuple(reversed(path))


def consistency_proof(hash_of: HashOf, *, old_size: int, size: int) -> tuple[bytes, ...]:
    """Give the proof that the first `old_size` of `size` leaves are unchanged (RFC 6962, 2.1.2)."""
    _check_sizes(old_size, size)
    path, start, end = [], 0, size
    while end != old_size:
        middle = start + split(end - start)
        if old_size <= middle:
            path.append(hash_of(middle, end))
            end = middle
        else:
            path.append(hash_of(start, middle))
            start = middle
    if start:
        path.append(hash_of(start, end))
    return tuple(reversed(path))


def verify_inclusion(
    proof: Sequence[bytes], *, leaf: bytes, index: int, size: int, root: bytes
) -> None:
    """Check that the leaf hash `leaf` stands at `index` under `root`, or raise ProofInvalid."""
    _check_index(index, size)
    _check_hashes([leaf, *proof])
    if _climb(leaf, leaf, index, size - 1, proof)[1] != root:
        raise ProofInvalid(f"The proof does not lead from entry {index} to the root.")


def verify_consistency(
    proof: Sequence[bytes], *, old_size: int, old_root: bytes, size: int, root: bytes
) -> None:
    """Check that the tree of `size` begins with the tree of `old_size`, or raise ProofInvalid.

    An empty old tree proves nothing, so `old_size` 0 is an error.
    """
    _check_sizes(old_size, size)
    _check_hashes(proof)
    node, last = old_size - 1, size - 1
    while node & 1 or node == last != 0:
        node, last = node >> 1, last >> 1
    # Of a full tree, and of the same tree, the verifier knows the first hash already.
    known = (old_root,) if node == 0 else ()
    first, *rest = (*known, *proof) or (b"",)
    if _climb(first, first, node, last, rest) != (old_root, root):
        raise ProofInvalid(f"The tree of {size} does not begin with the tree of {old_size}.")


def split(count: int) -> int:
    """Give the largest power of two below `count` (at least 2): where RFC 6962 splits a tree."""
    return 1 << ((count - 1).bit_length() - 1)


def _climb(
    old: bytes, new: bytes, node: int, last: int, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """Go from node number `node` to the root; give the old tree's root and the new one's.

    The old tree knows only what stands to the left; without an old tree its half is of no use.
    """
    for sibling in proof:
        if not last:
            raise ProofInvalid("The proof is too long.")
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofInvalid("The proof is too short.")
    return old, new


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:
        raise ProofInvalid(f"There is no entry {index} in a tree of {size}.")


def _check_sizes(old_size: int, size: int) -> None:
    if not 0 < old_size <= size:
        raise ProofInvalid(f"No proof leads from a tree of {old_size} to a tree of {size}.")


def _check_hashes(hashes: Sequence[bytes]) -> None:
    """Refuse other lengths: two that add up to 64 bytes could pass for another pair."""
    if any(len(node) != HASH_SIZE for node in hashes):
        raise ProofInvalid(f"A hash in a proof is {HASH_SIZE} bytes.")
