"""The libraries and their command line run on the base dependencies: nothing of the site."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.trail.logs import SIGNER, log_of
from tests.whole.tracked import ROOT

IMPORT_ALL = """
import sys
from importlib import import_module
from pkgutil import walk_packages

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ModuleNotFoundError(f"{name} is no base dependency", name=name)

sys.meta_path.insert(0, Refuse())
for package in ("wire", "rules", "sealed", "trail", "exchange", "registers"):
    found = import_module(f"samverkan.{package}")
    for module in walk_packages(found.__path__, found.__name__ + "."):
        import_module(module.name)
from samverkan.cli import main
for words in COMMANDS:
    assert main(words) == 0, words
assert not {"django", "duckdb", "httpx"} & sys.modules.keys()
"""


def base() -> set[str]:
    """Name the packages of the base lock."""
    lock = (ROOT / "requirements/base.txt").read_text("utf-8")
    return set(re.findall(r"^([\w-]+)==", lock, re.MULTILINE))


def others() -> set[str]:
    """Name the modules installed here that the base dependencies do not bring."""
    mine = base() | {"samverkan"}
    owners = packages_distributions().items()
    return {m for m, found in owners if not {d.lower().replace("_", "-") for d in found} & mine}


def run(python: str | Path, *words: str) -> subprocess.CompletedProcess[str]:
    here = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [python, *words], env=here, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture
def program(tmp_path):
    """Make the program that imports everything and runs the commands, with some modules blocked."""
    numbers = tmp_path / "numbers"
    numbers.write_text("000101-9801\n202100-5646\n", "utf-8")
    sale = ROOT / "docs/examples/distribution.json"
    for name, content in log_of(300).items():
        file = tmp_path / "log" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    commands = [
        ["--help"],
        ["identifiers", str(numbers)],
        ["distribute", str(sale)],
        ["verify", str(tmp_path / "log"), "--vkey", SIGNER.vkey],
    ]
    return lambda blocked: f"BLOCKED = {blocked!r}\nCOMMANDS = {commands!r}\n{IMPORT_ALL}"


def test_they_run_with_everything_else_blocked(program):
    assert "django" in others()
    answer = run(sys.executable, "-c", program(others()))
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("samverkan KOMMANDO")


def test_they_run_where_only_the_base_dependencies_are_installed(tmp_path, program):
    uv = [Path(sys.executable).parent / "uv"]
    python = tmp_path / "venv" / "bin" / "python"
    lock = ["--offline", "--require-hashes", "--requirements", ROOT / "requirements/base.txt"]
    subprocess.run(
        [*uv, "venv", "--quiet", "--python", sys.executable, tmp_path / "venv"], check=True
    )
    made = subprocess.run(
        [*uv, "pip", "install", "--quiet", "--python", python, *lock], check=False
    )
    if made.returncode:
        pytest.skip("uv's cache does not hold the base dependencies, and tests use no network")
    answer = run(python, "-c", program(set()))
    assert answer.returncode == 0, answer.stderr
    assert run(python, "-c", "import django").returncode == 1
