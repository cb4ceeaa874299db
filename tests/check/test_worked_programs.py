"""The field's test vectors as whole small programs whose worked examples state the exact numbers.

``tests/programs/NAME/program`` is the program, ``changes/CHANGE`` has files of it written another
way, and ``expected/CHANGE.txt`` what is then found (``program.txt`` without a change). What no
finding speaks of comes out as its example says, to the cent. ``pytest --accept`` rewrites what is
expected.

three-totals: the same four numbers have three totals and two verdicts. registered-gold-earns-less:
one sort of deal is in the wrong order, one is not. distributor-pays-to-sell: a distributor that is
not paid back loses on registered deals. caps-by-month-and-year: each cap in its own currency and
period. bands-and-prices: a price per unit, bands of each kind and what can be wrong with them.
role-in-the-deal: a renewal splits by line, and one upgrade makes all of it sourced.
share-of-some-plans: a share of each month for a term, not of every plan, nor of every first sale.
sixty-forty: a co-op incentive of which a small part turns into rebate. one-registration:
one registration discount per deal, none below a minimum, after a tender, or with a special price.
chosen-and-limited: two promotions at most, the larger of two bonuses, support at a low margin.
rates-of-two-days: registered as one tier, ordered as another: more than the floor allows, no more
than for one tier, or too much to tell.
one-slip: a slip of the pen in each change, and the one finding that names it. who-looks-after-whom:
which partners get a manager, what is missing to tell, and who is alike but for special terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree

PROGRAMS = Path(__file__).parents[1] / "programs"
EXAMPLES = {
    "three-totals": 1,
    "registered-gold-earns-less": 4,
    "distributor-pays-to-sell": 3,
    "caps-by-month-and-year": 5,
    "role-in-the-deal": 9,
    "share-of-some-plans": 7,
    "resold-or-referred": 3,
    "rate-of-the-invoice": 4,
    "sixty-forty": 3,
    "bands-and-prices": 4,
    "one-registration": 7,
    "prices-that-fall": 1,
    "chosen-and-limited": 4,
    "rates-of-two-days": 1,
    "one-slip": 0,
    "who-looks-after-whom": 0,
}
CASES = [
    (name, change)
    for name in EXAMPLES
    for change in ("program", *sorted(p.name for p in (PROGRAMS / name).glob("changes/*")))
]


def tree_of(name: str, change: str) -> MemoryTree:
    """A program with a change, which may bring new files."""
    files = {}
    for folder in (PROGRAMS / name / "program", PROGRAMS / name / "changes" / change):
        for path in (*folder.rglob("*.yml"), *folder.rglob("*.csv")):
            files[f"program/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return MemoryTree(files)


def lines(findings: tuple[Finding, ...]) -> Iterator[str]:
    """What a reader needs of each finding: the message, the sum, the ways out."""
    for finding in findings:
        yield f"{finding.severity}: {finding.id}: {finding.message}"
        for place in finding.places:
            assert isinstance(place.at, Spot)
            label = f" {place.label}" if place.label else ""
            yield f"  at {place.at.file}:{place.at.line}:{place.at.column}{label}"
        for term in finding.sum:
            yield f"  {'=' if term.total else ' '} {term.amount:>10} {term.label}"
        for repair in finding.help:
            yield f"  help: {repair.say}" + (f" ({repair.loses})" if repair.loses else "")


@pytest.mark.parametrize(("name", "change"), CASES, ids=["-".join(case) for case in CASES])
def test_exactly_this_is_found(name: str, change: str, request: pytest.FixtureRequest) -> None:
    tree = tree_of(name, change)
    loaded, _ = load_tree(tree)
    program, _ = resolve(loaded)
    assert program is not None
    assert len(program.examples) == EXAMPLES[name]
    report = check_tree(tree, None, "", lambda _: (date(2026, 11, 22), "test"))
    said = "".join(f"{line}\n" for line in lines(report.findings))
    path = PROGRAMS / name / "expected" / f"{change}.txt"
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


def test_a_changed_base_is_shown_by_the_example_alone() -> None:
    """No rule breaks when a base changes; only who wrote down what should come out notices."""
    report = check_tree(
        tree_of("three-totals", "a-base-changed-alone"), None, "", lambda _: (date.max, "")
    )
    assert [finding.id for finding in report.findings] == ["margin/worked-example"]
