"""The holder's side of a question: judged on its envelope, journalled, and only then evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.rules.lists import Envelope, may_evaluate
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed import voprf
from samverkan.sealed.errors import BadElement
from samverkan.web.journal import actions as journal
from samverkan.web.journal.chance import draw, new_uuid
from samverkan.web.journal.instance import here
from samverkan.web.journal.transaction import in_one_transaction
from samverkan.web.people.queries import local_date
from samverkan.web.questions import queries
from samverkan.web.questions.actions.sealing import key_for
from samverkan.web.questions.epochs import epoch_of
from samverkan.web.questions.models import EvaluatedElement, Evaluation, SealedPack
from samverkan.web.questions.operations import OperationFacts, facts_of
from samverkan.web.questions.request import CardBody, Request, answer_body
from samverkan.wire.canonical import Json, Malformed


@in_one_transaction
def evaluate(*, body: Mapping[str, Json], by: Actor, now: datetime) -> dict[str, Json]:
    """Evaluate a partner's blinded elements, or refuse; the partner is told nothing of the reason.

    No list, no key, no answer: without a pack for this asker in this epoch everything is refused,
    so that a holder that lists nothing looks like one that is down.
    """
    request = _read(body)
    pack = queries.sealed_pack(asker=by.participant, epoch=request.epoch)
    if pack is None or request.epoch != epoch_of(now):
        raise NotAllowed("packs.none", asker=by.participant)
    operation = facts_of(request.operation, on=local_date(now))
    if operation is None:
        raise NotAllowed("packs.operation_unknown")
    _charge(request, pack, operation, now=now)
    _record(request, by=by, now=now)
    try:
        key = key_for(by.participant, request.epoch)
        r = voprf.proof_scalar(key, request.elements, random=draw(64))
        evaluation = voprf.evaluate(key, request.elements, r=r)
    except BadElement as error:
        raise NotAllowed("packs.unreadable", fault=str(error)) from None
    return answer_body(evaluation)


@in_one_transaction
def forget_evaluated(*, now: datetime) -> None:
    """Let go which elements we evaluated in past epochs: with their key gone none comes again."""
    queries.evaluated_in_past(now=now).delete()


def _read(body: Mapping[str, Json]) -> Request:
    try:
        return Request.from_body(body)
    except Malformed as error:
        raise NotAllowed("packs.unreadable", fault=str(error)) from None


def _charge(
    request: Request, pack: SealedPack, operation: OperationFacts, *, now: datetime
) -> None:
    """Judge each card and count its new elements, so that the next card meets what is left."""
    latest = queries.latest_evaluation()
    if latest is not None and latest > now:
        raise NotAllowed("packs.clock")
    number = new_uuid()
    for card in request.cards:
        fresh = _fresh(card, pack)
        _judge(card, pack, operation, fresh=len(fresh), request=number, now=now)
        EvaluatedElement.objects.bulk_create(fresh)
        Evaluation.objects.create(
            request=number,
            asker=pack.asker,
            user=card.user,
            case=card.case,
            operation=operation.ref,
            elements=len(fresh),
            at=now,
        )


def _fresh(card: CardBody, pack: SealedPack) -> list[EvaluatedElement]:
    """Give the elements that we have not evaluated for this asker in this epoch."""
    asked = [element.hex() for element in card.elements]
    theirs = EvaluatedElement.objects.filter(asker=pack.asker, epoch=pack.epoch)
    known = set(theirs.filter(element__in=asked).values_list("element", flat=True))
    return [
        EvaluatedElement(asker=pack.asker, epoch=pack.epoch, element=element)
        for element in asked
        if element not in known
    ]


def _judge(
    card: CardBody,
    pack: SealedPack,
    operation: OperationFacts,
    *,
    fresh: int,
    request: UUID,
    now: datetime,
) -> None:
    """Ask the rule for every ground of the pack, since any of its rows may open."""
    used = queries.usage(asker=pack.asker, user=card.user, case=card.case, request=request, now=now)
    for ground in pack.grounds:
        envelope = Envelope(
            holder=here().participant,
            asker=pack.asker,
            card=operation.card(card.card, card.purpose),
            elements=len(card.elements),
            ground=ground,
            askers=frozenset({pack.asker}),
            asked_before=len(card.elements) - fresh,
        )
        may_evaluate(envelope, used=used, decisions=operation.decisions, on=local_date(now))


def _record(request: Request, *, by: Actor, now: datetime) -> None:
    journal.record(
        Act.QUESTION_EVALUATED,
        about=request.operation,
        by=by,
        at=now,
        case=f"evaluations/{request.epoch}",
        details={"count": len(request.elements), **request.to_body()},
    )
