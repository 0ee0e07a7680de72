"""The ledger's forms: what is typed is read as kronor or counts, and nothing typed is lost."""

import pytest

from samverkan.web.results import queries
from samverkan.web.results.models import Event
from tests.web.questions.conftest import henning, operation, swedish

__all__ = ["henning", "operation", "swedish"]

NEW = "/resultatliggare/nytt/"
WORDS = {
    "measure": "attached-value",
    "title": "Vattenskoter och klocka utmätta ombord",
    "on": "2025-07-12",
    "value": "214 000",
    "level": "brutto",
    "credits": "KBV: kontrollen\nKFM: utmätningen\n",
}
UNKNOWN = {"operation": "", "operation_name": "Skärgårdssommar", "of_operation": "KBV KFM POL"}


@pytest.fixture
def participant():
    return "KFM"


@pytest.fixture
def client(staff, browse):
    return browse(staff("bertil", "uppfoljning"))


@pytest.fixture
def event(client):
    """Enter an event by the form and give its address."""

    def enter(**more):
        answer = client.post(NEW, {**WORDS, **UNKNOWN, **more})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    return enter


def text(answer):
    return answer.content.decode()


def test_a_result_is_entered_in_kronor(client, event):
    page = text(client.get(event()))
    assert "214\u00a0000\u00a0kr" in page
    assert "Kustbevakningen" in page
    assert ">1/2" in page.replace("\n", "")


def test_a_count_is_entered_as_a_number(client, event):
    event(measure="convicted-same-direction", value="41")
    assert Event.objects.get().value == 41


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": "mycket"}, "Skriv ett belopp som 214 000"),
        ({"measure": "checks", "value": "1,5"}, "Skriv ett belopp som 214 000"),
        ({"credits": "Kustbevakningen"}, "ska vara kod, kolon"),
        ({"credits": "KBV:"}, "ska vara kod, kolon"),
        ({"operation_name": ""}, "Välj en insats ovan"),
        ({"credits": "TULL: kontrollen"}, "TULL deltog inte"),
        ({"title": "om 000101-9801"}, "personnummer"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, change, said):
    page = text(client.post(NEW, {**WORDS, **UNKNOWN, **change}))
    assert said in page
    assert "brutto" in page
    assert not Event.objects.exists()


def test_a_known_operation_brings_its_name_direction_and_parties(client, operation, event):
    event(operation=operation.record, operation_name="", of_operation="")
    row = Event.objects.get()
    assert (row.operation_name, row.direction) == (operation.name, operation.direction)
    outside = client.post(
        NEW, {**WORDS, **UNKNOWN, "operation": operation.record, "credits": "SKV: x"}
    )
    assert "SKV deltog inte" in text(outside)


def test_an_outcome_is_attached_with_or_without_a_value(client, event):
    address = event()
    words = {"what": "Dom för sjöfylleri", "on": "2025-11-04", "level": "tingsrätt"}
    plain = {**words, "family": "outcome", "unit": "", "value": ""}
    assert client.post(f"{address}utfall/", plain).status_code == 302
    paid = {**plain, "what": "Betalt av gäldenären", "unit": "öre", "value": "1 200,50"}
    assert client.post(f"{address}utfall/", paid).status_code == 302
    page = text(client.get(address))
    assert "Dom för sjöfylleri" in page
    assert "1\u00a0200,50\u00a0kr" in page
    assert "Skriv ett belopp" in text(client.post(f"{address}utfall/", {**paid, "value": "x"}))
    effect = {**plain, "family": "effect", "method": ""}
    assert "hur den har mätts" in text(client.post(f"{address}utfall/", effect))
    assert "Foga till ett utfall" in text(client.get(f"{address}utfall/"))


def test_a_value_is_corrected_by_the_form(client, event):
    address = event()
    wrong = client.post(f"{address}ratta/", {"value": "x", "why": "fel"})
    assert "Skriv ett belopp" in text(wrong)
    same = client.post(f"{address}ratta/", {"value": "214 000", "why": "fel"})
    assert "ändrar inget" in text(same)
    done = client.post(f"{address}ratta/", {"value": "213 000", "why": "Fel i protokollet."})
    assert done.status_code == 302
    assert "Fel i protokollet." in text(client.get(address))


def test_events_are_related_by_the_form(client, event):
    first, second = event(), event(title="En annan", operation_name="Lönegaranti")
    other = queries.events().get(title="En annan")
    page = text(client.get(f"{first}knyt/"))
    assert "En annan" in page
    words = {"other": other.record, "relation": "same-direction"}
    assert "olika insatser under samma inriktning" in text(client.post(f"{first}knyt/", words))
    Event.objects.filter(pk=other.pk).update(operation="NUC/2", direction="NUC/d")
    Event.objects.exclude(pk=other.pk).update(operation="RUC/1", direction="NUC/d")
    assert client.post(f"{first}knyt/", words).status_code == 302
    assert "Samma inriktning" in text(client.get(first))
    assert second != first


def test_a_result_is_passed_on_by_the_form(client, event, partner, now):
    address = event()
    assert client.post(f"{address}lamna/", {"to": ["KBV", "POL"]}).status_code == 302
    assert partner("KBV").collect(now=now)
    page = text(client.get(address))
    assert "Kustbevakningen, Polismyndigheten" in page


def test_the_list_sums_what_each_shares_in(client, event):
    event()
    event(title="Båt utmätt", value="100", credits="KFM: utmätningen")
    page = text(client.get("/resultatliggare/?sort=value"))
    assert page.index("Båt utmätt") < page.index("Vattenskoter och klocka")
    assert "107\u00a0100\u00a0kr" in page
    assert "107\u00a0000\u00a0kr" in page
