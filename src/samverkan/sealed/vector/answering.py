"""A holder's products, all of them checked before they leave it.

A wrong one could tell of the key to whoever asked for it (a bug attack: Biham, Carmeli, Shamir,
2008). So the weighted sum of all elements is multiplied by libsodium, and compared with that of
the products. A fault passes if its errors, times their weights, add up to nothing: a single one
does not, since no weight is zero, and the weights are hashed from the key and the elements, so that
nobody who chooses elements knows them.
"""

from __future__ import annotations

from hashlib import shake_256

import numpy as np

from samverkan.sealed import sodium
from samverkan.sealed.errors import BadElement
from samverkan.sealed.vector import answers, lanes
from samverkan.sealed.vector.compiled import Routines, Words

_DOMAIN = b"samverkan/weights/v1"
_HALF = pow(2, -1, sodium.ORDER).to_bytes(sodium.SIZE, "little")


def answered(routines: Routines, scalar: bytes, elements: bytes) -> tuple[bytes, Words, bool]:
    """Multiply elements by one scalar. Say which are elements, and whether the sums agree."""
    count = len(elements) // sodium.SIZE
    products, good, checks = routines.answer(
        lanes.spread(elements, 4, routines.lanes),
        lanes.shared(scalar, routines.lanes),
        _weights(scalar, elements, routines.lanes),
    )
    half = sodium.scalar_mul(scalar, _HALF)
    sound = all(_agree(half, *(lanes.joined(each[None], 1) for each in pair)) for pair in checks)
    return lanes.joined(products, count), good, sound


def _agree(scalar: bytes, of_elements: bytes, of_products: bytes) -> bool:
    """Compare; elements may by chance add up to nothing, and then their products must."""
    if of_elements == sodium.IDENTITY:
        return of_products == sodium.IDENTITY
    try:
        return sodium.scalarmult(scalar, of_elements) == of_products
    except BadElement:
        return False


def _weights(scalar: bytes, elements: bytes, width: int) -> Words:
    """Give a weight from 1 to 2^30 for every lane, those that are filled up too."""
    groups = -(-len(elements) // (sodium.SIZE * width))
    drawn = shake_256(_DOMAIN + scalar + elements).digest(8 * groups * width)
    words = np.frombuffer(drawn, "<u8") & np.uint64((1 << answers.WEIGHT) - 1)
    words += np.uint64(1)
    return words.reshape(groups, width).astype(np.uint64)
