"""The story is the same in every process, whatever the order of hashing."""

import os
import subprocess
import sys
from pathlib import Path

TELL = """
import hashlib
from samverkan.demo.story.checks import checks
from samverkan.demo.story.hits import hits
from samverkan.demo.story.registers import holder_lists, rows
from samverkan.demo.story.season import season
story = repr((checks(), hits(), season(), [rows(each) for each in holder_lists()]))
print(hashlib.sha256(story.encode()).hexdigest())
"""


def told(hash_seed):
    environment = {**os.environ, "PYTHONPATH": "src", "PYTHONHASHSEED": hash_seed}
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", TELL]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)
    return done.stdout


def test_two_processes_tell_the_same_story():
    assert told("1") == told("2") != b""
