"""Files and functions stay short: the budget that keeps fifteen apps readable."""

import ast
from statistics import median, quantiles

from tests.whole.tracked import ROOT, python


def files(*folders: str) -> dict[str, int]:
    sizes = {
        str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in python(*folders)
    }
    return {name: lines for name, lines in sizes.items() if lines}


def functions(*folders: str) -> dict[str, int]:
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in python(*folders)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_no_file_is_above_400_lines():
    everything = files("src", "tests", "scripts", "bench")
    assert {name: lines for name, lines in everything.items() if lines > 400} == {}


def test_no_function_is_above_60_lines():
    assert {name: size for name, size in functions("src", "scripts").items() if size > 60} == {}


def test_the_usual_file_and_function_are_short():
    lines, sizes = list(files("src").values()), list(functions("src").values())
    assert median(lines) <= 80
    assert quantiles(lines, n=10)[-1] <= 250
    assert median(sizes) <= 9
    assert quantiles(sizes, n=10)[-1] <= 30
