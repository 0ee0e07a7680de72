"""A sample is drawn by the overseer's seed, opened, and assessed in the overseer's own words."""

import pytest

from samverkan.rules.acts import Act
from samverkan.rules.refusal import Changed, NotAllowed
from samverkan.web.inspections import actions as inspections
from samverkan.web.inspections.actions import Why
from samverkan.web.journal import actions as journal
from samverkan.web.journal import review
from samverkan.web.oversight import actions, queries
from samverkan.web.oversight.models import Finding, Sample, SampledEntry
from tests.web.questions.conftest import NADJA

WHY = Why("Föraren bär en klocka som F-2 beskriver.")
SEED = "tärning 4711"


@pytest.fixture
def asked(rasmus, holder, siv, now):
    """A sealed question without a hit, and what the holder saw of it."""
    kfm = holder("KFM")
    kfm.give(NADJA, now=now)
    inspections.ask_about_person(person=rasmus, why=WHY, by=siv, now=now)
    return kfm


def refused(call, **words):
    with pytest.raises(NotAllowed) as found:
        call(**words)
    return found.value.key


def drawn(tilda, now, kind="collect", count=3):
    return actions.draw_sample(kind=kind, seed=SEED, count=count, by=tilda, now=now)


def test_a_sample_is_the_same_whenever_it_is_drawn_again(tilda, note, siv, routine, now):
    first = drawn(tilda, now)
    numbers = [each.number for each in first.entries.order_by("place")]
    review_numbers = review.numbers(first.acts, upto=first.upto)
    from samverkan.rules.sampling import draw

    assert tuple(numbers) == draw(first.seed, review_numbers, first.count)
    assert first.population == len(review_numbers)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"seed": "kort"}, "sampling.short_seed"),
        ({"kind": "combine"}, "sampling.nothing_to_draw"),
    ],
)
def test_what_cannot_be_drawn_is_refused(tilda, now, words, key):
    given = {"kind": "house", "seed": SEED, "count": 3, **words}
    assert refused(actions.draw_sample, by=tilda, now=now, **given) == key
    assert not Sample.objects.exists()


def test_a_sealed_question_opens_element_by_element(tilda, asked, now):
    sample = drawn(tilda, now, kind="questions")
    (entry,) = sample.entries.all()
    actions.open_entry(sampled=queries.sampled(entry.pk), by=tilda, now=now)
    opened = queries.sampled(entry.pk)
    assert (opened.elements, opened.elements_open) == (1, 1)
    acts = [line.act for line in review.lines(review.entries()[:2])]
    assert acts == [Act.SAMPLE_OPENED, Act.QUESTION_OPENED]
    with pytest.raises(Changed):
        actions.open_entry(sampled=opened, by=tilda, now=now)


def test_after_erasure_nothing_opens(tilda, asked, check, now):
    sample = drawn(tilda, now, kind="questions")
    journal.erase_case(case=check.case, by=tilda, now=now)
    (entry,) = sample.entries.all()
    actions.open_entry(sampled=queries.sampled(entry.pk), by=tilda, now=now)
    assert queries.sampled(entry.pk).elements is None


def test_an_element_from_the_holders_log_opens_or_does_not(tilda, asked, browse, now):
    element = asked.asked[0].elements[0].hex()
    client = browse(tilda)
    page = client.post("/tillsyn/element/", {"element": element.upper()}).content.decode()
    assert "Elementet öppnas: frågan ställdes härifrån" in page
    page = client.post("/tillsyn/element/", {"element": "00" * 32}).content.decode()
    assert "Elementet öppnas inte." in page
    page = client.post("/tillsyn/element/", {"element": "x"}).content.decode()
    assert "64 tecken" in page


def test_an_entry_is_opened_before_it_is_assessed_and_a_fault_says_why(tilda, note, now):
    sample = drawn(tilda, now)
    entry = queries.sampled(sample.entries.first().pk)
    words = {"by": tilda, "now": now}
    assert refused(actions.assess, sampled=entry, finding=Finding.RIGHT, words="", **words) == (
        "sampling.not_opened"
    )
    actions.open_entry(sampled=entry, by=tilda, now=now)
    entry = queries.sampled(entry.pk)
    assert refused(actions.assess, sampled=entry, finding=Finding.WRONG, words=" ", **words) == (
        "sampling.no_words"
    )
    actions.assess(sampled=entry, finding=Finding.WRONG, words="Ingen grund angiven.", **words)
    assert queries.tally(sample)["wrong"] == 1
    assert review.lines(review.entries()[:1])[0].act == Act.SAMPLE_ASSESSED


def test_another_overseers_sample_is_read_and_not_touched(tilda, staff, note, browse, now):
    sample = drawn(tilda, now)
    ivar = staff("ivar", "tillsyn")
    entry = queries.sampled(sample.entries.first().pk)
    assert refused(actions.open_entry, sampled=entry, by=ivar, now=now) == "sampling.not_yours"
    assert browse(ivar).get(f"/tillsyn/urval/{sample.pk}/").status_code == 200
    assert browse(ivar).post(f"/tillsyn/urval/post/{entry.pk}/oppna/").status_code == 403


def test_the_pages_draw_open_and_assess(tilda, note, browse, now):
    client = browse(tilda)
    short = client.post("/tillsyn/urval/", {"kind": "collect", "count": 3, "seed": "kort"})
    assert "minst 6 tecken" in short.content.decode()
    made = client.post("/tillsyn/urval/", {"kind": "collect", "count": 3, "seed": SEED})
    page = client.get(made["Location"]).content.decode()
    assert SEED in page
    assert "Inte öppnad" in page
    entry = SampledEntry.objects.first()
    address = f"/tillsyn/urval/post/{entry.pk}/"
    assert "när du har öppnat den" in client.get(address).content.decode()
    (waiting,) = queries.waiting_for(tilda, now=now)
    assert waiting.url == made["Location"]
    assert client.post(f"{address}oppna/").status_code == 302
    assert note.record in client.get(address).content.decode()
    wrong = client.post(address, {"finding": "wrong", "words": ""})
    assert "Skriv vad du bedömer" in wrong.content.decode()
    client.post(address, {"finding": "right", "words": ""})
    page = client.get(made["Location"]).content.decode()
    assert "Riktig" in page
    assert "1 riktiga" in page
    listed = client.get("/tillsyn/urval/").content.decode()
    assert "Insamling, 2025-07-12" in listed


def test_the_page_of_a_question_says_whether_it_opens(tilda, asked, browse, now):
    sample = drawn(tilda, now, kind="questions")
    entry = sample.entries.get()
    client = browse(tilda)
    client.post(f"/tillsyn/urval/post/{entry.pk}/oppna/")
    page = client.get(f"/tillsyn/urval/post/{entry.pk}/").content.decode()
    assert "Varje blindat element öppnas" in page
    SampledEntry.objects.filter(pk=entry.pk).update(elements_open=0)
    page = client.get(f"/tillsyn/urval/post/{entry.pk}/").content.decode()
    assert "1 blindat element öppnas inte." in page


@pytest.mark.parametrize(
    "address",
    [
        "/tillsyn/urval/99/",
        "/tillsyn/urval/post/99/",
        "/tillsyn/gallring/99/",
        "/tillsyn/begaran/99/",
    ],
)
def test_what_is_not_there_is_404(tilda, browse, address):
    assert browse(tilda).get(address).status_code == 404
