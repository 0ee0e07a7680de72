"""Sealing a register: the same file by any way to it, and no work done twice."""

import json
import multiprocessing
import os
import signal
from concurrent.futures import Future
from dataclasses import replace
from hashlib import sha256
from time import sleep

import pytest

from samverkan.registers import pack_files, seal_local, seal_register, seal_state
from samverkan.registers.pack_files import load_pack
from samverkan.registers.seal_job import SealJob
from samverkan.registers.seal_local import LITTLE, LocalEngine
from samverkan.registers.seal_register import GROUP
from samverkan.rules.refusal import NotAllowed
from samverkan.sealed import engines
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.pack_delta import Delta
from samverkan.sealed.pack_differences import difference
from samverkan.sealed.pack_updates import apply
from samverkan.sealed.pack_writing import build
from samverkan.sealed.packs import Pack
from samverkan.sealed.voprf import prf
from tests.registers.sealing import (
    EPOCH_KEY,
    HEADER,
    JOB,
    SIGNING,
    Here,
    batches,
    seal,
    value,
    words,
)


def output(number):
    return prf(EPOCH_KEY.secret, value(number))


def digest(path):
    return sha256(path.read_bytes()).hexdigest()


def test_every_number_opens_its_own_label(tmp_path):
    done = seal(range(300), tmp_path / "a.pack")
    assert (done.keys, done.sealed_now, done.rows, done.left_out) == (300, 300, 320, 0)
    pack = load_pack(tmp_path / "a.pack", signer=SIGNING.public)
    assert pack.digest == done.digest
    assert pack.header == HEADER
    assert [pack.look_up(output(number)) for number in range(300)] == [
        (words(number),) for number in range(300)
    ]
    assert pack.look_up(output(300)) == ()


def test_a_pack_from_a_register_has_the_rows_of_one_built_in_memory(tmp_path):
    seal(range(320), tmp_path / "a.pack")  # a multiple of 64: no decoys, which are random
    rows = [(output(number), words(number)) for number in range(320)]
    built = build(rows, HEADER, random=bytes(32), key=SIGNING)
    assert (tmp_path / "a.pack").read_bytes() == built


@pytest.mark.parametrize("size", [1, 7, 300])
def test_order_repetition_and_batches_do_not_show(tmp_path, size):
    seal(range(300), tmp_path / "a.pack")
    numbers = sorted([*range(300), *range(50)], key=lambda number: number * 61 % 307)
    seal(numbers, tmp_path / "b.pack", size=size)
    assert digest(tmp_path / "a.pack") == digest(tmp_path / "b.pack")


def test_parts_of_a_pack_do_not_show(tmp_path, monkeypatch):
    """Written a few rows at a time, from chunks of a few rows, it is the same file."""
    numbers = [*range(900), *((7, b"lab%03d" % one) for one in range(20))]
    seal(numbers, tmp_path / "a.pack")
    monkeypatch.setattr(seal_register, "CHUNK", 64)
    monkeypatch.setattr(seal_register, "GROUP", 16)
    monkeypatch.setattr(seal_state, "CHUNK", 50)
    monkeypatch.setattr(pack_files, "PART", 10)
    seal(numbers, tmp_path / "b.pack", size=10)
    assert digest(tmp_path / "a.pack") == digest(tmp_path / "b.pack")
    pack = load_pack(tmp_path / "b.pack")
    assert len(pack.look_up(output(7))) == 21


def test_what_is_sealed_already_is_not_sealed_again(tmp_path):
    out = tmp_path / "a.pack"
    seal(range(1000), out)
    before = digest(out)
    engine = Here()
    assert seal(range(1000), out, engine=engine).sealed_now == sum(engine.sealed) == 0
    assert digest(out) == before
    changed = [(3, b"other!"), *range(5, 1002)]
    done = seal(changed, out, engine=engine)
    assert (done.keys, done.sealed_now, sum(engine.sealed)) == (998, 3, 3)
    seal(changed, tmp_path / "fresh.pack")
    assert load_pack(out).look_up(output(3)) == (b"other!",)
    assert load_pack(out).look_up(output(4)) == ()
    # What left is forgotten, and is sealed anew if it comes back.
    assert seal(range(1000), out, engine=engine).sealed_now == 5
    assert digest(out) == before


def test_a_delta_takes_the_pack_before_to_the_next(tmp_path):
    out = tmp_path / "a.pack"
    assert not seal(range(1000), out).same_buckets
    before = Pack.open(out.read_bytes())
    assert seal(range(10, 1010), out).same_buckets
    delta = Delta.open(difference(before, load_pack(out), SIGNING))
    assert (delta.said.removed, delta.said.added) == (10, 10)
    assert apply(before, delta) == out.read_bytes()


def test_a_register_that_outgrows_its_buckets_gets_new_ones(tmp_path):
    out = tmp_path / "a.pack"
    seal(range(1000), out)
    assert not seal(range(2000), out).same_buckets
    assert load_pack(out).head.buckets == -(-2048 // 7)
    assert seal(range(1990), out).same_buckets


def test_another_epoch_asker_or_key_is_another_sealing(tmp_path):
    out = tmp_path / "a.pack"
    seal(range(100), out)
    for asker, epoch in (("KBV", "2025-07-13"), ("POL", "2025-07-13")):
        key = epoch_key(bytes(32), asker=asker, epoch=epoch)
        header = replace(HEADER, asker=asker, epoch=epoch, public_key=key.public)
        assert seal(range(100), out, job=SealJob(header, key.secret)).sealed_now == 100
        assert load_pack(out).header == header


def test_the_first_salt_stays_while_the_sealing_lasts(tmp_path):
    out = tmp_path / "a.pack"
    seal(range(100), out)
    other = replace(JOB, header=replace(HEADER, salt=bytes(16)))
    assert seal(range(100), out, job=other).sealed_now == 0
    assert load_pack(out).header == HEADER


def test_the_folder_is_private_and_names_nobody(tmp_path):
    seal(range(100), tmp_path / "a.pack")
    folder = tmp_path / "a.pack.state"
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    for path in folder.iterdir():
        data = path.read_bytes()
        assert path.name == "lock" or oct(path.stat().st_mode & 0o777) == "0o600"
        assert not any(value(number) in data or words(number) in data for number in range(100))
        assert EPOCH_KEY.secret not in data
        assert EPOCH_KEY.secret.hex().encode() not in data


def test_what_a_killed_run_left_half_written_is_swept_away(tmp_path):
    seal(range(10), tmp_path / "a.pack")
    left = [tmp_path / ".a.pack.77.part", tmp_path / "a.pack.state" / ".new-000001.rows.77.part"]
    other = tmp_path / ".b.pack.78.part"
    for path in (*left, other):
        path.write_bytes(b"half")
    seal(range(10), tmp_path / "a.pack")
    assert not any(path.exists() for path in left)
    assert other.exists()


def test_a_damaged_folder_is_begun_anew(tmp_path):
    out = tmp_path / "a.pack"
    seal(range(100), out)
    for damage in ("{", "[]", json.dumps({"buckets": 1})):
        (tmp_path / "a.pack.state" / "state.json").write_text(damage)
        assert seal(range(100), out).sealed_now == 100


def test_two_at_once_are_refused(tmp_path):
    out = tmp_path / "a.pack"

    def source():
        yield from batches(range(10))
        with pytest.raises(NotAllowed, match=r"Another sealing to a\.pack"):
            seal(range(10), out)

    seal_register.seal_register(source(), JOB, Here(), out=out, key=SIGNING)


# Killed.


@pytest.mark.parametrize("after", [0, 100, 700])
def test_a_run_that_is_stopped_goes_on(tmp_path, monkeypatch, after):
    monkeypatch.setattr(seal_register, "CHUNK", 100)
    monkeypatch.setattr(seal_register, "GROUP", 50)
    out = tmp_path / "a.pack"
    with pytest.raises(KeyboardInterrupt):
        seal(range(1000), out, engine=Here(dies_after=after))
    assert not out.exists()
    engine = Here()
    assert seal(range(1000), out, engine=engine).keys == 1000
    assert sum(engine.sealed) == 1000 - after
    monkeypatch.undo()
    seal(range(1000), tmp_path / "b.pack")
    assert digest(out) == digest(tmp_path / "b.pack")


def slow_sealing(out):
    """Run in a process of its own: chunks of 20 rows, a short pause before each batch."""
    seal_register.CHUNK = seal_register.GROUP = 20

    def source():
        for batch in batches(range(2000), 20):
            sleep(0.01)
            yield batch

    seal_register.seal_register(source(), JOB, LocalEngine(1), out=out, key=SIGNING)


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_to_the_same_file(tmp_path):
    out = tmp_path / "a.pack"
    context = multiprocessing.get_context("spawn")
    kept = [0]
    for wait in (0.0, 0.2, 0.3):
        process = context.Process(target=slow_sealing, args=(out,))
        process.start()
        seen = len(list(tmp_path.glob("*.state/new-*.rows")))
        while process.is_alive() and len(list(tmp_path.glob("*.state/new-*.rows"))) <= seen + 2:
            sleep(0.01)
        sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert not out.exists()
        engine = Here()
        with pytest.raises(KeyboardInterrupt):
            seal(range(2000), out, engine=Here(dies_after=0))
        state = seal_state.SealState.open(tmp_path / "a.pack.state", HEADER)
        assert len(state.kept.high) > kept[-1]
        kept.append(len(state.kept.high))
    engine = Here()
    done = seal(range(2000), out, engine=engine)
    assert list(tmp_path.rglob(".*.part")) == []
    assert sum(engine.sealed) == done.sealed_now == 2000 - kept[-1]
    seal(range(2000), tmp_path / "b.pack")
    assert digest(out) == digest(tmp_path / "b.pack")


# Engines.


@pytest.mark.slow
def test_processes_give_the_same_file(tmp_path):
    numbers = range(LITTLE + 5_000)
    done = seal(numbers, tmp_path / "a.pack", engine=LocalEngine(2), size=4_000)
    assert done.sealed_now == len(numbers)
    seal(numbers, tmp_path / "b.pack", size=len(numbers))
    assert digest(tmp_path / "a.pack") == digest(tmp_path / "b.pack")


def test_little_is_sealed_without_processes(tmp_path):
    seal(range(300), tmp_path / "a.pack", engine=LocalEngine(2))
    seal(range(300), tmp_path / "b.pack")
    assert digest(tmp_path / "a.pack") == digest(tmp_path / "b.pack")


def test_what_a_sealing_process_says_of_its_arithmetic_is_kept(monkeypatch):
    monkeypatch.setattr(engines, "_PROCESS", engines._Process())
    done = Future()
    done.set_result(("batch", "It broke there."))
    assert seal_local._sealed(done) == "batch"
    assert engines.fallen_back() == "It broke there."


def signalled(name):
    """More than a little, and a signal to the process that has started when the last is read."""
    for number, batch in enumerate(batches(range(3 * GROUP), size=GROUP)):
        if number == 2:
            (started,) = multiprocessing.active_children()
            os.kill(started.pid, name)
        yield batch


@pytest.mark.slow
def test_ctrl_c_is_heard_by_the_parent_alone(tmp_path):
    out = tmp_path / "a.pack"
    done = seal_register.seal_register(
        signalled(signal.SIGINT), JOB, LocalEngine(1), out=out, key=SIGNING
    )
    assert done.keys == 3 * GROUP


@pytest.mark.slow
def test_a_process_that_the_system_ended_is_told_of(tmp_path):
    with pytest.raises(NotAllowed, match="was ended by the system"):
        seal_register.seal_register(
            signalled(signal.SIGKILL), JOB, LocalEngine(1), out=tmp_path / "a.pack", key=SIGNING
        )
