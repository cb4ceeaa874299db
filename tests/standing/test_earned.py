"""Tiers earned, against a reckoning day by day that shares nothing with the calculator.

And what must hold whatever the evidence: what is reported later changes nothing earlier, more of
what can only help never lowers a tier, and the order of rows means nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.standing import Ladder

BASE = Path(__file__).parents[1] / "programs" / "minimal"
DAY = timedelta(days=1)
TAKEN = date(2026, 11, 16)
WINDOWS = ("trailing 3 months", "last 2 fiscal quarters", "calendar year", "trailing 40 days")
MONTHS = [date(2025, 11, 1), date(2025, 12, 1), *(date(2026, m, 1) for m in range(1, 11))]


@dataclass(frozen=True)
class Sold:
    """So much in one month or quarter, reported some days after its end."""

    start: date
    months: int
    value: int
    late: int

    @property
    def through(self) -> date:
        day = self.start
        for _ in range(self.months):
            day = (day + 31 * DAY).replace(day=1)
        return day - DAY

    @property
    def reported(self) -> date:
        return self.through + self.late * DAY


@dataclass(frozen=True)
class Paper:
    """A certificate of one person."""

    who: int
    start: date
    days: int


@dataclass(frozen=True)
class Case:
    """A ladder of three tiers: money and people asked for by the upper two."""

    sold: tuple[Sold, ...]
    papers: tuple[Paper, ...]
    window: str
    money: tuple[int, int]
    people: tuple[int, int]
    on: date


def files_of(case: Case) -> dict[str, bytes]:
    tree = FolderTree(BASE)
    files = {}
    for path in tree.list()[0]:
        data = tree.read(path)
        assert isinstance(data, bytes)
        files[path] = data
    said = {
        "metrics/revenue.yml": "name: Revenue\nkind: measures\nunit: money\ncounts_to: [tier]\n"
        "monotone: true\n",
        "metrics/people.yml": "name: People\nkind: holdings\nunit: count\nof: people\n"
        "counts_to: [tier]\nholds: [paper]\nmonotone: true\n",
        "evidence/sold.csv": "partner,metric,from,through,value,unit,place,product,reported_on,"
        "source\n"
        + "".join(
            f"nordwind,revenue,{one.start},{one.through},{one.value},EUR,DE,,{one.reported},{at}\n"
            for at, one in enumerate(case.sold)
        ),
        "evidence/sold.yml": "name: Sold\nsystem: Ledger\nextracted: 2026-11-16T06:00Z\n"
        "shape: measures\nmetrics: [revenue]\nfrom: 2025-11-01\nthrough: 2026-10-31\n"
        f"rows: {len(case.sold)}\ncontrol_total: [{sum(one.value for one in case.sold)} EUR]\n",
        "evidence/papers.csv": "partner,what,who,from,expires,place\n"
        + "".join(
            f"nordwind,paper,CA-{one.who},{one.start},{one.start + one.days * DAY},DE\n"
            for one in case.papers
        ),
        "evidence/papers.yml": "name: Papers\nsystem: Academy\nextracted: 2026-11-16T06:00Z\n"
        f"shape: holdings\nmetrics: [people]\nrows: {len(case.papers)}\n",
    }
    for at, name in enumerate(("silver", "gold", "top")):
        said[f"tiers/{name}.yml"] = (
            f"name: {name.capitalize()}\ntracks: [resell]\nrank: {at + 1}\nsummary: A step.\n"
        )
        if at:
            said[f"tiers/{name}.yml"] += (
                "requirements:\n"
                "  - {id: sales, name: Sales, kind: money, metric: revenue, amounts:"
                f" [{case.money[at - 1]} EUR], window: {case.window}}}\n"
                "  - {id: staff, name: Staff, kind: count, metric: people, count:"
                f" {case.people[at - 1]}, unit: people, window: on the day}}\n"
            )
    return {**files, **{f"program/{name}": text.encode() for name, text in said.items()}}


def program_of(case: Case) -> Program:
    loaded, shape = load_tree(MemoryTree(files_of(case)))
    assert [finding.message for finding in shape] == []
    program, findings = resolve(loaded)
    assert [finding.message for finding in findings] == []
    assert program is not None
    return program


def earned(case: Case) -> tuple[str, tuple[str, ...]]:
    found = Ladder(program_of(case)).position("nordwind", case.on)
    return found.earned, found.could


def every_day(first: date, last: date) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def window_days(window: str, on: date) -> set[date]:
    """The days of a window: months and quarters count that no day follows in."""
    past = every_day(date(2025, 1, 1), on)
    over = [day for day in past if (day.year, day.month) != ((on + DAY).year, (on + DAY).month)]
    if window == "trailing 40 days":
        return set(past[-40:])
    if window == "calendar year":
        return {day for day in over if day.year == on.year}
    if window == "trailing 3 months":
        last = sorted({(day.year, day.month) for day in over})[-3:]
        return {day for day in over if (day.year, day.month) in last}

    def quarter(day: date) -> tuple[int, int]:
        return day.year, (day.month - 1) // 3

    whole = [day for day in past if quarter(day) != quarter(on + DAY)]
    last = sorted({quarter(day) for day in whole})[-2:]
    return {day for day in whole if quarter(day) in last}


def reckoned(case: Case) -> tuple[str, tuple[str, ...]]:
    """The tier earned, and those above that cannot be ruled out, counted day by day."""
    days = window_days(case.window, case.on)
    known = [one for one in case.sold if one.reported <= case.on]
    told = date(2026, 10, 31)
    if case.on < TAKEN:
        told = max((one.through for one in known), default=date(2025, 10, 31))
    complete = set(every_day(date(2025, 11, 1), told)) if told >= date(2025, 11, 1) else set()
    # The partner joined in April 2026: before, there is nothing to tell.
    doubtful = any(day not in complete for day in days if day >= date(2026, 4, 1))
    total = 0
    for one in known:
        inside = [day in days for day in every_day(one.start, one.through)]
        if all(inside):
            total += one.value
        elif any(inside):
            doubtful = True
    people = {one.who for one in case.papers if one.start <= case.on <= one.start + one.days * DAY}
    sure = "silver"
    perhaps: list[str] = []
    for name, money, staff in zip(("gold", "top"), case.money, case.people, strict=True):
        if len(people) < staff:
            continue
        if total >= money:
            sure, perhaps = name, []
        elif doubtful:
            perhaps.append(name)
    return sure, tuple(perhaps)


sold = st.builds(
    Sold,
    st.sampled_from(MONTHS),
    st.just(1),
    st.integers(0, 60),
    st.integers(1, 16),
)
papers = st.builds(
    Paper,
    st.integers(1, 5),
    st.dates(date(2026, 1, 1), date(2026, 11, 16)),
    st.integers(1, 200),
)
quarters = st.builds(
    Sold,
    st.sampled_from([date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)]),
    st.just(3),
    st.integers(0, 60),
    st.integers(1, 16),
)
cases = st.builds(
    Case,
    st.lists(sold | quarters, max_size=8, unique_by=lambda one: (one.start, one.value)).map(tuple),
    st.lists(papers, max_size=6, unique_by=lambda one: (one.who, one.start)).map(tuple),
    st.sampled_from(WINDOWS),
    st.tuples(st.integers(0, 80), st.integers(40, 160)),
    st.tuples(st.integers(0, 3), st.integers(1, 4)),
    st.dates(date(2026, 3, 1), date(2026, 12, 31)),
)


@examples(120)
@given(cases)
def test_the_tier_earned_is_the_one_reckoned_day_by_day(case: Case) -> None:
    assert earned(case) == reckoned(case)


@given(cases, st.lists(sold, max_size=4), st.lists(papers, max_size=3))
def test_what_comes_later_changes_nothing_earlier(
    case: Case, more: Sequence[Sold], held: Sequence[Paper]
) -> None:
    later = tuple(one for one in more if one.reported > case.on)
    begun = {(one.who, one.start) for one in case.papers}
    after = {(one.who, one.start): one for one in held if one.start > case.on}
    new = tuple(one for key, one in after.items() if key not in begun)
    grown = replace(case, sold=(*case.sold, *later), papers=(*case.papers, *new))
    assert earned(grown) == earned(case)


@given(cases, sold, papers)
def test_more_of_what_counts_never_lowers_a_tier(case: Case, one: Sold, paper: Paper) -> None:
    ranks = ("silver", "gold", "top")
    begun = {(held.who, held.start) for held in case.papers}
    new = () if (paper.who, paper.start) in begun else (paper,)
    more = replace(case, sold=(*case.sold, one), papers=(*case.papers, *new))
    assert ranks.index(earned(more)[0]) >= ranks.index(earned(case)[0])


@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(case: Case, chance: Random) -> None:
    rows, held = list(case.sold), list(case.papers)
    chance.shuffle(rows)
    chance.shuffle(held)
    assert earned(replace(case, sold=tuple(rows), papers=tuple(held))) == earned(case)
