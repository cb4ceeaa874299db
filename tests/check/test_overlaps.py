"""Ways out of two rights that collide: which are offered, in which order, and that each mends.

A second partner's grant (<) is written in several styles over the small program, in which Nordwind
holds Germany alone from 1 April 2026 to 31 December 2027. Then what is offered (=), with the lines
that it takes out and puts in (- and +). ``pytest --accept`` rewrites all but the grants.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.edits import changed_files
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree, MemoryTree, Tree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
TABLE = Path(__file__).parent / "overlaps.txt"
PARTNER = "program/partners/alpenblick.yml"
HEAD = """\
name: Alpenblick KG
legal:
  name: Alpenblick KG
  register: HRA 77 (Rosenheim)
  seat: {street: Am Hang 1, city: Rosenheim, postal_code: "83022", country: DE}
  notices: legal@example.net
type: reseller
track: resell
establishment: DE-BY
currency: EUR
status: active
standing:
  - {tier: silver, from: 2026-06-01, because: earned}
agreement: {form: reseller-2026, version: 1, signed: 2026-05-10, effective: 2026-06-01}
commitments:
  - id: yearly
    what: Purchases at list
    amount: 100000 EUR
    period: each calendar year
    if_missed: joint-plan
grants:
"""
BLOCKS = TABLE.read_text("utf-8").strip("\n").split("\n\n")


def told(tree: Tree) -> Report:
    return check_tree(tree, None, "", lambda _: (date(2026, 11, 22), "test"))


def difference(old: str, new: str) -> list[str]:
    """The lines out and in, as they stand in the files."""
    left, right = ([line.removesuffix("\r") for line in t.split("\n")] for t in (old, new))
    out = [f"-{line}" for line in left if line not in right]
    return [*out, *(f"+{line}" for line in right if line not in left)]


def offered(grant: str, ending: str) -> list[str]:
    """The repairs that are shown, each tried once more."""
    paths, _ = BASE.list()
    files = {PARTNER: (HEAD + grant).replace("\n", ending).encode()}
    for path in paths:
        data = BASE.read(path)
        assert isinstance(data, bytes)
        files[path] = data.replace(b"\n", ending.encode())
    tree = MemoryTree(files)
    report = told(tree)
    (finding,) = report.findings
    assert finding.id == "territory/exclusive-overlap"
    lines = []
    for repair in finding.help:
        changed = changed_files(report.loaded, repair.edits)
        after = told(Overlay(tree, {path: text.encode() for path, text in changed.items()}))
        assert after.findings == ()
        lines.append(f"= {repair.say} ({repair.loses})")
        for path, text in sorted(changed.items()):
            assert text.count("\n") == text.count(ending)
            lines += difference(files[path].decode(), text)
    return lines


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_ways_out(block: str, request: pytest.FixtureRequest) -> None:
    title, *lines = block.split("\n")
    grant = "".join(f"{line[1:]}\n" for line in lines if line[0] == "<")
    expected = [line for line in lines if line[0] != "<"]
    found = offered(grant, "\n")
    assert offered(grant, "\r\n") == found
    if request.config.getoption("--accept"):
        new = "\n".join([title, *(line for line in lines if line[0] == "<"), *found])
        TABLE.write_text(TABLE.read_text("utf-8").replace(block, new), "utf-8")
        return
    assert found == expected
