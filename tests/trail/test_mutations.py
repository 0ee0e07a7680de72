"""Whatever is done to a log is seen: 390 random changes of thirteen kinds, the same each run."""

from random import Random

import pytest

from samverkan.trail.tiles import bundled, unbundled
from samverkan.trail.verify import verify_log
from tests.trail.logs import SIGNER, checkpoint_of, log_of

OLDER = log_of(900)
FILES = log_of(900, 1500)
CHECKPOINT = checkpoint_of(FILES)
NEEDED = sorted(path for path in log_of(1500))
BUNDLES = [path for path in NEEDED if path.startswith("tile/entries/")]
TILES = [path for path in NEEDED if path.startswith(("tile/0/", "tile/1/"))]


def flip(files, chance, paths):
    path = chance.choice(paths)
    data = bytearray(files[path])
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    files[path] = bytes(data)


def flip_entry(files, chance):
    flip(files, chance, BUNDLES)


def flip_tile(files, chance):
    flip(files, chance, TILES)


def flip_checkpoint(files, chance):
    flip(files, chance, ["checkpoint"])


def flip_older_file(files, chance):
    flip(files, chance, sorted(set(FILES) - set(NEEDED)))


def delete_file(files, chance):
    del files[chance.choice(NEEDED)]


def truncate_file(files, chance):
    path = chance.choice(NEEDED)
    files[path] = files[path][: chance.randrange(len(files[path]))]


def lengthen_file(files, chance):
    path = chance.choice(NEEDED)
    files[path] += chance.randbytes(chance.randrange(1, 40))


def swap_files(files, chance):
    one, two = chance.sample(chance.choice([BUNDLES, TILES]), 2)
    files[one], files[two] = files[two], files[one]


def swap_hashes(files, chance):
    path = chance.choice([path for path in TILES if len(files[path]) > 32])
    data = files[path]
    one, two = sorted(chance.sample(range(len(data) // 32), 2))
    parts = [data[at : at + 32] for at in range(0, len(data), 32)]
    parts[one], parts[two] = parts[two], parts[one]
    files[path] = b"".join(parts)


def swap_entries(files, chance):
    path, bundle = _bundle(files, chance)
    one, two = chance.sample(range(len(bundle)), 2)
    bundle[one], bundle[two] = bundle[two], bundle[one]
    files[path] = bundled(bundle)


def delete_entry(files, chance):
    path, bundle = _bundle(files, chance)
    del bundle[chance.randrange(len(bundle))]
    files[path] = bundled(bundle)


def insert_entry(files, chance):
    path, bundle = _bundle(files, chance)
    bundle.insert(chance.randrange(len(bundle) + 1), chance.randbytes(45))
    files[path] = bundled(bundle)


def roll_back(files, chance):
    files["checkpoint"] = OLDER["checkpoint"]
    if chance.randrange(2):
        flip_older_file(files, chance)


def _bundle(files, chance):
    path = chance.choice(BUNDLES)
    return path, unbundled(files[path])[0]


KINDS = (
    flip_entry,
    flip_tile,
    flip_checkpoint,
    flip_older_file,
    delete_file,
    truncate_file,
    lengthen_file,
    swap_files,
    swap_hashes,
    swap_entries,
    delete_entry,
    insert_entry,
    roll_back,
)


def findings(files):
    return verify_log(files.__getitem__, SIGNER.vkey, earlier=CHECKPOINT, kept=files).findings


def test_the_log_is_sound_before_it_is_changed():
    assert findings(FILES) == ()


@pytest.mark.parametrize("mutate", KINDS)
def test_every_change_is_seen(mutate):
    for seed in range(30):
        files = dict(FILES)
        mutate(files, Random(f"{mutate.__name__} {seed}"))  # noqa: S311  chance, not a secret
        assert files != FILES
        assert findings(files), seed
