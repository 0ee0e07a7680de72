"""Backup while the instance runs, and restore. Keys and the last checkpoint are never in a backup.

A restored copy that is older than what was signed refuses to start: it would fork the journal.
"""

from __future__ import annotations

from pathlib import Path
from subprocess import CalledProcessError, run
from tarfile import TarFile, TarInfo, data_filter
from tarfile import open as open_tar
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection

from samverkan.web.journal.instance import here

DATABASE = "database"
KEPT = ("instance.toml", "card.jws", "journal")


class CopyRefused(Exception):
    """The copy cannot be made or put back; the text says why in one sentence."""


def backup(file: Path) -> None:
    """Copy the database, the journal's files and the card to one tar file."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        _copy_sqlite(copy) if connection.vendor == "sqlite" else _dump_postgres(copy)
        with open_tar(file, "w:gz") as tar:
            tar.add(copy, DATABASE)
            for name in KEPT:
                _add(tar, here().folder / name, name)
    file.chmod(0o600)


def restore(file: Path) -> None:
    """Put a backup back into this instance's folder; the keys must be there already."""
    folder = here().folder
    with TemporaryDirectory() as place, open_tar(file) as tar:
        names = {member.name for member in tar if _is_ours(member)}
        if DATABASE not in names:
            raise CopyRefused(f"{file} is not a backup of an instance.")
        tar.extractall(place, filter=data_filter)  # noqa: S202 - the filter refuses what is unsafe
        _put_back(Path(place), folder)


def _put_back(place: Path, folder: Path) -> None:
    if connection.vendor == "sqlite":
        connection.close()
        for stale in folder.glob("instance.sqlite3-*"):
            stale.unlink()
        (place / DATABASE).replace(str(settings.DATABASES["default"]["NAME"]))
    else:
        _postgres(
            ["pg_restore", "--clean", "--if-exists", "--no-owner", "--dbname"], place / DATABASE
        )
    for part in (place / "journal").rglob("*"):
        if part.is_file():
            target = folder / part.relative_to(place)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(part.read_bytes())


def _copy_sqlite(copy: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])


def _dump_postgres(copy: Path) -> None:
    _postgres(["pg_dump", "--format=custom", f"--file={copy}", "--dbname"], None)


def _postgres(command: list[str], file: Path | None) -> None:
    row = settings.DATABASES["default"]
    address = (
        f"host={row['HOST']} port={row['PORT'] or 5432} dbname={row['NAME']} user={row['USER']}"
    )
    words = [*command, address, *([str(file)] if file else [])]
    try:
        run(words, check=True, env={"PGPASSWORD": str(row["PASSWORD"]), "PATH": "/usr/bin:/bin"})  # noqa: S603 - our own words
    except (CalledProcessError, FileNotFoundError) as error:
        raise CopyRefused(f"{command[0]} did not succeed: {error}.") from error


def _add(tar: TarFile, path: Path, name: str) -> None:
    if path.exists():
        tar.add(path, name)


def _is_ours(member: TarInfo) -> bool:
    return member.isfile() and not member.name.startswith(("/", ".."))
