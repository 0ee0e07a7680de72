"""The season's tables as its authorities draw them up: without persons."""

from datetime import UTC, date, datetime

from samverkan.rules.figures import Period, data_hash, numbered
from tests.rules.figure_rows import SEASON, THINGS
from tests.rules.test_results import MONEY

AUTUMN = datetime(2025, 11, 27, 9, 0, tzinfo=UTC)
CHECKS = numbered(
    [
        ("routine", "2025-06", "done", 61),
        ("routine", "2025-07", "done", 102),
        ("routine", "2025-08", "done", 73),
        ("operation", "2025-06", "done", 40),
        ("operation", "2025-07", "done", 90),
        ("operation", "2025-08", "done", 46),
    ]
)
QUESTIONS = numbered([("person", "2025-07", "hit", 38), ("person", "2025-07", "no-hit", 152)])
HITS = numbered(
    [
        ("enforcement", "", "hit", 31),
        ("police", "", "hit", 4),
        ("customs", "", "hit", 2),
        ("tax", "", "hit", 1),
        ("prison", "", "hit", 1),
        ("migration", "", "hit", 1),
    ]
)
CONVICTIONS = numbered(
    [("prison", "", "first-instance", 25), ("conditional", "", "first-instance", 16)]
)
TABLES = {
    "property": ("KFM", THINGS),
    "money": ("KFM", numbered(MONEY)),
    "checks": ("KBV", CHECKS),
    "questions": ("KBV", QUESTIONS),
    "convictions": ("EBM", CONVICTIONS),
}


def content(dataset, rows, period: Period = SEASON):
    """Give a table as its home sends it."""
    return {
        "dataset": dataset,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "rows": [row.fields() for row in rows],
        "data_hash": data_hash(rows),
        "query": "season",
    }


def deliver(partner, *datasets, now=AUTUMN):
    """Let the homes of some tables send them here."""
    for dataset in datasets or TABLES:
        home, rows = TABLES[dataset]
        sender = partner(home)
        sealed = sender.release(
            "result", content(dataset, rows), now=now, expires_on=date(2035, 1, 1).isoformat()
        )
        sender.deliver(sealed, now=now)
