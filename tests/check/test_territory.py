"""Rules about territory over whole small programs: what is said, and which ways out are offered.

The table is ``territory.txt``: blocks of a title (#), what is written (@ and <), and what the check
says (>) with the ways out that it offers (=). After ``@ program`` come entries at the end of
program.yml, after ``@ accounts/x`` a file, after anything else the grants of a partner of that
name, if need be with more of its file in the same line. ``pytest --accept`` rewrites > and =.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.edits import changed_files
from partnerbook.check.outcome import examine
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Severity
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree, MemoryTree, Tree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
TABLE = Path(__file__).parent / "territory.txt"
PARTNER = """\
name: {name}
legal:
  name: {name}
  register: {name} 77 (Rosenheim)
  seat: {{street: Am Hang 1, city: Rosenheim, postal_code: "83022", country: DE}}
  notices: legal@example.net
type: reseller
track: resell
establishment: DE-BY
currency: EUR
status: active
standing:
  - {{tier: silver, from: 2026-06-01, because: earned}}
{more}
grants:
{grants}"""
AGREEMENT = "{form: reseller-2026, version: 1, signed: 2026-05-10, effective: 2026-06-01}"
HEAD, *BLOCKS = TABLE.read_text("utf-8").strip("\n").split("\n\n")


def files(block: str) -> dict[str, bytes]:
    """The small program with what a block writes."""
    found: dict[str, bytes] = {}
    for path in BASE.list()[0]:
        data = BASE.read(path)
        assert isinstance(data, bytes)
        if "/partners/" not in path:
            found[path] = data
    for part in block.split("\n@ ")[1:]:
        head, *lines = part.split("\n")
        text = "".join(f"{line[1:]}\n" for line in lines if line[:1] == "<")
        name, _, more = head.partition(" ")
        if name == "program":
            found["program/program.yml"] += text.encode()
        elif "/" in name:
            found[f"program/{name}.yml"] = text.encode()
        else:
            entries = more.split("; ") if more else []
            if not any(entry.startswith("agreement:") for entry in entries):
                entries.append(f"agreement: {AGREEMENT}")
            said = PARTNER.format(name=name.title(), more="", grants=text)
            for entry in entries:
                # What is said of a partner takes the place of the same entry here, or stands apart.
                key = re.escape(entry.partition(":")[0])
                verbatim = entry.replace("\\", r"\\")
                said, there = re.subn(rf"(?m)^{key}:.*(\n  - .*)?$", verbatim, said)
                said = said if there else f"{entry}\n{said}"
            found[f"program/partners/{name}.yml"] = said.encode()
    return found


def told(tree: Tree) -> Report:
    return check_tree(tree, None, "", lambda _: (date(2026, 11, 22), "test"))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.partition("\n")[0])
def test_what_is_said(block: str, request: pytest.FixtureRequest) -> None:
    tree = MemoryTree(files(block))
    report = told(tree)
    alone = {one.fingerprint for one in examine(tree, date(2026, 11, 22), "", None).apart}
    found = []
    for finding in report.findings:
        found.append(f"> {finding.severity} {finding.id}: {finding.message}")
        for repair in finding.help:
            found.append(f"= {repair.say}" + (f" ({repair.loses})" if repair.loses else ""))
            changed = changed_files(report.loaded, repair.edits)
            after = told(Overlay(tree, {path: text.encode() for path, text in changed.items()}))
            before = {one.fingerprint for one in report.findings}
            # Beside a pair that is mended, fewer may be left of several that were said as one.
            before |= alone if finding.fingerprint in alone else set()
            if repair.edits:
                left = {one.fingerprint for one in after.findings}
                assert finding.fingerprint not in left, repair.say
                worse = [one for one in after.findings if one.severity is Severity.ERROR]
                assert all(one.fingerprint in before for one in worse), repair.say
    if request.config.getoption("--accept"):
        kept = [line for line in block.split("\n") if line[:1] not in (">", "=")]
        TABLE.write_text(
            TABLE.read_text("utf-8").replace(block, "\n".join([*kept, *found])), "utf-8"
        )
        return
    assert found == [line for line in block.split("\n") if line[:1] in (">", "=")]
