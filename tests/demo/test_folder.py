"""The demo's folder: whose it is, and where compiled Python lies when Python keeps none."""

from __future__ import annotations

import sys
from os import environ

import pytest

from samverkan.demo import folder


def test_a_new_or_empty_folder_becomes_the_demos_own_and_is_emptied_the_next_time(tmp_path):
    root = tmp_path / "demo"
    assert folder.clean(root)
    (root / "old").write_text("from the last run")
    assert folder.clean(root)
    assert [file.name for file in root.iterdir()] == [folder.MARK]


def test_a_folder_with_something_elses_files_is_left_as_it_is(tmp_path):
    (tmp_path / "thesis").write_text("do not delete")
    assert not folder.clean(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis"]


@pytest.fixture
def told(monkeypatch):
    """Let a test change what Python is told about bytecode."""
    for name in ("dont_write_bytecode", "pycache_prefix"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    for name in (folder.KEEP_NONE, folder.KEEP_IN):
        # Set first, so that whatever a test leaves behind is put back.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return monkeypatch


def test_where_python_keeps_no_bytecode_the_demos_folder_does(told, tmp_path):
    told.setattr(sys, "dont_write_bytecode", True)
    told.setenv(folder.KEEP_NONE, "1")
    folder.share_bytecode(tmp_path)
    kept = str(tmp_path / folder.BYTECODE)
    assert (sys.dont_write_bytecode, sys.pycache_prefix) == (False, kept)
    assert (environ.get(folder.KEEP_NONE), environ[folder.KEEP_IN]) == (None, kept)


def test_where_python_keeps_bytecode_nothing_is_changed(told, tmp_path):
    told.setattr(sys, "dont_write_bytecode", False)
    before = sys.pycache_prefix
    folder.share_bytecode(tmp_path)
    assert sys.pycache_prefix == before
    assert folder.KEEP_IN not in environ
