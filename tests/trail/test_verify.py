"""The audit: what is right passes, and what is wrong is named where it is."""

import pytest

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.findings import SENTENCES, Kind
from samverkan.trail.merkle import EMPTY_ROOT
from samverkan.trail.notes import NoteInvalid, Signer
from samverkan.trail.tiles import bundled, unbundled
from samverkan.trail.verify import MOST_FINDINGS, verify_log
from tests.trail import reference
from tests.trail.logs import SIGNER, checkpoint_of, entries, log_of

FILES = log_of(600, 700)


def audit(files, **named):
    return verify_log(files.__getitem__, SIGNER.vkey, **named)


def said(files, **named):
    return [finding.sentence_en for finding in audit(files, **named).findings]


def changed(path, data):
    return {**FILES, path: data}


def flipped(path, byte):
    data = bytearray(FILES[path])
    data[byte] ^= 1
    return changed(path, bytes(data))


def without(path):
    return {name: data for name, data in FILES.items() if name != path}


def with_entry(number, entry):
    path = "tile/entries/000"
    bundle, _ = unbundled(FILES[path])
    return changed(path, bundled([*bundle[:number], entry, *bundle[number + 1 :]]))


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 700, 65_535, 65_536, 65_537])
def test_a_sound_log_has_no_findings(size):
    files = log_of(size)
    report = audit(files, kept=files)
    assert report.checkpoint == checkpoint_of(files)
    assert report.findings == ()


def test_a_log_that_grew_still_holds_its_older_partial_tiles():
    assert "tile/0/002.p/88" in FILES
    assert said(FILES, kept=[*FILES, "tile/0/002.p/200", "tile/9/000.p/1", "tile/0/003"]) == []


def test_a_changed_entry_is_named():
    [finding] = audit(with_entry(17, entries(1, start=999)[0])).findings
    assert (finding.kind, finding.where) == (Kind.ENTRY, "tile/0/000:17")
    assert finding.sentence_en == "Entry 17 does not match tile/0/000 at position 17."
    assert finding.sentence_sv == "Post 17 stämmer inte med tile/0/000 på plats 17."


def test_a_removed_entry_is_named_with_those_it_moved():
    bundle, _ = unbundled(FILES["tile/entries/001"])
    assert said(changed("tile/entries/001", bundled(bundle[:4] + bundle[5:]))) == [
        "The file tile/entries/001 should hold exactly entries 256 to 511, but holds 255 whole "
        "entries and 0 bytes more.",
        "Entries 260 to 510 do not match tile/0/001 at positions 4 to 254.",
    ]


def test_an_inserted_entry_is_named_with_those_it_moved():
    bundle, _ = unbundled(FILES["tile/entries/002.p/188"])
    more = bundled([*bundle[:187], b"new", bundle[187]])
    assert said(changed("tile/entries/002.p/188", more)) == [
        "The file tile/entries/002.p/188 should hold exactly entries 512 to 699, but holds 189 "
        "whole entries and 0 bytes more.",
        "Entry 699 does not match tile/0/002.p/188 at position 187.",
    ]


def test_bytes_after_the_last_entry_are_seen():
    assert said(changed("tile/entries/000", FILES["tile/entries/000"] + b"\0")) == [
        "The file tile/entries/000 should hold exactly entries 0 to 255, but holds 256 whole "
        "entries and 1 bytes more."
    ]


def test_a_changed_hash_differs_from_both_its_neighbours():
    assert said(flipped("tile/0/001", 32 * 9)) == [
        "Entry 265 does not match tile/0/001 at position 9.",
        "The file tile/0/001 does not give the hash that stands in tile/1/000.p/2 at position 1.",
    ]


def test_a_changed_upper_hash_is_told_from_below_and_by_the_root():
    below, root = audit(flipped("tile/1/000.p/2", 0)).findings
    assert (below.kind, below.where) == (Kind.TILE, "tile/1/000.p/2:0")
    assert below.sentence_sv.startswith("Filen tile/0/000 ger inte")
    assert root.kind == Kind.ROOT


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/002.p/188", "tile/entries/001"])
def test_a_missing_file_is_named_once(path):
    assert said(without(path)) == [f"The file {path} is missing."]


def test_nothing_is_guessed_where_entries_and_tile_are_both_missing():
    files = without("tile/0/000")
    del files["tile/entries/000"]
    assert said(files) == [
        "The file tile/entries/000 is missing.",
        "The file tile/0/000 is missing.",
    ]


def test_without_the_edge_the_root_is_not_judged():
    files = without("tile/0/002.p/188")
    del files["tile/entries/002.p/188"]
    assert [finding.kind for finding in audit(files).findings] == [Kind.MISSING, Kind.MISSING]


def test_a_short_tile_is_named():
    assert said(changed("tile/0/000", FILES["tile/0/000"][:-1])) == [
        "The file tile/0/000 is 8191 bytes long but should be 8192."
    ]


def test_a_consistent_log_under_another_root_is_named():
    other = log_of(700)
    note = Checkpoint(SIGNER.name, 700, bytes(32)).sign(SIGNER)
    [finding] = audit({**other, "checkpoint": note.encode()}).findings
    assert (finding.kind, finding.where) == (Kind.ROOT, "checkpoint")
    assert finding.sentence_en.startswith("The 700 entries give the root ")
    assert finding.sentence_en.endswith(f"the checkpoint says {'A' * 43}=.")


def test_a_missing_checkpoint_ends_the_audit():
    report = audit(without("checkpoint"))
    assert report.checkpoint is None
    assert [finding.kind for finding in report.findings] == [Kind.MISSING]


@pytest.mark.parametrize(
    "note", [b"", b"\xff", Checkpoint("x", 1, bytes(32)).sign(Signer("x", bytes(32))).encode()]
)
def test_a_checkpoint_by_nobody_known_ends_the_audit(note):
    report = audit(changed("checkpoint", note))
    assert report.checkpoint is None
    assert [finding.sentence_sv for finding in report.findings] == [
        "Filen checkpoint är inte en giltig kontrollpunkt undertecknad av samverkan/kbv/journal."
    ]


def test_a_key_that_is_no_key_is_the_callers_fault():
    with pytest.raises(NoteInvalid):
        verify_log(FILES.__getitem__, "kbv")


def test_a_claimed_size_with_nothing_behind_it_ends_the_audit():
    note = Checkpoint(SIGNER.name, 10**17, bytes(32)).sign(SIGNER).encode()
    report = audit({"checkpoint": note})
    assert len(report.findings) == MOST_FINDINGS + 1
    assert report.findings[-1].kind == Kind.STOPPED


@pytest.mark.parametrize("size", [0, 1, 255, 256, 300, 512, 600, 699, 700])
def test_every_earlier_checkpoint_is_a_beginning(size):
    earlier = Checkpoint(SIGNER.name, size, reference.mth(entries(size)))
    assert said(FILES, earlier=earlier) == []


@pytest.mark.parametrize("size", [1, 256, 600, 700])
def test_a_rewritten_history_is_told_by_an_earlier_checkpoint(size):
    earlier = Checkpoint(SIGNER.name, size, reference.mth(entries(size, start=1)))
    [finding] = audit(FILES, earlier=earlier).findings
    assert finding.kind == Kind.REWRITTEN
    assert finding.sentence_en.startswith(f"The first {size} entries are not those that")


def test_an_empty_beginning_has_one_root_only():
    assert said(FILES, earlier=Checkpoint(SIGNER.name, 0, EMPTY_ROOT)) == []
    assert len(said(FILES, earlier=Checkpoint(SIGNER.name, 0, bytes(32)))) == 1


def test_a_shortened_log_is_told_by_an_earlier_checkpoint():
    earlier = Checkpoint(SIGNER.name, 701, bytes(32))
    assert said(FILES, earlier=earlier) == [
        "An earlier checkpoint has 701 entries but now there are only 700: entries have been "
        "removed."
    ]


def test_an_earlier_checkpoint_of_another_log_is_told():
    [finding] = audit(FILES, earlier=Checkpoint("samverkan/kfm/journal", 1, bytes(32))).findings
    assert finding.kind == Kind.OTHER_LOG


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("tile/0/002.p/88", FILES["tile/0/002.p/88"][:-1] + b"\0"),
        ("tile/0/002.p/88", FILES["tile/0/002.p/88"][:-32]),
        ("tile/0/000.p/1", FILES["tile/0/000"][32:64]),
        ("tile/entries/002.p/88", FILES["tile/entries/002.p/88"][:-1]),
        ("tile/entries/000.p/1", bundled(unbundled(FILES["tile/entries/000"])[0][:2])),
    ],
)
def test_an_older_partial_tile_that_tells_another_story_is_named(path, data):
    [finding] = audit(changed(path, data), kept=[path]).findings
    assert (finding.kind, finding.where) == (Kind.STALE, path)
    assert "which replaced it" in finding.sentence_en


def test_an_older_partial_tile_without_its_successor_is_not_named_twice():
    path = "tile/0/002.p/188"
    assert said(without(path), kept=["tile/0/002.p/88"]) == [f"The file {path} is missing."]


def test_every_file_is_read_once():
    read = []

    def counting(path):
        read.append(path)
        return FILES[path]

    verify_log(counting, SIGNER.vkey, earlier=checkpoint_of(log_of(600)))
    assert len(read) == len(set(read)) == 8


def test_every_kind_is_worded_in_both_languages():
    assert SENTENCES.keys() == set(Kind)
