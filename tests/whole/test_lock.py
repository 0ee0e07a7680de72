"""The locks belong to what `pyproject.toml` asks for."""

import sys

from tests.whole.tracked import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

import lock


def test_the_locks_are_fresh(capsys):
    assert lock.main(["--check"]) == 0, capsys.readouterr().err


def test_a_changed_dependency_is_noticed(tmp_path, monkeypatch, capsys):
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    (tmp_path / "pyproject.toml").write_text(text.replace('"rfc8785>=', '"rfc8785>'), "utf-8")
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    assert lock.main(["--check"]) == 1
    assert "pyproject.toml has changed" in capsys.readouterr().err


def test_every_package_of_the_smaller_locks_has_the_version_of_the_whole():
    whole = (ROOT / "requirements/dev.txt").read_text("utf-8").splitlines()
    for name in ("base.txt", "site.txt", "uv.txt"):
        pins = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
        assert [line for line in pins if "==" in line and line not in whole] == [], name


def test_a_wrong_call_says_how(capsys):
    assert lock.main(["--chek"]) == 2
    assert "usage" in capsys.readouterr().err
