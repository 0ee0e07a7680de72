"""A log for the tests, grown and signed as an instance does it."""

from hashlib import sha256

from samverkan.trail.checkpoints import Checkpoint
from samverkan.trail.entries import LogEntry
from samverkan.trail.log import grow
from samverkan.trail.notes import Signer

SIGNER = Signer("samverkan/kbv/journal", bytes(range(32)))


def entries(count, *, start=0):
    return [
        LogEntry("release.sent", sha256(b"%d" % number).digest()).to_bytes()
        for number in range(start, start + count)
    ]


def log_of(*sizes):
    """Give the files of a log that grew to each size in turn, with a checkpoint each time."""
    files, last = {}, None
    for size in sizes:
        begun = last.size if last else 0
        growth = grow(files.__getitem__, last, entries(size - begun, start=begun))
        files.update(growth.tiles)
        last = Checkpoint(SIGNER.name, growth.size, growth.root)
        files["checkpoint"] = last.sign(SIGNER).encode()
    return files


def checkpoint_of(files):
    return Checkpoint.open(files["checkpoint"].decode(), SIGNER.vkey)
