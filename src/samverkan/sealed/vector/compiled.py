"""Compiling the routines for this processor, once for each kind in a process, and calling them.

What is compiled lives in this process's memory only. llvmlite is imported here, when first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import CFUNCTYPE, c_char, c_int64, c_void_p
from dataclasses import dataclass
from functools import cache
from typing import Any
from warnings import warn

import numpy as np
from numpy.typing import NDArray

from samverkan.sealed import sodium
from samverkan.sealed.vector import answers, batches, digests, routines, sums
from samverkan.sealed.vector.fields import Ifma, Plain
from samverkan.sealed.vector.limbs import Field

Words = NDArray[np.uint64]
Routine = Callable[..., None]
Product = tuple[bytes, bytes, bool]
Pairs = tuple[list[bytes], list[bytes], bool]

_BATCH = 128  # groups that share an inversion; their states are half a megabyte at most
_ALL = b"\xff" * 8
_AVX512 = ("avx512f", "avx512dq", "avx512bw", "avx512vl")


class Fault(RuntimeWarning):
    """Compiled arithmetic is amiss on this machine, and libsodium works. Somebody must look."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to compile: the limbs, the lanes, and what the processor must have.

    `pays` is how many elements save the time that compiling takes, as measured. `singles` says that
    it is faster than libsodium for single elements too, and compiled for them.
    """

    name: str
    field: type[Field]
    lanes: int
    needs: tuple[str, ...]
    pays: int
    singles: bool = False


# Where none of these runs (ARM, say), libsodium does it all, until somebody measures there.
KINDS = (
    Kind("ifma", Ifma, 8, (*_AVX512, "avx512ifma"), 12_000, singles=True),
    Kind("avx512", Plain, 8, _AVX512, 20_000),
    Kind("avx2", Plain, 4, ("avx2",), 25_000),
    Kind("generic", Plain, 2, ("sse2",), 100_000),
)


@cache
def usable() -> tuple[Kind, ...]:
    """Give the kinds that this processor runs, the fastest first; none without llvmlite.

    None too, with a warning, where it is installed and does not load or know the processor.
    """
    try:
        from llvmlite import binding  # noqa: PLC0415  takes a fifth of a second and 80 MB

        features = binding.get_host_cpu_features()
    except ImportError:
        return ()
    except (OSError, RuntimeError) as error:
        warn(f"llvmlite does not work here ({error}); libsodium does the work.", Fault, 2)
        return ()
    return tuple(kind for kind in KINDS if all(features.get(need) for need in kind.needs))


class Routines:
    """The compiled routines of one kind. Arrays are (groups, words, lanes) of 64-bit words."""

    def __init__(self, kind: Kind) -> None:
        self.lanes = kind.lanes
        field = kind.field(kind.lanes)
        self._made = _compiled(routines.module(field, singles=kind.singles), kind)
        self._states = batches.state_size(field)
        self._sums = sums.room_for_sums(field)
        self._checking = answers.room_for_sums(field)
        self._seal = self._function("seal", 4, 2)
        self._blind = self._function("blind", 4, 2)
        self._evaluate = self._function("evaluate", 5, 2)
        self._weigh = self._function("weigh", 5, 1)
        self._answer = self._function("answer", 8, 1)
        self._digest = self._function("digest", 3, 2)
        self._reduce = self._function("reduce", 2, 1)
        self._products = self._function("products", 3, 1)
        self._unwind = self._function("unwind", 3, 1)
        self.singles = kind.singles
        if kind.singles:
            self._pair, self._pairs = (self._function(name, 4, 0) for name in ("pair", "pairs"))

    def seal(self, uniform: Words, scalars: Words) -> Words:
        """Hash 8 uniform words to an element and multiply it; `scalars` has one group or all."""
        out = np.empty((len(uniform), 4, self.lanes), np.uint64)
        for part in _parts(len(uniform)):
            own = scalars[part] if len(scalars) > 1 else scalars
            self._in_batch(self._seal, len(out[part]), own, out[part], uniform[part])
        return out

    def blind(self, uniform: Words, scalars: Words) -> Words:
        """Hash 8 uniform words to an element and multiply it by each holder's scalar.

        `scalars` is (groups, holders, 4, lanes), and so is what is given.
        """
        out = np.empty_like(scalars)
        holders = scalars.shape[1]
        for part in _parts(len(uniform), max(1, _BATCH // holders)):
            states = np.empty((out[part].size // 4 * self._states,), np.uint64)
            arrays = out[part], uniform[part], scalars[part], states
            self._blind(*_at(*arrays), holders, len(out[part]))
        return out

    def evaluate(self, elements: Words, scalars: Words) -> tuple[Words, Words]:
        """Multiply elements; also say which lanes held one (all bits set, else zero)."""
        out, good = np.empty_like(elements), np.zeros((len(elements), self.lanes), np.uint64)
        for part in _parts(len(elements)):
            own = scalars[part] if len(scalars) > 1 else scalars
            arrays = out[part], good[part], elements[part]
            self._in_batch(self._evaluate, len(out[part]), own, *arrays)
        return out, good

    def answer(self, elements: Words, scalar: Words, weights: Words) -> tuple[Words, Words, Words]:
        """Multiply elements by one scalar, and say which lanes held one.

        Also give, for each part of 128 groups, the weighted sum of its elements, and that of its
        products by half of the scalar: (parts, 2, 4, lanes), each in every lane.
        """
        out, good = np.empty_like(elements), np.zeros((len(elements), self.lanes), np.uint64)
        parts = _parts(len(elements))
        checks = np.empty((len(parts), 2, 4, self.lanes), np.uint64)
        kept = np.empty((self._checking, self.lanes), np.uint64)
        for part, check in zip(parts, checks, strict=True):
            states = np.empty((len(out[part]), self._states, self.lanes), np.uint64)
            arrays = out[part], good[part], elements[part], scalar, states, weights[part]
            self._answer(*_at(*arrays, kept, check), len(out[part]))
        return out, good, checks

    def weigh(self, elements: Words, scalars: Words) -> tuple[Words, Words]:
        """Add up elements times scalars, the sum in every lane; also say which lanes held one."""
        out = np.empty((1, 4, self.lanes), np.uint64)
        good = np.zeros((len(elements), self.lanes), np.uint64)
        kept = np.empty((self._sums, self.lanes), np.uint64)
        self._weigh(*_at(out, good, elements, scalars, kept), len(elements))
        return out, good

    def pair(self, element: bytes, scalar: bytes, other: bytes) -> Product:
        """Multiply an element by two scalars. Give the first product, their sum, and a verdict."""
        half, size = self.lanes // 2, sodium.SIZE
        out, good = (c_char * (2 * size * self.lanes))(), (c_char * (8 * self.lanes))()
        self._pair(out, good, element * self.lanes, scalar * half + other * half)
        found, sums = out.raw, size * self.lanes
        return found[:size], found[sums : sums + size], good.raw == _ALL * self.lanes

    def pairs(self, scalars: Sequence[bytes], elements: Sequence[bytes]) -> Pairs:
        """Multiply elements for all lanes: those of the second half are the others of each pair.

        Give their products in order, each pair's sum, and whether all of them are elements.
        """
        size, room = sodium.SIZE, sodium.SIZE * self.lanes
        out, good = (c_char * (2 * room))(), (c_char * (8 * self.lanes))()
        self._pairs(out, good, b"".join(elements), b"".join(scalars))
        found = out.raw
        each = [found[at : at + size] for at in range(0, room + room // 2, size)]
        return each[: self.lanes], each[self.lanes :], good.raw == _ALL * self.lanes

    def digest(self, state: Words, blocks: Words, counts: Words) -> Words:
        """Take so many of each lane's blocks (groups, blocks, 16, lanes) into the SHA-512 state."""
        groups, most = blocks.shape[:2]
        shape = (groups, digests.STATE, self.lanes)
        out = np.array(np.broadcast_to(state, shape), order="C")  # a copy, to be written in
        self._digest(*_at(out, blocks, counts), most, groups)
        return out

    def reduce(self, uniform: bytes) -> bytes:
        """Reduce values of 64 bytes, one at least, modulo the order: 32 bytes each."""
        values = np.frombuffer(uniform, np.uint64)
        out = np.empty(len(values) // 2, np.uint64)
        self._reduce(*_at(out, values), len(values) // 8)
        return out.tobytes()

    def inverses(self, scalars: bytes) -> bytes:
        """Invert scalars, one at least and none of them zero (Montgomery's way)."""
        values = np.frombuffer(scalars, np.uint64)
        found, total = np.empty_like(values), np.array((1, 0, 0, 0), np.uint64)
        self._products(*_at(found, total, values), len(values) // 4)
        rest = np.frombuffer(sodium.scalar_invert(total.tobytes()), np.uint64).copy()
        self._unwind(*_at(found, rest, values), len(values) // 4)
        return found.tobytes()

    def _in_batch(self, routine: Routine, groups: int, scalars: Words, *arrays: Words) -> None:
        states = np.empty((groups, self._states, self.lanes), np.uint64)
        routine(*_at(*arrays, scalars, states), 4 if len(scalars) > 1 else 0, groups)

    def _function(self, name: str, pointers: int, numbers: int) -> Routine:
        kind = CFUNCTYPE(None, *[c_void_p] * pointers, *[c_int64] * numbers)
        return kind(self._made.get_function_address(name))


def _compiled(text: str, kind: Kind) -> Any:  # noqa: ANN401  llvmlite has no types
    from llvmlite import binding  # noqa: PLC0415  see above

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    module = binding.parse_assembly(text)
    module.verify()
    triple = binding.get_default_triple()
    machine = binding.Target.from_triple(triple).create_target_machine(
        cpu="x86-64" if triple.startswith("x86_64") else "",
        features=",".join(f"+{need}" for need in kind.needs),
        opt=2,
        jit=True,
    )
    made = binding.create_mcjit_compiler(module, machine)
    made.finalize_object()
    return made


def _parts(groups: int, batch: int = _BATCH) -> list[slice]:
    return [slice(at, at + batch) for at in range(0, groups, batch)]


def _at(*arrays: NDArray[Any]) -> list[int]:
    return [array.ctypes.data for array in arrays]
