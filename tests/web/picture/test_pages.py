"""The pages of the picture: at the centre, and where it is received."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan.rules.picture import Confidence
from samverkan.web.picture import actions, queries
from samverkan.web.picture.contents import to_content
from samverkan.wire.canonical import digest, encode
from samverkan.wire.identifiers import RecordId, Version
from tests.rules.test_picture import F2
from tests.web.picture.playing import NETWORK, document, whole

RECORD = "NUC/44444444-4444-4444-8444-444444444444"
PARAGRAPH = {
    "kind": "phenomenon",
    "key": "F-3",
    "title": "Gästhamnar som mötesplatser",
    "text": "Byten sker i gästhamnar.",
    "assertion": "assessment",
    "source": "B",
    "information": "4",
    "confidence": "low",
    "handling": "H2",
    "gap": "Omfattningen utanför juli.",
    "dissent": "",
}


def text(response) -> str:
    return response.content.decode()


class TestAtTheCentre:
    """NUC's analysts and office."""

    @pytest.fixture
    def participant(self):
        return "NUC"

    @pytest.fixture
    def viktor(self, staff):
        return staff("viktor", "analytiker")

    @pytest.fixture
    def saga(self, staff):
        return staff("saga", "analytiker")

    def test_a_picture_is_written_on_the_pages(self, viktor, browse):
        desk = browse(viktor)
        assert "Ny lägesbild" in text(desk.get("/lagesbild/"))
        begin = {
            "title": "Lägesbild",
            "words": "Kort.",
            "starts": "2025-01-01",
            "ends": "2025-12-31",
        }
        backwards = text(desk.post("/lagesbild/ny/", {**begin, "ends": "2024-12-31"}))
        assert "Sista dagen måste komma efter den första." in backwards
        person = text(desk.post("/lagesbild/ny/", {**begin, "words": "Om 000101-9801."}))
        assert "ser ut som ett personnummer" in person
        made = desk.post("/lagesbild/ny/", begin)
        row = queries.pictures().get()
        assert made.url == f"/lagesbild/{row.pk}/"
        address = f"/lagesbild/{row.pk}/stycke/"
        assert "B: Källan har i de flesta fall" in text(desk.get(address))
        wrong = text(desk.post(address, {**PARAGRAPH, "text": "Om 000101-9801."}))
        place = wrong.index('id="id_text_error"')
        assert "ser ut som ett personnummer" in wrong[place : place + 300]
        assert desk.post(address, PARAGRAPH).status_code == 302
        taken = text(desk.post(address, PARAGRAPH))
        assert "Det finns redan ett stycke med beteckningen F-3." in taken
        page = text(desk.get(f"/lagesbild/{row.pk}/"))
        assert "Källan har i de flesta fall visat sig tillförlitlig." in page
        assert "Omfattningen utanför juli." in page
        assert "bedömning" in page
        assert "två personer krävs" in page
        again = text(desk.get(f"{address}F-3/"))
        assert "Byten sker i gästhamnar." in again
        desk.post(f"{address}F-3/", {**PARAGRAPH, "title": "Gästhamnar"})
        assert "F-3: Gästhamnar</h2>" in text(desk.get(f"/lagesbild/{row.pk}/"))
        assert desk.get(f"{address}F-8/").status_code == 404
        desk.post(f"{address}F-3/ta-bort/")
        assert queries.paragraphs(row) == ()

    def test_it_is_adopted_released_and_begun_anew(self, viktor, saga, staff, browse, now):
        row = whole(viktor, now)
        assert queries.waiting_for(viktor, now=now) == []
        (waiting,) = queries.waiting_for(saga, now=now)
        assert waiting.what == "Pröva och fastställ Gemensam lägesbild 2025"
        second, office = browse(saga), browse(staff("elof", "samordnare", "utlamnande"))
        assert second.post(f"/lagesbild/{row.pk}/faststall/").status_code == 400
        as_of = {"as_of": row.changed_at.isoformat()}
        assert browse(viktor).post(f"/lagesbild/{row.pk}/faststall/", as_of).status_code == 403
        assert second.post(f"/lagesbild/{row.pk}/faststall/", as_of).status_code == 302
        assert second.get(f"/lagesbild/{row.pk}/stycke/").status_code == 403
        assert "Fastställd, inte lämnad" in text(office.get("/lagesbild/"))
        assert "till rådet" in queries.waiting_for(saga, now=now)[0].what
        office.post(f"/lagesbild/{row.pk}/lamna/")
        assert "Lämnad till rådet" in text(office.get(f"/lagesbild/{row.pk}/"))
        second.post(f"/lagesbild/{row.pk}/ny-version/")
        new = queries.current(row.record)
        assert new.version == 2
        lowered = replace(F2, confidence=Confidence.LOW)
        actions.write(picture=new, paragraph=lowered, instead_of="F-2", by=saga, now=now)
        page = text(second.get(f"/lagesbild/{new.pk}/"))
        assert "Ändrat sedan förra versionen" in page
        assert "tilliten" in page
        assert second.get(f"/lagesbild/handling/{row.record}/").url == f"/lagesbild/{new.pk}/"

    def test_who_may_not_write_reads(self, viktor, staff, browse, now):
        row = whole(viktor, now)
        chair = browse(staff("barbro", "ordforande"))
        page = text(chair.get(f"/lagesbild/{row.pk}/"))
        assert "Skriv om" not in page
        assert chair.get("/lagesbild/ny/").status_code == 403
        assert chair.post(f"/lagesbild/{row.pk}/stycke/", PARAGRAPH).status_code == 403
        assert chair.post(f"/lagesbild/{row.pk}/lamna/").status_code == 403

    def test_what_is_not_there_is_not_found(self, viktor, browse):
        desk = browse(viktor)
        missing = ("9/", "mottagen/9/", f"handling/{RECORD}/", "9/stycke/")
        assert {desk.get(f"/lagesbild/{part}").status_code for part in missing} == {404}


@pytest.fixture
def reader(staff, browse):
    return browse(staff("henning", "ledamot"))


def deliver(partner, found, now, *, before=None, code="NUC"):
    sender = partner(code)
    content = to_content(found)
    home = RECORD.replace("NUC", code)
    body = {
        "content": content,
        "expires_on": "2026-12-31",
        "ground": "OSL 10:2",
        "handling": "H2",
        "purpose": "Underlag för rådets inriktning",
    }
    old = digest(encode(to_content(before))) if before else None
    about = Version(RecordId.parse(home), found.version, digest(encode(content)), old)
    sender.deliver(sender.seal("release/situation-picture", body, now=now, about=about), now=now)
    return [e for e in sender.collect(now=now) if e.schema == "receipt"][-1].body


def test_a_received_picture_is_shown_with_grades_and_changes(partner, reader, now):
    first = document(now)
    assert deliver(partner, first, now)["kind"] == "accepted"
    doubted = replace(F2, dissent="En källa räcker inte.")
    second = document(now, version=2, paragraphs=(doubted, NETWORK))
    deliver(partner, second, now, before=first)
    assert "Gemensam lägesbild 2025" in text(reader.get("/lagesbild/"))
    assert "Ny lägesbild" not in text(reader.get("/lagesbild/"))
    page = text(reader.get(reader.get(f"/lagesbild/handling/{RECORD}/").url))
    assert "En källa räcker inte." in page
    assert "Ändrat: avvikande mening" in page
    assert "Källan har i de flesta fall visat sig tillförlitlig." in page
    assert "Saga Källkritik" in page


def test_a_recalled_picture_is_blocked(partner, reader, now):
    deliver(partner, document(now), now)
    nuc = partner("NUC")
    body = {"record": RECORD, "version": 1, "reason": "fel gradering"}
    nuc.deliver(nuc.seal("recall", body, now=now), now=now)
    page = text(reader.get(reader.get(f"/lagesbild/handling/{RECORD}/").url))
    assert "fel gradering" in page
    assert "Farkoster som värdebärare" not in page


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"words": "Om 000101-9801."}, "personal number"),
        ({"paragraphs": (replace(F2, gap="000101-9801"),)}, "personal number"),
    ],
)
def test_a_picture_with_a_person_is_refused_here_too(partner, now, words, why):
    said = deliver(partner, document(now, **words), now)
    assert (said["kind"], why in said["note"]) == ("refused", True)


def test_only_a_centre_sends_pictures(partner, now):
    assert deliver(partner, document(now), now, code="POL")["kind"] == "refused"


def test_a_picture_that_cannot_be_read_is_refused(partner, now):
    nuc = partner("NUC")
    content = {**to_content(document(now)), "paragraphs": [{"key": "F-2"}]}
    nuc.deliver(nuc.release("situation-picture", content, now=now), now=now)
    said = [e for e in nuc.collect(now=now) if e.schema == "receipt"][-1].body
    assert (said["kind"], "cannot be read" in said["note"]) == ("refused", True)


def test_a_reader_needs_the_permission(staff, browse):
    assert browse(staff("rut", "forrad")).get("/lagesbild/").status_code == 403
