"""What is missing or misread takes nobody's tier away: it is said, and not read as nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.source.tree import FolderTree, MemoryTree

PROGRAM = Path(__file__).parents[1] / "programs" / "one-cohort"


def report(changes: Mapping[str, str | None]) -> Report:
    tree = FolderTree(PROGRAM)
    files = {}
    for path in tree.list()[0]:
        data = tree.read(path)
        assert isinstance(data, bytes)
        files[path] = data
    for name, text in changes.items():
        files.pop(f"program/{name}", None)
        if text is not None:
            files[f"program/{name}"] = text.encode()
    return check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))


def said(changes: Mapping[str, str | None]) -> list[tuple[str, str]]:
    return [(finding.id, finding.subject) for finding in report(changes).findings]


def text(name: str) -> str:
    return (PROGRAM / "program" / name).read_text("utf-8")


def test_two_have_not_earned_it() -> None:
    assert said({}) == [("tier/not-earned", "awarded-after"), ("tier/not-earned", "awarded-before")]


def test_without_any_evidence_nobody_can_tell() -> None:
    (one,) = report({"evidence/certificates.csv": None, "evidence/certificates.yml": None}).findings
    assert one.id == "tier/not-computable"
    assert dict(one.notes)["partners"] == "Awarded After GmbH, Awarded Before GmbH"


def test_a_broken_table_is_one_finding() -> None:
    broken = text("evidence/certificates.csv").replace("2027-01-31", "31/01/2027", 1)
    assert [name for name, _ in said({"evidence/certificates.csv": broken})] == [
        "shape/evidence-cell"
    ]


def test_a_broken_partner_leaves_the_others_judged() -> None:
    broken = text("partners/awarded-after.yml").replace("currency: EUR", "currency: 5")
    assert [name for name, _ in said({"partners/awarded-after.yml": broken})] == [
        "shape/wrong-value",
        "tier/not-earned",
    ]


def test_a_partner_in_grace_is_not_named_again() -> None:
    grace = text("partners/awarded-after.yml").replace(
        "  - {tier: badge, from: 2025-11-04, because: earned}",
        "  - {tier: badge, from: 2025-11-04, through: 2026-10-31, because: earned}\n"
        "  - {tier: badge, from: 2026-11-01, through: 2027-01-31, because: grace}",
    )
    assert said({"partners/awarded-after.yml": grace}) == [("tier/not-earned", "awarded-before")]
    longer = grace.replace("2027-01-31", "2027-02-28")
    (first, _) = report({"partners/awarded-after.yml": longer}).findings
    assert first.message == (
        "Awarded After GmbH has grace at Badge until 28 February 2027, but Badge allows 3 months:"
        " until 31 January 2027"
    )


def test_a_certificate_that_lapses_is_a_warning_of_its_own() -> None:
    """On its last day it counts, on the next it does not."""
    rows = text("evidence/certificates.csv") + (
        "awarded-after,engineer,CA-200,2024-12-01,2026-11-21,DE\n"
    )
    manifest = text("evidence/certificates.yml").replace("rows: 4", "rows: 5")
    files = {"evidence/certificates.csv": rows, "evidence/certificates.yml": manifest}
    found = report(files).findings
    assert [(one.id, one.subject) for one in found] == [
        ("tier/expired-certificate", "awarded-after"),
        ("tier/not-earned", "awarded-before"),
    ]
    assert found[0].message == (
        "Awarded After GmbH holds Badge by certificates that have expired: Engineers: 2 of 3"
        " people, 1 missing; CA-200 expired on 21 November 2026, and today it has earned Open"
    )
    files["evidence/certificates.csv"] = rows.replace("2026-11-21", "2026-11-22")
    assert said(files) == [("tier/not-earned", "awarded-before")]
