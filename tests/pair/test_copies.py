"""A backup is made while the instance serves, and put back only where it forks no journal."""

from __future__ import annotations

from shutil import copytree

import pytest

from tests.pair.houses import House, command, until

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pair")]


def quiet(house: House) -> None:
    """Wait until every entry is signed."""
    unsigned = (
        "SELECT (SELECT count(*) FROM journal_entry) "
        "- (SELECT max(size) FROM journal_signedcheckpoint)"
    )
    until(lambda: house.rows(unsigned) == [(0,)], what="every entry signed")


def start_of(house: House) -> str:
    """Try to start and give the refusal; empty if it serves."""
    try:
        house.start()
    except AssertionError as refused:
        return str(refused).splitlines()[-1]
    return ""


def test_a_backup_taken_while_serving_is_put_back_and_serves(lone, tmp_path):
    desk = lone.employ("berit", "utlamnande")
    desk.send("/anteckningar/", {"text": "före kopian"})
    quiet(lone)
    file = tmp_path / "kopia.tar.gz"
    made = command("backup", "--data", lone.folder, file)
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o077 == 0

    served = command("restore", "--data", lone.folder, file)
    assert (served.returncode, "already serves" in served.stderr) == (1, True)

    lone.stop()
    (lone.folder / "instance.sqlite3").write_bytes(b"trasig")
    put_back = command("restore", "--data", lone.folder, file)
    assert put_back.returncode == 0, put_back.stderr
    lone.start()
    assert "före kopian" in lone.visit("berit").see("/anteckningar/")
    quiet(lone)
    assert lone.verify().returncode == 0


def test_a_copy_older_than_what_was_signed_refuses_to_start(lone, tmp_path):
    file = tmp_path / "gammal.tar.gz"
    newer = tmp_path / "ny.tar.gz"
    assert command("backup", "--data", lone.folder, file).returncode == 0
    lone.visit("alma").see("/personal/")
    quiet(lone)
    assert command("backup", "--data", lone.folder, newer).returncode == 0
    lone.stop()
    assert command("restore", "--data", lone.folder, file).returncode == 0
    assert "this is an old copy" in start_of(lone)
    assert command("restore", "--data", lone.folder, newer).returncode == 0
    assert start_of(lone) == ""
    assert lone.verify().returncode == 0


def test_after_the_loss_of_the_machine_the_keys_and_a_checkpoint_bring_it_back(lone, tmp_path):
    quiet(lone)
    file = tmp_path / "kopia.tar.gz"
    assert command("backup", "--data", lone.folder, file).returncode == 0
    new = House(lone.code, tmp_path / "ny", lone.port)
    new.folder.mkdir()
    copytree(lone.folder / "keys", new.folder / "keys")
    assert new.init().returncode == 0
    (new.folder / "last-checkpoint").unlink()
    assert command("restore", "--data", new.folder, file).returncode == 0
    lone.stop()
    assert "put the newest checkpoint that a partner has seen there" in start_of(new)
    seen = (lone.folder / "journal" / "checkpoint").read_bytes()
    (new.folder / "last-checkpoint").write_bytes(seen)
    assert start_of(new) == ""
    assert new.verify().returncode == 0
    new.close()
    lone.start()


def test_what_is_no_backup_of_this_instance_is_refused(lone, pair, tmp_path):
    ours, theirs = tmp_path / "var.tar.gz", tmp_path / "deras.tar.gz"
    text, cut = tmp_path / "text", tmp_path / "halv.tar.gz"
    assert command("backup", "--data", lone.folder, ours).returncode == 0
    assert command("backup", "--data", pair[0].folder, theirs).returncode == 0
    text.write_text("ingen kopia", "utf-8")
    cut.write_bytes(ours.read_bytes()[: ours.stat().st_size // 2])
    lone.stop()
    before = lone.rows("SELECT count(*) FROM journal_entry")
    for file, status, says in (
        (theirs, 1, "is a backup of KFM; this is KBV."),
        (text, 1, "is not a whole backup"),
        (cut, 1, "is not a whole backup"),
        (tmp_path / "ingen", 2, "ingen does not exist."),
    ):
        refused = command("restore", "--data", lone.folder, file)
        assert (refused.returncode, says in refused.stderr) == (status, True), refused.stderr
    assert lone.rows("SELECT count(*) FROM journal_entry") == before
    lone.start()


def test_a_backup_that_cannot_be_written_says_so(lone, tmp_path):
    refused = command("backup", "--data", lone.folder, tmp_path / "finns" / "inte.tar.gz")
    assert refused.returncode == 2
    assert "finns does not exist" in refused.stderr
    refused = command("backup", "--data", tmp_path, tmp_path / "x.tar.gz")
    assert "Run `samverkan init` first" in refused.stderr
