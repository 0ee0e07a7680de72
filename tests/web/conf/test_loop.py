"""The loop: every app's due work, one app's failure stopping no other."""

from __future__ import annotations

import logging
from queue import SimpleQueue
from threading import Event, Thread
from time import sleep

from samverkan.web.conf import loop
from samverkan.web.conf.logs import PlaceOnly
from samverkan.web.journal import actions
from samverkan.web.journal.transaction import committed
from tests.web.journal.log import write


def test_the_journals_beat_comes_first_and_delivery_after():
    names = [job.__module__ for job in loop.jobs()]
    assert names[0] == "samverkan.web.journal.jobs"
    assert names.index("samverkan.web.partners.jobs") > 0


def test_one_jobs_failure_stops_no_other_and_the_log_says_where_not_what(instance, caplog):
    done = []

    def fails(*, now):
        raise ValueError("hemligt")

    with caplog.at_level(logging.ERROR):
        loop.once((fails, lambda *, now: done.append(now)))
    assert len(done) == 1
    [record] = caplog.records
    text = PlaceOnly("{levelname} {message}", style="{").format(record)
    assert "ValueError" in text
    assert "fails" in text
    assert "hemligt" not in text


def test_the_log_names_an_address_by_its_pattern_never_as_asked_for(browse, caplog):
    form = PlaceOnly("{levelname} {message}", style="{")
    with caplog.at_level(logging.WARNING):
        browse(None).get("/malsagande/hemlig-nyckel/")
        browse(None).get("/finns/19900101-9802/")
    texts = [form.format(record) for record in caplog.records if record.name == "django.request"]
    assert texts == [
        "WARNING Not Found: /malsagande/<str:token>/",
        "WARNING Not Found: (no such address)",
    ]


def test_a_commit_wakes_the_loop_and_quiet_work_does_not_spin(instance, monkeypatch):
    turns = SimpleQueue()
    monkeypatch.setattr(loop, "once", turns.put)
    monkeypatch.setattr(loop, "BEAT_SECONDS", 60.0)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    stop = Event()
    thread = Thread(target=loop.run_until, args=(stop,))
    thread.start()
    turns.get(timeout=30)
    sleep(0.2)
    assert turns.empty()
    committed.set()
    turns.get(timeout=30)
    stop.set()
    committed.set()
    thread.join(30)
    assert not thread.is_alive()


def test_only_a_new_entry_wakes_it(instance, now, django_capture_on_commit_callbacks):
    committed.clear()
    with django_capture_on_commit_callbacks(execute=True):
        write("a")
    assert committed.is_set()
    committed.clear()
    with django_capture_on_commit_callbacks(execute=True):
        actions.beat(now=now)
        actions.beat(now=now)
    assert not committed.is_set()
