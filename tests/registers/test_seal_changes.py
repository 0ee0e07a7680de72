"""A change sealed by itself: the same file as if the whole register had been sealed again."""

import os
import shutil
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.registers import seal_delivery, seal_owners, seal_tally
from samverkan.registers.pack_files import load_pack
from samverkan.registers.seal_changes import Change, change_register
from samverkan.registers.seal_register import seal_register
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed.pack_delta import Delta
from samverkan.sealed.pack_updates import apply
from samverkan.sealed.packs import Pack
from tests.registers.sealing import HEADER, JOB, SIGNING, Here, value, words

COLUMNS = ("engine",)
BARE = replace(JOB, header=replace(HEADER, label_length=0, check_length=0))


def rows(register, job=JOB, size=7):
    """A register as batches: each row an id, and pairs of a number and its label."""
    width = job.header.label_length
    flat = [(name, *pair) for name, pairs in register for pair in pairs]
    for at in range(0, len(flat), size):
        own = flat[at : at + size]
        yield pa.RecordBatch.from_pydict(
            {
                "input": pa.array([value(number) for _, number, _ in own], pa.binary()),
                "label": pa.array([words(label)[:width] for *_, label in own], pa.binary()),
                "id": pa.array([name and name.encode() for name, *_ in own], pa.binary()),
            }
        )


def whole(register, out, job=JOB, engine=None):
    return seal_register(
        rows(register, job), job, engine or Here(), out=out, key=SIGNING, columns=COLUMNS
    )


def change(changed, removed, out, delta, job=JOB, engine=None):
    ids = [*removed, *(name for name, _ in changed)]
    what = Change(rows(changed, job), ids, COLUMNS)
    return change_register(what, job, engine or Here(), out=out, delta=delta, key=SIGNING)


def plain(count):
    return [(f"id{n}", [(n, n)]) for n in range(count)]


def digest(path):
    return sha256(path.read_bytes()).hexdigest()


def fresh(register, folder, like, job=JOB):
    """Seal a register from nothing into as many buckets as another pack has."""
    out = folder / "fresh.pack"
    shutil.rmtree(folder / "fresh.pack.state", ignore_errors=True)
    shutil.copytree(folder / f"{like.name}.state", folder / "fresh.pack.state")
    for name in ("standing.npz", "kept.rows"):
        (folder / "fresh.pack.state" / name).unlink()
    whole(register, out, job)
    return out


def test_a_change_gives_the_pack_that_the_whole_register_would(tmp_path):
    out, delta = tmp_path / "a.pack", tmp_path / "a.delta"
    whole(plain(300), out)
    before = out.read_bytes()
    engine = Here()
    done = change([("id7", [(7007, 7)]), ("new", [(8000, 1)])], ["id9"], out, delta, engine=engine)
    assert (done.keys, done.sealed_now, sum(engine.sealed)) == (300, 2, 2)
    assert (done.removed, done.added) == (2, 2)
    register = [one for one in plain(300) if one[0] not in {"id7", "id9"}]
    register += [("id7", [(7007, 7)]), ("new", [(8000, 1)])]
    assert digest(fresh(register, tmp_path, out)) == digest(out)
    found = Delta.open(delta.read_bytes(), signer=SIGNING.public)
    assert apply(Pack.open(before), found) == out.read_bytes()
    load_pack(out, signer=SIGNING.public)


def test_one_change_follows_another_and_the_whole_register_follows_both(tmp_path):
    out = tmp_path / "a.pack"
    whole(plain(200), out)
    change([("id1", [(1000, 1)])], [], out, tmp_path / "1")
    change([("id1", [(1, 1)]), ("id2", [(2000, 2)])], ["id3"], out, tmp_path / "2")
    register = [one for one in plain(200) if one[0] not in {"id2", "id3"}]
    register.append(("id2", [(2000, 2)]))
    assert digest(fresh(register, tmp_path, out)) == digest(out)
    engine = Here()
    assert whole(register, out, engine=engine).sealed_now == sum(engine.sealed) == 0
    assert digest(fresh(register, tmp_path, out)) == digest(out)


def test_a_row_of_which_nothing_is_sealed_any_more_is_gone(tmp_path):
    out = tmp_path / "a.pack"
    whole(plain(20), out)
    assert change([("id7", [])], [], out, tmp_path / "delta").keys == 19
    assert digest(fresh([*plain(7), *plain(20)[8:]], tmp_path, out)) == digest(out)


def test_what_several_rows_gave_goes_with_the_last_of_them(tmp_path):
    out = tmp_path / "a.pack"
    shared = [("a", [(5, 5)]), ("b", [(5, 5)]), ("b", [(6, 6), (6, 6)]), (None, [(7, 7)])]
    whole([*shared, ("c", [(7, 7), (8, 8)])], out)
    for removed, rest in ((["a"], 4), (["c"], 3), (["b"], 1)):
        assert change([], removed, out, tmp_path / removed[0]).keys == rest
    assert digest(fresh([(None, [(7, 7)])], tmp_path, out)) == digest(out)


@st.composite
def stories(draw):
    """A register with many shared keys, and changes of it."""
    names = [f"id{n}" for n in range(8)]
    pairs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), max_size=12)
    row = st.tuples(st.sampled_from(names), pairs)
    register = draw(st.lists(row, max_size=12))
    padding = [(f"more{n}", [(100 + n, 0)]) for n in range(draw(st.sampled_from([0, 60])))]
    steps = st.tuples(st.lists(row, max_size=4), st.lists(st.sampled_from(names), max_size=2))
    padding.append(("base", [(99, 0)]))
    return register + padding, draw(st.lists(steps, min_size=1, max_size=3))


def after(register, changed, removed):
    gone = {name for name, _ in changed} | set(removed)
    return [one for one in register if one[0] not in gone] + changed


@settings(deadline=None, max_examples=25)
@given(stories(), st.sampled_from([JOB, BARE]))
def test_any_changes_give_the_pack_of_the_whole_register(story, job):
    """Also where rows share a key, more than may be shown, and where labels are none."""
    register, steps = story
    with TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "a.pack"
        whole(register, out, job)
        for step, (changed, removed) in enumerate(steps):
            base = Pack.open(out.read_bytes())
            register = after(register, changed, removed)
            try:
                done = change(changed, removed, out, folder / f"{step}.delta", job)
            except NotAllowed as refusal:
                if refusal.key != "seal.outgrown":
                    raise
                whole(register, out, job)
                continue
            assert digest(fresh(register, folder, out, job)) == digest(out)
            if done.delta_bytes:
                delta = Delta.open((folder / f"{step}.delta").read_bytes(), signer=SIGNING.public)
                assert apply(base, delta) == out.read_bytes()
            else:
                assert base.digest == done.digest


def test_pairs_lie_in_runs_and_are_counted_by_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(seal_owners, "RUN", 20)
    monkeypatch.setattr(seal_tally, "PART", 16)
    out = tmp_path / "a.pack"
    register = [*plain(100), *((f"twin{n}", [(n, n)]) for n in range(50))]
    whole(register, out)
    assert len(list((tmp_path / "a.pack.state").glob("owners-*.run"))) > 5
    done = change([], [f"id{n}" for n in range(60)], out, tmp_path / "delta")
    assert done.keys == 90
    assert digest(fresh(register[60:], tmp_path, out)) == digest(out)


# Refused.


def test_a_change_needs_a_whole_sealing_with_ids_before_it(tmp_path):
    out, delta = tmp_path / "a.pack", tmp_path / "delta"
    with pytest.raises(NotAllowed, match="seal the whole register"):
        change([], ["id1"], out, delta)
    seal_register(
        (one.select(["input", "label"]) for one in rows(plain(10))),
        JOB, Here(), out=out, key=SIGNING, columns=COLUMNS,
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="column id"):
        change([], ["id1"], out, delta)
    whole(plain(10), out)
    other = replace(JOB, header=replace(HEADER, epoch="2025-07-13"))
    with pytest.raises(NotAllowed, match="or seal the whole register"):
        change([], ["id1"], out, delta, other)
    out.write_bytes(b"another")
    with pytest.raises(NotAllowed, match="or seal the whole register"):
        change([], ["id1"], out, delta)
    assert not delta.exists()


def test_other_columns_an_old_delta_and_too_many_rows_are_refused(tmp_path):
    out, delta = tmp_path / "a.pack", tmp_path / "delta"
    whole(plain(64), out)
    before = digest(out)
    with pytest.raises(NotAllowed, match="were sealed: engine"):
        change_register(
            Change([], ("id1",), ("hull",)), JOB, Here(), out=out, delta=delta, key=SIGNING
        )
    with pytest.raises(NotAllowed, match="outgrown its buckets"):
        change([(f"more{n}", [(100 + n, 0)]) for n in range(64)], [], out, delta)
    delta.write_bytes(b"not sent")
    with pytest.raises(NotAllowed, match="may not have been sent"):
        change([], ["id1"], out, delta)
    assert (digest(out), delta.read_bytes()) == (before, b"not sent")


# Killed.


class Killed(BaseException):
    """The process ends here."""


def test_a_delta_that_was_just_written_is_not_written_over_by_the_next_change(tmp_path):
    out, delta = tmp_path / "a.pack", tmp_path / "delta"
    whole(plain(100), out)
    change([], ["id9"], out, delta)
    first, pack = delta.read_bytes(), out.read_bytes()
    assert change([], ["id9"], out, delta).delta_bytes == 0  # the same again changes nothing
    with pytest.raises(NotAllowed, match="may not have been sent"):
        change([], ["id8"], out, delta)
    assert (delta.read_bytes(), out.read_bytes()) == (first, pack)
    change([], ["id8"], out, tmp_path / "next")
    found = Delta.open((tmp_path / "next").read_bytes(), signer=SIGNING.public)
    assert apply(Pack.open(pack), found) == out.read_bytes()


def test_a_delta_is_delivered_where_it_was_asked_for_from_wherever(tmp_path, monkeypatch):
    out = tmp_path / "a.pack"
    whole(plain(100), out)
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(seal_delivery, "deliver", lambda *_: None)
        change([], ["id9"], out, Path("delta"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    whole(plain(100), out)
    assert (tmp_path / "delta").exists()


@pytest.mark.parametrize("call", range(1, 9))
def test_killed_at_any_write_it_ends_with_the_same_files(tmp_path, monkeypatch, call):
    """Each rename and deletion of the run is taken as its last."""
    out, delta = tmp_path / "a.pack", tmp_path / "delta"
    whole(plain(100), out)
    what = ([("id7", [(7007, 7)])], ["id9"])
    base = out.read_bytes()
    calls = []

    def dying(act):
        def counted(*arguments, **named):
            calls.append(act)
            if len(calls) == call:
                raise Killed
            return act(*arguments, **named)

        return counted

    with monkeypatch.context() as patch:
        for name in ("replace", "unlink"):
            patch.setattr(Path, name, dying(getattr(Path, name)))
        patch.setattr(os, "unlink", dying(os.unlink))
        with suppress(Killed):
            change(*what, out, delta)
    engine = Here()
    change(*what, out, delta, engine=engine)
    assert sum(engine.sealed) <= 1
    found = Delta.open(delta.read_bytes(), signer=SIGNING.public)
    assert apply(Pack.open(base), found) == out.read_bytes()
    register = [one for one in plain(100) if one[0] not in {"id7", "id9"}] + what[0]
    assert digest(fresh(register, tmp_path, out)) == digest(out)
    assert not list((tmp_path / "a.pack.state").glob("next.*"))


def test_what_was_decided_is_delivered_before_the_whole_register_is_sealed(tmp_path, monkeypatch):
    out, delta = tmp_path / "a.pack", tmp_path / "delta"
    whole(plain(100), out)
    with monkeypatch.context() as patch:
        patch.setattr(seal_delivery, "deliver", lambda *_: None)
        change([], ["id9"], out, delta)
    assert not delta.exists()
    whole(plain(100), out)
    assert delta.exists()


def test_the_folder_names_nobody(tmp_path):
    out = tmp_path / "a.pack"
    whole(plain(50), out)
    change([("id7", [(7007, 7)])], ["id9"], out, tmp_path / "delta")
    for path in (tmp_path / "a.pack.state").iterdir():
        data = path.read_bytes()
        assert path.name == "lock" or oct(path.stat().st_mode & 0o777) == "0o600"
        assert b"id7" not in data
        assert value(7007) not in data
