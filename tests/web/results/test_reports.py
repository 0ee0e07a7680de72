"""A report is proposed by one, published by another, and anyone can recompute it."""

import json
from datetime import date

import pytest

from samverkan.cli import main
from samverkan.rules.figures import numbered
from samverkan.rules.measures import measures_on
from samverkan.rules.refusal import NotAllowed, reason
from samverkan.web.journal.queries import thread_of
from samverkan.web.results import actions, queries
from samverkan.web.results.actions import NewReport
from samverkan.web.results.models import FigureTable, Report
from tests.rules.figure_rows import SEASON
from tests.web.results.season import AUTUMN, HITS, content, deliver

PUBLIC = "/resultat/skargardssommar-2025/"


@pytest.fixture
def participant():
    return "NUC"


@pytest.fixture
def hanna(staff):
    return staff("hanna", "uppfoljning")


@pytest.fixture
def barbro(staff):
    return staff("barbro", "ordforande")


def everything():
    found = queries.candidates(SEASON)
    return [each.measure.id for each in found if each.refusal is None]


def new(**more):
    words = {
        "title": "Skärgårdssommar 2025",
        "slug": "skargardssommar-2025",
        "period": SEASON,
        "measures": everything(),
    }
    return NewReport(**{**words, **more})


@pytest.fixture
def published(hanna, barbro, partner):
    deliver(partner)
    row = actions.propose_report(new=new(), by=hanna, now=AUTUMN)
    actions.publish_report(report=row, by=barbro, now=AUTUMN)
    return queries.report(row.pk)


def refused(call, **words):
    with pytest.raises(NotAllowed) as found:
        call(**words)
    return found.value.key


def test_the_season_is_published_by_two_persons(hanna, barbro, partner):
    deliver(partner)
    row = actions.propose_report(new=new(), by=hanna, now=AUTUMN)
    assert queries.published() == ()
    key = refused(actions.publish_report, report=row, by=hanna, now=AUTUMN)
    assert key == "people.two_persons"
    actions.publish_report(report=row, by=barbro, now=AUTUMN)
    values = {each.measure.id: each.value for each in queries.figures_of(queries.report(row.pk))}
    assert values["attached-value"] == 996_000_00
    assert values["corrected-value"] == 74_000_00
    assert values["forfeited-value"] == 118_000_00
    assert values["left-in-attachment"] == 878_000_00
    assert values["sold-for"] == 705_500_00
    assert values["costs-and-fees"] == 54_300_00
    assert values["paid-to-creditors"] == 628_700_00
    assert values["to-victims-by-attachment"] == 431_606_12
    assert values["to-victims"] == 508_006_12
    assert values["checks"] == 412
    assert values["persons-asked"] == 190
    assert values["convicted-same-direction"] == 41
    assert [line.act for line in thread_of(row.record)] == ["report.proposed", "report.published"]


def test_a_desk_that_may_not_publish_cannot(hanna, staff, partner):
    deliver(partner)
    row = actions.propose_report(new=new(), by=hanna, now=AUTUMN)
    frida = staff("frida", "samordnare")
    assert refused(actions.publish_report, report=row, by=frida, now=AUTUMN) == (
        "people.no_permission"
    )


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"measures": []}, "results.nothing_to_publish"),
        ({"measures": ["refusals"]}, "results.nothing_to_publish"),
        ({"title": "om 000101-9801"}, "results.personal_number"),
    ],
)
def test_a_report_needs_figures_and_names_nobody(hanna, partner, change, key):
    deliver(partner)
    assert refused(actions.propose_report, new=new(**change), by=hanna, now=AUTUMN) == key


def test_money_that_does_not_add_up_is_not_published(hanna, partner):
    deliver(partner, "money", "property")
    row = FigureTable.objects.get(dataset="money")
    row.rows[0]["value"] += 1
    row.save(force_update=True)
    assert refused(
        actions.propose_report, new=new(measures=["to-victims"]), by=hanna, now=AUTUMN
    ) == ("results.does_not_balance")
    assert [each for each in queries.candidates(SEASON) if each.refusal]


def test_hits_of_several_homes_are_put_together(hanna, partner):
    for home in ("KBV", "POL"):
        rows = numbered([("enforcement", "", "hit", 31), ("others", "", "hit", 9)])
        sender = partner(home)
        sender.deliver(sender.release("result", content("hits", rows), now=AUTUMN), now=AUTUMN)
    (found,) = queries.candidates(SEASON)
    assert (found.value, len(found.sources)) == (80, 2)


def test_things_of_several_homes_are_summed_by_kind_and_status(hanna, partner):
    deliver(partner, "property")
    sender = partner("TULL")
    rows = numbered([("boat", "2025-07", "attached", 5_00)])
    sender.deliver(sender.release("result", content("property", rows), now=AUTUMN), now=AUTUMN)
    found = queries.candidates(SEASON)[0]
    assert (found.value, len(found.rows)) == (996_005_00, 7)
    assert {row.month for row in found.rows} == {""}


def test_no_single_payment_or_thing_is_published(published, browse):
    """What each home sent one by one is one sum for each kind and status in the file."""
    content = browse(None).get(f"{PUBLIC}utgava-1/to-victims.json").json()
    cells = [(row["kind"], row["status"]) for row in content["rows"]]
    assert len(cells) == len(set(cells))
    assert not any(row["month"] for row in content["rows"])
    victims = {row["status"]: row["value"] for row in content["rows"] if row["kind"] == "victim"}
    assert victims == {"attachment": 431_606_12, "state": 76_400_00}
    assert content["value"] == 508_006_12


def test_the_public_reads_the_sentence_without_logging_in(published, browse):
    page = browse(None).get("/resultat/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "<b>996\u00a0000\u00a0kr</b> som utmättes nådde" in text
    assert "508\u00a0006,12\u00a0kr</b> brottsoffren." in text
    assert "Uppdiktat. Summan anspelar på ett pressmeddelande från 2020." in text
    assert "74\u00a0000\u00a0kr som lämnades tillbaka" in text
    assert "51 procent" in text
    assert "style=" not in text
    assert "<script>" not in text


def test_every_figure_of_the_page_can_be_computed_again(published, browse, tmp_path, capsys):
    client = browse(None)
    for figure in queries.figures_of(published):
        name = figure.measure.id
        page = client.get(f"{PUBLIC}utgava-1/{name}/").content.decode()
        file = tmp_path / f"{name}.json"
        answer = client.get(f"{PUBLIC}utgava-1/{name}.json")
        assert answer["Content-Type"] == "application/json"
        file.write_bytes(answer.content)
        digest = json.loads(answer.content)["data_hash"]
        assert digest in page
        assert main(["verify", str(file), "--hash", digest]) == 0, capsys.readouterr().out


def test_a_file_with_one_krona_less_is_found_out(published, browse, tmp_path, capsys):
    content = browse(None).get(f"{PUBLIC}utgava-1/to-victims.json").json()
    row = next(each for each in content["rows"] if each["counted"])
    row["value"] -= 100
    file = tmp_path / "to-victims.json"
    file.write_text(json.dumps(content), "utf-8")
    assert main(["verify", str(file)]) == 1
    assert f"Rad {row['number']} stämmer inte" in capsys.readouterr().out


def test_the_rows_are_offered_as_csv(published, browse):
    answer = browse(None).get(f"{PUBLIC}utgava-1/attached-value.csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "skargardssommar-2025-1-attached-value.csv" in answer["Content-Disposition"]
    assert answer.content.decode().startswith("number,kind,month,status,value,counted,sum\r\n")


@pytest.mark.parametrize(
    "address",
    [
        "/resultat/vinter/",
        f"{PUBLIC}utgava-2/",
        f"{PUBLIC}utgava-1/refusals/",
        f"{PUBLIC}utgava-1/attached-value.xml",
    ],
)
def test_what_is_not_published_is_not_there(published, browse, address):
    assert browse(None).get(address).status_code == 404


def test_a_proposal_is_not_public(hanna, partner, browse):
    deliver(partner)
    actions.propose_report(new=new(), by=hanna, now=AUTUMN)
    assert browse(None).get(f"{PUBLIC}utgava-1/").status_code == 404
    assert "Här visas rapporter" in browse(None).get("/resultat/").content.decode()


def test_no_page_or_file_holds_a_person(published, browse):
    client = browse(None)
    addresses = ["/resultat/", f"{PUBLIC}utgava-1/attached-value/", "/resultat/matt/"]
    texts = [client.get(each).content.decode() for each in addresses]
    texts.append(client.get(f"{PUBLIC}utgava-1/to-victims.json").content.decode())
    for name in ("Skvalpholm", "000101", "KFM-2025"):
        assert not any(name in text for text in texts)


def test_a_new_edition_says_what_it_puts_right(published, hanna, barbro, partner, browse):
    assert refused(actions.propose_report, new=new(), by=hanna, now=AUTUMN) == "results.no_reason"
    kfm = partner("KFM")
    money = FigureTable.objects.get(dataset="property")
    rows = numbered(
        (each["kind"], each["month"], each["status"], each["value"])
        for each in money.rows
        if each["value"] != 55_000_00
    )
    later = AUTUMN.replace(month=12)
    sealed = kfm.release("result", content("property", rows), now=later)
    kfm.deliver(sealed, now=later)
    row = actions.propose_report(
        new=new(why_again="Smyckena hörde till ett annat mål."), by=hanna, now=later
    )
    actions.publish_report(report=row, by=barbro, now=later)
    client = browse(None)
    assert client.get(PUBLIC)["Location"] == f"{PUBLIC}utgava-2/"
    text = client.get("/resultat/").content.decode()
    assert "996\u00a0000\u00a0kr rättades till 941\u00a0000\u00a0kr" in text
    assert "Smyckena hörde till ett annat mål." in text
    old = client.get(f"{PUBLIC}utgava-1/").content.decode()
    assert "Den här utgåvan är rättad." in old
    assert (
        "Den här utgåvan är rättad."
        in client.get(f"{PUBLIC}utgava-1/attached-value/").content.decode()
    )


def test_a_second_proposal_waits_for_the_first(hanna, partner):
    deliver(partner)
    actions.propose_report(new=new(), by=hanna, now=AUTUMN)
    assert refused(actions.propose_report, new=new(), by=hanna, now=AUTUMN) == (
        "results.address_taken"
    )


def test_the_pages_propose_and_publish(hanna, barbro, partner, browse):
    deliver(partner)
    client = browse(hanna)
    page = client.get("/resultatliggare/rapport/ny/").content.decode()
    assert "Nådde brottsoffren: 508\u00a0006,12\u00a0kr" in page
    words = {"title": "Sommar", "slug": "sommar", "measures": ["attached-value", "to-victims"]}
    named = client.post("/resultatliggare/rapport/ny/", {**words, "words": "000101-9801"})
    assert "personnummer" in named.content.decode()
    made = client.post("/resultatliggare/rapport/ny/?first=2025-06-01&last=2025-08-31", words)
    page = client.get(made["Location"]).content.decode()
    assert "två personer" in page
    assert client.post(f"{made['Location']}ge-ut/").status_code == 403
    (waiting,) = queries.waiting_for(barbro, now=AUTUMN)
    assert waiting.url == made["Location"]
    assert queries.waiting_for(hanna, now=AUTUMN) == []
    chair = browse(barbro)
    assert chair.post(f"{made['Location']}ge-ut/").status_code == 302
    assert chair.post(f"{made['Location']}ge-ut/").status_code == 409
    assert "Visa som allmänheten" in chair.get(made["Location"]).content.decode()
    assert "Andra rapporter" not in browse(None).get("/resultat/").content.decode()
    other = actions.propose_report(
        new=new(title="Annan", slug="annan", measures=["checks"]), by=hanna, now=AUTUMN
    )
    actions.publish_report(report=other, by=barbro, now=AUTUMN)
    assert "Sommar" in browse(None).get("/resultat/").content.decode()


def test_without_tables_there_is_nothing_to_choose(hanna, browse):
    page = browse(hanna).get("/resultatliggare/rapport/ny/").content.decode()
    assert "när tabeller har kommit in" in page


def test_figures_that_may_not_be_published_say_why(hanna, partner, browse):
    deliver(partner, "checks")
    row = FigureTable.objects.get()
    row.rows = [each.fields() for each in HITS]
    row.dataset = "hits"
    row.save(force_update=True)
    page = browse(hanna).get("/resultatliggare/rapport/ny/").content.decode()
    assert "kan peka ut en person" in page


def test_two_persons_is_a_constraint_too(published):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=published.pk).update(published_by=published.proposed_by)


def test_the_definitions_are_public(instance, browse):
    page = browse(None).get("/resultat/matt/").content.decode()
    for each in measures_on(date(2025, 7, 12)):
        assert each.definition.sv.split(".")[0].replace('"', "&quot;") in page


def test_a_report_without_the_main_figures_still_reads(hanna, barbro, partner, browse):
    deliver(partner, "checks", "money")
    row = actions.propose_report(new=new(measures=["checks", "to-victims"]), by=hanna, now=AUTUMN)
    actions.publish_report(report=row, by=barbro, now=AUTUMN)
    page = browse(None).get("/resultat/").content.decode()
    assert '<h1 class="public-headline">Skärgårdssommar 2025</h1>' in page
    assert "Krona för krona" not in page


PAGES = (
    "/resultatliggare/",
    "/resultatliggare/nytt/",
    "/resultatliggare/siffror/ny/",
    "/resultatliggare/begaran/ny/",
    "/resultatliggare/rapport/ny/",
)


@pytest.mark.parametrize("address", PAGES)
def test_who_may_open_the_ledger(staff, browse, address):
    assert browse(staff("hanna", "uppfoljning")).get(address).status_code == 200
    for role in ("patrull", "tillsyn", "jour"):
        assert browse(staff(role, role)).get(address).status_code == 403
    assert browse(None).get(address).status_code == 302


def test_a_coordinator_reads_and_enters_nothing(staff, browse):
    client = browse(staff("frida", "samordnare"))
    assert client.get("/resultatliggare/").status_code == 200
    assert client.get("/resultatliggare/nytt/").status_code == 403


def test_reason_is_given_for_the_greyed_button(hanna, partner, browse):
    deliver(partner, "checks")
    row = actions.propose_report(new=new(measures=["checks"]), by=hanna, now=AUTUMN)
    assert reason(actions.publish_report, report=row, by=hanna, now=AUTUMN) is not None
