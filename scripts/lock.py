"""Keeps the locked dependencies in step with `pyproject.toml`.

`python scripts/lock.py` resolves them again, with hashes; `--check` only says whether the locks
were made from what `pyproject.toml` asks for now. The check needs no network: it compares a hash.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tomllib import loads

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "requirements"
FINGERPRINT = LOCKS / "inputs.sha256"
COMMAND = "python scripts/lock.py"

# What each lock holds. The first is resolved; the others take their versions from it, but for the
# peers, which live apart and may ask for other versions.
EXTRAS = ("site", "postgres", "demo", "registers", "fast")
PROJECT = "pyproject.toml"
CONTENTS = {
    # everything the project's own commands need; Spark is large and has a command of its own
    "dev.txt": (PROJECT, *(f"--extra={extra}" for extra in EXTRAS), "--group=dev"),
    "site.txt": (PROJECT, "--extra=site", "--extra=postgres"),  # an instance in production
    "spark.txt": (PROJECT, "--extra=spark"),  # a machine that seals on a cluster
    "peers.txt": ("--group=peers",),  # what the measurements are compared with
    "base.txt": (PROJECT,),  # the libraries and their command line, without Django
}


def main(words: list[str]) -> int:
    """Lock, or check the locks. 0 if they are fresh, 1 if stale, 2 if called wrongly."""
    if words == ["--check"]:
        return check()
    if words:
        sys.stderr.write(f"usage: {COMMAND} [--check]\n")
        return 2
    lock()
    return 0


def check() -> int:
    """Say whether the locks belong to the dependencies asked for now."""
    missing = [name for name in (*CONTENTS, "uv.txt") if not (LOCKS / name).exists()]
    recorded = FINGERPRINT.read_text("utf-8").strip() if FINGERPRINT.exists() else ""
    if missing or recorded != fingerprint():
        what = f"requirements/{missing[0]} is missing" if missing else "pyproject.toml has changed"
        sys.stderr.write(f"The locks are stale: {what}. Run `{COMMAND}`.\n")
        return 1
    return 0


def lock() -> None:
    """Resolve every lock, pin uv itself to the same version, and note what they were made from."""
    for name, choice in CONTENTS.items():
        bound = () if name in {"dev.txt", "peers.txt"} else ("--constraint", "requirements/dev.txt")
        compile_lock(name, *choice, *bound)
    (LOCKS / "uv.txt").write_text(entry("uv", (LOCKS / "dev.txt").read_text("utf-8")), "utf-8")
    FINGERPRINT.write_text(fingerprint() + "\n", "utf-8")


def compile_lock(name: str, *choice: str) -> None:
    """Resolve one lock with the uv of this environment. Raises if uv finds no solution."""
    uv = Path(sys.executable).parent / "uv"
    command = (str(uv), "pip", "compile", "--quiet", "--generate-hashes")
    header = ("--custom-compile-command", COMMAND, "--output-file", f"requirements/{name}")
    subprocess.run((*command, *header, *choice), cwd=ROOT, check=True)  # noqa: S603  fixed words


def entry(package: str, lock_text: str) -> str:
    """Cut one package with its hashes out of a lock."""
    found = re.search(rf"^{package}==.*\\\n(?:    --hash=.*\n)+", lock_text, re.MULTILINE)
    if found is None:
        raise ValueError(f"{package} is not in the lock")
    return found[0]


def fingerprint() -> str:
    """Hash what `pyproject.toml` asks for: dependencies, extras, groups and Python."""
    asked = loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = asked["project"]
    wanted = {
        "python": project["requires-python"],
        "dependencies": sorted(project["dependencies"]),
        "extras": {name: sorted(rows) for name, rows in project["optional-dependencies"].items()},
        "groups": {name: sorted(rows) for name, rows in asked["dependency-groups"].items()},
    }
    return sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
