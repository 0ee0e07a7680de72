"""One writer at a time, in however many processes an instance is served."""

import pytest
from django.db import connection

from samverkan.web.journal.transaction import WRITER, in_one_transaction


def is_free_elsewhere() -> bool:
    """Ask from a connection of its own whether it could be the writer now."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [WRITER])
            (free,) = cursor.fetchone()
        return bool(free)
    finally:
        other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is served by one process")
def test_another_process_waits_until_an_act_has_ended():
    assert is_free_elsewhere()
    assert not in_one_transaction(is_free_elsewhere)()
    assert is_free_elsewhere()
