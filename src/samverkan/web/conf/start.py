"""Before an instance serves, it reads its settings back; it refuses with one plain sentence."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http.request import validate_host

from samverkan.sealed.errors import Unavailable
from samverkan.sealed.self_test import self_test
from samverkan.web.conf import clock
from samverkan.web.conf.serving import StartRefused
from samverkan.web.journal.cases import check_key
from samverkan.web.journal.history import check_history, last_signed, repair
from samverkan.web.journal.instance import InstanceBroken, here

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def check_start() -> None:
    """Run every check; the first that fails raises StartRefused."""
    try:
        for check in CHECKS:
            check()
    except DatabaseError as error:
        raise StartRefused(f"The database does not answer: {str(error).strip()}.") from error
    except (InstanceBroken, Unavailable, OSError) as error:
        raise StartRefused(str(error)) from error


def _keys() -> None:
    here()


def _pragmas() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            got = cursor.execute(f"PRAGMA {name}").fetchone()[0]
            if got != wanted:
                raise StartRefused(f"SQLite has {name} = {got}; it must be {wanted}.")


def _postgres() -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for name in ("fsync", "synchronous_commit", "data_checksums"):
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone()[0] == "off":
                raise StartRefused(f"PostgreSQL has {name} off; acknowledged work could be lost.")


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        raise StartRefused(f"{len(plan)} migrations are missing: run `samverkan init` again.")


def _case_keys() -> None:
    check_key()


def _clock() -> None:
    file = here().folder / clock.FILE
    if file.exists() and not here().demo:
        raise StartRefused(f"{file} sets the clock, and this instance is not a demonstration.")


def _address() -> None:
    host = urlsplit(here().base_url).hostname or ""
    loopback = host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)
    if not loopback and not settings.SECURE_COOKIES:
        raise StartRefused(
            f"{here().base_url} is not loopback: set SAMVERKAN_HTTPS=1 behind a proxy."
        )
    if not validate_host(host, settings.ALLOWED_HOSTS):
        raise StartRefused(f"SAMVERKAN_HOSTS does not name {host}, where partners reach this.")


def _history() -> None:
    """Refuse a database older than the last signed checkpoint: signing on it forks the log."""
    check_history(last_signed())
    repair()


def _sodium() -> None:
    self_test()


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


CHECKS: tuple[Callable[[], None], ...] = (
    _keys,
    _pragmas,
    _postgres,
    _migrations,
    _clock,
    _address,
    _case_keys,
    _history,
    _sodium,
)
