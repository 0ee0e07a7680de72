"""A delimited file is read in blocks: at once or row by row, the result is one and the same."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from samverkan.registers import csv_parts
from samverkan.registers.csv_files import open_csv
from samverkan.registers.csv_parts import Form, at_once, row_by_row
from samverkan.rules.refusal import NotAllowed

SPECTRUM = Path(__file__).parents[3] / "shared" / "data" / "robustness"
TEXTS = st.text(alphabet='ab,;"\n\r å\0', max_size=60)
CELLS = st.text(alphabet='abÅ,;" \n\r\t', min_size=1, max_size=8).filter(str.strip)


def read(tmp_path: Path, data: bytes, **how):
    """Give header, rows as (line, cells) and what was put aside as (line, key)."""
    path = tmp_path / "register.csv"
    path.write_bytes(data)
    file = open_csv(path, **how)
    taken, aside, at = [], [], None
    for block in file.blocks(range(len(file.header)), None):
        cells = zip(*(column.to_pylist() for column in block.cells.values()), strict=True)
        taken += zip(block.lines.tolist(), cells, strict=True)
        aside += [(one.line, one.refusal.key) for one in block.aside]
        at = block.after
    assert at is None or at.offset == len(data)
    return file.header, taken, aside


def shown(part):
    columns = [column.to_pylist() for column in part.cells.values()]
    aside = [(one.line, one.text, one.refusal.key) for one in part.aside]
    return part.at.tolist(), columns, aside, part.lines


@given(TEXTS, st.booleans(), st.integers(1, 3))
def test_a_block_that_is_read_at_once_gives_what_row_by_row_gives(text, last, columns):
    form = Form(",", columns, tuple(range(columns)))
    data = text.encode()
    fast = at_once(data, form, line=7, last=last)
    if fast is not None:
        whole = data[: fast.size].decode()
        assert shown(fast) == shown(row_by_row(whole, form, line=7, last=True))
        slow = row_by_row(text, form, line=7, last=last)
        if text[fast.size :].count('"') == 0:
            assert slow.size == len(whole)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=12), st.integers(4, 64), st.data())
def test_what_was_written_is_read_however_the_blocks_fall(tmp_path_factory, rows, block, data):
    out = io.StringIO()
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    csv.writer(out, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"]))
    raw = out.getvalue().encode(encoding)
    header, taken, aside = read(tmp_path_factory.mktemp("csv"), raw, block=block)
    assert header == ("a", "b")
    assert [cells for _, cells in taken] == rows
    assert aside == []


@given(st.binary(max_size=300), st.integers(1, 40))
@example(b"\xfe\xff\x00a\xd8\x00", 40)
@example(b"\xff\xfea\x00\x00\xd8", 3)
def test_any_bytes_are_read_or_refused(tmp_path_factory, data, block):
    with suppress(NotAllowed):
        read(tmp_path_factory.mktemp("csv"), data, block=block)


def test_bad_rows_are_put_aside_with_their_line_and_the_rest_goes_on(tmp_path):
    text = (
        "a,b\n1,2\n\n1\n1,2,3\n"  # blank on 3, ragged on 4 and 5
        'x,"y\nz"\n , \n'  # over lines 6 and 7, blank on 8
        '"not closed,2\n"e"e,2\n\0,2\n9,9'
    )
    _, taken, aside = read(tmp_path, text.encode())
    assert taken == [(2, ("1", "2")), (6, ("x", "y\nz")), (12, ("9", "9"))]
    assert aside == [
        (4, "registers.fields"),
        (5, "registers.fields"),
        (9, "registers.quote"),
        (10, "registers.quote"),
        (11, "registers.nul"),
    ]


def test_the_encoding_is_known_by_the_first_letters_that_tell(tmp_path):
    plain = "namn;ort\n" + "Anna;Arholma\n" * 40
    for encoding in ("utf-8", "cp1252"):
        _, taken, aside = read(tmp_path, (plain + "Åsa;Utö\n").encode(encoding), block=64)
        assert (taken[-1], aside) == ((42, ("Åsa", "Utö")), [])


def test_a_bad_byte_among_good_letters_costs_its_row_alone(tmp_path):
    data = ("a;b\n" + "Åsa;Utö\n" * 9).encode() + b"\xff;1\n" + "Örjan;Ålö\n".encode()
    _, taken, aside = read(tmp_path, data)
    assert (len(taken), aside) == (10, [(11, "registers.undecodable")])


def test_bytes_that_are_no_text_are_refused(tmp_path):
    with pytest.raises(NotAllowed, match="not text"):
        read(tmp_path, b"\x89PNG\r\n\x1a\n\x81\x8d")
    with pytest.raises(NotAllowed, match="no rows"):
        read(tmp_path, b"\r\n\r\n")


def test_the_first_line_may_tell_the_delimiter_or_be_a_row(tmp_path):
    header, taken, _ = read(tmp_path, b"sep=|\r\na;x|b\r\n1|2\r\n")
    assert (header, taken) == (("a;x", "b"), [(3, ("1", "2"))])
    header, taken, _ = read(tmp_path, b"\n1|2\n", titled=False)
    assert (header, taken) == (("1", "2"), [(2, ("1", "2"))])


def test_a_long_row_is_put_aside_and_one_without_end_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("samverkan.registers.csv_rows.LONGEST_ROW", 50)
    monkeypatch.setattr("samverkan.registers.csv_files.LONGEST_LINE", 400)
    data = b'a,b\n"' + b"x" * 60 + b"\n1,2\n"
    assert read(tmp_path, data, block=32)[1:] == ([(3, ("1", "2"))], [(2, "registers.quote")])
    with pytest.raises(NotAllowed, match="line 3 does not end"):
        read(tmp_path, b"a,b\n1,2\n" + b"x" * 500 + b"\n", block=32)


@pytest.mark.skipif(not SPECTRUM.exists(), reason="the robustness files are not beside the project")
def test_the_csv_spectrum_is_read_as_its_truth_says(tmp_path):
    for file in sorted((SPECTRUM / "csv_spectrum").glob("*.csv")):
        if file.stem == "location_coordinates":
            continue  # its truth lost the degree signs on the way
        truth = json.loads(
            (SPECTRUM / "csv_spectrum_json" / f"{file.stem}.json").read_text("utf-8")
        )
        header, taken, aside = read(tmp_path, file.read_bytes(), delimiter=",")
        found = [dict(zip(header, cells, strict=True)) for _, cells in taken]
        assert (found, aside) == (truth if isinstance(truth, list) else [truth], [])


def test_arrow_reads_the_clean_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_parts, "row_by_row", None)
    data = b'a,b\r\n1,"2\r\n3"\r\n"4 ""x""",5\r\n6,"7"\r\n8\r\n'
    path = tmp_path / "register.csv"
    path.write_bytes(data)
    (block,) = open_csv(path).blocks((1,), None)
    assert block.cells[1].to_pylist() == ["2\r\n3", "5", "7"]
