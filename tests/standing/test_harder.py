"""Requirements with dates: what counts on which day, what gets harder, for whom, told when."""

from __future__ import annotations

from datetime import date

import pytest
from tests.resolve.conftest import base_files

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import Ladder
from partnerbook.standing.changes import changes
from partnerbook.standing.told import promises

AS_OF = date(2026, 11, 22)
GOLD = "program/tiers/gold.yml"
TOP = """name: Gold
tracks: [resell]
rank: 2
summary: For partners with a team.
"""
PEOPLE = {
    "program/metrics/people.yml": (
        "name: Certified people\nkind: holdings\nunit: count\nof: people\nholds: [certificate]\n"
        "counts_to: [tier]\nmonotone: true\n"
    ),
    "program/metrics/points.yml": (
        "name: Courses\nkind: holdings\nunit: count\nof: courses\nholds: [certificate]\n"
        "counts_to: [tier]\nmonotone: true\n"
    ),
    "program/evidence/people.yml": (
        "name: Academy\nsystem: Academy\nextracted: 2026-11-16T06:00Z\nshape: holdings\n"
        "metrics: [people, points]\nrows: 1\n"
    ),
    "program/evidence/people.csv": (
        "partner,what,who,from,expires,place\nnordwind,certificate,CA-10423,2026-01-01,2028-01-01,DE\n"
    ),
}
MEASURED = "kind: count, metric: people, window: on the day, unit: people"


def tier(*requirements: str, maintenance: tuple[str, ...] = ()) -> dict[str, str]:
    """The gold tier with these requirements, of which each is the inside of a mapping."""
    text = TOP
    for key, items in (("requirements", requirements), ("maintenance", maintenance)):
        if items:
            text += f"{key}:\n" + "".join(f"  - {{{item}}}\n" for item in items)
    return {GOLD: text}


def whole(files: dict[str, str]) -> MemoryTree:
    return MemoryTree(base_files() | {name: text.encode() for name, text in files.items()})


def read(files: dict[str, str]) -> Program:
    loaded, shape = load_tree(whole(files))
    assert [finding.message for finding in shape] == []
    program, links = resolve(loaded, AS_OF)
    assert program is not None
    assert [finding.message for finding in links] == []
    return program


def findings(files: dict[str, str], *names: str) -> list[Finding]:
    report = check_tree(whole(files), AS_OF, "test", lambda _: (AS_OF, ""))
    return [one for one in report.findings if one.id in names]


def one(count: int, more: str = "", name: str = "people") -> str:
    return f"id: {name}, name: People, {MEASURED}, count: {count}{more}"


OLD = one(1, ", through: 2027-06-30")
NEW = one(2, ", from: 2027-07-01, follows: people", "people-2")


def test_the_version_of_the_day_counts() -> None:
    ladder = Ladder(read(PEOPLE | tier(OLD, NEW)))
    before = ladder.position("nordwind", date(2027, 6, 30))
    after = ladder.position("nordwind", date(2027, 7, 1))
    assert [item.ask.id for item in before.steps["gold"].items] == ["people"]
    assert [item.ask.id for item in after.steps["gold"].items] == ["people-2"]
    assert (before.earned, after.earned) == ("gold", "silver")


def test_what_gets_harder_is_told_as_a_loss_ahead() -> None:
    position = Ladder(read(PEOPLE | tier(OLD, NEW))).position("nordwind", AS_OF)
    assert position.earned == "gold"
    assert [(str(due.day), due.what) for due in position.losses] == [
        (
            "2027-06-30",
            "People: 1 of 2 people, 1 missing, by what Gold asks from 1 July 2027 on",
        ),
    ]


SCORE = "kind: score, score: {{at_least: {least}, parts: [{{{part}}}]}}"
PART = (
    "id: courses-{least}-{points}, category: skills, metric: points, window: on the day,"
    " points: {points}"
)


def scored(least: int, points: int) -> str:
    return SCORE.format(least=least, part=PART.format(least=least, points=points))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (OLD, NEW, "People: 1 people becomes 2 people, to get into Gold"),
        (one(2, ", through: 2027-06-30"), NEW, ""),
        (one(3, ", through: 2027-06-30"), NEW, ""),
        # Without `follows:`, the same metric over the same time tells.
        (
            OLD,
            NEW.replace(", follows: people", ""),
            "People: 1 people becomes 2 people, to get into",
        ),
        # Something new, and something else in its place.
        (
            "id: plan, name: Plan, kind: done",
            "id: course, name: Course, kind: done, from: 2027-07-01",
            "Course is asked for, to get into Gold",
        ),
        (
            OLD,
            NEW.replace("metric: people", "metric: points"),
            "People is asked for in place of People, to get into Gold",
        ),
        # Amounts: for those whose currency it is.
        (
            (
                "id: sales, name: Sales, kind: money, amounts: [10 EUR], window: a year,"
                " through: 2027-06-30"
            ),
            (
                "id: sales-2, name: Sales, kind: money, amounts: [20 EUR], window: a year,"
                " from: 2027-07-01, follows: sales"
            ),
            "",  # what nobody measures has its time in words
        ),
        # Groups.
        (
            (
                "id: some, name: Some, kind: any-of, through: 2027-06-30, any_of:"
                " [{id: a, name: A, kind: done}, {id: b, name: B, kind: done}]"
            ),
            (
                "id: some-2, name: Some, kind: any-of, from: 2027-07-01, follows: some, any_of:"
                " [{id: c, name: A, kind: done}]"
            ),
            "Some: fewer ways to meet it, to get into Gold",
        ),
        (
            (
                "id: both, name: All, kind: all-of, through: 2027-06-30, all_of:"
                " [{id: a, name: A, kind: done}]"
            ),
            (
                "id: both-2, name: All, kind: all-of, from: 2027-07-01, follows: both, all_of:"
                " [{id: c, name: A, kind: done}, {id: d, name: B, kind: done}]"
            ),
            "All: B is asked for too, to get into Gold",
        ),
        (
            f"id: score, name: Score, through: 2027-06-30, {scored(10, 5)}",
            f"id: score-2, name: Score, from: 2027-07-01, follows: score, {scored(20, 5)}",
            "Score: 10 points become 20, to get into Gold",
        ),
        (
            f"id: score, name: Score, through: 2027-06-30, {scored(10, 5)}",
            f"id: score-2, name: Score, from: 2027-07-01, follows: score, {scored(10, 4)}",
            "Score: what was done gives fewer points, to get into Gold",
        ),
        (
            f"id: score, name: Score, through: 2027-06-30, {scored(10, 5)}",
            f"id: score-2, name: Score, from: 2027-07-01, follows: score, {scored(10, 6)}",
            "",
        ),
    ],
)
def test_what_is_harder(old: str, new: str, said: str) -> None:
    found = [change for change in changes(read(PEOPLE | tier(old, new))) if change.asked]
    if not said:
        assert found == []
        return
    (change,) = found
    assert change.say.startswith(said)
    assert change.subject == f"gold/{new[4 : new.index(',')]}"
    assert change.day == date(2027, 7, 1)


def concerned(files: dict[str, str]) -> list[str]:
    program = read(PEOPLE | files)
    return [
        promise.partner.id
        for change in changes(program)
        if not change.agreed
        for promise in promises(program, change)
    ]


def test_whom_it_concerns() -> None:
    # It holds gold: what gold asks to get in is nothing to it, unless that keeps the tier too.
    assert concerned(tier(OLD, NEW)) == ["nordwind"]
    assert concerned(tier(OLD, NEW, maintenance=(one(1),))) == []
    assert concerned(tier(one(1), maintenance=(OLD, NEW))) == ["nordwind"]
    # Who is below may still rise, except by invitation.
    partner = base_files()["program/partners/nordwind.yml"].decode()
    lower = {"program/partners/nordwind.yml": partner.replace("tier: gold", "tier: silver")}
    assert concerned(lower | tier(OLD, NEW, maintenance=(one(1),))) == ["nordwind"]
    invited = tier(OLD, NEW, maintenance=(one(1),))
    invited[GOLD] += "invitation_only: true\n"
    assert concerned(lower | invited) == []
    assert concerned(lower | tier(one(1), maintenance=(OLD, NEW))) == []


SOON = NEW.replace("2027-07-01", "2027-01-01")
UNTIL = OLD.replace("2027-06-30", "2026-12-31")


def test_notice_is_owed() -> None:
    (found,) = findings(PEOPLE | tier(UNTIL, SOON), "notice/too-short")
    assert str(found.severity) == "error"
    assert found.message == (
        "gold/people-2 changes on 1 January 2027 (People: 1 people becomes 2 people, to get into"
        " Gold), but Nordwind Systemhaus GmbH was not told yet: the earliest date that its"
        " agreement allows is 22 January 2027"
    )
    told = SOON + ", announced: 2026-10-15"
    assert findings(PEOPLE | tier(UNTIL, told), "notice/too-short") == []
    late = SOON + ", announced: 2026-12-01"
    (found,) = findings(PEOPLE | tier(UNTIL, late), "notice/too-short")
    assert str(found.severity) == "error"
    sent = {
        "program/notices/more.yml": (
            "name: More people\nsubject: gold/people-2\nwhat: Two people.\neffective: 2027-01-01\n"
        ),
        "program/notices/more.csv": "partner,sent_on,proof\nnordwind,2026-10-15,Receipt\n",
    }
    assert (
        findings(PEOPLE | tier(UNTIL, SOON) | sent, "notice/too-short", "notice/other-change") == []
    )


def test_versions_meet_or_miss() -> None:
    name = "tier/requirement-versions"
    assert findings(PEOPLE | tier(OLD, NEW), name) == []
    (twice,) = findings(PEOPLE | tier(one(1), NEW), name)
    assert twice.message == (
        "Gold asks twice for People, from 1 July 2027: by people and by people-2"
    )
    assert [edit.text for edit in twice.help[0].edits] == ["through: 2027-06-30"]
    (same,) = findings(PEOPLE | tier(OLD.replace("06-30", "07-31"), NEW), name)
    assert [edit.text for edit in same.help[0].edits] == ["2027-06-30"]
    (gap,) = findings(PEOPLE | tier(OLD.replace("06-30", "05-31"), NEW), name)
    assert [[edit.text for edit in repair.edits] for repair in gap.help] == [
        ["2027-06-30"],
        ["2027-06-01"],
    ]


@pytest.mark.parametrize(
    ("requirements", "message"),
    [
        (
            (OLD, NEW.replace("follows: people", "follows: peopel")),
            "nothing in this list has the id",
        ),
        ((NEW.replace("follows: people", "follows: people-2"),), "begins no earlier"),
        ((OLD, NEW.replace("from: 2027-07-01, ", "")), "begins on a day"),
        ((one(1, ", from: 2027-07-01, through: 2027-06-30"),), "is before"),
    ],
)
def test_what_a_file_alone_shows(requirements: tuple[str, ...], message: str) -> None:
    _, shape = load_tree(whole(PEOPLE | tier(*requirements)))
    assert [message in finding.message for finding in shape] == [True]


def test_tiers_are_compared_on_the_days_on_which_they_change() -> None:
    silver = {
        "program/tiers/silver.yml": (
            "name: Silver\ntracks: [resell]\nrank: 1\nsummary: The way in.\nrequirements:\n"
            f"  - {{{one(2)}}}\n"
        )
    }
    easy = (
        PEOPLE
        | silver
        | tier(one(3, ", through: 2027-06-30"), one(1, NEW[NEW.index(", from") :], "b"))
    )
    (found,) = findings(easy, "tier/easier-than-lower")
    assert found.subject == "gold/b"


def test_a_score_that_cannot_be_kept() -> None:
    part = PART.format(least=10, points=5) + ", at_most: 5"
    score = SCORE.format(least=10, part=part)
    files = PEOPLE | tier(one(1), maintenance=(f"id: score, name: Score, {score}",))
    (found,) = findings(files, "tier/unreachable")
    assert found.message == (
        "nobody can stay in Gold: Score asks for 10 points, and all its parts give at most 5"
    )
