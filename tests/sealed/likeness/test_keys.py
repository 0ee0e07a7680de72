"""Keys and tags: at most sixteen, alike on both sides, and the same one by one as by column."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness import (
    MOST_KEYS,
    TAGS,
    Company,
    Craft,
    Person,
    keys_of,
    label_of,
    tags_of,
    train,
)
from samverkan.sealed.likeness.families import POOLS, PRIORITY, key_of, parts_of_family
from samverkan.sealed.likeness.parts import FIELD_OF
from samverkan.sealed.likeness.slots import slots_of
from samverkan.sealed.likeness.tags import packed, unpacked
from tests.sealed.likeness.people import columns, people

PEOPLE = people(600)
SCHEME = train(columns(PEOPLE), random=np.random.default_rng(1))
persons = st.builds(
    lambda row, cut, text: replace(PEOPLE[row], **{cut: text}),
    st.integers(0, len(PEOPLE) - 1),
    st.sampled_from([field.name for field in fields(Person) if field.name != "birth"]),
    st.text(alphabet="abcdeåäö ", max_size=12).map(str.strip),
)


@given(persons)
def test_nobody_has_more_than_sixteen_keys(person):
    keys = keys_of(person, SCHEME)
    assert len(keys) <= MOST_KEYS
    assert len({key.family for key in keys}) == len(keys)
    assert len(label_of(person, SCHEME, 7)) == 4 + TAGS


@given(persons)
def test_names_that_change_places_keep_their_unordered_keys(person):
    swapped = replace(person, given=person.surname, surname=person.given)
    for family in ("n4+bY", "nE", "nL+bM"):
        assert key_of(person, family) == key_of(swapped, family)


def test_a_missing_part_makes_no_key_and_no_tag():
    person = replace(PEOPLE[0], surname="")
    assert all("s" not in key.family for key in keys_of(person, SCHEME))
    tags = columns([person]).each_tag(SCHEME.slots)[0]
    said = {slot.name: tag for slot, tag in zip(SCHEME.slots, tags, strict=True)}
    assert said["sE"] == said["sL"] == 0
    assert said["gE"] > 0
    assert keys_of(Person(), SCHEME) == ()


def test_keys_by_column_are_equal_where_keys_one_by_one_are():
    some = [*PEOPLE[:80], *(replace(one, given=one.surname) for one in PEOPLE[:40])]
    together = columns(some)
    for family in POOLS["person"]:
        if {FIELD_OF[part] for part in parts_of_family(family)} <= set(together.coded):
            single = [key_of(one, family) for one in some]
            places = {key: place for place, key in enumerate(dict.fromkeys(single))}
            by_column = together.keys(family)
            assert (by_column == 0).tolist() == [key is None for key in single]
            pairs = {
                (places[key], int(mixed)) for key, mixed in zip(single, by_column, strict=True)
            }
            assert len(pairs) == len(places) == len({mixed for _, mixed in pairs})


def test_tags_by_column_are_those_one_by_one():
    by_column = columns(PEOPLE[:50]).tags(SCHEME.slots)
    assert [row.tobytes() for row in by_column] == [
        tags_of(person, SCHEME.slots) for person in PEOPLE[:50]
    ]


@pytest.mark.parametrize("kind", sorted(POOLS))
def test_tags_fit_in_a_label_and_come_out_as_they_went_in(kind):
    slots = slots_of(kind, PRIORITY[kind])
    assert sum(slot.bits for slot in slots) <= 8 * TAGS
    random = np.random.default_rng(5)
    tags = np.stack([random.integers(slot.spread + 1, size=40) for slot in slots], axis=1)
    labels = packed(tags.astype(np.uint8), slots)
    assert labels.shape == (40, TAGS)
    assert (unpacked(labels, slots) == tags).all()
    with pytest.raises(TheirFault):
        unpacked(labels[:, 1:], slots)


@pytest.mark.parametrize("kind", sorted(POOLS))
def test_every_family_and_tag_is_of_known_parts_and_stands_once(kind):
    for names in (POOLS[kind], PRIORITY[kind]):
        assert len(set(names)) == len(names)
    for family in POOLS[kind]:
        assert {FIELD_OF[part] for part in parts_of_family(family)}
    assert set(PRIORITY[kind]) <= set(FIELD_OF)


def test_companies_and_craft_have_keys_of_their_own():
    firm = Company.of(company="Skärgårds Varv AB", number="556000-0001", place="Vaxholm")
    craft = Craft.of(hull="SE-ABC12345C424", engine="F115-123456", make="Yamaha")
    assert {key_of(firm, family) for family in ("cE", "iE", "c1+uE")} >= {key_of(firm, "cE")}
    assert key_of(craft, "kS") == key_of(Craft.of(hull="SEABC12345C424"), "kS")
    assert key_of(craft, "xA") is None
