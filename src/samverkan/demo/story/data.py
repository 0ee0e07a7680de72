"""Reads the story's TOML files: places times in Stockholm, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@cache
def read(name: str) -> Mapping[str, Any]:
    """Read `NAME.toml` beside this file. FileNotFoundError if it is not there."""
    return loads(files("samverkan.demo.story").joinpath(f"{name}.toml").read_text("utf-8"))


def in_stockholm(written: datetime) -> datetime:
    """Give a time as it is written in the files its zone, Europe/Stockholm."""
    return written.replace(tzinfo=STOCKHOLM)
