"""After an erasure neither the key nor what it opened is left in any file of the instance."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.pair.houses import clean, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]

ERASE = """
import django; django.setup()
from samverkan.rules.actor import Actor
from samverkan.web.conf import clock
from samverkan.web.journal.actions import erase_case
import sys
erase_case(case=sys.argv[1], by=Actor.instance("KBV"), now=clock.now())
"""


def test_no_file_keeps_the_wrapped_key_or_the_salts(lone):
    desk = lone.employ("gun", "utlamnande")
    desk.send("/anteckningar/", {"text": "ska gallras"})
    [(case,)] = lone.rows("SELECT record FROM releases_note ORDER BY id DESC LIMIT 1")
    [(wrapped,)] = lone.rows('SELECT wrapped FROM journal_casekey WHERE "case" = ?', case)
    salts = [row[0] for row in lone.rows('SELECT salt FROM journal_entry WHERE "case" = ?', case)]
    assert salts
    lone.stop()
    names = {
        "SAMVERKAN_DATA": str(lone.folder),
        "DJANGO_SETTINGS_MODULE": "samverkan.web.conf.settings",
    }
    erased = subprocess.run(
        [sys.executable, "-c", ERASE, case],
        env={**clean(), **names},
        capture_output=True,
        text=True,
        check=False,
    )
    assert erased.returncode == 0, erased.stderr
    for file in lone.folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            for secret in (wrapped, *salts):
                assert secret not in data, file
    lone.start()
    assert "Gallrad" in lone.visit("gun").see("/anteckningar/")
    size = "SELECT max(size) FROM journal_signedcheckpoint"
    entries = "SELECT count(*) FROM journal_entry"
    until(lambda: lone.rows(size) == lone.rows(entries), what="the erasure signed")
    assert lone.verify().returncode == 0
