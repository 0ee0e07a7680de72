"""`python -m samverkan.demo.instance FOLDER PORT`: one participant's instance in the demo."""

from __future__ import annotations

from os import environ
from pathlib import Path
from sys import argv, stderr
from sys import exit as leave

from samverkan.web.conf.serving import StartRefused, serve

WORKER = "samverkan.demo.worker:application"


def main(folder: str, port: str) -> int:
    """Serve on loopback. Exit status 1 if the start is refused."""
    environ["SAMVERKAN_DATA"] = folder
    environ["DJANGO_SETTINGS_MODULE"] = "samverkan.web.conf.settings"
    try:
        serve(Path(folder), host="127.0.0.1", port=int(port), worker=WORKER)
    except StartRefused as refusal:
        stderr.write(f"{folder}: {refusal}\n")
        return 1
    return 0


if __name__ == "__main__":
    leave(main(*argv[1:]))
