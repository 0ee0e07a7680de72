"""`samverkan verify`: a journal audited from its folder or its address."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from samverkan.cli import main
from samverkan.exchange.cards import Card, issue
from samverkan.trail.notes import Signer
from samverkan.wire.keys import EncryptionKey, SigningKey
from tests.trail.logs import SIGNER, log_of

KEY = ["--vkey", SIGNER.vkey]
ENGLISH = ["--lang", "en"]


@pytest.fixture
def journal(tmp_path):
    """Lay out an instance's data folder with its journal of 300 entries."""
    folder = tmp_path / "kbv" / "journal"
    lay(folder, log_of(200, 300))
    return folder


def lay(folder, files):
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def card(code, seed, log):
    key = SigningKey.from_seed(seed)
    return issue(
        Card(
            participant=code,
            signing=key.public,
            encryption=EncryptionKey.from_seed(seed).public,
            log=log,
            base_url=f"https://{code.lower()}.example",
            valid_from=datetime(2025, 1, 1, tzinfo=UTC),
        ),
        key,
    )


@contextmanager
def served(folder, handler=SimpleHTTPRequestHandler):
    class Quiet(handler):
        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_sound_journal_is_status_0_and_told_in_plain_words(journal, capsys):
    assert main(["verify", str(journal), *KEY, *ENGLISH]) == 0
    right, size, root, key, when = capsys.readouterr().out.splitlines()
    assert right == "All is right: every entry, every file, the root and the signature."
    assert size == "The journal samverkan/kbv/journal holds 300 entries."
    assert root.startswith("Root: ")
    assert key == f"Key: {SIGNER.vkey}"
    assert when.startswith("Audited 2")


def test_swedish_is_spoken_first(journal, capsys):
    assert main(["verify", str(journal), *KEY]) == 0
    assert "Journalen samverkan/kbv/journal håller 300 poster." in capsys.readouterr().out


def test_the_data_folder_around_the_journal_will_do(journal, capsys):
    assert main(["verify", str(journal.parent), *KEY, *ENGLISH]) == 0
    assert "holds 300 entries" in capsys.readouterr().out


def test_a_changed_entry_is_status_1_and_named(journal, capsys):
    file = journal / "tile/entries/000"
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    assert main(["verify", str(journal), *KEY]) == 1
    first, count, *_ = capsys.readouterr().out.splitlines()
    assert first == "Post 255 stämmer inte med tile/0/000 på plats 255."
    assert count == "Antal fel: 1."


def test_an_older_partial_tile_in_the_folder_is_audited_too(journal, capsys):
    (journal / "tile/0/000.p/200").write_bytes(bytes(6400))
    assert main(["verify", str(journal), *KEY, *ENGLISH]) == 1
    assert "tile/0/000.p/200 does not match the beginning" in capsys.readouterr().out


def test_a_key_of_the_owners_is_used_and_said_to_be_so(journal, capsys):
    (journal / "vkey").write_text(f"{SIGNER.vkey}\n")
    assert main(["verify", str(journal), *ENGLISH]) == 0
    assert "the key came from the journal's owner" in capsys.readouterr().out


@pytest.mark.parametrize("data", [None, b"\xff"])
def test_without_a_key_nothing_can_be_verified(journal, data, capsys):
    if data:
        (journal / "vkey").write_bytes(data)
    assert main(["verify", str(journal)]) == 2
    assert "ge --vkey eller --card" in capsys.readouterr().err


def test_the_key_may_be_on_a_card(journal, tmp_path, capsys):
    file = tmp_path / "card.jws"
    file.write_text(card("KBV", b"k" * 32, SIGNER.vkey))
    assert main(["verify", str(journal), "--card", str(file), *ENGLISH]) == 0
    assert "owner" not in capsys.readouterr().out


def test_a_card_with_another_key_opens_nothing(journal, tmp_path, capsys):
    file = tmp_path / "card.jws"
    file.write_text(card("KBV", b"k" * 32, Signer(SIGNER.name, b"x" * 32).vkey))
    assert main(["verify", str(journal), "--card", str(file), *ENGLISH]) == 1
    said = capsys.readouterr().out
    assert "is not a valid checkpoint signed by samverkan/kbv/journal" in said
    assert "holds" not in said


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not of 0"),
        (
            f"{card('KBV', b'k' * 32, SIGNER.vkey)}\n{card('KFM', b'f' * 32, SIGNER.vkey)}",
            "not of 2",
        ),
        ("hej", "is not a participant's card"),
    ],
)
def test_a_file_that_is_not_one_participants_card(journal, tmp_path, text, why, capsys):
    file = tmp_path / "card.jws"
    file.write_text(text)
    assert main(["verify", str(journal), "--card", str(file), *ENGLISH]) == 2
    assert why in capsys.readouterr().err


def test_an_earlier_checkpoint_is_a_beginning(journal, tmp_path, capsys):
    file = tmp_path / "kept"
    file.write_bytes(log_of(200)["checkpoint"])
    assert main(["verify", str(journal), *KEY, "--earlier", str(file), *ENGLISH]) == 0
    assert "stood for the first 200 entries" in capsys.readouterr().out


def test_a_journal_put_back_is_told_by_an_earlier_checkpoint(journal, tmp_path, capsys):
    file = tmp_path / "kept"
    file.write_bytes(log_of(301)["checkpoint"])
    assert main(["verify", str(journal), *KEY, "--earlier", str(file), *ENGLISH]) == 1
    assert "entries have been removed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("data", "why"),
    [(None, "does not exist"), (b"\xff", "not UTF-8"), (b"hej", "no signature lines")],
)
def test_an_earlier_checkpoint_must_be_one(journal, tmp_path, data, why, capsys):
    file = tmp_path / "kept"
    if data:
        file.write_bytes(data)
    assert main(["verify", str(journal), *KEY, "--earlier", str(file), *ENGLISH]) == 2
    assert why in capsys.readouterr().err


def test_json_holds_the_same(journal, capsys):
    (journal / "tile/0/000").unlink()
    assert main(["verify", str(journal), *KEY, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["origin"], told["size"], told["count"]) == (SIGNER.name, 300, 1)
    assert (told["vkey"], told["key_from_owner"], told["earlier"]) == (SIGNER.vkey, False, None)
    assert told["findings"] == [
        {
            "kind": "missing",
            "where": "tile/0/000",
            "sentence_sv": "Filen tile/0/000 saknas.",
            "sentence_en": "The file tile/0/000 is missing.",
        }
    ]


def test_json_without_a_checkpoint_has_nulls(journal, capsys):
    (journal / "checkpoint").unlink()
    assert main(["verify", str(journal), *KEY, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["origin"], told["size"], told["root"]) == (None, None, None)


def test_a_folder_where_a_file_should_be_is_a_missing_file(journal, capsys):
    (journal / "tile/0/000").unlink()
    (journal / "tile/0/000").mkdir()
    assert main(["verify", str(journal), *KEY, *ENGLISH]) == 1
    assert "The file tile/0/000 is missing." in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_status_2(journal, capsys):
    (journal / "tile/0/000").unlink()
    (journal / "tile/0/000").symlink_to("000")
    assert main(["verify", str(journal), *KEY, *ENGLISH]) == 2
    assert "tile/0/000 cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["nowhere"], [__file__], ["http://127.0.0.1:1"], ["http://["]])
def test_a_place_that_is_none_is_status_2(words, capsys):
    assert main(["verify", *words, *KEY]) == 2
    assert capsys.readouterr().err.startswith("samverkan verify: ")


@pytest.mark.parametrize("words", [[], ["here", "--card", "file", *KEY], ["here", "--lang", "de"]])
def test_a_wrong_call_is_status_2(words):
    with pytest.raises(SystemExit, match="2"):
        main(["verify", *words])


def test_a_key_that_is_none_is_status_2(journal, capsys):
    assert main(["verify", str(journal), "--vkey", "kbv"]) == 2
    assert "'kbv' är ingen nyckel att pröva underskrifter med" in capsys.readouterr().err


def test_an_address_is_audited_as_a_folder_is(journal, capsys):
    (journal / "vkey").write_text(SIGNER.vkey)
    with served(journal) as address:
        assert main(["verify", address, *ENGLISH]) == 0
        assert "holds 300 entries" in capsys.readouterr().out
        (journal / "tile/0/001.p/44").unlink()
        assert main(["verify", address, *ENGLISH]) == 1
    assert "The file tile/0/001.p/44 is missing." in capsys.readouterr().out


def test_a_server_in_trouble_is_status_2(journal, capsys):
    class Broken(SimpleHTTPRequestHandler):
        def do_GET(self):
            self.send_error(503)

    with served(journal, Broken) as address:
        assert main(["verify", address, *KEY]) == 2
    assert "checkpoint svarade 503" in capsys.readouterr().err
