"""Tiles: their names, what a growing log adds, and the tree read back from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.merkle import leaf_hash, root_of
from samverkan.trail.tiles import (
    BUNDLES,
    Tile,
    TileBroken,
    begun_bundle,
    bundled,
    levels,
    load,
    new_bundles,
    new_tiles,
    over,
    tiles_of,
    unbundled,
)
from tests.trail import reference


def numbered(start, end):
    return [b"%d" % number for number in range(start, end)]


def stored(*sizes):
    """Give the files of a log of tiles and bundles that grew to each size in turn."""
    files, old = {}, 0
    for size in sizes:
        entries = numbered(old, size)
        files.update(new_bundles(files.__getitem__, old, entries))
        files.update(new_tiles(files.__getitem__, old, [leaf_hash(entry) for entry in entries]))
        old = size
    return files


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 0), "tile/0/000"),
        (Tile(0, 1067, 12), "tile/0/x001/067.p/12"),
        (Tile(2, 1234067), "tile/2/x001/x234/067"),  # the index is the specification's example
        (Tile(63, 5, 1), "tile/63/005.p/1"),
        (Tile(BUNDLES, 1000), "tile/entries/x001/000"),
        (Tile(BUNDLES, 7, 255), "tile/entries/007.p/255"),
    ],
)
def test_a_tile_and_its_path_are_two_ways_to_say_the_same(tile, path):
    assert tile.path == path
    assert Tile.read(path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "checkpoint",
        "tile/00/000",
        "tile/0/0",
        "tile/0/x000/001",
        "tile/0/001/067",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000.part",
        "tile/0/000\n",
    ],
)
def test_no_other_path_names_a_tile(path):
    assert Tile.read(path) is None


def test_the_specifications_log_of_70_000_has_the_tiles_it_says():
    named = {level: list(tiles_of(70_000, level)) for level in levels(70_000)}
    assert {level: len(tiles) for level, tiles in named.items()} == {0: 274, 1: 2, 2: 1}
    assert [tiles[-1].width for tiles in named.values()] == [112, 17, 1]


def test_a_log_of_256_has_a_full_tile_and_its_root_above():
    files = stored(256)
    assert sorted(files) == ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]
    assert files["tile/1/000.p/1"] == reference.mth(numbered(0, 256))


def test_only_what_is_new_is_written():
    files = stored(700)
    leaves = [leaf_hash(entry) for entry in numbered(700, 800)]
    assert [path for path, _ in new_tiles(files.__getitem__, 700, leaves)] == [
        "tile/0/002",
        "tile/0/003.p/32",
        "tile/1/000.p/3",
    ]
    assert [path for path, _ in new_bundles(files.__getitem__, 700, numbered(700, 800))] == [
        "tile/entries/002",
        "tile/entries/003.p/32",
    ]
    assert not [*new_tiles(files.__getitem__, 700, []), *new_bundles(files.__getitem__, 700, [])]
    five = [leaf_hash(entry) for entry in numbered(700, 705)]
    assert [path for path, _ in new_tiles(files.__getitem__, 700, five)] == ["tile/0/002.p/193"]


def test_every_size_up_to_300_reads_back_as_the_rfcs_tree():
    files = stored(*range(1, 301))
    for size in range(301):
        assert over(files.__getitem__, size)(0, size) == reference.mth(numbered(0, size))


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537])
def test_the_third_level_reads_back_as_the_rfcs_tree(size):
    entries = numbered(0, size)
    files = stored(64_000, size)
    hash_of = over(files.__getitem__, size)
    assert hash_of(0, size) == reference.mth(entries)
    assert hash_of(65_280, size) == reference.mth(entries[65_280:])
    assert hash_of(32_768, 65_535) == reference.mth(entries[32_768:65_535])


@given(st.lists(st.integers(1, 1200), min_size=1, max_size=5, unique=True).map(sorted))
def test_a_log_is_the_same_however_it_grew(sizes):
    grown, at_once = stored(*sizes), stored(sizes[-1])
    assert {path: grown[path] for path in at_once} == at_once


@given(st.data())
def test_any_subtree_of_a_proof_reads_back(data):
    size = data.draw(st.integers(1, 1200))
    leaves = [leaf_hash(entry) for entry in numbered(0, size)]
    block = 1 << data.draw(st.integers(0, 10))
    start = data.draw(st.integers(0, (size - 1) // block)) * block
    end = data.draw(st.integers(start + 1, min(size, start + block)))
    assert over(dict(LOG).__getitem__, 1200)(start, end) == root_of(leaves[start:end])


LOG = stored(1200)


@given(st.lists(st.binary(max_size=700)))
def test_a_bundle_gives_back_its_entries(entries):
    assert unbundled(bundled(entries)) == (entries, 0)


@pytest.mark.parametrize(
    ("data", "found", "rest"),
    [
        (b"\x00", [], 1),
        (b"\x00\x01a\x00", [b"a"], 1),
        (b"\x00\x01a\x00\x02b", [b"a"], 3),
    ],
)
def test_a_bundle_cut_short_says_how_much_is_left(data, found, rest):
    assert unbundled(data) == (found, rest)


def test_the_longest_entry_fits():
    assert unbundled(bundled([b"x" * 65_535])) == ([b"x" * 65_535], 0)


def test_a_missing_or_short_tile_is_broken():
    with pytest.raises(TileBroken, match="tile/0/000 is missing"):
        load({}.__getitem__, Tile(0, 0))
    with pytest.raises(TileBroken, match="is not 1 hashes long"):
        load({"tile/0/000.p/1": b"short"}.__getitem__, Tile(0, 0, 1))


@pytest.mark.parametrize("data", [b"\x00\x01a\x00", b"\x00\x01a", b"\x00\x01a\x00\x01b\x00"])
def test_a_begun_bundle_must_hold_its_entries(data):
    files = {"tile/entries/000.p/2": data}
    with pytest.raises(TileBroken, match="does not hold 2 entries"):
        begun_bundle(files.__getitem__, 2)


def test_a_begun_bundle_must_be_there(tmp_path):
    with pytest.raises(TileBroken, match=r"tile/entries/000\.p/2 is missing"):
        begun_bundle(lambda path: (tmp_path / path).read_bytes(), 2)
