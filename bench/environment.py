"""Where the figures come from: this machine, what is installed, and the peers' own Python."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent
# The flags that decide which arithmetic a processor gets.
FLAGS = ("avx2", "avx512f", "avx512ifma", "bmi2", "sha_ni", "vaes")
OURS = ("numpy", "pyarrow", "duckdb", "llvmlite", "cryptography", "pyspark")


def peers_python() -> Path:
    """Give the Python that the peers are installed for. Raises FileNotFoundError without one.

    `make bench` makes it in `.venv-peers`; the variable SAMVERKAN_PEERS names another.
    """
    python = Path(os.environ.get("SAMVERKAN_PEERS", ROOT / ".venv-peers" / "bin" / "python"))
    if not python.exists():
        raise FileNotFoundError(f"The peers are not installed: {python} is missing. `make bench`.")
    return python


def machine() -> dict[str, str]:
    """Describe the machine: processor, its cores and flags, memory, system, Python."""
    cpu = _proc("/proc/cpuinfo")
    flags = set(cpu.get("flags", "").split())
    memory = int(_proc("/proc/meminfo").get("MemTotal", "0 kB").split()[0]) / 2**20
    family = f"family {cpu.get('cpu family', '?')}, model {cpu.get('model', '?')}"
    return {
        "processor": f"{cpu.get('model name', platform.processor() or 'unknown')} ({family})",
        "cores": str(len(os.sched_getaffinity(0))),
        "flags": " ".join(flag for flag in FLAGS if flag in flags) or "none of interest",
        "memory": f"{memory:.1f} GiB",
        "system": f"{_system()}, Linux {platform.release()}",
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Give the versions of what our own figures lean on."""
    return _picked({dist.name.lower(): dist.version for dist in distributions()}, OURS)


def peer_versions() -> dict[str, str]:
    """Give the version of every peer, and of what they compute with."""
    code = (
        "from importlib.metadata import distributions as d\nfor x in d(): print(x.name, x.version)"
    )
    command = (str(peers_python()), "-W", "ignore", "-c", code)
    said = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    pairs = (line.split() for line in said.stdout.splitlines())
    wanted = ("splink", "recordlinkage", "anonlink", "clkhash", "openmined-psi", "spu", "duckdb")
    return _picked({name.lower().replace("_", "-"): number for name, number in pairs}, wanted)


def _picked(found: dict[str, str], wanted: tuple[str, ...]) -> dict[str, str]:
    return {name: found[name] for name in wanted if name in found}


def _proc(path: str) -> dict[str, str]:
    """Read a file of `name: value` lines; the first of a name counts. Empty where there is none."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.partition(":") for line in reversed(lines))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
