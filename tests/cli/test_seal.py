"""`samverkan seal` and `samverkan pack`: from a register to a pack, and from that to the next."""

import json
from pathlib import Path

import pytest

from samverkan.cli import main
from samverkan.exchange.cards import Card, issue
from samverkan.registers.pack_files import load_pack
from samverkan.sealed import engines
from samverkan.sealed.epochs import epoch_key
from samverkan.sealed.inputs import Kind, exact_input
from samverkan.sealed.likeness import Person, Scheme, keys_of, scheme_digest, tags_of
from samverkan.sealed.vector.compiled import Fault
from samverkan.sealed.vector.engine import VectorEngine
from samverkan.sealed.voprf import prf
from samverkan.trail.notes import Signer
from samverkan.wire.keys import EncryptionKey, SigningKey
from samverkan.wire.times import from_text
from tests.sealed.vector.broken import Broken

MASTER, SEED = bytes(range(32)), bytes(range(32, 64))
ROWS = ["motornummer;namn", *(f"ZZE{number:06};Okänd" for number in range(100))]


class Room:
    """A holder's folder: a register, both keys and its card."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.register(ROWS)
        for name, secret in (("voprf", MASTER), ("signing", SEED)):
            (folder / name).write_text(secret.hex())
            (folder / name).chmod(0o600)
        card = Card(
            participant="KFM",
            signing=SigningKey(SEED).public,
            encryption=EncryptionKey(bytes(32)).public,
            log=Signer("samverkan/KFM/journal", bytes(32)).vkey,
            base_url="https://kfm.example",
            valid_from=from_text("2025-01-01T00:00:00Z"),
        )
        (folder / "card").write_text(issue(card, SigningKey(SEED)))

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def register(self, rows: list[str]) -> None:
        (self.folder / "register.csv").write_text("\n".join(rows) + "\n", "utf-8")

    def seal(self, *more: str, out: str = "a.pack") -> int:
        keys = ("--key", self.path("voprf"), "--signing-key", self.path("signing"))
        names = ("--holder", "KFM", "--asker", "KBV", "--epoch", "2025-07-12")
        words = (self.path("register.csv"), *names, *keys, "--out", self.path(out), *more)
        return main(["seal", *words])

    def opens(self, name: str, number: int) -> tuple[bytes, ...]:
        key = epoch_key(MASTER, asker="KBV", epoch="2025-07-12")
        value = exact_input(Kind.ENGINE_NUMBER, f"ZZE{number:06}")
        return load_pack(self.folder / name).look_up(prf(key.secret, value))


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def said(capsys) -> dict:
    return json.loads(capsys.readouterr().out)


def test_a_register_becomes_a_pack_whose_rows_open(room, capsys):
    assert room.seal("--label", "KFM Stockholm", "--json") == 0
    found = said(capsys)
    assert (found["keys"], found["sealed_now"], found["rows"]) == (100, 100, 128)
    assert found["refused"] == {}
    assert room.opens("a.pack", 7) == (b"KFM Stockholm",)
    assert room.opens("a.pack", 100) == ()


def test_sealed_again_only_what_changed_is_done(room, capsys):
    room.seal("--json")
    room.register([*ROWS[:-1], "ZZE000200;Okänd"])
    capsys.readouterr()
    assert room.seal("--json") == 0
    found = said(capsys)
    assert (found["keys"], found["sealed_now"], found["kept"]) == (100, 1, 99)
    assert found["delta_possible"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            [
                ": 100, förseglade nu 100",
                "sedan tidigare 0, på ",
                "Värden i motornummer (engine) som inte har rätt form och inte är förseglade: 1",
            ],
        ),
        (
            "en",
            [
                ": 100, sealed now 100",
                "from before 0, in ",
                "Values of engine that are not in their right form and not sealed: 1",
            ],
        ),
    ],
)
def test_it_says_what_was_done_in_both_languages(room, capsys, language, words):
    room.register([*ROWS, "!;Okänd"])
    assert room.seal("--lang", language) == 1
    out = capsys.readouterr().out
    assert all(word in out for word in words), out


def test_only_a_pack_that_had_one_before_may_have_to_be_sent_whole(room, capsys):
    room.seal("--lang", "en")
    assert "the one before" not in capsys.readouterr().out
    room.register(ROWS[:3])
    room.seal("--lang", "en", "--label", "KFM")
    assert "Send the pack whole" in capsys.readouterr().out


def test_what_stands_twice_in_the_register_is_one_key(room, capsys):
    room.seal("--json")
    room.register([*ROWS, *ROWS[1:], "ZZE000200;Okänd", "ZZE000200;Okänd"])
    capsys.readouterr()
    assert room.seal("--json") == 0
    found = said(capsys)
    assert (found["keys"], found["sealed_now"], found["kept"]) == (101, 1, 100)


@pytest.mark.parametrize("epoch", ["today", "20250712", "2025-07-12T", "2025-07-12T24", "2025-7-1"])
def test_an_epoch_is_a_day_or_begins_at_an_hour_of_one(room, capsys, epoch):
    with pytest.raises(SystemExit):
        room.seal("--epoch", epoch)
    assert "--epoch" in capsys.readouterr().err
    assert room.seal("--epoch", "2025-07-12T18") == 0


def test_a_pack_is_told_of_and_its_signature_checked(room, capsys):
    room.seal("--label", "KFM Stockholm")
    capsys.readouterr()
    public = SigningKey(SEED).public.raw.hex()
    for key in (("--card", room.path("card")), ("--vkey", public)):
        assert main(["pack", "info", room.path("a.pack"), "--json", *key]) == 0
        found = said(capsys)
        assert found["signed"]
        assert (found["holder"], found["asker"], found["epoch"]) == ("KFM", "KBV", "2025-07-12")
        assert (found["rows"], found["label_length"], found["check_length"]) == (128, 13, 8)
        assert found["bytes"] == (room.folder / "a.pack").stat().st_size
        assert found["rate"] == pytest.approx(128 / 19 / 2**32)
        assert found["rate_a_year"] == pytest.approx(found["rate"] * 500 * 365)
        assert found["opened_a_year"] == pytest.approx(found["rate_a_year"] / 2**64)
    assert main(["pack", "info", room.path("a.pack"), "--vkey", "00" * 32]) == 1
    assert "inte underskrivet med innehavarens nyckel" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", ["Från KFM till KBV", "Inga etiketter", "inte prövad"]), ("en", ["From KFM to KBV"])],
)
def test_a_pack_is_told_of_in_words(room, capsys, language, words):
    room.seal()
    capsys.readouterr()
    assert main(["pack", "info", room.path("a.pack"), "--lang", language]) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in words), out


def test_a_delta_is_made_told_of_and_applied(room, capsys):
    room.seal()
    (room.folder / "a.pack").rename(room.folder / "before.pack")
    room.register([*ROWS[:-1], "ZZE000200;Okänd"])
    room.seal()
    before, after, delta = (room.path(name) for name in ("before.pack", "a.pack", "a.delta"))
    key = ("--signing-key", room.path("signing"))
    assert main(["pack", "delta", before, after, *key, "--out", delta]) == 0
    capsys.readouterr()
    holder = ("--card", room.path("card"), "--holder", "KFM")
    assert main(["pack", "info", delta, "--json", *holder]) == 0
    found = said(capsys)
    assert (found["removed"], found["added"], found["signed"]) == (1, 1, True)
    out = room.path("next.pack")
    assert main(["pack", "apply", before, delta, "--out", out, *holder[:2]]) == 0
    assert Path(out).read_bytes() == Path(after).read_bytes()
    assert main(["pack", "delta", before, out, *key, "--out", delta]) == 0


def test_packs_of_two_sealings_have_no_delta(room, capsys):
    room.seal()
    room.seal(out="b.pack")
    words = ["pack", "delta", room.path("a.pack"), room.path("b.pack")]
    words += ["--signing-key", room.path("signing"), "--out", room.path("d")]
    assert main([*words, "--lang", "en"]) == 1
    assert "Send the new one whole" in capsys.readouterr().err


def test_a_new_key_is_private_and_never_written_over(room, capsys):
    assert main(["seal", "--new-key", room.path("new")]) == 0
    assert oct((room.folder / "new").stat().st_mode & 0o777) == "0o600"
    secret = bytes.fromhex((room.folder / "new").read_text())
    assert SigningKey(secret).public.raw.hex() in capsys.readouterr().out
    assert main(["seal", "--new-key", room.path("new")]) == 1
    assert bytes.fromhex((room.folder / "new").read_text()) == secret


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda room: (room.folder / "voprf").chmod(0o644), "chmod"),
        (lambda room: (room.folder / "voprf").write_text("xy"), "64"),
        (lambda room: (room.folder / "signing").unlink(), "signing"),
        (lambda room: (room.folder / "register.csv").unlink(), "register.csv"),
        (lambda room: room.register(["efternamn", "Ek"]), "personal_number"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(room, capsys, spoil, words):
    spoil(room)
    assert room.seal() == 2
    assert words in capsys.readouterr().err
    assert not (room.folder / "a.pack").exists()


def test_a_folder_that_cannot_be_written_is_said(room, capsys):
    (room.folder / "file").write_text("")
    assert room.seal(out="file/a.pack") == 2
    assert "file är en fil; här behövs en mapp." in capsys.readouterr().err
    assert room.seal(out="no/a.pack") == 2
    assert "no finns inte." in capsys.readouterr().err
    assert not (room.folder / "no").exists()


def test_a_wrong_name_or_label_is_said(room, capsys):
    assert room.seal("--label", "x" * 25) == 2
    assert room.seal("--asker", "") == 2
    assert "1 till 255" in capsys.readouterr().err


def test_a_damaged_file_is_said(room, capsys):
    room.seal()
    pack = room.folder / "a.pack"
    for data in (b"", b"SAMVDELT", pack.read_bytes()[:-1]):
        pack.write_bytes(data)
        assert main(["pack", "info", str(pack)]) == 2
    assert main(["pack", "info", room.path("none")]) == 2
    assert main(["pack", "info", room.path("none"), "--card", room.path("register.csv")]) == 2
    assert "none" in capsys.readouterr().err


def test_a_call_without_what_is_needed_is_wrong(room):
    with pytest.raises(SystemExit) as wrong:
        main(["seal", room.path("register.csv")])
    assert wrong.value.code == 2


PERSONS = [
    "förnamn;efternamn;födelsedatum;ort",
    *(
        f"Åsa;Ek{'abcdefgh'[number % 8]}{number};19{50 + number // 28}-{1 + number % 12:02}-"
        f"{1 + number % 28:02};Ösmo"
        for number in range(200)
    ),
]


def test_with_likeness_a_person_is_found_by_her_keys(room, capsys):
    """Sealed from a file, asked as an asker does: by the published scheme, several keys a row."""
    room.register(PERSONS)
    assert room.seal("--likeness", "person", "--json") == 0
    first = said(capsys)
    assert first["keys"] > 200
    scheme = Scheme.from_json((room.folder / "a.pack.scheme.json").read_text("utf-8"))
    pack = load_pack(room.folder / "a.pack")
    assert (pack.header.label_length, pack.header.check_length) == (18, 0)
    key = epoch_key(MASTER, asker="KBV", epoch="2025-07-12")
    asked = Person.of(given="Åsa", surname="Ekd3", birth="1950-04-04", place="Ösmo")
    opened = [
        label
        for one in keys_of(asked, scheme)
        for label in pack.look_up(prf(key.secret, one.value))
    ]
    assert len(opened) > 1
    tags = tags_of(asked, scheme.slots)
    assert len({label[:4] for label in opened if label[4:] == tags}) == 1
    assert room.seal("--likeness", "person", "--json") == 0
    assert said(capsys)["sealed_now"] == 0
    assert room.seal("--likeness", "person") == 0
    assert "Likhetsschemat står i" in capsys.readouterr().out


def test_a_seal_without_likeness_tells_of_the_scheme_that_the_pack_had(room, capsys):
    """A word forgotten in a call takes every likeness key away, in silence otherwise."""
    engines_of = ("motornummer", *(f"ZZE{n:06}" for n in range(len(PERSONS))))
    room.register([f"{row};{engine}" for row, engine in zip(PERSONS, engines_of, strict=False)])
    room.seal("--likeness", "person", "--json")
    capsys.readouterr()
    assert room.seal("--lang", "en") == 0
    said = capsys.readouterr().out
    assert "The pack cannot be asked by likeness" in said
    assert "a.pack.scheme.json stands there" in said


def test_a_pack_says_which_scheme_is_its_own_and_refuses_another(room, capsys):
    room.register(PERSONS)
    room.seal("--likeness", "person", "--json")
    scheme = room.folder / "a.pack.scheme.json"
    info = ("pack", "info", room.path("a.pack"), "--scheme", str(scheme))
    capsys.readouterr()
    assert main([*info, "--json"]) == 0
    named = said(capsys)["schemes"]
    assert named == [scheme_digest(scheme.read_bytes()).hex()]
    assert main([*info, "--lang", "en"]) == 0
    assert "belongs to the pack" in capsys.readouterr().out
    scheme.write_bytes(scheme.read_bytes() + b"\n")
    assert main(list(info)) == 1
    assert "hör inte till paketet: KFM har inte skrivit under" in capsys.readouterr().err
    assert main([*info[:-1], room.path("absent")]) == 2
    assert "absent finns inte" in capsys.readouterr().err


def test_another_scheme_begins_another_sealing(room, capsys):
    room.register(PERSONS)
    room.seal("--likeness", "person", "--json")
    first = said(capsys)
    scheme = room.folder / "a.pack.scheme.json"
    scheme.write_bytes(scheme.read_bytes() + b"\n")
    assert room.seal("--likeness", "person", "--json") == 0
    again = said(capsys)
    assert again["sealed_now"] == again["keys"] == first["keys"]
    assert not again["delta_possible"]


def test_a_scheme_of_another_kind_is_refused(room, capsys):
    room.register(PERSONS)
    (room.folder / "scheme").write_text("{}")
    assert room.seal("--likeness", "craft", "--scheme", room.path("scheme")) == 2
    assert "inget likhetsschema för craft" in capsys.readouterr().err


def test_a_wrong_value_of_a_column_that_is_not_sealed_is_not_told_of(room, capsys):
    room.register(["motornummer;födelsedatum", "ZZE000001;1979-02-30"])
    assert room.seal("--json") == 0
    assert said(capsys)["refused"] == {}


def test_a_wrong_epoch_or_key_says_what_should_stand_there(room, capsys):
    for words in (["seal", "--epoch", "2025-13-12"], ["pack", "info", "a", "--vkey", "hej"]):
        with pytest.raises(SystemExit) as wrong:
            main(words)
        assert wrong.value.code == 2
    err = capsys.readouterr().err
    assert "2025-13-12 är ingen epok; skriv en dag som 2025-07-12" in err
    assert "hej är ingen nyckel: den har 64 hexadecimala siffror" in err


@pytest.mark.parametrize(("language", "words"), [("sv", "Ingen står"), ("en", "Nobody is listed")])
def test_a_register_with_nothing_to_seal_is_told_of(room, capsys, language, words):
    room.register(ROWS[:1])
    assert room.seal("--lang", language) == 0
    assert words in capsys.readouterr().out
    room.register(ROWS)
    assert room.seal("--lang", language) == 0
    assert words not in capsys.readouterr().out


@pytest.fixture
def broken(monkeypatch):
    """A process whose compiled arithmetic gives wrong bits."""
    name = engines.names()[0]
    if name == engines.reference().name:
        pytest.skip("llvmlite is not installed")
    routines = Broken(engines.engine(name)._routines, "seal")
    engine = VectorEngine(name, routines, engines.reference())
    process = engines._Process(made={name: engine}, fastest=engine)
    monkeypatch.setattr(engines, "_PROCESS", process)


@pytest.mark.parametrize(("language", "words"), [("sv", "ur funktion"), ("en", "out of use")])
def test_arithmetic_that_errs_is_told_and_the_pack_is_right(room, capsys, broken, language, words):
    with pytest.warns(Fault, match="differed"):
        assert room.seal("--label", "KFM", "--json", "--lang", language) == 0
    told = capsys.readouterr()
    fallen_back = json.loads(told.out)["fallen_back"]
    assert "libsodium does the work now" in fallen_back
    assert words in told.err
    assert fallen_back in told.err
    assert room.opens("a.pack", 7) == (b"KFM",)
