"""The Spark engine: the same pack to the byte, from a cluster of two workers of its own."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from samverkan.registers.spark_engine import SETTINGS, SparkEngine
from samverkan.rules.refusal import NotAllowed
from tests.registers.sealing import seal

ROOT = Path(__file__).parents[2]
LACKS = " and ".join(
    name
    for name, there in (("PySpark", find_spec("pyspark")), ("Java", shutil.which("java")))
    if not there
)
CLUSTER = """
import sys
from pathlib import Path
from samverkan.registers import spark_engine
from tests.registers.sealing import seal
spark_engine.GROUP = 2_000
seal(range(6_000), Path(sys.argv[1]), engine=spark_engine.SparkEngine("local-cluster[2,1,1024]"))
"""


@pytest.mark.slow
@pytest.mark.skipif(bool(LACKS), reason=f"{LACKS} missing; `make spark` installs PySpark")
def test_a_cluster_of_two_workers_gives_the_same_pack_to_the_byte(tmp_path):
    """In a process of its own: Spark opens sockets, and leaves threads behind."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": path, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "-c", CLUSTER, str(tmp_path / "spark.pack")],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    seal(range(6_000), tmp_path / "local.pack")
    assert (tmp_path / "spark.pack").read_bytes() == (tmp_path / "local.pack").read_bytes()


def test_without_spark_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(NotAllowed, match="Spark is not here"):
        seal([1], tmp_path / "a.pack", engine=SparkEngine("local[1]"))


def test_what_spark_writes_to_disk_on_the_way_is_encrypted():
    """PySpark then hands rows over by a socket instead of a file, and shuffle files are closed."""
    assert SETTINGS["spark.io.encryption.enabled"] == "true"
