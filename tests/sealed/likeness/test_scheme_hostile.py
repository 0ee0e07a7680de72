"""A holder's scheme is read by its askers: whatever it says, it is refused or it can be used."""

import json
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan.sealed.errors import TheirFault
from samverkan.sealed.likeness import Hit, Scheme, judge, keys_of, train
from tests.sealed.likeness.people import columns, people

PEOPLE = people(120)
SAID = json.loads(train(columns(PEOPLE), random=np.random.default_rng(3)).to_json())
STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.sampled_from(["", "x", "9" * 400, [], {}, [[1]], {"a": 1}, 1e308, 1e-300, -0.5]),
)


def changed(value, data):
    """Put something strange in the place of some value, or leave a field out."""
    if isinstance(value, dict) and value and data.draw(st.integers(0, 6)):
        key = data.draw(st.sampled_from(sorted(value)))
        rest = {name: one for name, one in value.items() if name != key}
        return (
            rest if not data.draw(st.integers(0, 9)) else {**rest, key: changed(value[key], data)}
        )
    if isinstance(value, list) and value and data.draw(st.integers(0, 6)):
        at = data.draw(st.integers(0, len(value) - 1))
        return [*value[:at], changed(value[at], data), *value[at + 1 :]]
    return data.draw(STRANGE)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.binary(min_size=18, max_size=18))
def test_a_changed_scheme_is_refused_or_judges(data, label):
    text = json.dumps(changed(SAID, data))
    with suppress(TheirFault):
        scheme = Scheme.from_json(text)
        hits = [Hit(family, label) for family in scheme.families[:3]]
        assert keys_of(PEOPLE[0], scheme) is not None
        assert all(0 <= one.probability <= 1 for one in judge(PEOPLE[0], hits, scheme))
        assert Scheme.from_json(scheme.to_json()).families == scheme.families


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rows", 0),
        ("rows", 2**40),
        ("leaks", [0.0]),
        ("leaks", [float("nan")] * len(SAID["families"])),
        ("swapped", 0.0),
        ("kin", {"family": 1.0, "twins": 0.0}),
        ("kin", {"family": 0.0, "twins": float("nan")}),
        ("kin", {"cousins": 0.1}),
        ("frequencies", {"given": {"rare": 0.1, "shares": {"7": 0.0}}}),
        ("frequencies", {"given": {"rare": float("inf"), "shares": {}}}),
    ],
)
def test_a_figure_out_of_its_bounds_is_refused(field, value):
    with pytest.raises(TheirFault):
        Scheme.from_json(json.dumps({**SAID, field: value}))


def test_a_family_named_twice_is_refused():
    """Each is an element of the asker's budget, and the second tells nothing."""
    families = [*SAID["families"][:-1], SAID["families"][0]]
    with pytest.raises(TheirFault, match="a family twice"):
        Scheme.from_json(json.dumps({**SAID, "families": families}))


def test_a_scheme_nested_without_end_is_refused():
    with pytest.raises(TheirFault):
        Scheme.from_json("[" * 100_000)
