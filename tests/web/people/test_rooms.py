"""No desk of the demonstration is shown a way that is closed to it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from samverkan.demo.story.people import staff as members

LINK = re.compile(r'<a[^>]*\shref="(/[^"#]*)"')
DESKS = sorted({(each.participant, each.roles) for each in members()})


@pytest.mark.slow
@pytest.mark.parametrize(("participant", "roles"), DESKS)
def test_no_link_of_a_desk_is_closed_to_it(participant, roles, staff, browse):
    client = browse(staff("lova", *roles))
    seen, ways = set(), ["/"]
    while ways:
        way = ways.pop()
        seen.add(way)
        answer = client.get(way)
        assert answer.status_code != 403, way
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            found = set(map(unescape, LINK.findall(answer.content.decode())))
            ways += found - seen - set(ways)
    assert len(seen) > 2
