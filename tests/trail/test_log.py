"""A growing log: what is to be written, and the refusal to build on damage."""

import pytest

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.log import grow
from samverkan.trail.tiles import TileBroken
from tests.trail import reference
from tests.trail.logs import SIGNER, checkpoint_of, entries, log_of


def test_the_first_growth_begins_a_log():
    growth = grow({}.__getitem__, None, entries(3))
    assert [path for path, _ in growth.tiles] == ["tile/entries/000.p/3", "tile/0/000.p/3"]
    assert (growth.size, growth.root) == (3, reference.mth(entries(3)))


def test_an_empty_log_can_be_signed():
    growth = grow({}.__getitem__, None, [])
    assert (growth.tiles, growth.size, growth.root) == ((), 0, reference.mth([]))


def test_nothing_new_writes_nothing_and_keeps_the_root():
    files = log_of(300)
    growth = grow(files.__getitem__, checkpoint_of(files), [])
    assert (growth.tiles, growth.size, growth.root) == ((), 300, checkpoint_of(files).root)


@pytest.mark.parametrize("sizes", [(1, 2, 3), (255, 256, 257), (100, 256, 700), (512, 513)])
def test_each_growth_signs_the_root_of_all_entries(sizes):
    for count in range(1, len(sizes) + 1):
        checkpoint = checkpoint_of(log_of(*sizes[:count]))
        assert checkpoint.size == sizes[count - 1]
        assert checkpoint.root == reference.mth(entries(checkpoint.size))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("tile/1/000.p/2", "do not give the root"),
        ("tile/0/002.p/88", "do not give the root"),
        ("tile/entries/002.p/88", "last entry bundle does not match"),
    ],
)
def test_a_damaged_edge_is_not_built_upon(path, why):
    files = log_of(600)
    files[path] = files[path][:-1] + bytes([files[path][-1] ^ 1])
    with pytest.raises(TileBroken, match=why):
        grow(files.__getitem__, checkpoint_of(files), entries(1))


def test_a_checkpoint_of_another_history_is_not_built_upon():
    files = log_of(600)
    with pytest.raises(TileBroken, match="do not give the root"):
        grow(files.__getitem__, Checkpoint(SIGNER.name, 600, bytes(32)), entries(1))


def test_the_longest_entry_is_taken_and_a_longer_one_refused():
    assert grow({}.__getitem__, None, [b"x" * 65_535]).size == 1
    with pytest.raises(ValueError, match="longer than 65535 bytes"):
        grow({}.__getitem__, None, [b"x" * 65_536])
