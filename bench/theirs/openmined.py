"""OpenMined PSI (ECDH on P-256, C++): what its holder and its asker cost."""

from __future__ import annotations

from answering import serve, timed
from private_set_intersection import python as psi

FALSE_HITS = 1e-9  # for a whole request: what the peer's documents use
_held: dict[str, object] = {}


def setup(first: int, count: int, asked: int, form: str = "GCS") -> dict[str, float]:
    """Seal `count` identifiers from number `first` on for a request of `asked`; keep them."""
    holder = psi.server.CreateWithNewKey(True)
    names = _names(first, count)
    kind = getattr(psi.DataStructure, form)
    cpu, made = timed(lambda: holder.CreateSetupMessage(FALSE_HITS, asked, names, kind))
    _held.update(holder=holder, setup=made)
    return {"cpu": cpu, "bytes": len(made.SerializeToString())}


def ask(first: int, count: int, holders: int) -> dict[str, float]:
    """Ask the list that is kept, as if `holders` held it: one request, as many answers."""
    holder, listed = _held["holder"], _held["setup"]
    names = _names(first, count)
    hits: list[int] = []

    def whole() -> None:
        asker = psi.client.CreateWithNewKey(True)
        request = asker.CreateRequest(names)
        for _ in range(holders):
            hits.append(len(asker.GetIntersection(listed, holder.ProcessRequest(request))))

    cpu, _ = timed(whole)
    return {"cpu": cpu, "hits": sum(hits)}


def _names(first: int, count: int) -> list[str]:
    return [f"{number:08}" for number in range(first, first + count)]


if __name__ == "__main__":
    serve({"setup": setup, "ask": ask})
