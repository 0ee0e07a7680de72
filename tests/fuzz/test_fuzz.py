"""A short run of every fuzzer here; `python tests/fuzz/NAME.py` runs one for as long as wanted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FUZZERS = sorted(path.name for path in HERE.glob("*.py") if "atheris.Fuzz()" in path.read_text())
SECONDS = 10


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FUZZERS if name != Path(__file__).name])
def test_nothing_crashes_or_hangs(name, tmp_path):
    pytest.importorskip("atheris", reason="atheris is not installed")
    limits = [f"-max_total_time={SECONDS}", "-timeout=5", "-rss_limit_mb=2048", "-max_len=4096"]
    done = subprocess.run(
        [sys.executable, str(HERE / name), *limits],
        check=False,
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=SECONDS * 12,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert "Done" in done.stderr
