"""Backup while the instance runs, and restore. Keys and the last checkpoint are never in a backup.

A restored copy that is older than what was signed refuses to start: it would fork the journal.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from shutil import copytree
from subprocess import CalledProcessError, run
from tarfile import TarError, TarInfo, data_filter
from tarfile import open as open_tar
from tempfile import TemporaryDirectory
from tomllib import loads

from django.conf import settings
from django.db import connection

from samverkan.web.conf.lock import alone
from samverkan.web.journal.instance import INSTANCE, here

DATABASE = "database"
KEPT = (INSTANCE, "card.jws", "journal")


class CopyRefused(Exception):
    """The copy cannot be made or put back; the text says why in one sentence."""


def backup(file: Path) -> None:
    """Copy the database, the journal's files and the card to one tar file, whole or not at all.

    The database first: tiles that are newer than it do no harm, missing ones would.
    """
    with TemporaryDirectory(dir=file.absolute().parent) as folder:
        copy, whole = Path(folder) / DATABASE, Path(folder) / file.name
        _copy_sqlite(copy) if connection.vendor == "sqlite" else _dump_postgres(copy)
        whole.touch(mode=0o600)
        with open_tar(whole, "w:gz") as tar:
            tar.add(copy, DATABASE)
            for name in KEPT:
                if (here().folder / name).exists():
                    tar.add(here().folder / name, name, filter=_settled)
        whole.replace(file)


def restore(file: Path) -> None:
    """Put a backup back into this instance's folder; the keys must be there already.

    InUse if the instance is being served.
    """
    folder = here().folder
    with alone(folder), TemporaryDirectory(dir=folder) as place:
        try:
            with open_tar(file) as tar:
                tar.extractall(place, filter=data_filter)  # noqa: S202 - refuses what is unsafe
        except (TarError, EOFError, zlib.error) as error:
            raise CopyRefused(f"{file} is not a whole backup: {error}.") from None
        _check_ours(Path(place), file)
        _put_back(Path(place), folder)


def _check_ours(place: Path, file: Path) -> None:
    words = place / INSTANCE
    if not words.is_file() or not (place / DATABASE).is_file():
        raise CopyRefused(f"{file} is not a backup of an instance.")
    theirs = loads(words.read_text("utf-8"))["participant"]
    if theirs != here().participant:
        raise CopyRefused(f"{file} is a backup of {theirs}; this is {here().participant}.")


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
    copytree(place / "journal", folder / "journal", dirs_exist_ok=True)


def _settled(member: TarInfo) -> TarInfo | None:
    """Leave out files that are just being written."""
    return None if member.name.endswith(".part") else member


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
