"""Takes a whole register into a working folder exactly once, however often it is broken off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from samverkan.registers.identity import identity
from samverkan.registers.intake import NO_MAPPING, open_register
from samverkan.registers.manifest import Manifest
from samverkan.registers.mapping import Mapping
from samverkan.registers.working_folder import WorkingFolder
from samverkan.rules.refusal import NotAllowed


def take_in(
    source: str | Path,
    folder: Path,
    *,
    on: date,
    mapping: Mapping = NO_MAPPING,
    progress: Callable[[Manifest], None] = lambda _: None,
) -> Manifest:
    """Take a whole register into a working folder, once; go on if that was broken off.

    `WorkingFolder(folder)` then gives its rows and what was put aside, the same whether or not it
    was broken off. A resumed import reads two-digit years as on the day it began. `progress` is
    told of each part. Raises as `open_register`, and NotAllowed if the folder holds another
    import or the source has changed since.
    """
    working = WorkingFolder(folder)
    begun = working.begun()
    day = date.fromisoformat(begun.identity.on) if begun else mapping.on or on
    known = identity(source, mapping=mapping, on=day.isoformat())
    if begun and begun.identity != known:
        raise NotAllowed("registers.another_import", folder=folder)
    if begun and begun.done:
        return begun
    register = open_register(source, on=day, mapping=mapping)
    so_far = begun if begun and register.reader.resumes else working.begin(known)
    for part in register.batches(so_far.position):
        so_far = working.add(part, so_far)
        progress(so_far)
    if identity(source, mapping=mapping, on=day.isoformat()) != known:
        raise NotAllowed("registers.another_import", folder=folder)
    return working.end(so_far)
