"""The pages of an attachment case: who may, what they show, and what the rules refuse on them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samverkan.demo.story.claims_file import BROKEN, write_claims
from samverkan.demo.story.persons import named
from samverkan.demo.story.steps import StepAct
from samverkan.web.disclosure.actions import confirm
from samverkan.web.disclosure.queries import received as disclosed_to_us
from samverkan.web.enforcement import queries
from samverkan.web.enforcement.models import ClaimRow, DebtorCase, ListedItem
from samverkan.web.journal.queries import thread_of
from tests.web.enforcement.visiting import at_case, row, shown


def test_a_file_is_read_with_its_bad_rows_aside(desk, browse, tmp_path):
    client = browse(desk("forrattning"))
    data = write_claims(tmp_path / "mal.csv", with_broken=True).read_bytes()

    def send():
        file = SimpleUploadedFile("mal.csv", data)
        return client.post("/utmatning/filer/las-in/", {"file": file})

    first = send()
    page = shown(client, first["Location"])
    assert f"{len(BROKEN)} rader gick inte att läsa" in page
    assert "”tolv tusen” är inget belopp" in page
    assert "Rasmus Skvalpholm" in page
    count = ClaimRow.objects.count()
    assert send()["Location"] == first["Location"]
    assert ClaimRow.objects.count() == count
    assert "mal.csv" in shown(client, "/utmatning/filer/")


def test_a_file_that_is_no_table_keeps_the_page_with_the_reason(desk, browse):
    client = browse(desk("forrattning"))
    file = SimpleUploadedFile("fel.csv", b"a;b\n1;2\n")
    page = client.post("/utmatning/filer/las-in/", {"file": file}).content.decode()
    assert "Filen saknar kolumnerna debtor_number" in page
    assert client.get("/utmatning/filer/999/").status_code == 404


def test_the_list_shows_place_state_and_the_nearest_deadline_first(walk, desk, browse):
    walk(6, until=StepAct.SOLD)
    walk(1)
    page = shown(browse(desk("jour")), "/utmatning/")
    assert "Gun Kobbklint" in page
    assert "2025-09-23" in page  # two months from 2025-07-23 (UF 9:2)
    assert page.index("Gun Kobbklint") < page.index("Bo Fenderström")
    assert "Bo Fenderström" not in shown(browse(desk("jour")), "/utmatning/?q=Rasmus")


def disclosed(number):
    said = {
        "category": "other",
        "fact": True,
        "grading": "",
        "property": "personal_number",
        "value": number,
    }
    return {
        "circumstances": [{"fact": True, "label": "Plats", "value": "Sandhamn"}],
        "cooperation": "",
        "need": "för att kunna utmäta",
        "purpose": "enforce-debt",
        "request": "",
        "source": "KBV/check",
        "subjects": [{"kind": "person", "statements": [said]}],
    }


def test_a_call_from_another_authority_waits_for_the_duty_desk(claims, desk, browse, partner, now):
    kbv, client = partner("KBV"), browse(desk("jour"))
    number = DebtorCase.objects.get(debtor_name="Rasmus Skvalpholm").debtor_number
    for personal_number in (number, named()["stina"].number):
        content = disclosed(personal_number)
        kbv.deliver(kbv.release("disclosure", content, now=now), now=now)
    known, unknown = queries.calls()
    assert known.case.debtor_name == "Rasmus Skvalpholm"
    assert not any("Ta upp" in one.what for one in queries.waiting_for(desk("jour"), now=now))
    for came in disclosed_to_us():
        confirm(received=came, pending=True, note="", by=desk("jour"), now=now)
    waiting = queries.waiting_for(desk("jour"), now=now)
    assert sum("Ta upp" in one.what for one in waiting) == 2
    page = shown(client, f"/utmatning/jour/{known.release}/")
    assert "Sandhamn" in page
    assert client.post(f"/utmatning/jour/{known.release}/ta-upp/").status_code == 302
    assert queries.check_behind(known.case) == "KBV/check"
    assert queries.check_behind(DebtorCase.objects.exclude(pk=known.case.pk)[0]) == ""
    at_the_quay = browse(desk("forrattning"))
    assert 'value="KBV/check"' in shown(at_the_quay, f"{at_case(known.case)}borja/")
    assert client.post(f"/utmatning/jour/{unknown.release}/ta-upp/").status_code == 404
    note = {"note": "Inget mål här."}
    assert client.post(f"/utmatning/jour/{unknown.release}/", note).status_code == 302
    assert queries.calls() == ()
    assert client.get(f"/utmatning/jour/{known.release}/").status_code == 403


def test_nothing_begins_before_the_claims_are_confirmed_as_pending(claims, desk, browse):
    case = DebtorCase.objects.first()
    client = browse(desk("forrattning"))
    page = shown(client, at_case(case))
    assert "Bekräfta först att målen fortfarande pågår" in page
    begin = {"way": "officer-present", "place": "Sandhamn"}
    refused = client.post(f"{at_case(case)}borja/", begin).content.decode()
    assert "Bekräfta först" in refused
    assert client.post(f"{at_case(case)}pagar/").status_code == 302
    assert client.post(f"{at_case(case)}borja/", begin).status_code == 302
    assert "Förrättning U-2025-0001" in shown(client, at_case(case))


def test_the_coast_guards_find_is_not_taken_over_by_phone(claims, desk, browse):
    case, client = DebtorCase.objects.first(), browse(desk("forrattning"))
    client.post(f"{at_case(case)}pagar/")
    by_phone = {"way": "by-phone", "place": "Kajen", "found_by": "POL", "check_by": "KBV"}
    page = client.post(f"{at_case(case)}borja/", by_phone).content.decode()
    assert "måste ha en egen kontroll" in page
    far = {"way": "at-distance", "place": "Kontoret", "identified_by": ""}
    assert "inte identifierad" in client.post(f"{at_case(case)}borja/", far).content.decode()


ITEM = {
    "kind": "jet-ski",
    "description": "Skvalp GTX 300",
    "marks": "SE-ZZK30021E424",
    "low": "150 000",
    "value": "164 000",
    "high": "175 000",
    "basis": "annonser",
    "belonging": "debtors-possession",
    "use": "other",
    "expected_yield": "131 000",
    "later_costs": "6 000",
    "justifiable": "on",
    "reason": "Han visade nyckel och kvitto.",
    "decision": "attach",
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"belonging": "leased"}, "hyrd eller leasad"),
        ({"home": "on"}, "hem ombord"),
        ({"justifiable": ""}, "inget överskott"),
        ({"use": "work", "findings": ["needed", "reasonable-value"]}, "undantagen"),
        ({"decision": "leave"}, "Inget hindrar"),
        ({"use": "personal", "findings": ["replacement-needed"]}, "Ange beloppet"),
    ],
)
def test_a_thing_is_tried_against_the_rules_and_the_typed_text_stays(
    walk, desk, browse, change, words
):
    done = walk(1, until=StepAct.ITEM_EXEMPTED)
    client = browse(desk("forrattning"))
    page = client.post(row(done.execution, "sak/"), {**ITEM, **change}).content.decode()
    assert words in page
    assert "Han visade nyckel" in page
    assert not ListedItem.objects.exists()


def test_a_thing_is_attached_or_left_from_the_page(walk, desk, browse):
    done = walk(1, until=StepAct.ITEM_EXEMPTED)
    client = browse(desk("forrattning"))
    assert client.post(row(done.execution, "sak/"), ITEM).status_code == 302
    left = {**ITEM, "belonging": "leased", "decision": "leave"}
    assert client.post(row(done.execution, "sak/"), left).status_code == 302
    page = shown(client, at_case(done.debtor))
    assert "164 000 kr" in page
    assert "UB 4:17-18" in page


def test_serving_protocol_notice_and_papers_from_the_pages(walk, desk, browse):
    done = walk(1, until=StepAct.PROTOCOL_SIGNED)
    client = browse(desk("forrattning"))
    assert client.post(row(done.execution, "delge/"), {"how": "på plats"}).status_code == 302
    notes = {"parties": "Gäldenären.", "statements": "Inget."}
    page = client.post(row(done.execution, "protokoll/"), {"parties": "x"}).content.decode()
    assert "error" in page
    assert client.post(row(done.execution, "protokoll/"), notes).status_code == 302
    assert client.post(row(done.execution, "underratta/")).status_code == 302
    page = shown(client, at_case(done.debtor))
    assert "Utmätningsprotokoll" in page
    for document in queries.documents_of(done.debtor):
        response = client.get(f"/utmatning/handling/{document.number}/")
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF")


def test_third_party_from_the_pages(walk, desk, browse, clock):
    done = walk(4, until=StepAct.THIRD_PARTY_CLAIMED)
    client = browse(desk("forrattning"))
    item = done.listed["rib"]
    claimed = {"who": "Edvin Prickgren", "says": "Den är min."}
    assert client.post(f"/utmatning/sak/{item.pk}/battre-ratt/", claimed).status_code == 302
    (claim,) = queries.third_parties_of(done.execution)
    clock(datetime(2025, 7, 9, 8, tzinfo=UTC))
    for step in ("forelagg", "delge"):
        assert client.post(f"/utmatning/battre-ratt/{claim.pk}/{step}/").status_code == 302
    early = client.post(f"/utmatning/battre-ratt/{claim.pk}/ingen-talan/")
    assert early.status_code == 403
    assert "2025-08-11" in early.content.decode()  # the month ended on a Saturday (1930:173 2 §)
    assert client.post(f"/utmatning/battre-ratt/{claim.pk}/delge/").status_code == 403
    clock(datetime(2025, 8, 11, 8, tzinfo=UTC))
    assert client.post(f"/utmatning/battre-ratt/{claim.pk}/ingen-talan/").status_code == 403
    clock(datetime(2025, 8, 12, 8, tzinfo=UTC))
    assert client.post(f"/utmatning/battre-ratt/{claim.pk}/ingen-talan/").status_code == 302
    assert client.post(f"/utmatning/battre-ratt/{claim.pk}/nej/").status_code == 404


def test_a_correction_and_return_from_the_pages(walk, desk, browse, clock):
    done = walk(7, until=StepAct.WRONG_PERSON_FOUND)
    client, item = browse(desk("forrattning")), done.listed["skoter"]
    clock(datetime(2025, 8, 26, 8, tzinfo=UTC))
    late = {"fault": "other", "why": "fel"}
    page = client.post(f"/utmatning/sak/{item.pk}/hav/", late).content.decode()
    assert "2025-08-25" in page  # two weeks ended on a Saturday (1930:173 2 §)
    back = {"to": "Jonas", "words": "Dalarö"}
    assert "hävd" in client.post(f"/utmatning/sak/{item.pk}/lamna/", back).content.decode()
    fault = {"fault": "third-partys", "why": "Namne."}
    assert client.post(f"/utmatning/sak/{item.pk}/hav/", fault).status_code == 302
    assert client.post(f"/utmatning/sak/{item.pk}/lamna/", back).status_code == 302
    assert "Rättat" in shown(client, at_case(done.debtor))


def test_an_injured_party_sees_their_own_and_nothing_else(walk, desk, browse, now):
    done = walk(1)
    claim = queries.claim_row("1-malsagande")
    page = shown(browse(None), f"/malsagande/{claim.token}/")
    assert "Dina 92 158,85 kr" in page
    for other in ("Skatteverket", "Fjärdbanken", "Rasmus", "24 310", "198903"):
        assert other not in page, other
    assert browse(None).get("/malsagande/gissning/").status_code == 404
    assert browse(None).get(f"/malsagande/{claim.token}/brev/").status_code == 404
    assert browse(desk("rut")).post(row(done.execution, "brev/")).status_code == 302
    letter = browse(None).get(f"/malsagande/{claim.token}/brev/")
    assert letter.content.startswith(b"%PDF")
    acts = [line.act for line in thread_of(done.debtor.record)]
    assert "enforcement.victim-read" in acts


@pytest.mark.parametrize(
    "until", [StepAct.PENDING_CONFIRMED, StepAct.NOTICE_PUBLISHED, StepAct.SOLD]
)
def test_the_injured_partys_page_is_honest_before_the_money(walk, browse, until):
    walk(1, until=until)
    claim = queries.claim_row("1-malsagande")
    page = shown(browse(None), f"/malsagande/{claim.token}/")
    assert "Betalt till dig" in page
    assert "Dina " not in page


def test_through_the_state_the_page_says_so(walk, browse):
    walk(5)
    page = shown(browse(None), f"/malsagande/{queries.claim_row('5-malsagande').token}/")
    assert "Dina 76 400,00 kr" in page
    assert "BrB 36:21-22" in page


def test_a_provisional_measure_from_the_page_runs_two_weeks(claims, desk, browse):
    case = DebtorCase.objects.get(debtor_name="Nadja Farledin")
    client = browse(desk("forrattning"))
    client.post(f"{at_case(case)}pagar/")
    held = {"kind": "jet-ski", "description": "Skvalp FX", "holder": "POL", "place": "Stavsnäs"}
    assert client.post(f"{at_case(case)}provisoriskt/", held).status_code == 302
    page = shown(client, at_case(case))
    assert "2025-07-26" in page
    assert client.post(f"{at_case(case)}provisoriskt/underratta/").status_code == 302
    begin = {"way": "by-phone", "place": "Godset", "found_by": "POL", "check_by": "POL"}
    assert client.post(f"{at_case(case)}borja/", begin).status_code == 302
    execution = queries.executions_of(case).get()
    (thing,) = queries.held_provisionally(case)
    item = {**ITEM, "thing": thing.record}
    assert client.post(row(execution, "sak/"), item).status_code == 302
    assert queries.held_provisionally(case) == ()


def test_a_claim_that_ends_is_enforced_no_more(claims, desk, browse):
    client = browse(desk("forrattning"))
    ended = {"why": "Betald."}
    assert client.post("/utmatning/fordran/1-skatt/upphor/", ended).status_code == 302
    case = queries.claim_row("1-skatt").case
    assert "1-skatt" not in [one.reference for one in queries.pending_claims(case)]
    assert client.post("/utmatning/fordran/1-skatt/upphor/", ended).status_code == 409
    assert client.get("/utmatning/fordran/finns-inte/upphor/").status_code == 404


def test_who_may_not(walk, desk, browse, staff):
    done = walk(1, until=StepAct.SOLD)
    stranger = browse(staff("lena", "forteckning"))
    for address in ("/utmatning/", at_case(done.debtor), row(done.execution, "kronan/")):
        assert stranger.get(address).status_code == 403, address
    cashier, store = browse(desk("rut")), browse(desk("forrad"))
    assert store.get("/utmatning/").status_code == 403
    for rest in ("sak/", "kungor/", "salj/", "kostnad/", "sjopantratt/", "forverkande/"):
        assert cashier.get(row(done.execution, rest)).status_code == 403, rest
    officer = browse(desk("forrattning"))
    for rest in ("fordela/", "godkann/", "betala/", "brev/"):
        assert officer.post(row(done.execution, rest)).status_code == 403, rest
    assert officer.get("/utmatning/forrattning/U-1999-0001/kronan/").status_code == 404
    assert officer.get("/utmatning/sak/999/hav/").status_code == 404


def test_every_form_page_opens(walk, desk, browse):
    done = walk(6, until=StepAct.SOLD)
    officer, rut = browse(desk("forrattning")), browse(desk("rut"))
    for rest in ("sak/", "delge/", "protokoll/", "kungor/", "salj/", "kostnad/", "sjopantratt/"):
        shown(officer, row(done.execution, rest))
    shown(officer, row(done.execution, "forverkande/"))
    for rest in ("battre-ratt", "hav", "lamna", "lagsta"):
        shown(officer, f"/utmatning/sak/{done.listed['klocka'].pk}/{rest}/")
    for rest in ("borja/", "provisoriskt/"):
        shown(officer, f"{at_case(done.debtor)}{rest}")
    shown(rut, row(done.execution, "kronan/"))
    shown(officer, "/utmatning/filer/las-in/")
    assert date(2025, 9, 1) == queries.sale_of(done.execution).sale_on
