"""What databases answer with: rows, or an error that is told without what it quotes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Connection: TypeAlias = Any
"""A library's own, of an extra that may not be installed."""

Rows: TypeAlias = Iterator[tuple[int, Mapping[int, "pa.Array"]]]
"""A query's rows, some at a time: how many, and the columns that are wanted, by their place."""

_QUOTED = re.compile(r"""'[^']*'?|"[^"]*"?""")


def short(error: Exception) -> str:
    """Give the first line of an error, without the query and what it was asked with."""
    return str(getattr(error, "orig", None) or error).split("\n", 1)[0][:200].rstrip(".")


def without_values(error: Exception) -> str:
    """Give the first line of an error met among the rows, without what it quotes of them."""
    return _QUOTED.sub("…", short(error))
