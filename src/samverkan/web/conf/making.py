"""Making an instance: folder, keys, database, card, first administrator."""

from __future__ import annotations

from pathlib import Path

import django
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils.translation import override

from samverkan.exchange.cards import Card, is_address, issue
from samverkan.exchange.participants import Participant, participants_from_toml, shipped_toml
from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.web.conf import clock
from samverkan.web.journal.chance import draw
from samverkan.web.journal.instance import INSTANCE, KEY_NAMES

DEFAULT_URL = "http://127.0.0.1:8400"
CARD = "card.jws"
ADDRESS_FORM = "it must be https (http on this machine only), without a slash at the end"


class MakingRefused(Exception):
    """The instance cannot be made; one sentence says why."""


def known_participants() -> dict[str, Participant]:
    """Give the participants of `participants.toml`, by code."""
    return {row.code: row for row in participants_from_toml(shipped_toml())}


def make_folder(folder: Path, *, code: str, base_url: str | None, demo: bool) -> None:
    """Make the data folder with private keys. What is there already is kept.

    `base_url` is where partners reach it; None means what it was, or this machine's port 8400.
    """
    participant = known_participants().get(code)
    if participant is None:
        known = ", ".join(sorted(known_participants()))
        raise MakingRefused(f"There is no participant {code}; the codes are {known}.")
    if base_url is not None and not is_address(base_url):
        raise MakingRefused(f"{base_url} is not an address for partners: {ADDRESS_FORM}.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / "keys").mkdir(mode=0o700, exist_ok=True)
    for name in KEY_NAMES:
        _write_key(folder / "keys" / f"{name}.key")
    if (folder / INSTANCE).exists():
        _check_same(folder, code=code, base_url=base_url)
    else:
        _write_instance(folder, participant, base_url=base_url or DEFAULT_URL, demo=demo)


def make_database() -> None:
    """Bring the database up to date and enter the instance's birth in its journal.

    HistoryBroken if the database is empty or old and this machine remembers a longer journal.
    """
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from samverkan.web.journal import actions as journal
    from samverkan.web.journal import tiles
    from samverkan.web.journal.history import check_history, last_signed
    from samverkan.web.journal.instance import here
    from samverkan.web.journal.queries import is_empty

    check_history(last_signed())
    tiles.show_key()
    now = clock.now()
    if is_empty():
        me = Actor.instance(here().participant)
        journal.record(Act.INSTANCE_MADE, about=here().participant, by=me, at=now, case="instance")
    journal.beat(now=now)


def write_card() -> str:
    """Write this instance's self-signed card to `card.jws` and give it."""
    from samverkan.web.journal.instance import here
    from samverkan.web.journal.tiles import signer

    me = here()
    file = me.folder / CARD
    if not file.exists():
        card = Card(
            participant=me.participant,
            signing=me.signing.public,
            encryption=me.encryption.public,
            log=signer().vkey,
            base_url=me.base_url,
            valid_from=clock.now(),
        )
        write_whole(file, issue(card, me.signing), mode=0o644)
    return file.read_text("ascii")


def add_administrator(*, username: str, password: str, language: str = "en") -> None:
    """Add the first member of staff, who may add the others.

    MakingRefused says in `language` what is wrong with a password.
    """
    from samverkan.web.journal.instance import here
    from samverkan.web.people import actions
    from samverkan.web.people.queries import is_known, local_date

    if is_known(username):
        raise MakingRefused(f"There is already a member of staff named {username}.")
    try:
        with override(language):
            validate_password(password)
    except ValidationError as weak:
        raise MakingRefused(" ".join(weak.messages)) from None
    now = clock.now()
    me = Actor.instance(here().participant)
    person = actions.add_person(
        username=username, display_name=username, title="", password=password, by=me, now=now
    )
    actions.give_mandate(
        person=person, role="personal", valid_from=local_date(now), valid_to=None, by=me, now=now
    )


def _check_same(folder: Path, *, code: str, base_url: str | None) -> None:
    from samverkan.web.journal.instance import load

    there = load(folder)
    if there.participant != code:
        raise MakingRefused(f"{folder} holds the instance of {there.participant}, not of {code}.")
    if base_url not in {None, there.base_url}:
        raise MakingRefused(
            f"Partners reach this instance at {there.base_url}, as its card says: "
            "another address needs a new card, by `samverkan directory renew`."
        )


def _write_instance(folder: Path, who: Participant, *, base_url: str, demo: bool) -> None:
    lines = (
        f'participant = "{who.code}"',
        f'name_sv = "{who.name_sv}"',
        f'name_en = "{who.name_en}"',
        f'base_url = "{base_url}"',
        f"demo = {str(demo).lower()}",
    )
    write_whole(folder / INSTANCE, "\n".join(lines) + "\n")


def _write_key(file: Path) -> None:
    if not file.exists():
        write_whole(file, draw(32).hex() + "\n")


def write_whole(file: Path, text: str, *, mode: int = 0o600) -> None:
    """Write a file, private by default, so that it is there whole or not at all."""
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=mode)
    part.write_text(text, "utf-8")
    part.replace(file)
