"""What goes with the repair of another finding is named there, and not told a second time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.along import Along
from partnerbook.check.edits import changed_files
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Edit, Finding, Place, Ref, Repair, Severity, Spot, Term
from partnerbook.load import load_tree
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
TABLE = "program/discounts/reseller-discount.yml"
GOLD, BONUS, OTHER = (Ref(f"program/{name}.yml", "/rate") for name in ("gold", "bonus", "other"))


def error(rule: str, at: Ref, *, edits: tuple[Ref, ...], more: tuple[Ref, ...] = ()) -> Finding:
    return Finding(
        id=rule,
        severity=Severity.ERROR,
        message=f"{rule} at {at.document}",
        places=tuple(Place(one) for one in (at, *more)),
        subject=at.document,
        help=tuple(Repair(f"change {one.document}", edits=(Edit(one, "1%"),)) for one in edits),
    )


FLOOR = error("margin/floor", BONUS, edits=(BONUS, OTHER))
ORDER = error("margin/tier-order", OTHER, edits=(GOLD,), more=(GOLD,))
EXAMPLE = error("margin/worked-example", BONUS, edits=(BONUS,))


def told(
    findings: list[Finding], tried: list[tuple[int, int, list[int]]], *, single: bool = True
) -> list[Finding]:
    """``tried``: a finding, its repair, and which findings are left after it."""
    names = {(one.id, one.fingerprint) for one in findings} if single else set()
    along = Along(findings, names)
    for at, number, left in tried:
        after = [findings[one] for one in left]
        along.mended(at, number, findings[at].help[number], after)
    return along.told(findings)


def test_what_cannot_be_told_follows_where_the_repair_of_an_error_settles_it() -> None:
    doubt = error("margin/former-tier", OTHER, edits=())
    doubt = replace(doubt, severity=Severity.UNDETERMINED)
    (shown,) = told([doubt, FLOOR], [(1, 0, [])])
    assert shown.id == "margin/floor"
    assert [label for label, _ in shown.notes] == ["goes too"]
    assert told([doubt, FLOOR], [(1, 0, [0])]) == [doubt, FLOOR]


def test_what_the_other_repair_leaves_is_no_consequence() -> None:
    """The bonus mends the floor alone; the rate of Gold mends both: the floor only follows."""
    (shown,) = told([FLOOR, ORDER], [(0, 0, [1]), (1, 0, [])])
    assert shown.id == "margin/tier-order"
    assert shown.notes == (
        (
            "goes too",
            (
                "with the first repair, not with a waiver: margin/floor at program/bonus.yml"
                " (margin/floor)"
            ),
        ),
    )
    # The number that is to be changed comes first, whatever else the finding is about.
    assert [place.at for place in shown.places] == [GOLD, OTHER]


def test_of_two_that_go_with_each_other_both_are_told() -> None:
    assert len(told([FLOOR, ORDER], [(0, 0, []), (1, 0, [])])) == 2


def test_what_stands_for_several_is_gone_only_with_its_whole_rule() -> None:
    part = error("margin/floor", OTHER, edits=())
    assert len(told([FLOOR, ORDER, part], [(1, 0, [2])], single=False)) == 3
    assert len(told([FLOOR, ORDER], [(1, 0, [])], single=False)) == 1


def test_results_that_people_wrote_down_are_no_consequence() -> None:
    assert len(told([EXAMPLE, ORDER], [(1, 0, [])])) == 2


def test_the_repair_that_most_goes_with_comes_first() -> None:
    along = Along([FLOOR, ORDER], {(one.id, one.fingerprint) for one in (FLOOR, ORDER)})
    along.mended(0, 0, FLOOR.help[0], [ORDER])
    assert [number for number, _ in along.ranked(0)] == [0, 1]
    along.mended(0, 1, FLOOR.help[1], [])
    assert [number for number, _ in along.ranked(0)] == [1, 0]
    # The other is mended by a number of its own: nothing else need be tried for it.
    assert along.is_mended(1)
    assert along.reach(0, FLOOR.help[1]) == along.reach(0, FLOOR.help[0]) == 1
    assert along.reach(1, ORDER.help[0]) == 1


def test_a_rate_that_an_error_is_summed_up_from_counts_before_any_unrelated_repair() -> None:
    """Else the repairs of innocent numbers and of other mistakes use up the effort."""
    given = Term("34.00", "Reseller discount, 34%", GOLD)
    floor = replace(FLOOR, sum=(given, Term("50.25", "given", None, total=True)))
    along = Along([floor, ORDER], {(one.id, one.fingerprint) for one in (floor, ORDER)})
    assert along.reach(1, ORDER.help[0]) == 2
    # At another number than its own a repair comes after those of the number to blame.
    assert along.reach(0, replace(FLOOR.help[0], edits=(Edit(GOLD, "1%"),))) == 1
    along.mended(1, 0, ORDER.help[0], [])
    assert along.is_mended(0)
    assert [one.id for one in along.told([floor, ORDER])] == ["margin/tier-order"]


def checked(files: dict[str, bytes]) -> Report:
    return check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))


def test_rows_with_two_tiers_the_wrong_way_round_are_mended_together() -> None:
    files = files_of(MINIMAL)
    old = b"    rates: {silver: 20%, gold: 25%}\n"
    assert old in files[TABLE]
    rows = b"""    rates: {silver: 30%, gold: 25%}
    from: 2026-01-01
  - id: core
    for: {products: [core], route: [two-tier]}
    rates: {silver: 24%, gold: 22%}
"""
    files[TABLE] = files[TABLE].replace(old, rows)
    (found,) = (one for one in checked(files).findings if one.id == "margin/tier-order")
    assert ("rows", "all-products (30% against 25%), core (24% against 22%)") in found.notes
    low = "lower Reseller discount for Silver to at most what Gold gets, in all 2 rows"
    high = "raise Reseller discount for Gold to what Silver gets, in all 2 rows"
    assert {one.say for one in found.help} == {high, low}
    at = found.places[0].at
    assert isinstance(at, Spot)
    assert at.file == TABLE
    for repair in found.help:
        loaded, _ = load_tree(MemoryTree(files))
        texts = changed_files(loaded, repair.edits)
        after = checked({**files, **{path: text.encode() for path, text in texts.items()}})
        assert [one.severity for one in after.findings if one.id == "margin/tier-order"] == [
            Severity.WARNING,
            Severity.WARNING,
        ]
