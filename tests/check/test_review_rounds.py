"""A review that is written leaves nothing to propose; the order of rows changes nothing.

Evidence of any size, on any day of a year: what is written never brings an error, and the next
review on the same day has nothing to say but what nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading import files_of

from partnerbook.check.declined import Declined
from partnerbook.check.edits import changed_files
from partnerbook.check.reviewing import round as rounds
from partnerbook.check.reviewing.round import Review, Reviewed, Rewritten, review_of, rewritten
from partnerbook.findings import Ref
from partnerbook.render.reports import review_words
from partnerbook.source.tree import FolderTree, MemoryTree

ROOT = Path(__file__).parents[1] / "programs" / "review-round"
TABLE = "program/evidence/invoices.csv"
MANIFEST = "program/evidence/invoices.yml"


BASE = files_of(ROOT)
HEAD, *ROWS = BASE[TABLE].decode().splitlines()
PARTNERS = sorted({row.split(",")[0] for row in ROWS})


def reviewed(tree: MemoryTree, on: date) -> Review:
    found = review_of(tree, on, "test", None)
    assert isinstance(found, Review)
    return found


def with_revenue(sizes: Mapping[str, int]) -> dict[str, bytes]:
    """The program where each row of a partner is so many hundred euros."""
    rows = []
    for row in ROWS:
        cells = row.split(",")
        if cells[0] in sizes:
            cells[4] = f"{sizes[cells[0]] * 100}.00"
        rows.append(cells)
    total = sum(int(cells[4].removesuffix(".00")) for cells in rows)
    manifest = [
        f"control_total: [{total}.00 EUR]" if line.startswith("control_total") else line
        for line in BASE[MANIFEST].decode().splitlines()
    ]
    table = "\n".join([HEAD, *(",".join(cells) for cells in rows)]) + "\n"
    return {**BASE, TABLE: table.encode(), MANIFEST: "\n".join(manifest).encode() + b"\n"}


@given(
    st.dictionaries(st.sampled_from(PARTNERS), st.integers(0, 120), min_size=4),
    st.integers(0, 400),
)
@settings(max_examples=12)
def test_what_is_written_leaves_nothing_to_propose(sizes: dict[str, int], days: int) -> None:
    on = date(2026, 11, 1) + timedelta(days=days)
    before = with_revenue(sizes)
    review = reviewed(MemoryTree(before), on)
    written = rewritten(MemoryTree(before), review)
    assert isinstance(written, Rewritten)
    assert set(written.data) == {
        f"program/partners/{one.proposal.position.partner}.yml" for one in review.changed
    }
    after = MemoryTree({**before, **written.data})
    again = reviewed(after, on)
    assert [one.proposal for one in again.changed] == []
    assert again.errors <= review.errors
    nothing = rewritten(after, again)
    assert isinstance(nothing, Rewritten)
    assert nothing.files == {}
    # Whoever was given time holds its tier as before; whoever rose holds the new one.
    held = {one.proposal.position.partner: one.proposal.position.held for one in again.all}
    for one in review.changed:
        entries = [line.tier for line in one.proposal.entries if line.start <= on]
        now = held[one.proposal.position.partner]
        assert not entries or (now is not None and now.tier == entries[-1])


def test_a_base_of_less_than_a_year_says_which_months_are_missing() -> None:
    review = reviewed(MemoryTree(BASE), date(2026, 11, 22))
    whole = next(one for one in review.all if one.proposal.position.partner == "up-at-once")
    assert "Not a whole year" not in review_words.money(whole.worth)
    sample = FolderTree(Path(__file__).parents[2])
    short = review_of(sample, date(2027, 2, 1), "test", None, "kitano")
    assert isinstance(short, Review)
    assert review_words.money(short.all[0].worth).endswith(
        " Not a whole year: there is no complete evidence of Subscription revenue sold or led into"
        " for 1 November 2026 to 31 January 2027."
    )


@given(st.permutations(ROWS))
@settings(max_examples=5)
def test_the_order_of_rows_changes_nothing(rows: list[str]) -> None:
    on = date(2026, 11, 22)
    other = {**BASE, TABLE: ("\n".join([HEAD, *rows]) + "\n").encode()}
    one, two = reviewed(MemoryTree(BASE), on), reviewed(MemoryTree(other), on)
    assert [_plain(this) for this in one.all] == [_plain(this) for this in two.all]


def _plain(one: Reviewed) -> tuple[object, ...]:
    """What a review says of a partner, without where the rows stand."""
    proposal, worth = one.proposal, one.worth
    found = proposal.position
    told = (found.partner, found.earned, found.could, proposal.turn, proposal.tier, proposal.day)
    lacks = tuple((item.ask.id, item.gap) for item in proposal.lacks)
    money: tuple[object, ...] = ()
    if worth is not None:
        rates = tuple((rate.product, rate.route, rate.points) for rate in worth.rates)
        money = (worth.low, worth.high, worth.base, rates)
    return (*told, proposal.because, proposal.until, proposal.entries, lacks, money)


def test_what_would_be_worse_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the reason: what check would find only then stops the writing."""

    def wrong(*asked: Any) -> dict[str, str]:
        files = changed_files(*asked)
        return {path: text.replace("tier: silver", "tier: silvre") for path, text in files.items()}

    monkeypatch.setattr(rounds, "changed_files", wrong)
    tree = MemoryTree(BASE)
    declined = rewritten(tree, reviewed(tree, date(2026, 11, 22)))
    assert isinstance(declined, Declined)
    assert declined.say.startswith(
        "nothing is written: then check would find what it does not now:"
        " reference/unknown-tier: there is no tier called silvre; did you mean silver?"
    )


@pytest.mark.parametrize(
    ("because", "say"),
    [
        ("cure", "Falls GmbH has time to meet the requirements of Silver until 31 January 2027"),
        ("grace", "Falls GmbH has grace at Silver until 31 January 2027, but Silver allows"),
    ],
)
def test_time_that_is_longer_than_the_tier_gives(because: str, say: str) -> None:
    path = "program/partners/falls.yml"
    lines = (
        b"  - {tier: silver, from: 2024-01-01, through: 2026-10-31, because: earned}\n"
        b"  - {tier: silver, from: 2026-11-01, through: 2027-01-31, because: %s}"
    )
    old = b'  - {tier: silver, from: 2024-01-01, because: "earned"} # as agreed'
    files = {**BASE, path: BASE[path].replace(old, lines % because.encode())}
    found = reviewed(MemoryTree(files), date(2026, 11, 22)).outcome.standing
    assert [one.message for one in found if one.message.startswith(say)] != []


def earned_before(tier: str, line: str) -> bytes:
    """An entry that begins later, after one of the same tier that was earned."""
    day = re.search(r"from: (\S+),", line)
    assert day is not None
    last = date.fromisoformat(day[1]) - timedelta(days=1)
    first = f"from: 2024-01-01, through: {last}, because: earned}}\n  - "
    return f"{first}{{tier: {tier}, {line}".encode()


@pytest.mark.parametrize(
    ("partner", "because", "say", "severity"),
    [
        (
            "falls",
            "appeal",
            (
                "an appeal open about Silver until 31 December 2027, but Silver allows"
                " 20 business days: until 1 December 2026"
            ),
            "warning",
        ),
        (
            "up-at-once",
            "cure",
            (
                "time to meet the requirements of Entry until 31 December 2027, but"
                " Entry offers no time to meet it again"
            ),
            "error",
        ),
        (
            "up-at-once",
            "grace",
            "grace at Entry until 31 December 2027, but Entry offers no grace",
            "error",
        ),
        (
            "up-at-once",
            "appeal",
            "an appeal open about Entry until 31 December 2027, but Entry offers no appeal",
            "warning",
        ),
    ],
)
def test_time_that_the_tier_does_not_give(
    partner: str, because: str, say: str, severity: str
) -> None:
    path = f"program/partners/{partner}.yml"
    tier = "silver" if partner == "falls" else "entry"
    line = f"from: 2026-11-03, through: 2027-12-31, because: {because}"
    said = re.sub(
        rb"from: 2024-01-01, because: \"?earned\"?", earned_before(tier, line), BASE[path]
    )
    files = {**BASE, path: said}
    found = reviewed(MemoryTree(files), date(2026, 11, 22)).outcome.standing
    told = [one for one in found if one.subject == partner and say in one.message]
    assert [(one.id, str(one.severity)) for one in told] == [("tier/not-earned", severity)]


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        # Time that began and has no last day: what the tier gives, counted from its first day.
        ("from: 2026-11-01, because: cure", "grace 2026-12-01 2027-01-29, earned 2027-01-30 None"),
        ("from: 2026-11-01, because: grace", "earned 2026-12-31 None"),
        ("from: 2026-08-01, because: grace", "earned 2026-11-22 None"),
        # Grace is only for who held the tier before.
        ("from: 2024-12-01, through: 2027-01-31, because: grace", "earned 2026-11-22 None"),
        # An appeal outlasts what the tier gives, as long as its line says.
        ("from: 2026-08-01, through: 2027-03-31, because: appeal", "earned 2027-04-01 None"),
        # Nothing is given beyond the day on which the tier ends anyway.
        (
            "from: 2024-01-01, through: 2026-12-31, because: earned",
            "cure 2026-11-22 2026-12-21, grace 2026-12-22 2026-12-31, earned 2027-01-01 None",
        ),
    ],
)
def test_when_a_tier_is_lost(line: str, entries: str) -> None:
    path, old = "program/partners/falls.yml", b'from: 2024-01-01, because: "earned"'
    new = line.encode() if "2024" in line else earned_before("silver", line)
    before = {**BASE, path: BASE[path].replace(old, new)}
    review = reviewed(MemoryTree(before), date(2026, 11, 22))
    (one,) = [this for this in review.all if this.proposal.position.partner == "falls"]
    said = [f"{this.because} {this.start} {this.through}" for this in one.proposal.entries]
    assert ", ".join(said) == entries
    written = rewritten(MemoryTree(before), review)
    assert isinstance(written, Rewritten)
    again = reviewed(MemoryTree({**before, **written.data}), date(2026, 11, 22))
    assert [this.proposal for this in again.changed] == []


def test_a_last_tier_that_ends_by_its_own_line_is_left_to_end() -> None:
    path = "program/partners/lost-all.yml"
    for through, changed in (("", True), (", through: 2026-12-31", False)):
        line = earned_before("entry", f"from: 2026-11-01{through}, because: grace")
        before = {**BASE, path: BASE[path].replace(b"from: 2024-01-01, because: earned", line)}
        review = reviewed(MemoryTree(before), date(2026, 11, 22))
        (one,) = [this for this in review.all if this.proposal.position.partner == "lost-all"]
        assert one.proposal.changed is changed
        written = rewritten(MemoryTree(before), review)
        assert isinstance(written, Rewritten)
        assert (path in written.files) is changed
        again = reviewed(MemoryTree({**before, **written.data}), date(2026, 11, 22))
        assert [this.proposal for this in again.changed] == []


def test_an_amount_per_unit_says_so() -> None:
    sample = FolderTree(Path(__file__).parents[2])
    review = review_of(sample, date(2027, 4, 4), "test", None, "havnegaarden")
    assert isinstance(review, Review)
    worth = review.all[0].worth
    assert worth is not None
    said = list(review_words.extras(worth))
    assert "Training allowance: 1 EUR per unit -> nothing" in said
    assert "Deal registration: 6% -> nothing" in said


def test_a_former_name_that_two_tiers_claim_is_found() -> None:
    path = "program/tiers/gold.yml"
    files = {**BASE, path: BASE[path] + b"formerly: [bronze]\n"}
    found = reviewed(MemoryTree(files), date(2026, 11, 22)).outcome.standing
    (one,) = [this for this in found if this.id == "tier/former-name" and this.subject == "bronze"]
    assert one.message == (
        "bronze is the former name of 2 tiers, so that nobody can tell which of them it stands for,"
        " and it is read as none"
    )
    assert [str(place.at.document) for place in one.places if isinstance(place.at, Ref)] == [
        "program/tiers/silver.yml",
        "program/tiers/gold.yml",
    ]


def test_a_rule_about_routes_that_a_tier_turns_off_is_named() -> None:
    rule = b"""name: Where partners buy
rules:
  - id: small
    for: {places: [world], tiers: [entry]}
    must_use: two-tier
    distributors: [falls]
    reason: Small orders.
    from: 2026-01-01
"""
    files = {**BASE, "program/routes/buying.yml": rule}
    partner = "program/partners/falls.yml"
    files[partner] = files[partner].replace(b"type: reseller", b"type: distributor")
    form = "program/agreements/reseller-2026-1.yml"
    files[form] = files[form].replace(b"[reseller]", b"[reseller, distributor]")
    review = reviewed(MemoryTree(files), date(2026, 11, 22))
    (one,) = [this for this in review.all if this.proposal.position.partner == "up-at-once"]
    assert one.worth is not None
    assert [(that.id, now) for that, now in one.worth.bound] == [("buying/small", False)]
    said = list(review_words.routes(one.worth, review.program))
    assert said == [
        (
            "Where partners buy (buying/small): it no longer has to buy two-tier; the money is"
            " reckoned one-tier, as it buys today"
        )
    ]
    (other,) = [this for this in review.all if this.proposal.position.partner == "falls"]
    assert other.worth is not None
    # A distributor pays by the tiers of those whom it sells to, not by its own.
    assert (other.worth.rates, other.worth.low) == ((), None)
