"""The asker's side, without the sending: a question, its answer, and opening it to an auditor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from samverkan.sealed import sodium, voprf
from samverkan.sealed.errors import Misuse


@dataclass(frozen=True, slots=True)
class Question:
    """One identifier hidden behind one blind. Only `element` leaves the asker."""

    value: bytes = field(repr=False)
    blind: bytes = field(repr=False)
    element: bytes

    @classmethod
    def about(cls, value: bytes, *, random: bytes) -> Question:
        """Blind an exact input with 64 random bytes, fresh for each question.

        Keep value and blind under the case key until retention ends: they open the question.
        """
        scalar = sodium.scalar_from(random)
        return cls(value, scalar, voprf.blind(value, scalar))

    @classmethod
    def about_many(cls, values: Sequence[bytes], *, random: bytes) -> tuple[Question, ...]:
        """Blind many exact inputs at once, each with 64 of the random bytes."""
        if len(random) != len(values) * sodium.UNIFORM_SIZE:
            raise Misuse(f"Each of {len(values)} questions needs 64 random bytes.")
        scalars = voprf.scalars_from(random)
        elements = voprf.blind_many(values, scalars)
        return tuple(map(cls, values, scalars, elements))

    @classmethod
    def for_each(
        cls, values: Sequence[bytes], *, random: Sequence[bytes]
    ) -> tuple[tuple[Question, ...], ...]:
        """Blind the same exact inputs for several holders, who cannot tell that they are the same.

        Each holder has random bytes of its own, 64 for each question. It takes half the time of
        `about_many` for each holder.
        """
        if any(len(own) != len(values) * sodium.UNIFORM_SIZE for own in random):
            raise Misuse(f"Each of {len(values)} questions needs 64 random bytes for each holder.")
        if values and len(set(random)) != len(random):
            raise Misuse("Two holders have the same random bytes: they could compare.")
        scalars = list(map(voprf.scalars_from, random))
        elements = voprf.blind_each(values, scalars)
        return tuple(tuple(map(cls, values, *each)) for each in zip(scalars, elements, strict=True))


def open_answer(
    questions: Sequence[Question], answer: voprf.Evaluation, *, public_key: bytes
) -> tuple[bytes, ...]:
    """Give the PRF output of each question, or raise ProofInvalid for all of them.

    `public_key` is the one in the pack that the outputs will be looked up in.
    """
    return voprf.verify_and_finalize(
        [question.value for question in questions],
        [question.blind for question in questions],
        [question.element for question in questions],
        answer,
        public_key,
    )


def open_logged(element: bytes, *, value: bytes, blind: bytes) -> bool:
    """Say whether a logged element is this input behind this blind: blind * H(value) = element.

    For the auditor, who trusts neither side: any bytes may come in, and nothing is raised.
    """
    try:
        return voprf.blind(value, blind) == element
    except Misuse:
        return False
