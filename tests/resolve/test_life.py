"""The life of a partner day by day, against an oracle that knows nothing of periods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.conftest import Make

from partnerbook import rights, standing
from partnerbook.findings import Ref
from partnerbook.load import load_tree
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.life import Life, life_of
from partnerbook.resolve.record import Record
from partnerbook.source.tree import MemoryTree
from partnerbook.values.period import Duration, after

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)
ALL = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]
LIVING = ["applicant", "onboarding", "active", "on-notice", "suspended", "terminated"]

Step = dict[str, Any]


@st.composite
def lives(draw: Callable[..., Any]) -> list[Step]:
    days = sorted(draw(st.sets(st.sampled_from(ALL), min_size=1, max_size=6)))
    steps: list[Step] = [{"state": draw(st.sampled_from(LIVING)), "from": day} for day in days]
    if draw(st.booleans()):
        steps[-1] = {"state": "merged", "from": days[-1], "into": "other"}
    return steps


def read(steps: list[Step], as_of: date) -> Life:
    record = Record("partner", "one", {"name": "One", "life": tuple(steps)}, {}, Ref("one.yml"))
    desk = Desk(load_tree(MemoryTree({}))[0])
    life = life_of(record, as_of, desk)
    assert desk.findings() == []
    return life


def state_on(steps: list[Step], day: date) -> str:
    """What the last line says that is not later than the day."""
    said = ""
    for step in steps:
        if step["from"] <= day:
            said = step["state"]
    return said


def sells_on(steps: list[Step], day: date, as_of: date) -> bool:
    """In a selling state; or taken on last of all, and the day is later than today."""
    if state_on(steps, day) in ("active", "on-notice"):
        return True
    last = steps[-1]
    return last["state"] == "onboarding" and day > last["from"] and day > as_of


@given(lives(), st.sampled_from(ALL))
def test_every_day_of_a_life(steps: list[Step], as_of: date) -> None:
    life = read(steps, as_of)
    for day in [FIRST - DAY, *ALL, LAST + 400 * DAY]:
        state = life.on(day)
        assert (state.name if state else "") == state_on(steps, day)
        assert (day in life.active) is sells_on(steps, day, as_of)
    over = steps[-1]["state"] in ("terminated", "merged")
    assert life.ended == (steps[-1]["from"] - DAY if over else None)


PARTNER = """name: Alpen KG
legal:
  name: Alpen KG
  register: HRB 9 (Ulm)
  seat: {{street: Markt 1, city: Ulm, postal_code: "89073", country: DE}}
  notices: legal@example.net
type: reseller
track: resell
establishment: DE-BW
currency: EUR
life:
{life}
standing:
  - {{tier: gold, from: 2026-04-01, because: earned}}
agreement: {{form: reseller-2026, version: 1, signed: 2026-03-10, effective: 2026-04-01}}
grants:
  - id: bulgaria
    grant_kind: non-exclusive
    for: {{places: [BG], products: [core]}}
"""


def alpen(*steps: str) -> dict[str, str | None]:
    return {"partners/alpen.yml": PARTNER.format(life="\n".join(f"  - {{{s}}}" for s in steps))}


def holds(make: Make, steps: tuple[str, ...], day: date) -> bool:
    program = make(alpen(*steps), day).program
    cell = program.axes.cell(place="BG", product="core")
    return bool(rights.holders(program, cell, day))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2026-03-31", False),  # the agreement is not yet in force
        ("2026-04-01", False),  # it is, but the partner is still taken on
        ("2026-05-01", True),
        ("2026-06-30", True),
        ("2026-07-01", False),  # suspended
        ("2026-08-31", False),
        ("2026-09-01", True),
        ("2027-01-31", True),
        ("2027-02-01", False),  # over
    ],
)
def test_rights_follow_the_life(make: Make, day: str, held: bool) -> None:
    steps = (
        "state: onboarding, from: 2026-03-10",
        "state: active, from: 2026-05-01",
        "state: suspended, from: 2026-07-01",
        "state: active, from: 2026-09-01",
        "state: terminated, from: 2027-02-01",
    )
    assert holds(make, steps, date.fromisoformat(day)) is held
    # As seen from any other day it is the same.
    program = make(alpen(*steps), date(2026, 5, 5)).program
    cell = program.axes.cell(place="BG", product="core")
    assert bool(rights.holders(program, cell, date.fromisoformat(day))) is held


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (
            ("state: active, from: 2026-05-01", "state: suspended, from: 2026-05-01"),
            "the life of Alpen KG is not in order: suspended from 1 May 2026 is not after active",
        ),
        (
            (
                "state: active, from: 2026-04-01",
                "state: merged, from: 2026-05-01, into: nordwind",
                "state: active, from: 2026-06-01",
            ),
            "Alpen KG is merged, and active after that",
        ),
    ],
)
def test_a_life_out_of_order_gives_nothing(make: Make, steps: tuple[str, ...], said: str) -> None:
    made = make(alpen(*steps), date(2026, 11, 22))
    assert [one.message for one in made.findings] == [said]
    assert [one.id for one in made.findings] == ["partner/life-order"]
    assert made.program.left_out == ("alpen/life",)
    assert made.program.partners["alpen"].active.is_empty


def test_an_unknown_partner_to_merge_into(make: Make) -> None:
    steps = ("state: active, from: 2026-04-01", "state: merged, from: 2026-06-01, into: nordwnd")
    made = make(alpen(*steps), date(2026, 11, 22))
    assert [one.id for one in made.findings] == ["reference/unknown-partner"]


def test_the_end_and_what_follows_in_the_calendar(make: Make) -> None:
    steps = (
        "state: active, from: 2026-04-01",
        "state: on-notice, from: 2026-11-01",
        "state: terminated, from: 2027-02-01, sell_off_through: 2027-04-30",
    )
    program = make(alpen(*steps), date(2026, 11, 22)).program
    told = [
        (str(one.day), one.turn, one.say) for one in standing.agenda(program, 200, "alpen").events
    ]
    assert told == [
        ("2027-01-31", "ends", "the agreement ends"),
        ("2027-01-31", "ends", "the partnership ends"),
        ("2027-04-30", "ends", "the time to sell off ends"),
    ]


def test_a_merger_names_the_other(make: Make) -> None:
    steps = ("state: active, from: 2026-04-01", "state: merged, from: 2027-01-01, into: nordwind")
    program = make(alpen(*steps), date(2026, 11, 22)).program
    says = [one.say for one in standing.agenda(program, 60, "alpen").events]
    name = program.partners["nordwind"].name
    assert f"the partnership ends: it is merged into {name}" in says


@pytest.mark.parametrize("count", [1, 5, 12])
def test_what_is_looked_at_is_due_again(make: Make, count: int) -> None:
    text = PARTNER.format(life="  - {state: active, from: 2026-04-01}") + (
        "diligence:\n  - {id: lists, item: Sanctions lists, kind: sanctions, state: passed,"
        f" evidence: Report, done: 2026-11-10, again: {count} months}}\n"
        "reviews:\n  - {id: plan, what: Joint plan, last: 2026-11-01, every: 6 months}\n"
    )
    program = make({"partners/alpen.yml": text}, date(2026, 11, 22)).program
    told = {
        one.say: one.day
        for one in standing.agenda(program, 500, "alpen").events
        if one.turn == "review"
    }
    assert told == {
        "due diligence is due again: Sanctions lists": after(
            date(2026, 11, 10), Duration(count, "months")
        ),
        "review is due: Joint plan": date(2027, 5, 1),
    }
