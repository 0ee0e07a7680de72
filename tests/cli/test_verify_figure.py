"""`samverkan verify FIGURE.json`: right, or the first row that disagrees."""

import json

import pytest

from samverkan.cli import main
from samverkan.rules.figure_files import as_json
from samverkan.rules.figures import data_hash
from tests.rules.figure_rows import THINGS
from tests.rules.test_figure_files import FIGURE


@pytest.fixture
def figure(tmp_path):
    file = tmp_path / "utmatt.json"
    file.write_text(as_json(FIGURE), "utf-8")
    return file


def change(file, **fields):
    content = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**content, **fields}), "utf-8")


def test_a_right_figure_is_said_in_words(figure, capsys):
    assert main(["verify", str(figure)]) == 0
    said = capsys.readouterr().out
    assert "Stämmer: Utmätt värde, 996\u00a0000\u00a0kr." in said
    assert "8 av 9 rader räknas enligt måttet attached-value, version 1." in said
    assert data_hash(THINGS) in said
    assert "--hash" in said


def test_english_and_the_hash_of_the_page(figure, capsys):
    words = ["verify", "--lang", "en", "--hash", data_hash(THINGS), str(figure)]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "Right: Value attached, SEK\u00a0996,000." in said
    assert "--hash" not in said


def test_json_holds_the_figure(figure, capsys):
    assert main(["verify", "--json", str(figure)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["right"], said["value"], said["unit"]) == (True, 996_000_00, "öre")


def test_the_first_row_that_disagrees_is_named(figure, capsys):
    rows = json.loads(figure.read_text("utf-8"))["rows"]
    rows[4]["value"] -= 1
    change(figure, rows=rows)
    assert main(["verify", str(figure)]) == 1
    assert "Rad 5 stämmer inte" in capsys.readouterr().out


def test_a_wrong_figure_is_a_finding_in_json(figure, capsys):
    change(figure, value=1)
    assert main(["verify", "--json", "--lang", "en", str(figure)]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["right"], said["finding"]) == (False, "figures.value_wrong")


def test_a_count_is_written_without_kronor(tmp_path, capsys):
    from datetime import date

    from samverkan.rules.figures import numbered
    from samverkan.rules.measures import measure

    rows = numbered([("routine", "2025-07", "done", 236), ("operation", "2025-07", "done", 176)])
    fields = {name: getattr(FIGURE, name) for name in type(FIGURE).__dataclass_fields__}
    checks = measure("checks", date(2025, 8, 1))
    file = tmp_path / "kontroller.json"
    file.write_text(
        as_json(type(FIGURE)(**{**fields, "measure": checks, "rows": rows, "value": 412})), "utf-8"
    )
    assert main(["verify", str(file)]) == 0
    assert "Stämmer: Kontroller, 412." in capsys.readouterr().out


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path, capsys):
    assert main(["verify", str(tmp_path / "none.json")]) == 2
    assert "finns inte" in capsys.readouterr().err
