"""The files of the project, as git knows them."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@cache
def tracked() -> tuple[Path, ...]:
    """Give every tracked file that is there, or skip the test where git is not."""
    try:
        answer = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this copy of the project is no git repository")
    names = answer.stdout.decode().split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Give name and content of every tracked text file; what is not UTF-8 is no text."""
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found.append((str(path.relative_to(ROOT)), data.decode("utf-8", "replace")))
    return tuple(found)


def python(*folders: str) -> tuple[Path, ...]:
    """Give the tracked Python files under some folders, migrations left out."""
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in folders
        and "migrations" not in path.parts
    )
