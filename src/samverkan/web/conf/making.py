"""Making an instance: folder, keys, database, card, first administrator."""

from __future__ import annotations

from pathlib import Path

import django
from django.core.management import call_command

from samverkan.exchange.cards import Card, issue
from samverkan.exchange.participants import Participant, participants_from_toml, shipped_toml
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.conf import clock
from samverkan.web.journal.chance import draw


class MakingRefused(Exception):
    """The instance cannot be made; one sentence says why."""


def known_participants() -> dict[str, Participant]:
    """Give the participants of `participants.toml`, by code."""
    return {row.code: row for row in participants_from_toml(shipped_toml())}


def make_folder(folder: Path, *, code: str, base_url: str, demo: bool) -> None:
    """Make the data folder with private keys. Keys that are there already are kept."""
    participant = known_participants().get(code)
    if participant is None:
        known = ", ".join(sorted(known_participants()))
        raise MakingRefused(f"There is no participant {code}; the codes are {known}.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "keys").mkdir(mode=0o700, exist_ok=True)
    _write_instance(folder, participant, base_url=base_url, demo=demo)
    from samverkan.web.journal.instance import KEY_NAMES

    for name in KEY_NAMES:
        _write_key(folder / "keys" / f"{name}.key")


def make_database() -> None:
    """Bring the database up to date and enter the instance's birth in its journal."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from samverkan.web.journal import actions as journal
    from samverkan.web.journal.instance import here
    from samverkan.web.journal.queries import is_empty
    from samverkan.web.journal.tiles import signer

    here().journal_folder.mkdir(exist_ok=True)
    (here().journal_folder / "vkey").write_text(signer().vkey + "\n", "ascii")
    if is_empty():
        me = Actor.instance(here().participant)
        now = clock.now()
        journal.record(Act.INSTANCE_MADE, about=here().participant, by=me, at=now, case="instance")
        journal.beat(now=now)


def write_card() -> str:
    """Write this instance's self-signed card to `card.jws` and give it."""
    from samverkan.web.journal.instance import here
    from samverkan.web.journal.tiles import signer

    me = here()
    file = me.folder / "card.jws"
    if not file.exists():
        card = Card(
            participant=me.participant,
            signing=me.signing.public,
            encryption=me.encryption.public,
            log=signer().vkey,
            base_url=me.base_url,
            valid_from=clock.now(),
        )
        file.write_text(issue(card, me.signing), "ascii")
    return file.read_text("ascii")


def add_administrator(*, username: str, password: str) -> None:
    """Add the first member of staff, who may add the others."""
    from samverkan.web.journal.instance import here
    from samverkan.web.people import actions
    from samverkan.web.people.queries import local_date

    now = clock.now()
    me = Actor.instance(here().participant)
    person = actions.add_person(
        username=username, display_name=username, title="", password=password, by=me, now=now
    )
    actions.give_mandate(
        person=person, role="personal", valid_from=local_date(now), valid_to=None, by=me, now=now
    )


def _write_instance(folder: Path, who: Participant, *, base_url: str, demo: bool) -> None:
    lines = (
        f'participant = "{who.code}"',
        f'name_sv = "{who.name_sv}"',
        f'name_en = "{who.name_en}"',
        f'base_url = "{base_url}"',
        f"demo = {str(demo).lower()}",
    )
    (folder / "instance.toml").write_text("\n".join(lines) + "\n", "utf-8")


def _write_key(file: Path) -> None:
    if file.exists():
        return
    file.touch(mode=0o600)
    file.write_text(draw(32).hex() + "\n", "ascii")
