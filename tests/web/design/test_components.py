"""What the tags write."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError
from django.test import RequestFactory
from django.utils.translation import override

from samverkan.rules.refusal import NotAllowed
from samverkan.web.design.components import Entry, EntryKind, NextAct, Point, Tone
from samverkan.web.design.lists import ordering, page_of
from tests.web.design.gallery import ENGINE

TODAY = date(2025, 7, 12)
REFUSAL = NotAllowed("people.two_persons", person="Anna Lind", section="UB 4:17")


def write(source: str, address: str = "/", language: str = "sv", **values: object) -> str:
    """Render a piece of template as a page would."""
    request = RequestFactory().get(address)
    with override(language):
        found = ENGINE.from_string("{% load samverkan %}" + source)
        return found.render(values, request)


def test_a_closed_act_shows_the_rules_own_sentence_and_no_button():
    act = NextAct("Betala ut", "/betala", section="UB 13:1", refusal=REFUSAL)

    for language in ("sv", "en"):
        html = write("{% acts acts %}", language=language, acts=[act])
        assert REFUSAL.sentence(language) in html
        assert "/betala" not in html
        assert "<button" not in html


def test_an_open_act_is_posted_with_its_section_its_fields_and_a_token():
    act = NextAct("Bekräfta", "/bekrafta", section="UB 6:12 a", fields=(("version", "3"),))

    html = write("{% acts acts %}", acts=[act])

    assert '<form method="post" action="/bekrafta">' in html
    assert 'name="csrfmiddlewaretoken"' in html
    assert '<input type="hidden" name="version" value="3">' in html
    assert "UB 6:12 a" in html


def test_an_act_that_needs_more_is_a_link():
    html = write("{% acts acts %}", acts=[NextAct("Anteckna", "/ny", link=True)])

    assert 'href="/ny"' in html
    assert "<form" not in html


def test_no_acts_say_so():
    assert "Inget att göra" in write("{% acts acts %}", acts=[])


def test_a_fact_shows_value_source_ground_and_kind_escaped():
    fact = '{% fact "Ägare" source=s ground="UB 4:17" kind="påstående" %}{{ v }}{% endfact %}'
    source = "{% facts %}" + fact + "{% endfacts %}"

    html = write(source, s="<b>Polisen</b>", v="<i>Bo</i>")

    assert "&lt;i&gt;Bo&lt;/i&gt;" in html
    assert "&lt;b&gt;Polisen&lt;/b&gt;" in html
    assert "UB 4:17" in html
    assert "påstående" in html


def test_a_thread_names_the_kind_and_links_to_the_proof():
    at = datetime(2025, 7, 12, 12, 5, tzinfo=UTC)
    entry = Entry(at, EntryKind.RELEASE, "Till Polisen", by="Anna Lind", proof_url="/bevis/4")

    html = write("{% thread entries %}", entries=[entry])

    assert "Utlämnande" in html
    assert "14.05" in html
    assert 'href="/bevis/4"' in html
    assert 'datetime="2025-07-12T14:05:00+02:00"' in html


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_of_entry_has_words_and_an_icon(kind):
    entry = Entry(datetime(2025, 7, 1, tzinfo=UTC), kind, "Något")

    assert str(kind.label) in write("{% thread entries %}", entries=[entry])


@pytest.mark.parametrize("tone", Tone)
def test_no_badge_is_red(tone):
    assert "danger" not in write("{% badge 'Läge' tone %}", tone=tone)


def test_a_badge_refuses_a_tone_that_is_none():
    with pytest.raises(ValueError, match="danger"):
        write("{% badge 'Läge' 'danger' %}")


def test_a_deadline_shows_date_and_days_left_and_calls_when_it_is_due():
    assert "14 dagar kvar" in write("{% deadline due today %}", due=date(2025, 7, 26), today=TODAY)
    assert "warning" in write("{% deadline due today %}", due=TODAY, today=TODAY)
    assert write("{% deadline due today %}", due=None, today=TODAY) == ""


def test_a_deadline_of_the_hour_shows_its_time_and_counts_swedish_days():
    due = datetime(2025, 7, 12, 22, 30, tzinfo=UTC)  # 00.30 on the 13th in Sweden

    html = write("{% deadline due now %}", due=due, now=datetime(2025, 7, 12, 12, tzinfo=UTC))

    assert "2025-07-13 00.30" in html
    assert "1 dag kvar" in html


TABLE = (
    '{% table rows as row caption="Saker" empty="Här visas saker." %}'
    '{% column "Namn" sort="name" %}<a href="#">{{ row.name }}</a>'
    '{% column "Värde" number=True total=sum %}{{ row.ore|kronor }}'
    "{% endtable %}"
)
ROWS = [{"name": "<Skoter>", "ore": 100}, {"name": "Ur", "ore": 250}]


def test_a_table_names_each_cell_counts_sums_and_escapes():
    html = write(TABLE, rows=ROWS, sum="3,50 kr")

    assert html.count('data-label="Namn"') == 2
    assert '<a href="#">&lt;Skoter&gt;</a>' in html
    assert '<span class="count">2</span>' in html
    assert "Summa" in html
    assert "3,50 kr" in html


def test_an_empty_table_says_what_would_stand_there():
    html = write(TABLE, rows=[])

    assert "Här visas saker." in html
    assert "<table" not in html


def test_sorting_turns_round_and_keeps_the_filter_but_not_the_page():
    first = write(TABLE, "/?q=bo&page=3", rows=ROWS)
    again = write(TABLE, "/?q=bo&sort=name", rows=ROWS)

    assert 'href="?q=bo&amp;sort=name"' in first
    assert "aria-sort" not in first
    assert 'href="?q=bo&amp;sort=-name"' in again
    assert 'aria-sort="ascending"' in again


def test_a_page_of_a_table_counts_all_and_links_onwards_with_the_filter():
    html = write(TABLE, "/?q=bo", rows=Paginator(ROWS * 50, 10).get_page(2))

    assert '<span class="count">100</span>' in html
    assert 'href="?q=bo&amp;page=3" rel="next"' in html
    assert 'aria-current="true"' in html


@pytest.mark.parametrize(
    "wrong",
    [
        "{% table rows %}{% endtable %}",
        "{% table rows as row colour='red' %}{% endtable %}",
        "{% table rows as row %}{% column 'Namn' wide=1 %}{% endtable %}",
    ],
)
def test_a_mistake_in_a_table_is_found_when_the_template_loads(wrong):
    with pytest.raises(TemplateSyntaxError):
        write(wrong, rows=[])


def test_a_table_needs_no_request():
    html = ENGINE.from_string("{% load samverkan %}" + TABLE).render({"rows": ROWS})

    assert 'href="?sort=name"' in html


def test_a_list_knows_only_its_own_orders():
    factory = RequestFactory()

    assert ordering(factory.get("/?sort=-name"), {"name"}, default="-made_at") == "-name"
    assert ordering(factory.get("/?sort=secret"), {"name"}, default="-made_at") == "-made_at"
    assert ordering(factory.get("/"), {"name"}, default="-made_at") == "-made_at"


def test_a_page_past_the_end_is_the_last_one():
    assert page_of(RequestFactory().get("/?page=99"), list(range(120))).number == 3


def test_points_reach_the_map_as_data_and_the_table_as_words():
    html = write("{% sea_map points %}", points=[Point(59.2896, 18.9183, "</script><b>")])

    assert "\\u003C/script\\u003E" in html
    assert "<td" in html
    assert "© OpenStreetMap contributors" in html


def test_a_map_that_picks_a_place_names_its_fields_and_has_no_table():
    html = write('{% sea_map points lat="id_lat" lon="id_lon" %}', points=[])

    assert 'data-lat="id_lat" data-lon="id_lon"' in html
    assert "<table" not in html


def test_a_notice_and_secrecy_are_written_in_words():
    assert 'data-color="warning"' in write("{% notice 'wait' %}<p>Hej</p>{% endnotice %}")
    assert "Sekretess:" in write("{% secrecy 'OSL 34:1' 'Endast för mottagaren' %}")
