"""The pages of proposals and directions, at the centre and at a member."""

from __future__ import annotations

from datetime import timedelta

import pytest

from samverkan.rules.releases import ReleaseTerms
from samverkan.web.cooperation import queries
from samverkan.web.releases import actions as releases
from tests.web.cooperation.council import PICTURE, draft, proposed, received, received_again
from tests.web.cooperation.test_council import Position, answer


def text(response) -> str:
    return response.content.decode()


class TestAtTheCentre:
    """NUC's desks: the office and the chair."""

    @pytest.fixture
    def participant(self):
        return "NUC"

    @pytest.fixture
    def elof(self, staff):
        return staff("elof", "samordnare")

    @pytest.fixture
    def barbro(self, staff):
        return staff("barbro", "ordforande")

    @pytest.fixture
    def picture(self, elof, now):
        terms = ReleaseTerms("KFM", "OSL 10:2", "underlag", "H2", draft(now).ends)
        content = {"title": "Gemensam lägesbild 2025"}
        releases.release(
            kind="situation-picture",
            content=content,
            terms=terms,
            about=PICTURE,
            case=PICTURE,
            by=elof,
            now=now,
        )

    @pytest.mark.usefixtures("picture")
    def test_the_office_proposes_and_revises(self, elof, browse):
        desk = browse(elof)
        assert "Nytt förslag till inriktning" in text(desk.get("/inriktning/"))
        assert "Gemensam lägesbild 2025" in text(desk.get("/inriktning/forslag/"))
        fields = {
            "title": "Gemensam inriktning 2025",
            "text": "Minska vinsterna.",
            "picture": PICTURE,
            "starts": "2025-08-01",
            "ends": "2025-12-31",
            "closing_at": "2025-07-20T16:00",
        }
        late = desk.post("/inriktning/forslag/", {**fields, "closing_at": "2025-07-01T16:00"})
        assert "Svarstiden måste ligga framåt i tiden." in text(late)
        desk.post("/inriktning/forslag/", fields)
        row = queries.proposals().get()
        assert row.closing_at.isoformat() == "2025-07-20T14:00:00+00:00"
        assert "KBV" in row.members
        page = text(desk.get(f"/inriktning/forslag/{row.pk}/ny-version/"))
        assert "Minska vinsterna." in page
        desk.post(f"/inriktning/forslag/{row.pk}/ny-version/", {**fields, "text": "Ny."})
        assert queries.current(row.record).version == 2
        page = text(desk.get(f"/inriktning/forslag/{row.pk}/"))
        assert "Ersatt av en ny version" in page
        assert "version 2" in page

    def test_the_chair_sees_positions_and_silences_and_adopts(
        self, partner, elof, barbro, browse, now
    ):
        row = proposed(elof, now, members=("KFM", "POL"))
        chair = browse(barbro)
        answer(partner("KFM"), Position.STANDS_ASIDE, now=now, words="Utanför uppdraget.")
        page = text(chair.get(f"/inriktning/forslag/{row.pk}/"))
        assert "Utanför uppdraget." in page
        assert "Inget svar" in page
        assert "POL har inte svarat på denna version" in page
        assert chair.post(f"/inriktning/forslag/{row.pk}/anta/").status_code == 403
        assert queries.waiting_for(barbro, now=now) == []
        answer(partner("POL"), Position.NO_OBJECTION, now=now)
        (waiting,) = queries.waiting_for(barbro, now=now)
        assert waiting.what == "Anta inriktningen Gemensam inriktning 2025"
        made = chair.post(f"/inriktning/forslag/{row.pk}/anta/")
        page = text(chair.get(made.url))
        assert "Polismyndigheten" in page
        assert "Avstår" in page
        assert "Antagen" in text(chair.get("/inriktning/"))
        assert "Förslaget är redan antaget" in text(chair.get(f"/inriktning/forslag/{row.pk}/"))

    def test_only_the_chair_adopts(self, elof, browse, now):
        row = proposed(elof, now)
        assert browse(elof).post(f"/inriktning/forslag/{row.pk}/anta/").status_code == 403


@pytest.fixture
def henning(staff):
    return staff("henning", "ledamot")


def test_a_member_takes_a_position_on_the_page(partner, henning, browse, now):
    row = received(partner, now)
    (waiting,) = queries.waiting_for(henning, now=now)
    assert waiting.due == row.closing_at
    head, address = browse(henning), f"/inriktning/forslag/{row.pk}/"
    page = text(head.get(address))
    assert "Skicka ställningstagandet" in page
    said = {"stance": "objection", "words": "", "version_hash": row.digest}
    wrong = text(head.post(address, said))
    assert "ord som säger varför" in wrong
    assert head.post(address, {**said, "version_hash": "0" * 64}).status_code == 403
    assert head.post(address, {**said, "words": "Går för långt."}).status_code == 302
    page = text(head.get(address))
    assert "Går för långt." in page
    assert queries.waiting_for(henning, now=now) == []


def test_who_is_no_head_reads_and_takes_no_position(partner, staff, browse, now):
    row = received(partner, now)
    patrol = browse(staff("siv", "patrull"))
    assert "Skicka ställningstagandet" not in text(patrol.get(f"/inriktning/forslag/{row.pk}/"))
    said = {"stance": "no-objection", "words": "", "version_hash": row.digest}
    assert patrol.post(f"/inriktning/forslag/{row.pk}/", said).status_code == 403


def test_after_closing_nobody_is_asked(partner, henning, now):
    row = received(partner, now)
    assert queries.waiting_for(henning, now=row.closing_at + timedelta(minutes=1)) == []


def test_an_older_version_shows_no_form(partner, henning, browse, now):
    old = received(partner, now)
    address = f"/inriktning/forslag/{old.pk}/"
    assert "Skicka ställningstagandet" in text(browse(henning).get(address))
    received_again(partner, old, now, text="Ny lydelse.")
    page = text(browse(henning).get(address))
    assert "Skicka ställningstagandet" not in page
    assert "Ersatt av en ny version" in page
