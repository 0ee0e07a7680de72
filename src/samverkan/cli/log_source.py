"""Where a journal's public files are read from: a folder, or an address on the web."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

WAIT_SECONDS = 30
# A full bundle of the longest entries, and one byte more so that too much shows.
MOST_BYTES = 256 * (2 + 0xFFFF) + 1


class Unreadable(Exception):
    """The source cannot be read at all; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that holds `checkpoint` and `tile/`."""

    path: Path

    def read(self, name: str) -> bytes:
        """Read one file. KeyError if there is none, Unreadable if it cannot be read."""
        try:
            return (self.path / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            raise KeyError(name) from None
        except OSError as error:
            raise Unreadable(f"{self.path / name} cannot be read: {error.strerror}.") from None

    def partial(self) -> Iterator[str]:
        """Name the partial tiles found, older ones too."""
        return (file.relative_to(self.path).as_posix() for file in self.path.glob("tile/**/*.p/*"))


@dataclass(frozen=True, slots=True)
class Address:
    """An address under which the same files are served; nothing tells what else is there."""

    base: str

    def read(self, name: str) -> bytes:
        """Fetch one file. KeyError if the server has none, Unreadable if it does not answer."""
        address = f"{self.base.rstrip('/')}/{name}"
        try:
            with urlopen(address, timeout=WAIT_SECONDS) as answer:  # noqa: S310  http(s), see `source`
                data: bytes = answer.read(MOST_BYTES)
                return data
        except HTTPError as error:
            with error:
                if error.code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
                    raise KeyError(name) from None
                raise Unreadable(f"{address} answered {error.code} {error.reason}.") from None
        except (OSError, HTTPException, ValueError) as error:
            why = getattr(error, "reason", error)
            said = getattr(why, "strerror", None) or why
            raise Unreadable(f"{address} cannot be read: {said}.") from None

    def partial(self) -> Iterator[str]:
        """Name nothing: a server cannot be asked what files it has."""
        return iter(())


def source(place: str) -> Folder | Address:
    """Find the journal at an address, in a folder, or in the folder `journal` within one."""
    if place.startswith(("http://", "https://")):
        return Address(place)
    folder = Path(place)
    if not folder.is_dir():
        if folder.exists():
            raise Unreadable(f"{place} is a file; a folder is needed here.")
        raise Unreadable(f"There is no folder {place}.")
    inner = folder / "journal"
    return Folder(inner if inner.is_dir() and not (folder / "checkpoint").exists() else folder)
