"""What `samverkan seal` says, in both languages."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from samverkan.registers.column_words import column_words
from samverkan.sealed import engines

WORDS = {
    "sv": {
        "made": "Ny nyckel i {file}. Förvara den som en hemlighet.\n"
        "Signerar den, så prövas det med {public}",
        "done": "Nycklar i {out}: {keys}, förseglade nu {sealed_now}, sedan tidigare {kept}, "
        "på {seconds:.1f} s.",
        "size": "{bytes} byte, {per_key:.2f} per nyckel. Falska träffar: {rate:.2g} per fråga.",
        "refused": "Värden i {column} som inte har rätt form och inte är förseglade: {count}.",
        "refused_rows": "Rader som inte gick att läsa och inte är förseglade: {count}.",
        "left_out": "{count} rader delas av för många och är utelämnade.",
        "nothing": "Ingen står i paketet: registret hade inget att försegla.",
        "whole": "Skicka paketet helt: en skillnadsfil från det förra går inte att göra.",
        "delta": "En skillnadsfil från det förra paketet går att göra med `samverkan pack delta`.",
        "fallen_back": "Den snabba räkningen är ur funktion här, och libsodium gör arbetet: {why}",
        "scheme": "Likhetsschemat står i {file}. Frågaren behöver det tillsammans med paketet.",
        "no_likeness": "Paketet går inte att fråga på likhet, fast {file} står kvar: ange "
        "--likeness för att försegla så.",
        "changed": "Nycklar i {out} efter ändringen: {keys}, förseglade nu {sealed_now}, "
        "på {seconds:.1f} s.",
        "to_send": "Skicka {delta}, {delta_bytes} byte: {removed} rader går, {added} kommer.",
        "same": "Ingenting ändrades i paketet, och ingen skillnadsfil är skriven.",
        "learning": "Lär sig likhet",
        "progress": "Förseglar",
    },
    "en": {
        "made": "New key in {file}. Keep it as a secret.\nWhat it signs is checked with {public}",
        "done": "Keys in {out}: {keys}, sealed now {sealed_now}, from before {kept}, "
        "in {seconds:.1f} s.",
        "size": "{bytes} bytes, {per_key:.2f} a key. False hits: {rate:.2g} a question.",
        "refused": "Values of {column} that are not in their right form and not sealed: {count}.",
        "refused_rows": "Rows that could not be read and are not sealed: {count}.",
        "left_out": "{count} rows are shared by too many and left out.",
        "nothing": "Nobody is listed in the pack: the register had nothing to seal.",
        "whole": "Send the pack whole: there can be no delta from the one before.",
        "delta": "A delta from the pack before can be made with `samverkan pack delta`.",
        "fallen_back": "The fast arithmetic is out of use here, and libsodium works: {why}",
        "scheme": "The scheme of likeness is in {file}. The asker needs it beside the pack.",
        "no_likeness": "The pack cannot be asked by likeness, though {file} stands there: give "
        "--likeness to seal it so.",
        "changed": "Keys in {out} after the change: {keys}, sealed now {sealed_now}, "
        "in {seconds:.1f} s.",
        "to_send": "Send {delta}, {delta_bytes} bytes: {removed} rows go, {added} come.",
        "same": "Nothing changed in the pack, and no delta is written.",
        "learning": "Learning likeness",
        "progress": "Sealing",
    },
}


def refused_lines(refused: Mapping[str, int], language: str) -> list[str]:
    """Tell how many values of each column, and whole rows, are not sealed."""
    said = WORDS[language]
    return [
        said["refused" if name else "refused_rows"].format(
            column=column_words(name, language), count=count
        )
        for name, count in sorted(refused.items())
    ]


def tell_fallen_back(language: str) -> None:
    """Tell on standard error that the fast arithmetic is out of use, if it is."""
    if why := engines.fallen_back():
        sys.stderr.write(f"samverkan seal: {WORDS[language]['fallen_back'].format(why=why)}\n")
