"""The libraries and their command line run on the base dependencies: nothing of the site."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

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
sys.exit(main(["--help"]))
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


def test_the_libraries_import_with_everything_else_blocked():
    assert "django" in others()
    answer = run(sys.executable, "-c", f"BLOCKED = {others()!r}\n{IMPORT_ALL}")
    assert answer.returncode == 0, answer.stderr
    assert "samverkan VERB" in answer.stdout


def test_the_libraries_run_where_only_the_base_dependencies_are_installed(tmp_path):
    uv = [Path(sys.executable).parent / "uv"]
    python = tmp_path / "bin" / "python"
    lock = ["--offline", "--require-hashes", "--requirements", ROOT / "requirements/base.txt"]
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, tmp_path], check=True)
    made = subprocess.run(
        [*uv, "pip", "install", "--quiet", "--python", python, *lock],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("uv's cache does not hold the base dependencies, and tests use no network")
    answer = run(python, "-c", f"BLOCKED = set()\n{IMPORT_ALL}")
    assert answer.returncode == 0, answer.stderr
    assert run(python, "-c", "import django").returncode == 1
