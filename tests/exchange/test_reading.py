"""Reading a stranger's fields: the right type or a sentence that names the field."""

from datetime import date

import pytest

from samverkan.exchange.reading import Fields
from samverkan.wire.canonical import Malformed


@pytest.mark.parametrize(
    ("reader", "good", "gives", "bad", "says"),
    [
        ("text", "a", "a", [1, None], "text"),
        ("text_or_none", None, None, [1], "text"),
        ("whole", 3, 3, ["3", True, 3.0, None], "a whole number"),
        ("truth", False, False, [0, "false", None], "true or false"),
        (
            "day",
            "2025-07-12",
            date(2025, 7, 12),
            ["20250712", "2025-02-30", "soon"],
            "a day such as",
        ),
        ("day_or_none", None, None, ["2025-W28-6"], "a day such as"),
        ("mapping", {"a": 1}, {"a": 1}, [[], "a", None], "an object"),
        ("sequence", [1], [1], ["a", {}, None], "a list"),
        ("texts", ["a"], ("a",), ["a", [1], ["a", None]], "a list"),
    ],
)
def test_each_reader(reader, good, gives, bad, says):
    assert getattr(Fields("card", {"name": good}), reader)("name") == gives
    for value in bad:
        with pytest.raises(Malformed, match=f"^name of the card must be .*{says}"):
            getattr(Fields("card", {"name": value}), reader)("name")
