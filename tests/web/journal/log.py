"""The journal's files as an outsider reads them."""

from samverkan.rules.actor import Actor
from samverkan.rules.acts import Act
from samverkan.trail.verify import Report, verify_log
from samverkan.web.journal import actions, tiles
from samverkan.web.journal.instance import here
from tests.web.conftest import NOW

ME = Actor.instance("KBV")


def write(*cases: str) -> list[int]:
    """Enter one act in each case and give the entries' numbers."""
    return [
        actions.record(
            Act.NOTE_WRITTEN,
            about=f"KBV/{case}",
            by=ME,
            at=NOW,
            case=case,
            details={"text": f"Något om {case}"},
        )
        for case in cases
    ]


def audit(**more: object) -> Report:
    """Audit the published log with its own key, every partial tile included."""
    folder = here().journal_folder
    kept = [file.relative_to(folder).as_posix() for file in folder.glob("tile/**/*.p/*")]
    return verify_log(tiles.read, tiles.signer().vkey, kept=kept, **more)
