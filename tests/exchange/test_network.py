"""Every interleaving that a seed can give: exactly once, in order, nothing lost when healed."""

from dataclasses import replace

import pytest

from samverkan.exchange.envelope import EXPIRED, RECEIPT
from samverkan.exchange.inbox import Refused, WaitFor, decide, gaps, judge
from samverkan.exchange.outbox import State
from tests.exchange.network import World

SEEDS = range(60)
DONE = {State.RECEIPTED, State.REFUSED, State.EXPIRED}


def faults(world):
    """Say in words what is wrong with a world that has healed."""
    found = []
    for envelope in world.written:
        row = world.nodes[envelope.sender].store.sent[envelope.message_id][1]
        effects = world.nodes[envelope.recipient].store.effects
        applied = sum(entry[1] == envelope.message_id for entry in effects)
        if row.state not in (State.RECEIPTED, State.EXPIRED):
            found.append(f"{envelope.message_id} ended as {row.state}")
        if applied != (row.state is State.RECEIPTED):
            found.append(f"{envelope.message_id} is {row.state} and was applied {applied} times")
        if row.state is State.EXPIRED and envelope.expires_at is None:
            found.append(f"{envelope.message_id} expired without an end")
    for node in world.nodes.values():
        found += faults_of_node(node)
    return found


def faults_of_order(node):
    found, newest = [], {}
    versions = (about for _, _, about in node.store.effects if about is not None)
    for about in versions:
        if about.number <= newest.get(about.record, 0):
            found.append(f"{about} was applied after version {newest[about.record]}")
        newest[about.record] = about.number
    return found


def faults_of_node(node):
    found = faults_of_order(node)
    for envelope, row, _ in node.store.sent.values():
        if envelope.schema == EXPIRED and row.state not in DONE:
            found.append(f"the notice {envelope.message_id} ended as {row.state}")
    for (sender, message_id), (envelope, receipt) in node.store.kept.items():
        if envelope.schema != RECEIPT and receipt is None:
            found.append(f"{message_id} from {sender} still waits at {node.code}")
    for sender, numbers in node.store.numbers.items():
        if unexplained_gaps(node, sender, numbers):
            found.append(f"{node.code} still misses {gaps(numbers)} from {sender}")
    return found


def unexplained_gaps(node, sender, numbers):
    """Give the gaps that no notice of expiry has explained."""
    explained = {
        envelope.body["sequence"]
        for envelope, _ in node.store.kept.values()
        if envelope.sender == sender and envelope.schema == EXPIRED
    }
    return set(gaps(numbers)) - explained


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_trouble_every_message_is_applied_exactly_once_and_in_order(seed):
    assert faults(World(seed).live()) == []


def test_the_worlds_are_hard_enough_to_prove_something():
    worlds = [World(seed).live() for seed in range(10)]
    states = [
        world.nodes[e.sender].store.sent[e.message_id][1].state
        for world in worlds
        for e in world.written
    ]
    attempts = [
        row[2]
        for world in worlds
        for node in world.nodes.values()
        for row in node.store.sent.values()
    ]
    assert sum(world.gaps_seen for world in worlds) > 50
    assert states.count(State.EXPIRED) > 5
    assert states.count(State.RECEIPTED) > 150
    assert max(attempts) > 4


def test_the_same_seed_gives_the_same_world():
    one, other = World(7).live(), World(7).live()
    assert [node.store for node in one.nodes.values()] == [
        node.store for node in other.nodes.values()
    ]


def without_memory(envelope, seen, supported, *, me, now):
    return judge(envelope, seen, supported, me=me, now=now)


def without_order(envelope, seen, supported, *, me, now):
    verdict = decide(envelope, seen, supported, me=me, now=now)
    if isinstance(verdict, WaitFor | Refused):
        return judge(forget_version(envelope), seen, supported, me=me, now=now)
    return verdict


def forget_version(envelope):
    return replace(envelope, about=None)


def test_the_checks_fail_when_messages_are_not_remembered():
    assert any(faults(World(seed, decide=without_memory).live()) for seed in range(5))


def test_the_checks_fail_when_versions_do_not_wait():
    found = [
        fault for seed in range(20) for fault in faults(World(seed, decide=without_order).live())
    ]
    assert any("was applied after version" in fault for fault in found)
