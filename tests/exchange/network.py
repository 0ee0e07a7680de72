"""A world in one process: a network that loses, repeats, reorders and parts; nodes that crash.

Everything random comes from one seed, so a failure is replayed by its number.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random
from uuid import UUID

from samverkan.exchange.inbox import decide, gaps
from samverkan.wire.canonical import digest
from samverkan.wire.identifiers import RecordId, Version
from tests.exchange.node import Crash, Node

CODES = ("KBV", "KFM", "POL", "RUC-STHLM")


@dataclass
class World:
    """The network, the clock, and four nodes."""

    seed: int
    decide: Callable = decide
    loss: float = 0.4
    crash: float = 0.02
    seconds: float = 0.0

    def __post_init__(self):
        self.rng = Random(self.seed)  # noqa: S311
        self.nodes = {
            code: Node(code, self, skew=timedelta(seconds=self.rng.uniform(-30, 30)))
            for code in CODES
        }
        self.events, self.order = [], count()
        self.parted = frozenset()
        self.current = None
        self.written = []
        self.gaps_seen = 0

    def new_id(self):
        return str(UUID(int=self.rng.getrandbits(128), version=4))

    def at(self, seconds, node, action):
        heapq.heappush(self.events, (seconds, next(self.order), node, action))

    def may_crash(self):
        if self.rng.random() < self.crash:
            raise Crash

    def send(self, recipient, data):
        if self.current in self.parted and recipient not in self.parted:
            return
        for _ in range(1 + (self.rng.random() < self.loss / 2)):
            if self.rng.random() >= self.loss:
                node = self.nodes[recipient]
                delay = self.rng.expovariate(1 / 2) * self.rng.choice([1, 1, 1, 10])
                self.at(self.seconds + delay, node, lambda node=node: node.receive(data))

    def run(self, until):
        """Let everything happen up to a time; a crashed node is away for a while."""
        while self.events and self.events[0][0] <= until:
            self.seconds, _, node, action = heapq.heappop(self.events)
            if self.seconds < node.down_until:
                continue
            self.current = node.code
            try:
                action()
            except Crash:
                node.down_until = self.seconds + self.rng.uniform(0, 10)

    def plan(self, messages=40, records=3, chaos=60.0):
        """Plan who writes what when: versions of records, and single messages, some with an end."""
        versions = {}
        for _ in range(messages):
            sender, recipient = self.rng.sample(CODES, 2)
            record = self.rng.choice([None, None, *range(records)])
            key = (sender, recipient, record)
            versions[key] = versions.get(key, 0) + (record is not None)
        for (sender, recipient, record), number in versions.items():
            moments = sorted(self.rng.uniform(0, chaos) for _ in range(max(number, 1)))
            uuid = UUID(int=self.rng.getrandbits(128), version=4)
            before = None
            for position, moment in enumerate(moments, start=1):
                about = None
                if record is not None:
                    own = digest(f"{uuid} {position}".encode())
                    about = Version(RecordId(sender, uuid), position, own, before)
                    before = own
                lifetime = self.rng.choice([None, 10, 20])
                self.plan_one(sender, recipient, about, moment, lifetime)

    def plan_one(self, sender, recipient, about, moment, lifetime):
        def write():
            node = self.nodes[sender]
            expires_at = None if lifetime is None else node.now + timedelta(seconds=lifetime)
            self.written.append(node.write(recipient, about, expires_at))

        # A user who meets a crashed node tries again, so writing itself is never lost.
        writer = Node(sender, self)
        self.at(moment, writer, write)

    def live(self, chaos=60.0, quiet=900.0):
        """A time of trouble, then a time in which the network heals."""
        self.plan(chaos=chaos)
        for second in range(int(chaos)):
            for node in self.nodes.values():
                self.at(second + self.rng.random(), node, node.tick)
        self.at(chaos / 3, Node("", self), lambda: self.part(self.rng.sample(CODES, 2)))
        self.at(chaos * 2 / 3, Node("", self), lambda: self.part(()))
        for second in range(10, int(chaos) + 1, 10):
            self.run(second)
            self.look_for_gaps()
        self.loss = self.crash = 0.0
        for second in range(int(chaos), int(chaos + quiet), 5):
            for node in self.nodes.values():
                self.at(second + self.rng.random(), node, node.tick)
        self.run(chaos + quiet)
        return self

    def part(self, codes):
        self.parted = frozenset(codes)

    def look_for_gaps(self):
        """Compare the gaps that each node finds with what really is missing."""
        for node in self.nodes.values():
            for numbers in node.store.numbers.values():
                missing = set(range(1, max(numbers, default=0))) - numbers
                if set(gaps(numbers)) != missing:
                    raise AssertionError(f"seed {self.seed}: {gaps(numbers)}, not {missing}")
                self.gaps_seen += len(missing)
