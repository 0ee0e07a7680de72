"""SecretFlow SPU (C++): two parties in processes of their own, over loopback, files in and out.

Unbalanced PSI (an ECDH-OPRF on FourQ) seals a list once and answers many; ECDH-PSI on curve25519
sends everything each time.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from tempfile import TemporaryDirectory

from answering import serve, timed
from spu import psi
from spu.libspu import link

HOLDER, ASKER = 0, 1
PATIENCE = 300  # seconds

Found = dict[str, float]
Act = Callable[[int, int, Path, link.Context], Found]


def unbalanced(count: int, asked: int) -> Found:
    """Seal `count` at the holder, then ask about `asked`, all of them on the list."""
    holder, asker = _both(_unbalanced, (count, asked))
    sealed = {"holder_offline": holder["offline"], "asker_offline": asker["offline"]}
    weights = {"holder_bytes": holder["bytes"], "asker_bytes": asker["bytes"]}
    return sealed | weights | {"online": holder["online"] + asker["online"], "hits": asker["hits"]}


def ecdh(count: int) -> Found:
    """Intersect two lists of `count` that share half of it."""
    holder, asker = _both(_ecdh, (count, count))
    return {"cpu": holder["cpu"] + asker["cpu"], "hits": holder["hits"]}


def _both(act: Act, counts: tuple[int, int]) -> tuple[Found, Found]:
    """Run both parties; give what each found out."""
    context = get_context("spawn")
    answers = context.SimpleQueue()
    with TemporaryDirectory() as folder:
        ports = _free_ports()
        tasks = [(act, rank, counts[rank], Path(folder), ports, answers) for rank in (0, 1)]
        parties = [context.Process(target=_party, args=task, daemon=True) for task in tasks]
        for party in parties:
            party.start()
        for party in parties:
            party.join(PATIENCE)
        found = dict(answers.get() for _ in parties if not answers.empty())
    return found[HOLDER], found[ASKER]


def _party(
    act: Act, rank: int, count: int, folder: Path, ports: list[int], answers: SimpleQueue
) -> None:
    """Be one of the two."""
    described = link.Desc()
    described.recv_timeout_ms = PATIENCE * 1000
    for name, port in zip(("holder", "asker"), ports, strict=True):
        described.add_party(name, f"127.0.0.1:{port}")
    context = link.create_brpc(described, rank)
    answers.put((rank, act(rank, count, folder, context)))
    context.stop_link()


def _unbalanced(rank: int, count: int, folder: Path, context: link.Context) -> Found:
    secret, cache = folder / "secret", folder / f"cache{rank}"
    secret.write_bytes(bytes(range(1, 33)))
    source, target = _files(rank, 0, count, folder)

    def phase(mode: psi.UbPsiMode) -> tuple[float, psi.PsiExecuteReport]:
        role = psi.UbPsiRole.ROLE_CLIENT if rank else psi.UbPsiRole.ROLE_SERVER
        config = psi.UbPsiExecuteConfig(
            mode=mode,
            role=role,
            cache_path=str(cache),
            input_params=source,
            output_params=target,
            server_params=psi.UbPsiServerParams(secret_key_path=str(secret)),
            client_receive_result=True,
        )
        return timed(lambda: psi.ub_psi_execute(config, context))

    offline, _ = phase(psi.UbPsiMode.MODE_OFFLINE)
    online, report = phase(psi.UbPsiMode.MODE_ONLINE)
    weight = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file())
    hits = report.intersection_count
    return {"offline": offline, "online": online, "bytes": weight, "hits": hits}


def _ecdh(rank: int, count: int, folder: Path, context: link.Context) -> Found:
    source, target = _files(rank, rank * count // 2, count, folder)
    curve = psi.EcdhParams(curve=psi.EllipticCurveType.CURVE_25519)
    protocol = psi.PsiProtocolConfig(
        protocol=psi.PsiProtocol.PROTOCOL_ECDH, receiver_rank=HOLDER, ecdh_params=curve
    )
    config = psi.PsiExecuteConfig(protocol_conf=protocol, input_params=source, output_params=target)
    cpu, report = timed(lambda: psi.psi_execute(config, context))
    return {"cpu": cpu, "hits": report.intersection_count}


def _files(
    rank: int, first: int, count: int, folder: Path
) -> tuple[psi.InputParams, psi.OutputParams]:
    """Write a party's identifiers; give the peer's words for where they are and where to answer."""
    path = folder / f"in{rank}.csv"
    path.write_text("id\n" + "".join(f"{n:08}\n" for n in range(first, first + count)), "utf-8")
    given = psi.InputParams(path=str(path), selected_keys=["id"], keys_unique=True)
    return given, psi.OutputParams(path=str(folder / f"out{rank}.csv"))


def _free_ports() -> list[int]:
    """Find two ports that nobody listens on."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return [one.getsockname()[1], other.getsockname()[1]]


if __name__ == "__main__":
    serve({"unbalanced": unbalanced, "ecdh": ecdh})
