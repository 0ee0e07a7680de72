"""Who does the arithmetic of a whole batch: libsodium, the reference, or a faster route if it pays.

Elements and scalars are 32 bytes each and outputs 64. Batches of them are joined into one `bytes`,
in order, so that no object is made for each. Every engine gives the same bytes as libsodium.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol
from warnings import warn

from samverkan.sealed.alone import Alone, SodiumAlone
from samverkan.sealed.errors import Unavailable
from samverkan.sealed.sodium_engine import SodiumEngine
from samverkan.sealed.suite import Mode

PAYS = 12_000
"""From so many elements in a process on it may pay to compile: `Kind.pays` says from how many."""
FEWEST = 8
"""Fewer elements than this in one call are no batch for a faster route, even if it is ready."""


class Engine(Protocol):
    """The batch operations. Whoever calls an engine may do so from several threads at once.

    Scalars out of range raise Misuse; bytes that are no element, or the identity, BadElement.
    """

    @property
    def name(self) -> str:
        """Name the arithmetic: libsodium, ifma, avx512, avx2 or generic."""

    @property
    def fallen_back(self) -> str:
        """Say in a sentence why libsodium does the work instead, or nothing if all is well."""

    def fall_back(self, where: str) -> None:
        """Leave its own way for libsodium, since it erred there, and say so aloud."""

    @property
    def alone(self) -> Alone | None:
        """Give its own way with single elements, if it has one that is faster than libsodium."""

    def prf_many(self, secret: bytes, inputs: Sequence[bytes], mode: Mode = Mode.VOPRF) -> bytes:
        """Give the PRF output of each input under one key, 64 bytes each."""

    def multiply_many(self, scalar: bytes, elements: bytes) -> bytes:
        """Multiply each element by one scalar."""

    def blind_many(
        self, scalars: Sequence[bytes], inputs: Sequence[bytes], mode: Mode = Mode.VOPRF
    ) -> bytes:
        """Hash each input to an element and multiply it by a scalar of its own."""

    def blind_each(
        self, scalars: Sequence[Sequence[bytes]], inputs: Sequence[bytes], mode: Mode = Mode.VOPRF
    ) -> list[bytes]:
        """Hash each input once, and multiply it by a scalar of its own for each holder."""

    def finalize_many(
        self, inputs: Sequence[bytes], scalars: Sequence[bytes], evaluated: bytes
    ) -> bytes:
        """Take each blind off and hash: the PRF output of each input."""

    def expand_many(
        self, messages: Sequence[bytes], domain: bytes, *, unseen: bytes = b""
    ) -> bytes:
        """Hash each message to 64 uniform bytes under a domain (RFC 9380 5.3.1).

        `unseen` is what `weighted_sum` takes; needed where the other side knows the messages.
        """

    def reduce_many(self, uniform: bytes, *, unseen: bytes = b"") -> bytes:
        """Reduce each 64 bytes, little-endian, modulo the order of the group: 32 bytes each.

        `unseen` is what `weighted_sum` takes; needed where the other side knows the bytes.
        """

    def weighted_sum(self, weights: bytes, elements: bytes, *, unseen: bytes) -> bytes:
        """Add up the elements, each times its weight. All of it is public: no secret goes in.

        `unseen` is bytes that the other side does not know. They change nothing of the sum: which
        part of it libsodium does again is drawn from them, so that nobody foresees it.
        """


@dataclass(slots=True)
class _Process:
    """What this process has compiled, and how many elements libsodium has done in it."""

    lock: Lock = field(default_factory=Lock)
    made: dict[str, Engine] = field(default_factory=dict)
    done: int = 0
    singles: int = 0
    fastest: Engine | None = None
    told: str = ""


_REFERENCE = SodiumEngine()
_ALONE = SodiumAlone(_REFERENCE)
_PROCESS = _Process()


def reference() -> Engine:
    """Give the engine that is always there, and that all others are compared with."""
    return _REFERENCE


def best(count: int) -> Engine:
    """Give the fastest engine for a call with so many elements.

    It compiles, once in a process, when this call and those before it make that worth its time;
    so the time spent is never more than twice what knowing it all beforehand would have cost.
    """
    if count < FEWEST:
        return _REFERENCE
    if _PROCESS.fastest is None:
        _PROCESS.done += count
        _compile_if_it_pays()
    return _PROCESS.fastest or _REFERENCE


def alone(count: int = 1) -> Alone:
    """Give who does the work of a single element, or so few, fastest, as `best` does for many.

    They count as those of batches do where the compiled route is faster for them too.
    """
    if _PROCESS.fastest is None:
        _PROCESS.singles += count
        _compile_if_it_pays()
    return alone_of(_PROCESS.fastest or _REFERENCE)


def alone_of(engine: Engine) -> Alone:
    """Give who does the work of single elements beside an engine."""
    return engine.alone or _ALONE


def names() -> tuple[str, ...]:
    """Name the engines that this machine can run, the fastest first; libsodium is the last."""
    from samverkan.sealed.vector import compiled  # noqa: PLC0415  not at the site's start

    return (*(kind.name for kind in compiled.usable()), _REFERENCE.name)


def engine(name: str) -> Engine:
    """Give one engine by name, compiled and proven at the first call. Raises Unavailable."""
    if name not in names():
        raise Unavailable(f"This machine cannot run the {name} arithmetic.")
    with _PROCESS.lock:
        if name not in _PROCESS.made:
            _PROCESS.made[name] = _REFERENCE if name == _REFERENCE.name else _vector(name)
        return _PROCESS.made[name]


def fallen_back() -> str:
    """Say why libsodium does the work of this process instead of a faster route, or nothing."""
    said = (engine.fallen_back for engine in list(_PROCESS.made.values()))
    return next(filter(None, said), _PROCESS.told)


def tell(fallen_back: str) -> None:
    """Keep what another process, which works for this one, says of its own engine."""
    _PROCESS.told = fallen_back or _PROCESS.told


def _compile_if_it_pays() -> None:
    if _PROCESS.done + _PROCESS.singles >= PAYS and _pays(_PROCESS.done, _PROCESS.singles):
        _PROCESS.fastest = engine(names()[0])


def _pays(done: int, singles: int) -> bool:
    from samverkan.sealed.vector import compiled  # noqa: PLC0415  not at the site's start

    return any(done + singles * kind.singles >= kind.pays for kind in compiled.usable()[:1])


def _vector(name: str) -> Engine:
    from samverkan.sealed.vector import compiled, proof  # noqa: PLC0415  not at the site's start
    from samverkan.sealed.vector.engine import VectorEngine  # noqa: PLC0415

    (kind,) = (kind for kind in compiled.usable() if kind.name == name)
    try:
        made = VectorEngine(name, compiled.Routines(kind), _REFERENCE)
    except (RuntimeError, OSError) as error:  # the compiler's own words, or no memory to run in
        reason = f"The {name} arithmetic could not be compiled ({error}); libsodium does the work."
        warn(reason, compiled.Fault, stacklevel=4)
        return SodiumEngine(reason)
    proof.prove(made, _REFERENCE)
    return made
