"""The beat: entries get their place, tiles are written, a checkpoint is signed and published."""

from contextlib import suppress
from os import replace as real_replace

import pytest

from samverkan.trail.verify import verify_log
from samverkan.web.journal import actions, history, tiles
from samverkan.web.journal.instance import here
from samverkan.web.journal.models import Entry, SignedCheckpoint
from samverkan.web.journal.queries import covered, covered_size, is_empty, newest, unsigned
from tests.web.journal.log import audit, write


class Crash(BaseException):
    """The process dies here: no handler of ours sees it."""


def crash(*args, **kwargs):
    raise Crash


def checkpoint() -> int:
    note = tiles.published()
    return tiles.open_note(note).size if note else 0


def test_a_beat_signs_what_is_waiting_and_an_outsider_can_check_it(instance, now):
    numbers = write("a", "b", "c")
    assert unsigned() == Entry.objects.count()
    assert covered(numbers) == set()

    size = actions.beat(now=now)

    assert size == Entry.objects.count() == covered_size() == checkpoint()
    assert covered(numbers) == set(numbers)
    assert (unsigned(), audit().findings) == (0, ())
    assert tiles.remembered().size == size
    assert not is_empty()


def test_a_quiet_beat_signs_nothing_new(instance, now):
    write("a")
    size = actions.beat(now=now)
    assert actions.beat(now=now) == size
    assert SignedCheckpoint.objects.count() == 1


def test_each_checkpoint_is_the_beginning_of_the_next(instance, now):
    write("a")
    actions.beat(now=now)
    earlier = tiles.remembered()
    for n in range(300):
        write(f"c{n % 7}")
        if n % 60 == 0:
            actions.beat(now=now)
    actions.beat(now=now)

    assert audit(earlier=earlier).findings == ()
    assert Entry.objects.get(position=0).pk == Entry.objects.order_by("pk").first().pk


def test_more_than_one_beat_holds_waits_for_the_next(instance, now, monkeypatch):
    monkeypatch.setattr(actions, "BEAT_SIZE", 2)
    Entry.objects.all().delete()
    write("a", "b", "c")
    assert [actions.beat(now=now) for _ in range(3)] == [2, 3, 3]
    assert audit().findings == ()


@pytest.mark.parametrize(
    "where",
    [
        (actions, "_sign"),
        (tiles, "write"),
        (tiles, "sign"),
        (tiles, "publish"),
        (tiles, "remember"),
        (SignedCheckpoint.objects, "create"),
    ],
    ids=lambda where: where[1],
)
def test_a_crash_in_a_beat_loses_nothing_and_publishes_nothing_unsigned(
    instance, now, monkeypatch, where
):
    write("a")
    actions.beat(now=now)
    before = checkpoint()
    write("b", "c")
    with monkeypatch.context() as broken:
        broken.setattr(*where, crash)
        with pytest.raises(Crash):
            actions.beat(now=now)
    assert checkpoint() == before
    assert tiles.remembered().size <= covered_size()

    # The next start, then the next beat.
    history.check_history(history.last_signed())
    history.repair()
    write("d")
    assert actions.beat(now=now) == Entry.objects.count() == checkpoint()
    assert audit().findings == ()


@pytest.mark.parametrize("fails_at", range(1, 5))
def test_a_disk_that_fills_up_leaves_the_journal_whole(instance, now, monkeypatch, fails_at):
    write("a")
    actions.beat(now=now)
    before, written = checkpoint(), 0

    def full(*paths):
        nonlocal written
        written += 1
        if written == fails_at:
            raise OSError(28, "No space left on device")
        real_replace(*paths)

    write("b")
    with monkeypatch.context() as disk:
        disk.setattr(tiles, "replace", full)
        for _ in range(fails_at):
            with suppress(OSError):
                actions.beat(now=now)
        assert written >= fails_at
    assert checkpoint() >= before
    assert verify_log(tiles.read, tiles.signer().vkey).findings == ()

    assert actions.beat(now=now) == Entry.objects.count() == checkpoint()
    assert audit().findings == ()


def test_entries_are_shown_newest_first_page_by_page(instance):
    numbers = write("a", "b", "c")
    assert [line.number for line in newest(2)] == [numbers[2], numbers[1]]
    assert [line.number for line in newest(1, before=numbers[1])] == [numbers[0]]


def test_what_is_published_shows_no_record(instance, now):
    write("hemligt-ärende")
    actions.beat(now=now)
    files = [file for file in here().journal_folder.rglob("*") if file.is_file()]
    assert files
    for file in files:
        assert "hemligt" not in file.read_bytes().decode("utf-8", "replace")
