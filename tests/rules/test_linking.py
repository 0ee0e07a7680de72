"""How far down a list of pairs goes, by purpose."""

from datetime import date

import pytest

from samverkan.rules.linking import Line, line, purposes
from samverkan.rules.refusal import NotAllowed

ON = date(2026, 7, 12)


def test_each_purpose_has_its_line():
    assert purposes(ON) == ("sure", "list")
    assert line("sure", on=ON) == Line(least=0.5, wrong=0.0003, pairs=0.1)
    assert line("list", on=ON) == Line(least=0.5, wrong=1.0)


def test_an_unknown_purpose_is_refused():
    assert purposes(date(2020, 1, 1)) == ()
    with pytest.raises(NotAllowed):
        line("curiosity", on=ON)
