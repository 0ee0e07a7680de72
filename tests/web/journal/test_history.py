"""One history: an old copy is refused, and files that lag behind the database are mended."""

from shutil import rmtree

import pytest

from samverkan.web.journal import actions, tiles
from samverkan.web.journal.history import HistoryBroken, check_history, last_signed, repair
from samverkan.web.journal.instance import here
from samverkan.web.journal.models import Entry, SignedCheckpoint
from tests.web.journal.log import audit, write


@pytest.fixture
def signed(instance, now):
    """Two checkpoints, the second over more."""
    write("a")
    actions.beat(now=now)
    write(*"bcdef")
    actions.beat(now=now)
    return last_signed()


def go_back():
    """Put the database back to what it was at the first checkpoint."""
    last_signed().delete()
    size = last_signed().size
    Entry.objects.filter(position__gte=size).delete()


def test_an_older_database_may_not_be_signed_on(signed, now):
    go_back()
    with pytest.raises(HistoryBroken, match="this is an old copy"):
        check_history(last_signed())
    write("en annan historia")
    with pytest.raises(HistoryBroken, match="an old copy"):
        actions.beat(now=now)
    assert tiles.open_note(tiles.published()).size == signed.size


def test_an_empty_database_beside_a_signed_journal_is_an_old_copy(signed):
    SignedCheckpoint.objects.all().delete()
    with pytest.raises(HistoryBroken, match="0 signed entries"):
        check_history(None)


def test_another_history_of_the_same_length_is_refused(signed):
    root = bytes(32)
    SignedCheckpoint.objects.filter(pk=signed.pk).update(root=root)
    with pytest.raises(HistoryBroken, match="another than the one"):
        check_history(last_signed())


def test_a_history_that_goes_past_the_remembered_size_is_refused(signed):
    SignedCheckpoint.objects.filter(pk=signed.pk).update(size=signed.size + 1)
    with pytest.raises(HistoryBroken, match="another than the one"):
        check_history(last_signed())


def test_a_missing_memory_is_refused_once_something_is_signed(signed):
    here().last_checkpoint_file.unlink()
    with pytest.raises(HistoryBroken, match="is missing, but"):
        check_history(last_signed())


def test_before_anything_is_signed_there_is_nothing_to_remember(instance):
    check_history(last_signed())
    repair()
    assert tiles.published() == ""


@pytest.mark.parametrize("text", ["", "skräp", "samverkan/KBV/journal\n1\nAAAA\n"])
def test_a_damaged_memory_is_refused(signed, text):
    here().last_checkpoint_file.write_text(text, "utf-8")
    with pytest.raises(HistoryBroken, match="is damaged"):
        check_history(last_signed())


def test_a_memory_that_lags_is_in_order_and_brought_up(signed):
    first = SignedCheckpoint.objects.order_by("size").first()
    tiles.remember(first.note)
    (here().journal_folder / "checkpoint").write_text(first.note, "utf-8")

    check_history(last_signed())
    repair()

    assert tiles.remembered().size == signed.size
    assert tiles.published() == signed.note


def test_lost_tiles_are_written_again_from_the_database(signed):
    rmtree(here().journal_folder / "tile")
    repair()
    assert audit().findings == ()


def test_lost_tiles_of_a_long_log_are_written_again(signed, now, monkeypatch):
    monkeypatch.setattr("samverkan.web.journal.history.STEP", 256)
    for n in range(600):
        write(f"c{n % 5}")
    actions.beat(now=now)
    rmtree(here().journal_folder / "tile")
    repair()
    assert audit().findings == ()


def test_entries_altered_in_the_database_do_not_become_the_log(signed):
    rmtree(here().journal_folder / "tile")
    Entry.objects.filter(position=2).update(commitment=bytes(32))
    with pytest.raises(HistoryBroken, match="do not give the root"):
        repair()
