"""A decision by phone: released, read back, confirmed on one hash, corrected by a version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samverkan.exchange.receipts import ReceiptKind
from samverkan.rules.phone_decisions import DecisionKind, Standing, read_back_code
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.journal.queries import thread_of
from samverkan.web.property import actions, queries
from samverkan.web.property.actions import Call

CALL = Call(
    kind=DecisionKind.PROVISIONAL_CUSTODY,
    told="Malin Vågbrytare",
    who="Nadja Farledin, 19930824-9883",
    items=("vattenskoter Skvalp FX 180, vit", "halsband och armband"),
    claim="två mål, sammanlagt 177 255 kr",
)
CONTENT = {
    "claim": "två mål",
    "correction": "",
    "decided_at": "2025-06-28T16:00:00Z",
    "decided_by": "Vera Fyrvaktare, KFM",
    "ground": "UB 6:12, 6:12 a",
    "items": ["vattenskoter"],
    "kind": "provisional-custody",
    "told": "Malin Vågbrytare",
    "who": "Nadja Farledin",
}


class TestAtKronofogden:
    @pytest.fixture
    def participant(self):
        return "KFM"

    @pytest.fixture
    def vera(self, staff):
        return staff("vera", "jour")

    def decide(self, vera, now):
        return actions.decide_by_phone(
            call=CALL, to="POL", about="KFM/case", case="KFM/case", by=vera, now=now
        )

    def test_it_is_unconfirmed_until_the_other_side_names_the_same_hash(self, vera, partner, now):
        pol = partner("POL")
        row = self.decide(vera, now)
        assert queries.standing_ours(row) is Standing.UNCONFIRMED
        assert [w.ground for w in queries.waiting_for(vera, now=now)] == ["UB 6:12, 6:12 a"]
        (sent,) = pol.collect(now=now)
        assert sent.schema == "release/phone-decision"
        assert sent.about.digest == row.digest
        pol.answer(
            sent, ReceiptKind.CONFIRMATION, now=now, version=row.digest, note="Malin Vågbrytare"
        )
        row = queries.decision(row.record)
        assert (row.confirmed_at, row.confirmed_by) == (now, "Malin Vågbrytare")
        assert queries.waiting_for(vera, now=now) == []
        assert [line.act for line in thread_of(row.record)] == [
            "release.sent",
            "phone-decision.made",
            "phone-decision.confirmed",
        ]

    def test_another_hash_is_refused_and_the_decision_stays_unconfirmed(self, vera, partner, now):
        pol = partner("POL")
        row = self.decide(vera, now)
        (sent,) = pol.collect(now=now)
        pol.answer(sent, ReceiptKind.CONFIRMATION, now=now, version="0" * 64, note="Malin")
        assert queries.decision(row.record).confirmed_at is None
        assert pol.collect(now=now)[-1].body["kind"] == "refused"

    def test_another_partner_cannot_confirm(self, vera, partner, now):
        row = self.decide(vera, now)
        (sent,) = partner("POL").collect(now=now)
        partner("KBV").answer(
            sent, ReceiptKind.CONFIRMATION, now=now, version=row.digest, note="Siv"
        )
        assert queries.decision(row.record).confirmed_at is None

    def test_a_difference_is_the_next_version_and_the_first_stands(self, vera, partner, now):
        pol = partner("POL")
        first = self.decide(vera, now)
        call = replace(CALL, items=("vattenskoter Skvalp FX 180, vit",))
        second = actions.correct(
            decision=first, call=call, difference="Inga smycken.", by=vera, now=now
        )
        sent, again = pol.collect(now=now)
        assert (again.about.number, again.about.before) == (2, sent.about.digest)
        assert first.digest != second.digest
        # The old version can no longer be confirmed.
        pol.answer(sent, ReceiptKind.CONFIRMATION, now=now, version=first.digest, note="Malin")
        assert queries.decision(first.record, 1).confirmed_at is None
        pol.answer(again, ReceiptKind.CONFIRMATION, now=now, version=second.digest, note="Malin")
        assert queries.decision(first.record).confirmed_at == now

    def test_a_correction_says_what_differed(self, vera, now):
        row = self.decide(vera, now)
        with pytest.raises(NotAllowed) as refused:
            actions.correct(decision=row, call=CALL, difference=" ", by=vera, now=now)
        assert refused.value.key == "property.what_differed"

    def test_the_form_takes_half_a_minute_and_shows_the_code(self, vera, browse, staff):
        client = browse(vera)
        assert client.get("/telefonbeslut/nytt/?who=Nadja").status_code == 200
        typed = {
            "to": "POL",
            "told": CALL.told,
            "who": CALL.who,
            "kind": CALL.kind,
            "items": "",
            "claim": CALL.claim,
        }
        refused = client.post("/telefonbeslut/nytt/", typed).content.decode()
        assert "Telefonbeslutet saknar" in refused
        assert CALL.who in refused
        made = client.post("/telefonbeslut/nytt/", {**typed, "items": "\n".join(CALL.items)})
        row = queries.decisions().get()
        page = client.get(made["Location"]).content.decode()
        assert read_back_code(row.digest) in page
        assert "obekräftat" in page
        fix = {**typed, "items": "skoter", "difference": "Inga smycken"}
        assert client.post(f"{made['Location']}ratta/", fix).status_code == 302
        assert queries.decision(row.record).version == 2
        assert "Inga smycken" in client.get(made["Location"]).content.decode()
        assert client.get("/telefonbeslut/").status_code == 200
        assert client.get(f"/telefonbeslut/{'0' * 8}-0000-4000-8000-{'0' * 12}/").status_code == 404
        assert browse(staff("lena", "forteckning")).get("/telefonbeslut/").status_code == 403


class TestAtThePolice:
    @pytest.fixture
    def participant(self):
        return "POL"

    @pytest.fixture
    def malin(self, staff):
        return staff("malin", "vakthavande")

    @pytest.fixture
    def heard(self, partner, now):
        kfm = partner("KFM")
        kfm.deliver(kfm.release("phone-decision", CONTENT, now=now), now=now)
        return queries.heard_decisions().get()

    def test_the_officer_confirms_the_code_that_was_read_out(self, heard, malin, partner, now):
        kfm = partner("KFM")
        assert len(queries.waiting_for(malin, now=now)) == 1
        actions.confirm(heard=heard, code=read_back_code(heard.digest).lower(), by=malin, now=now)
        answer = kfm.collect(now=now)[-1]
        assert (answer.schema, answer.body["kind"]) == ("answer", "confirmation")
        assert answer.body["version"] == heard.digest
        assert answer.body["note"] == "Malin"
        assert queries.waiting_for(malin, now=now) == []
        with pytest.raises(NotAllowed):
            actions.confirm(
                heard=queries.heard(heard.pk),
                code=read_back_code(heard.digest),
                by=malin,
                now=now,
            )
        with pytest.raises(Changed):
            actions.confirm(heard=heard, code=read_back_code(heard.digest), by=malin, now=now)

    def test_a_wrong_code_is_refused_and_nothing_is_sent(self, heard, malin, browse, partner, now):
        kfm = partner("KFM")
        kfm.collect(now=now)
        address = f"/telefonbeslut/mottaget/{heard.pk}/"
        page = browse(malin).post(address, {"code": "000-000"}).content.decode()
        assert "Koden är inte beslutets" in page
        assert queries.heard(heard.pk).confirmed_at is None
        assert kfm.collect(now=now) == []

    def test_the_page_shows_it_unconfirmed_then_confirmed(self, heard, malin, browse):
        address = f"/telefonbeslut/mottaget/{heard.pk}/"
        client = browse(malin)
        page = client.get(address).content.decode()
        assert "Obekräftat" in page
        assert "vattenskoter" in page
        assert client.post(address, {"code": read_back_code(heard.digest)}).status_code == 302
        page = client.get(address).content.decode()
        assert "Bekräftat" in page
        assert "Obekräftat" not in page

    def test_who_may_only_read_sees_why_it_is_closed(self, heard, staff, browse):
        store = staff("kerstin", "forrad")
        address = f"/telefonbeslut/mottaget/{heard.pk}/"
        page = browse(store).get(address).content.decode()
        assert "act-closed" in page
        code = {"code": read_back_code(heard.digest)}
        assert browse(store).post(address, code).status_code == 403
        assert browse(store).get("/telefonbeslut/mottaget/999/").status_code == 404

    def test_what_the_sender_recalls_is_no_longer_confirmed(self, heard, malin, partner, now):
        kfm = partner("KFM")
        body = {"record": heard.record, "version": 1, "reason": "fel person"}
        kfm.deliver(kfm.seal("recall", body, now=now), now=now)
        row = queries.heard(heard.pk)
        assert row.recalled_at == now
        with pytest.raises(NotAllowed) as refused:
            actions.confirm(heard=row, code=read_back_code(row.digest), by=malin, now=now)
        assert refused.value.key == "phone_decisions.not_open"
        assert queries.waiting_for(malin, now=now) == []
