"""What lies under a case can be read until the case is erased; the log's proofs outlive it."""

import pytest
from cryptography.exceptions import InvalidTag

from samverkan.rules.acts import Act
from samverkan.trail.entries import LogEntry
from samverkan.trail.proofs import ProofInvalid, make_proof, verify_proof, verify_record
from samverkan.web.journal import actions, tiles
from samverkan.web.journal.cases import CaseErased, check_key, open_under, seal_under
from samverkan.web.journal.history import last_signed
from samverkan.web.journal.instance import InstanceBroken, here
from samverkan.web.journal.models import CaseKey, Entry
from samverkan.web.journal.queries import newest, thread_of
from tests.web.journal.log import ME, audit, write


def leaf(entry):
    return LogEntry(entry.act, bytes(entry.commitment)).to_bytes()


def test_a_case_is_read_with_its_own_key_only(instance, now):
    sealed = seal_under("ärende-1", b"hemligt", now=now)
    seal_under("ärende-2", b"annat", now=now)

    assert open_under("ärende-1", sealed) == b"hemligt"
    assert b"hemligt" not in sealed
    with pytest.raises(InvalidTag):
        open_under("ärende-2", sealed)


def test_sealing_twice_never_gives_the_same_bytes(instance, now):
    assert seal_under("a", b"x", now=now) != seal_under("a", b"x", now=now)
    assert CaseKey.objects.filter(case="a").count() == 1


def test_after_erasure_nothing_can_be_read_and_nothing_more_written(instance, now):
    write("gallras", "kvar")
    sealed = seal_under("gallras", b"personuppgift", now=now)
    actions.erase_case(case="gallras", by=ME, now=now)

    with pytest.raises(CaseErased):
        open_under("gallras", sealed)
    with pytest.raises(CaseErased):
        write("gallras")
    key = CaseKey.objects.get(case="gallras")
    entry = Entry.objects.get(case="gallras")
    assert (key.wrapped, key.erased_at) == (None, now)
    assert (entry.salt, entry.sealed_record) == (None, None)
    assert thread_of("KBV/gallras")[0].record is None
    assert thread_of("KBV/kvar")[0].record["details"] == {"text": "Något om kvar"}


def test_erasure_is_itself_in_the_journal(instance, now):
    write("gallras")
    actions.erase_case(case="gallras", by=ME, now=now)

    line = newest(1)[0]
    assert (line.act, line.about) == (Act.CASE_ERASED, "gallras")


def test_a_proof_made_before_erasure_holds_after_it(instance, now):
    write("gallras", "kvar")
    actions.beat(now=now)
    before = Entry.objects.get(case="gallras")
    salt, record = bytes(before.salt), open_under("gallras", bytes(before.sealed_record))
    proof = make_proof(tiles.read, note=last_signed().note, index=before.position)
    verify_record(leaf(before), salt, record)

    actions.erase_case(case="gallras", by=ME, now=now)
    actions.beat(now=now)

    after = Entry.objects.get(case="gallras")
    assert verify_proof(proof, leaf(after), vkey=tiles.signer().vkey).index == before.position
    assert audit().findings == ()


def test_a_commitment_is_to_the_record_and_no_other(instance, now):
    write("a", "b")
    one, other = Entry.objects.filter(case__in=["a", "b"]).order_by("pk")
    record = open_under("b", bytes(other.sealed_record))
    with pytest.raises(ProofInvalid):
        verify_record(leaf(one), bytes(one.salt), record)


def test_another_instances_key_is_told_from_an_erased_case(instance, now):
    seal_under("a", b"x", now=now)
    check_key()
    here().keys["wrap"] = bytes(32)

    with pytest.raises(InstanceBroken, match=r"wrap\.key does not open"):
        open_under("a", b"\0" * 40)
    with pytest.raises(InstanceBroken, match="belongs to another instance"):
        check_key()


def test_without_any_case_there_is_no_key_to_check(instance):
    CaseKey.objects.all().delete()
    check_key()
