"""A centre's host stands in the directory and in the law's list of authorities: they agree."""

import tomllib

from samverkan.rules.tables import table
from tests.whole.tracked import ROOT


def test_the_directory_and_the_law_name_the_same_hosts():
    text = (ROOT / "src/samverkan/exchange/participants.toml").read_text("utf-8")
    hosts = {
        row["code"]: row["host"] for row in tomllib.loads(text)["participant"] if "host" in row
    }
    assert hosts == dict(table("authorities")["centres"])
