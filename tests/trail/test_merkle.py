"""Trees and proofs against RFC 6962 itself, and against published values good and bad."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan.trail.merkle import (
    EMPTY_ROOT,
    ProofInvalid,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    over,
    root_of,
    verify_consistency,
    verify_inclusion,
)
from tests.trail import reference

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "vectors" / "merkle"

# The eight leaves and their roots in the tests of google/certificate-transparency (Apache-2.0),
# since carried on in transparency-dev/merkle.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def vectors(kind):
    if not VECTORS.is_dir():
        return [pytest.param(None, marks=pytest.mark.skip("the published vectors are not here"))]
    return [
        pytest.param(json.loads(file.read_text()), id=f"{file.parent.name}/{file.stem}")
        for file in sorted((VECTORS / kind).glob("*/*.json"))
    ]


def hashes(texts):
    return [b64decode(text) for text in texts or ()]


def numbered(count):
    return [b"%d" % number for number in range(count)]


@pytest.mark.parametrize(("count", "root"), [*enumerate(ROOTS, start=1)])
def test_published_roots(count, root):
    assert root_of([leaf_hash(leaf) for leaf in LEAVES[:count]]).hex() == root


def test_the_empty_tree_has_the_hash_of_nothing():
    assert root_of([]) == EMPTY_ROOT == reference.mth([])


@pytest.mark.parametrize("row", vectors("inclusion"))
def test_published_inclusion_proofs(row):
    def check():
        verify_inclusion(
            hashes(row["proof"]),
            leaf=b64decode(row["leafHash"]),
            index=row["leafIdx"],
            size=row["treeSize"],
            root=b64decode(row["root"]),
        )

    _right_or_refused(check, refused=row["wantErr"])


@pytest.mark.parametrize("row", vectors("consistency"))
def test_published_consistency_proofs(row):
    def check():
        verify_consistency(
            hashes(row["proof"]),
            old_size=row["size1"],
            old_root=b64decode(row["root1"]),
            size=row["size2"],
            root=b64decode(row["root2"]),
        )

    _right_or_refused(check, refused=row["wantErr"])


def _right_or_refused(check, *, refused):
    if refused:
        with pytest.raises(ProofInvalid):
            check()
    else:
        check()


@pytest.mark.parametrize("size", [*range(1, 34), 100, 255, 256, 257, 300])
def test_every_inclusion_proof_is_that_of_the_rfc_and_verifies(size):
    entries = numbered(size)
    leaves = [leaf_hash(entry) for entry in entries]
    root = reference.mth(entries)
    assert root_of(leaves) == root
    for index in range(0, size, 1 + size // 40):
        proof = inclusion_proof(over(leaves), index=index, size=size)
        assert list(proof) == reference.path(index, entries)
        verify_inclusion(proof, leaf=leaves[index], index=index, size=size, root=root)


@pytest.mark.parametrize("size", [*range(1, 34), 100, 255, 256, 257, 300])
def test_every_consistency_proof_is_that_of_the_rfc_and_verifies(size):
    entries = numbered(size)
    leaves = [leaf_hash(entry) for entry in entries]
    for old in range(1, size + 1, 1 + size // 40):
        proof = consistency_proof(over(leaves), old_size=old, size=size)
        assert list(proof) == reference.proof(old, entries)
        verify_consistency(
            proof,
            old_size=old,
            old_root=root_of(leaves[:old]),
            size=size,
            root=root_of(leaves),
        )


@given(st.data())
def test_no_inclusion_proof_holds_for_another_place_leaf_or_path(data):
    size = data.draw(st.integers(1, 70))
    leaves = [leaf_hash(entry) for entry in numbered(size)]
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(over(leaves), index=index, size=size)
    right = {"leaf": leaves[index], "index": index, "size": size, "root": root_of(leaves)}
    verify_inclusion(proof, **right)
    if other != index:
        with pytest.raises(ProofInvalid):
            verify_inclusion(proof, **{**right, "index": other})
        with pytest.raises(ProofInvalid):
            verify_inclusion(proof, **{**right, "leaf": leaves[other]})
    for wrong in ([*proof, leaves[0]], proof[:-1] if proof else [leaves[0]]):
        with pytest.raises(ProofInvalid):
            verify_inclusion(wrong, **right)


@given(st.data())
def test_no_consistency_proof_holds_for_another_size_or_root(data):
    size = data.draw(st.integers(3, 70))
    leaves = [leaf_hash(entry) for entry in numbered(size)]
    old = data.draw(st.integers(1, size - 1))
    proof = consistency_proof(over(leaves), old_size=old, size=size)
    right = {"old_size": old, "old_root": root_of(leaves[:old]), "size": size}
    right["root"] = root_of(leaves)
    other = root_of(leaves[: data.draw(st.integers(1, size - 1).filter(lambda n: n != old))])
    verify_consistency(proof, **right)
    for change in ({"old_root": other}, {"root": other}, {"old_size": size}):
        with pytest.raises(ProofInvalid):
            verify_consistency(proof, **{**right, **change})
    for wrong in ([*proof, leaves[0]], proof[:-1]):
        with pytest.raises(ProofInvalid):
            verify_consistency(wrong, **right)


@pytest.mark.parametrize("size", [1, 2, 3, 8])
def test_a_tree_continues_itself_with_an_empty_proof_only(size):
    leaves = [leaf_hash(entry) for entry in numbered(size)]
    same = {"old_size": size, "old_root": root_of(leaves), "size": size, "root": root_of(leaves)}
    verify_consistency((), **same)
    for wrong in ((leaves[0],), (root_of(leaves),)):
        with pytest.raises(ProofInvalid):
            verify_consistency(wrong, **same)
    with pytest.raises(ProofInvalid):
        verify_consistency((), **{**same, "root": EMPTY_ROOT})


@pytest.mark.parametrize(("old", "size"), [(0, 5), (6, 5), (-1, 5)])
def test_no_proof_leads_from_nothing_or_backwards(old, size):
    with pytest.raises(ProofInvalid, match="No proof leads"):
        verify_consistency((), old_size=old, old_root=EMPTY_ROOT, size=size, root=EMPTY_ROOT)
    with pytest.raises(ProofInvalid, match="No proof leads"):
        consistency_proof(over([EMPTY_ROOT] * 5), old_size=old, size=size)


@pytest.mark.parametrize("index", [-1, 5])
def test_there_is_no_proof_of_an_entry_outside_the_tree(index):
    with pytest.raises(ProofInvalid, match="There is no entry"):
        inclusion_proof(over([EMPTY_ROOT] * 5), index=index, size=5)


def test_hashes_of_other_lengths_are_refused_though_they_add_up():
    leaves = [leaf_hash(b"a"), leaf_hash(b"b")]
    with pytest.raises(ProofInvalid, match="32 bytes"):
        verify_inclusion([b""], leaf=b"".join(leaves), index=1, size=2, root=root_of(leaves))
