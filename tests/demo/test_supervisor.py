"""Child processes: they answer, come back after a crash, and never outlive their supervisor."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic, sleep

import psutil
import pytest

from samverkan.demo.child import ChildError, Plan
from samverkan.demo.supervisor import Supervisor, free_ports

HERE = Path(__file__).parent
CHILD = (sys.executable, str(HERE / "child_program.py"))


@pytest.fixture
def supervisor(tmp_path):
    with Supervisor(tmp_path / "run", restarts=1, grace=2) as running:
        yield running


def begin(supervisor, name="KBV", *extra):
    (port,) = free_ports(1)
    return supervisor.start(Plan(name, (*CHILD, *extra), port, {"PORT": str(port)}))


def begin_healthy(supervisor, name="KBV"):
    child = begin(supervisor, name)
    supervisor.wait_healthy(20)
    return child


def eventually(condition, seconds=10):
    until = monotonic() + seconds
    while not condition():
        assert monotonic() < until, "it did not happen in time"
        sleep(0.05)


def gone(pid):
    """An orphan is inherited by a process that may not reap it: a zombie is gone too."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_a_child_becomes_healthy_acts_and_leaves_nothing_when_stopped(supervisor):
    child = begin_healthy(supervisor)
    assert child.pid_file.read_text("utf-8") == f"{child.pid}\n"
    assert child.ask("add", first=2, second=3) == 5
    assert child.ask("say", words="seen in the log")
    worker = child.ask("worker")
    supervisor.stop_child("KBV")
    assert gone(child.pid)
    eventually(lambda: gone(worker))
    assert not child.healthy()
    assert not child.pid_file.exists()
    assert "seen in the log" in child.log.read_text("utf-8")


def test_an_error_comes_back_as_the_sentence_of_the_child(supervisor):
    child = begin_healthy(supervisor)
    with pytest.raises(ChildError, match=r"KBV, refuse: Nothing can be done with a boat\."):
        child.ask("refuse", what="a boat")
    with pytest.raises(ChildError, match=r"KBV, stumble: LookupError: no berth"):
        child.ask("stumble")
    assert child.ask("add", first=1, second=1) == 2


def test_a_late_answer_is_not_taken_for_the_next_one(supervisor):
    child = begin_healthy(supervisor)
    with pytest.raises(ChildError, match=r"did not answer rest within 0\.1 seconds"):
        child.ask("rest", timeout=0.1, seconds=0.5)
    assert child.ask("add", first=4, second=4) == 8


def test_many_threads_may_ask_at_once(supervisor):
    child = begin_healthy(supervisor)
    answers = {}

    def ask(number):
        answers[number] = child.ask("add", first=number, second=number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: 2 * number for number in range(20)}


def test_a_crashed_child_comes_back_once_and_then_stays_down(supervisor):
    child = begin_healthy(supervisor)
    before = child.pid
    with pytest.raises(ChildError, match="KBV has ended"):
        child.ask("crash")
    eventually(lambda: child.pid != before and child.healthy())
    assert child.ask("add", first=1, second=2) == 3
    with pytest.raises(ChildError, match="KBV has ended"):
        child.ask("crash")
    eventually(lambda: supervisor.gave_up(child))
    with pytest.raises(ChildError, match="KBV ended with code 3"):
        supervisor.wait_healthy(5)


def test_a_child_that_cannot_start_is_told_with_its_log(supervisor):
    child = begin(supervisor, "KFM", "fail")
    with pytest.raises(ChildError, match=r"KFM ended with code 1; see .*KFM\.log"):
        supervisor.wait_healthy(20)
    assert "No database was found." in child.log.read_text("utf-8")


def test_a_child_that_never_serves_is_not_waited_for_for_ever(supervisor):
    (port,) = free_ports(1)
    sleeper = (sys.executable, "-c", "import time; time.sleep(60)")
    supervisor.start(Plan("POL", sleeper, port))
    with pytest.raises(ChildError, match="POL is not healthy in time"):
        supervisor.wait_healthy(0.3)


def test_a_child_that_ignores_term_is_killed(tmp_path):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    (port,) = free_ports(1)
    with Supervisor(tmp_path, grace=0.3) as supervisor:
        child = supervisor.start(Plan("POL", (sys.executable, "-c", deaf), port))
        sleep(0.3)
    assert gone(child.pid)


def test_two_children_cannot_share_a_name_and_their_memory_adds_up(supervisor):
    begin(supervisor, "KBV")
    begin_healthy(supervisor, "KFM")
    with pytest.raises(ChildError, match="KBV runs already"):
        begin(supervisor, "KBV")
    memory = supervisor.memory()
    assert set(memory) == {"KBV", "KFM", "total"}
    assert memory["total"]["uss"] == memory["KBV"]["uss"] + memory["KFM"]["uss"] > 2_000_000


def test_free_ports_are_different_ones():
    ports = free_ports(20)
    assert len(set(ports)) == 20


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_child_and_no_worker_outlives_the_supervisor(tmp_path, number):
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.demo.parent_program", str(tmp_path)],
        cwd=HERE.parents[1],
        env={**os.environ, "PYTHONPATH": "src"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert not any(gone(pid) for pid in pids)
        parent.send_signal(number)
        parent.wait()
    eventually(lambda: all(gone(pid) for pid in pids))
