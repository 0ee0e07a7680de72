"""Which instance this process is: participant, data folder, private keys.

The folder holds `instance.toml`, `keys/` (private files, 32 bytes as hex each), the database, the
journal's tiles and `last-checkpoint`, which stays outside every backup.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_IRWXG, S_IRWXO
from tomllib import TOMLDecodeError, loads

from django.conf import settings

from samverkan.wire.keys import EncryptionKey, SigningKey

INSTANCE = "instance.toml"
KEY_NAMES = ("signing", "encryption", "log", "wrap", "voprf", "cookies")

WORDS = ("participant", "name_sv", "name_en", "base_url", "demo")


class InstanceBroken(Exception):
    """The data folder cannot serve; the text is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One participant's instance; partners reach it at `base_url`; `keys` are 32-byte secrets."""

    participant: str
    name_sv: str
    name_en: str
    folder: Path
    base_url: str
    demo: bool
    keys: dict[str, bytes]

    @property
    def signing(self) -> SigningKey:
        """Give the key that signs everything that leaves."""
        return SigningKey.from_seed(self.keys["signing"])

    @property
    def encryption(self) -> EncryptionKey:
        """Give the key that opens what partners encrypted to us."""
        return EncryptionKey.from_seed(self.keys["encryption"])

    @property
    def log_origin(self) -> str:
        """Name the journal as C2SP tlog-checkpoint asks: an address without scheme, unique."""
        return f"samverkan/{self.participant}/journal"

    @property
    def journal_folder(self) -> Path:
        """Give the folder of tiles and checkpoint that anyone may verify."""
        return self.folder / "journal"

    @property
    def last_checkpoint_file(self) -> Path:
        """Give the file, outside the backup, that remembers how far the journal has been signed."""
        return self.folder / "last-checkpoint"


def here() -> Instance:
    """Give the instance of this process. InstanceBroken if its folder is missing or unsafe."""
    return load(Path(settings.SAMVERKAN_DATA))


@lru_cache(maxsize=8)
def load(folder: Path) -> Instance:
    """Read an instance from its folder. InstanceBroken if it is missing or unsafe."""
    file = folder / INSTANCE
    try:
        row = loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise InstanceBroken(
            f"There is no instance in {folder}: run `samverkan init` first."
        ) from None
    except TOMLDecodeError as error:
        raise InstanceBroken(f"{file} is not valid TOML: {error}.") from None
    lacking = [name for name in WORDS if name not in row]
    if lacking:
        raise InstanceBroken(f"{file} does not say {lacking[0]}.")
    keys = {name: _secret(folder / "keys" / f"{name}.key") for name in KEY_NAMES}
    return Instance(folder=folder, keys=keys, **{name: row[name] for name in WORDS})


def _secret(file: Path) -> bytes:
    try:
        mode = file.stat().st_mode
        secret = bytes.fromhex(file.read_text("ascii").strip())
    except (FileNotFoundError, ValueError):
        raise InstanceBroken(f"The key file {file} is missing or damaged.") from None
    if mode & (S_IRWXG | S_IRWXO):
        raise InstanceBroken(f"Others can read the key file {file}: run `chmod 600 {file}`.")
    if len(secret) != 32:
        raise InstanceBroken(f"The key file {file} does not hold 32 bytes.")
    return secret
