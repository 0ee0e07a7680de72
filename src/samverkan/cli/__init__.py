"""`samverkan VERB …`: each verb is a module, loaded when it is chosen."""

import os
import sys
from importlib import import_module
from itertools import pairwise

VERBS = {
    "ask": "ask a sealed register by file, or rehearse it on one machine",
    "backup": "copy an instance's data to one file while it runs",
    "demo": "play the season in fourteen instances",
    "directory": "sign the list of participants and their cards, and trust one",
    "distribute": "distribute the proceeds of a sale, to the öre",
    "identifiers": "check personal and organisation numbers, one per line",
    "init": "make a new instance: data folder, keys, card, database",
    "link": "find which rows of two files are the same person, company or craft",
    "pack": "look into a pack, make and apply what takes one to the next",
    "register": "see what a register holds and what is wrong with it; take it in",
    "restore": "put a backup back",
    "seal": "seal a register into a pack for one asker and epoch",
    "serve": "serve an instance's pages and do its due work",
    "verify": "check a journal or a published figure with no trust in its owner",
    "worker": "do an instance's due work (PostgreSQL)",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Exit status 0 is success, 1 a finding or refusal, 2 a wrong call."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(_help())
        return 0 if words else 2
    verb, rest = words[0], words[1:]
    if verb not in VERBS:
        sys.stderr.write(f"samverkan: no verb {verb!r}\n\n{_help()}")
        return 2
    run = import_module(f"samverkan.cli.{verb}").run
    try:
        status = int(run(rest))
        sys.stdout.flush()
        return status  # noqa: TRY300
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        english = "--lang=en" in rest or ("--lang", "en") in pairwise(rest)
        sys.stderr.write(f"samverkan {verb}: {'Stopped' if english else 'Avbruten'}.\n")
    return 1


def _help() -> str:
    lines = [f"  {verb:<12} {does}" for verb, does in VERBS.items()]
    return "samverkan VERB …\n\n" + "\n".join(lines) + "\n\nsamverkan VERB --help says more.\n"
