"""The overseer reads everything and changes nothing; what is read is itself in the journal."""

import pytest
from django.urls import get_resolver

from samverkan.cli import main
from samverkan.rules.acts import Act
from samverkan.rules.permissions import Permission
from samverkan.web.journal import actions as journal
from samverkan.web.journal import review
from samverkan.web.journal.tiles import signer
from samverkan.web.releases import actions as releases
from tests.web.releases.test_note import TERMS, send

READING = (
    "/tillsyn/",
    "/tillsyn/post/{number}/",
    "/tillsyn/kontrollpunkt/",
    "/tillsyn/loggplikt/",
    "/tillsyn/element/",
    "/tillsyn/urval/",
    "/tillsyn/begaran/",
    "/tillsyn/gallring/",
)


def newest(client, address="/tillsyn/"):
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", READING)
def test_only_the_overseer_enters_and_the_visit_is_entered(tilda, staff, note, browse, address):
    before = review.last_number()
    address = address.format(number=before)
    assert browse(tilda).get(address).status_code == 200
    (entry,) = review.lines(review.entries()[: review.last_number() - before])
    assert (entry.act, entry.actor) == (Act.OVERSEEN, "KBV/tilda")
    assert entry.record["details"]["address"] == address
    for role in ("patrull", "vakthavande", "uppfoljning", "personal"):
        assert browse(staff(role, role)).get(address).status_code == 403
    assert browse(None).get(address).status_code == 302


def views_with_gates():
    found = list(get_resolver().url_patterns)
    while found:
        pattern = found.pop()
        if hasattr(pattern, "url_patterns"):
            found.extend(pattern.url_patterns)
        elif hasattr(pattern.callback, "gate"):
            yield pattern


def test_every_other_room_is_closed_to_the_overseer(tilda):
    """By permission: what opens to an overseer is the room, the public pages and the own desk."""
    closed, room = 0, 0
    for pattern in views_with_gates():
        gate = pattern.callback.gate
        ours = pattern.callback.__module__.startswith("samverkan.web.oversight")
        if gate.public or not gate.permissions:
            continue
        if ours:
            room += bool(gate.permissions & tilda.permissions)
            continue
        assert not gate.permissions & tilda.permissions, pattern.callback
        closed += 1
    assert closed > 40
    assert room > 10


@pytest.mark.parametrize(
    "address",
    [
        "/anteckningar/",
        "/kontroller/",
        "/utmatning/",
        "/resultatliggare/",
        "/personal/",
        "/parter/",
    ],
)
def test_the_overseer_gets_403_elsewhere(tilda, browse, address):
    answer = browse(tilda).get(address)
    assert answer.status_code == 403


def test_the_overseers_permissions_write_nothing_but_own_notes(tilda):
    assert tilda.permissions == {Permission.OVERSEE}


def test_the_journal_is_filtered_by_act_person_and_day(tilda, note, browse, astrid, now):
    client = browse(tilda)
    by_act = newest(client, f"/tillsyn/?act={Act.NOTE_WRITTEN}")
    assert ">Anteckningen skrevs</td>" in by_act
    assert by_act.count("/tillsyn/post/") == 1
    nobody = newest(client, f"/tillsyn/?act={Act.NOTE_WRITTEN}&actor=KBV/tilda")
    assert "Här visas journalens poster" in nobody
    other_day = newest(client, f"/tillsyn/?act={Act.NOTE_WRITTEN}&day=2025-07-11")
    assert "Här visas journalens poster" in other_day
    same_day = newest(client, f"/tillsyn/?act={Act.NOTE_WRITTEN}&day=2025-07-12")
    assert same_day.count("/tillsyn/post/") == 1
    assert newest(client, "/tillsyn/?day=soon").count("/tillsyn/post/") > 3


def entry_of(act):
    return review.entries(acts=(str(act),))[0]


def test_an_entry_is_shown_with_its_record(tilda, astrid, note, partner, browse, now):
    send(note, astrid, now)
    number = entry_of(Act.RELEASED).pk
    page = newest(browse(tilda), f"/tillsyn/post/{number}/")
    assert "Utlämning" in page
    assert TERMS.ground in page
    assert "KFM" in page
    assert "Väntar på kontrollpunkt" in page
    assert browse(tilda).get("/tillsyn/post/999999/").status_code == 404


def test_a_proof_is_taken_out_and_verifies_offline(tilda, note, browse, now, tmp_path, capsys):
    number = entry_of(Act.NOTE_WRITTEN).pk
    client = browse(tilda)
    early = client.post(f"/tillsyn/post/{number}/bevis/")
    assert early.status_code == 403
    assert "kontrollpunkt" in early.content.decode()
    journal.beat(now=now)
    answer = client.post(f"/tillsyn/post/{number}/bevis/")
    assert answer["Content-Disposition"] == f'attachment; filename="post-{number}.tlog-proof"'
    file = tmp_path / f"post-{number}.tlog-proof"
    file.write_bytes(answer.content)
    assert main(["verify", str(file), "--vkey", signer().vkey]) == 0
    said = capsys.readouterr().out
    assert note.record in said
    assert entry_of(Act.PROOF_TAKEN).actor == "KBV/tilda"
    assert client.post("/tillsyn/post/999999/bevis/").status_code == 404
    assert client.get(f"/tillsyn/post/{number}/bevis/").status_code == 405


def test_the_proof_of_an_erased_record_still_verifies(tilda, note, browse, now, tmp_path, capsys):
    number = entry_of(Act.NOTE_WRITTEN).pk
    journal.erase_case(case=note.case, by=tilda, now=now)
    journal.beat(now=now)
    client = browse(tilda)
    assert "Ärendet är gallrat." in newest(client, f"/tillsyn/post/{number}/")
    answer = client.post(f"/tillsyn/post/{number}/bevis/")
    file = tmp_path / "post.tlog-proof"
    file.write_bytes(answer.content)
    assert main(["verify", str(file), "--vkey", signer().vkey]) == 0
    assert "Posten är gallrad." in capsys.readouterr().out


def test_the_checkpoint_says_what_it_vouches_for(tilda, browse, now):
    client = browse(tilda)
    assert "när den första har signerats" in newest(client, "/tillsyn/kontrollpunkt/")
    journal.beat(now=now)
    page = newest(client, "/tillsyn/kontrollpunkt/")
    assert signer().vkey in page
    assert "kommer senare" in page


def test_overdue_recalls_and_refusals_are_in_sight(tilda, astrid, note, partner, browse, now):
    row = send(note, astrid, now)
    releases.recall(release=row, reason="fel person", by=astrid, now=now.replace(day=1))
    page = newest(browse(tilda))
    assert "fel person" in page
    assert "Begäran avslogs" in page
    assert 'Avslag <span class="count">0</span>' in page


def test_the_logging_duty_is_counted(tilda, astrid, note, partner, browse, now):
    send(note, astrid, now)
    page = newest(browse(tilda), "/tillsyn/loggplikt/")
    for words in ("Insamling", "Utlämning", "Överföring till tredjeland", "Radering"):
        assert words in page
