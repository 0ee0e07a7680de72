"""The machine's code takes the same way whatever the scalars and inputs are.

LLVM promises nothing about time: it may turn a choice by mask into a branch. So what it made is
read. The only conditional jumps are the ends of the loops that are written in the text, which
count groups, digits and squarings; and nothing is fetched from an address out of a vector, or
divided, which takes its own time.
"""

import re
from platform import machine

import pytest

from samverkan.sealed.vector import compiled, routines

FUNCTION = re.compile(r"define[^@]*@(\w+)\(.*?\n\}", re.DOTALL)
LABEL = re.compile(r"^(\w+):")
UNSTEADY = re.compile(r"^\s+v?p?(?:gather|i?div)\w*\s", re.MULTILINE)
JUMP = re.compile(r"^\s+j(?!mp)[a-z]+\s")


def text(kind):
    return routines.module(kind.field(kind.lanes), singles=kind.singles)


def assembly(kind, monkeypatch):
    """Give the assembly that the compiler makes for the processor, as the engine has it made."""
    binding = pytest.importorskip("llvmlite.binding", reason="llvmlite is not installed")
    real, made = binding.create_mcjit_compiler, []

    def kept(module, machine):
        made.append(machine.emit_assembly(module))
        return real(module, machine)

    monkeypatch.setattr(binding, "create_mcjit_compiler", kept)
    compiled._compiled(text(kind), kind)
    return made[0]


def loops(text):
    """Count the conditional branches of each function as it is written."""
    return {found[1]: found[0].count("br i1") for found in FUNCTION.finditer(text)}


def jumps(text):
    """Count the conditional jumps of each function as it was compiled."""
    found, name = {}, ""
    for line in text.splitlines():
        label = LABEL.match(line)
        name = label[1] if label else name
        found.setdefault(name, 0)
        found[name] += bool(JUMP.match(line))
    return found


@pytest.mark.slow
@pytest.mark.skipif(machine() != "x86_64", reason="only this processor's jumps are known here")
@pytest.mark.parametrize("kind", compiled.usable(), ids=lambda kind: kind.name)
def test_nothing_jumps_or_fetches_by_a_secret(kind, monkeypatch):
    written = loops(text(kind))
    made = assembly(kind, monkeypatch)
    found = jumps(made)
    assert {name: found[name] for name in written} == written
    assert written["walked"] == 1
    assert written.get("quad_multiplied", 0) == kind.singles
    assert UNSTEADY.findall(made) == []


def test_a_jump_is_seen():
    text = "stepped:\n\tvpblendmq\t%zmm1\n\tjne\t.LBB1\n\tjmp\t.LBB2\nother:\n\tja .LBB3\n"
    assert UNSTEADY.findall(text) == []
    assert len(UNSTEADY.findall("\tvpgatherqq\t(%rax,%zmm0), %zmm1\n\tdivq\t%rcx\n")) == 2
    assert jumps(text) == {"stepped": 1, "other": 1}
