"""Two dates of one entry that stand in each other's place."""

from __future__ import annotations

from pathlib import Path

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.load import load_tree
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
PARTNER = "program/partners/nordwind.yml"


def test_the_repair_swaps_them():
    data = BASE.read(PARTNER)
    assert isinstance(data, bytes)
    old = "from: 2026-04-01\n    through: 2027-12-31"
    text = data.decode()
    assert text.count(old) == 1
    text = text.replace(old, "from: 2027-12-31\n    through: 2026-04-01")
    _, (finding,) = load_tree(Overlay(BASE, {PARTNER: text.encode()}))
    at = Ref(PARTNER, "/grants/0")
    assert finding.help[-2:] == (
        Repair(
            "swap the two dates",
            edits=(Edit(at.child("from"), "2026-04-01"), Edit(at.child("through"), "2027-12-31")),
        ),
        Repair("or correct the one that is wrong"),
    )


def test_a_year_that_was_not_counted_up_comes_first():
    data = BASE.read(PARTNER)
    assert isinstance(data, bytes)
    old = "from: 2026-04-01\n    through: 2027-12-31"
    text = data.decode().replace(old, "from: 2026-10-01\n    through: 2026-03-31")
    _, (finding,) = load_tree(Overlay(BASE, {PARTNER: text.encode()}))
    assert [repair.say for repair in finding.help] == [
        "write 2027-03-31 (31 March 2027), if that is meant",
        "swap the two dates",
        "or correct the one that is wrong",
    ]
