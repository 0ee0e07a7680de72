"""The line protocol on its own, with streams in memory."""

import io
import json

import pytest

from samverkan.demo.control import serve_control

ACTS = {
    "add": lambda *, first, second: first + second,
    "find": lambda *, key: {}[key],
}


def answers(*lines):
    out = io.StringIO()
    serve_control(io.StringIO("".join(f"{line}\n" for line in lines)), out, ACTS)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_gets_one_answer_with_its_number():
    assert answers(
        '{"n": 1, "act": "add", "with": {"first": 2, "second": 3}}',
        '{"n": 2, "act": "add", "with": {"first": "å", "second": "ö"}}',
    ) == [{"n": 1, "ok": 5}, {"n": 2, "ok": "åö"}]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("hello", "This line is not a question: hello"),
        ("[1]", "This line is not a question: [1]"),
        ('{"n": 1, "act": "sail", "with": {}}', "There is no act called sail."),
        ('{"n": 1, "act": "find", "with": {"key": "x"}}', "KeyError: 'x'"),
        ('{"n": 1, "act": "add", "with": {"first": 1}}', "missing 1 required keyword-only"),
    ],
)
def test_an_error_is_a_sentence_and_the_loop_goes_on(line, words):
    failed, worked = answers(line, '{"n": 2, "act": "add", "with": {"first": 1, "second": 1}}')
    assert words in failed["error"]
    assert worked == {"n": 2, "ok": 2}
