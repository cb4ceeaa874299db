"""Days that contradict each other, or lie so far ahead that nobody can know them, are found."""

from __future__ import annotations

from datetime import date

import pytest
from tests.resolve.conftest import base_files

from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree

DAY = date(2026, 11, 22)
Change = tuple[str, str, str]
PARTNER = "partners/nordwind.yml"
OTHER = "partners/donau.yml"
LIFE = "life:\n  - {state: active, from: 2026-04-01}\n"
STATUS = "status: active\n"
LOOKED = (
    "diligence:\n  - {id: owners, item: Owners, kind: beneficial-owner, state: passed,"
    " evidence: Register, done: DAY, again: 12 months}\n"
)
MERGED = "  - {state: merged, from: 2026-10-01, into: nordwind}\n"


def found(*changes: Change, ids: tuple[str, ...]) -> list[tuple[str, str]]:
    """Severity and message of findings; a change appends where its old text is empty."""
    files = base_files()
    for name, old, new in changes:
        text = files.get(f"program/{name}", b"").decode()
        assert old in text
        changed = text.replace(old, new, 1) if old else text + new
        files[f"program/{name}"] = changed.encode()
    report = check_tree(MemoryTree(files), DAY, "test", lambda _: (DAY, ""))
    return [(str(one.severity), one.message) for one in report.findings if one.id in ids]


def ends(day: str) -> list[Change]:
    """Donau becomes part of Nordwind, whose own partnership is over from a day on."""
    text = base_files()[f"program/{PARTNER}"].decode()
    other = (
        text.replace("Nordwind", "Donau").replace("HRB ", "HRB 9").replace(STATUS, LIFE + MERGED)
    )
    assert other != text
    steps = f"{LIFE}  - {{state: terminated, from: {day}}}\n"
    return [(OTHER, "", other), (PARTNER, STATUS, steps)]


def test_time_to_sell_off_before_the_end_of_the_partnership() -> None:
    over = f"{LIFE}  - {{state: terminated, from: 2027-01-01, sell_off_through: LAST}}\n"
    ids = ("shape/ends-before-start",)
    assert found((PARTNER, STATUS, over.replace("LAST", "2027-01-31")), ids=ids) == []
    assert found((PARTNER, STATUS, over.replace("LAST", "2026-12-15")), ids=ids) == [
        ("error", "`sell_off_through` 2026-12-15 is before `from` 2027-01-01")
    ]


def test_due_diligence_that_was_done_tomorrow() -> None:
    ids = ("partner/diligence-open",)
    today, tomorrow = (LOOKED.replace("DAY", day) for day in (str(DAY), "2026-11-23"))
    told_ = (
        "Nordwind Systemhaus GmbH: by its due diligence Owners was looked at on 23 November 2026,"
        " 1 day after 22 November 2026; nobody has looked at it yet"
    )
    waiting = LIFE.replace("active, from: 2026-04-01", "onboarding, from: 2026-11-01")
    assert found((PARTNER, "", today), ids=ids) == []
    ((severity, said),) = found((PARTNER, "", tomorrow), ids=ids)
    assert (severity, said) == ("error", told_)
    ((severity, _),) = found((PARTNER, "", tomorrow), (PARTNER, STATUS, waiting), ids=ids)
    assert severity == "warning"


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-10-03", ["error"]), ("2026-10-30", ["error"]), ("2026-10-31", []), ("2027-10-01", [])],
)
def test_merged_into_a_partner_that_ends_at_once(day: str, expected: list[str]) -> None:
    said = found(*ends(day), ids=("partner/merged",))
    assert [severity for severity, _ in said] == expected
    assert all("which is terminated on" in message for _, message in said)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-11-22", []), ("2027-11-23", ["warning"]), ("2031-01-01", ["warning"])],
)
def test_a_promotion_in_years(day: str, expected: list[str]) -> None:
    text = base_files()[f"program/{PARTNER}"].decode()
    held = next(line for line in text.splitlines(keepends=True) if "tier:" in line)
    later = f"{held}  - {{tier: silver, from: {day}, because: earned}}\n"
    said = found((PARTNER, held, later), ids=("date/far-off",))
    assert [severity for severity, _ in said] == expected
    assert all("the first day (`from`) of a tier is" in message for _, message in said)
