"""A percentage, amount, duration or date that is none: what is wrong, what is expected, the repair.

A single reading is written by the repair; of two readings neither is.
"""

from __future__ import annotations

import pytest

from partnerbook.findings import Edit, Finding, Ref
from partnerbook.load import load_tree
from partnerbook.source.tree import MemoryTree

HOLES = {
    "rate": ("program/discounts/core.yml", "/rows/0/rate"),
    "date": ("program/discounts/core.yml", "/rows/0/from"),
    "duration": ("program/engagement/deals.yml", "/protection"),
    "money": ("program/engagement/deals.yml", "/minimum/0"),
}
FILES = {
    "program/discounts/core.yml": """\
name: Reseller discount
side: partner
stage: tier-discount
base: list
anchor: order
audience: partner
rows:
  - {{id: core, for: {{products: [core]}}, rate: {rate}, from: {date}}}
""",
    "program/engagement/deals.yml": """\
name: Deal registration
summary: How to claim a deal.
unit: opportunity
who: Any partner who resells.
protection: {duration}
answer_within: 2 business days
minimum: [{money}]
precedence:
  - {{id: first, name: The first registrant, rule: Comes first.}}
""",
}
GOOD = {"rate": "12%", "date": "2026-01-01", "duration": "90 days", "money": "10000 EUR"}

PERCENT = "write a percentage such as 12.5%, with the sign and no space"
MONEY = "write an amount such as 250000 EUR: digits, a space, the currency"
DURATION = "write a duration such as 90 days, 12 months or 10 business days"
DATE = "write a date as year-month-day, such as 2027-01-31"
RANGE = "a rate lies between 0% and 100%"
WHOLE = "a duration counts whole days, months or business days"
NEGATIVE = "a duration is never negative"

# What stands in the file, what is wrong with it, and its readings.
TABLE: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("rate", "150%", RANGE, ()),
    ("rate", "100.5%", RANGE, ()),
    ("rate", "-5%", "a rate is never negative; it says how much is given", ()),
    ("rate", '"12,5%"', PERCENT, ("12.5%",)),
    ("rate", "12.5 %", PERCENT, ("12.5%",)),
    ("rate", "12.5 percent", PERCENT, ("12.5%",)),
    ("rate", ".5%", PERCENT, ("0.5%",)),
    ("rate", "05%", PERCENT, ("5%",)),
    ("rate", "１２％", PERCENT, ("12%",)),
    ("rate", '"25"', PERCENT, ("25%",)),
    ("rate", '"0.25"', PERCENT, ("25%", "0.25%")),
    ("rate", '"0,2"', PERCENT, ("20%", "0.2%")),
    ("rate", "a fifth", PERCENT, ()),
    (
        "rate",
        "12.1234567%",
        "a percentage has at most 4 digits before its point and 6 behind it",
        (),
    ),
    ("money", "72.009 EUR", "EUR has 2 decimals, not 3", ("72009 EUR", "72.01 EUR")),
    ("money", '"72,009 EUR"', MONEY, ("72009 EUR", "72.01 EUR")),
    ("money", "72.500 EUR", "EUR has 2 decimals, not 3", ("72500 EUR", "72.50 EUR")),
    ("money", "1.000 JPY", "JPY has 0 decimals, not 3", ("1000 JPY", "1 JPY")),
    ("money", '"€ 5.000"', MONEY, ("5000 EUR", "5.00 EUR")),
    ("money", "0.125 EUR", "EUR has 2 decimals, not 3", ()),
    ("money", "10000.505 EUR", "EUR has 2 decimals, not 3", ()),
    ("money", '"1.250,50 EUR"', MONEY, ("1250.50 EUR",)),
    ("money", "1.250.000 EUR", MONEY, ("1250000 EUR",)),
    ("money", "1 250 EUR", MONEY, ("1250 EUR",)),
    ("money", "1'250 CHF", MONEY, ("1250 CHF",)),
    ("money", '"72,50 EUR"', MONEY, ("72.50 EUR",)),
    ("money", "10k EUR", MONEY, ("10000 EUR",)),
    ("money", "1.5 Mio EUR", MONEY, ("1500000 EUR",)),
    ("money", "10000 EURO", MONEY, ("10000 EUR",)),
    ("money", "EUR 10000", MONEY, ("10000 EUR",)),
    ("money", "10000 XYZ", "XYZ is not a currency code we know (ISO 4217)", ()),
    ("money", "-5 EUR", "an amount here is never negative", ()),
    (
        "money",
        "9999999999999999 EUR",
        "an amount has at most 15 digits before its decimals",
        (),
    ),
    ("duration", "90 dayz", DURATION, ("90 days",)),
    ("duration", "90days", DURATION, ("90 days",)),
    ("duration", "3 weeks", DURATION, ("21 days",)),
    ("duration", "1 year", DURATION, ("12 months",)),
    ("duration", "10 busines days", DURATION, ("10 business days",)),
    ("duration", "4 business hours", DURATION, ()),
    ("duration", "0 days", "a duration has at least 1 day; where there is none, leave it out", ()),
    ("duration", "-3 months", NEGATIVE, ("3 months",)),
    ("duration", "1.5 months", WHOLE, ()),
    ("duration", "1.5 years", WHOLE, ("18 months",)),
    ("duration", '"1,000 days"', WHOLE, ("1000 days", "1 day")),
    (
        "duration",
        "999999 days",
        "a duration has at most 9999 days; write a longer one in months",
        (),
    ),
    ("date", "2026-02-30", "February 2026 has 28 days", ("2026-02-28", "2026-03-01")),
    ("date", "01/02/2026", DATE, ("2026-02-01", "2026-01-02")),
    ("date", "13/02/2026", DATE, ("2026-02-13",)),
    ("date", "02/13/2026", DATE, ("2026-02-13",)),
    ("date", "01.02.2026", DATE, ("2026-02-01",)),
    (
        "date",
        "2026-13-01",
        "there is no month 13; the month stands second, from 01 to 12",
        ("2026-01-13",),
    ),
    ("date", "2026-01-32", "there is no day 32; the day stands last, from 01 to 31", ()),
    ("date", "2027-1-1", DATE, ("2027-01-01",)),
    ("date", "20270101", DATE, ("2027-01-01",)),
    ("date", '"January 1, 2027"', DATE, ("2027-01-01",)),
    ("date", "1. März 2027", DATE, ()),
    ("date", "2027-01-01T00:00:00Z", DATE, ("2027-01-01",)),
    ("date", "2027-01", DATE, ()),
    ("date", "3026-01-01", "write a year from 1900 to 2199", ()),
)


def judged(hole: str, text: str) -> tuple[Finding, ...]:
    written = {**GOOD, hole: text}
    files = {path: whole.format(**written).encode() for path, whole in FILES.items()}
    found = load_tree(MemoryTree(files))[1]
    return tuple(finding for finding in found if finding.id != "shape/missing-file")


def test_without_a_mistake_there_is_nothing_to_say():
    assert judged("rate", "12%") == ()


@pytest.mark.parametrize(("hole", "text", "reason", "readings"), TABLE, ids=lambda value: value)
def test_a_wrong_text_says_why_and_what_may_be_meant(hole, text, reason, readings):
    (finding,) = judged(hole, text)
    path, pointer = HOLES[hole]
    at = finding.places[0].at
    assert isinstance(at, Ref)
    assert (finding.id, at.document, at.pointer) == ("shape/wrong-value", path, pointer)
    tails = {0: "", 1: "; did you mean {}?", 2: "; it can be read as {} or {}"}
    plain = text.strip('"')
    assert finding.message.endswith(
        f" says {plain}: {reason}{tails[len(readings)].format(*readings)}"
    )
    if len(readings) == 1:
        (repair,) = finding.help
        assert repair.say == f"write {readings[0]}"
        assert [(edit.at, edit.text.strip('"')) for edit in repair.edits] == [(at, readings[0])]
        assert judged(hole, repair.edits[0].text) == ()
    elif readings:
        (repair,) = finding.help
        assert repair.say == f"write {readings[0]} or {readings[1]}, whichever is meant"
        assert repair.edits == ()
    else:
        assert finding.help == ()


def test_a_bare_share_offers_both_percentages():
    (finding,) = judged("rate", "0.25")
    assert finding.message == (
        "`rate` is 0.25 without a unit; write it with one, such as 25% or 0.25%"
    )
    at = finding.places[0].at
    assert [(repair.say, repair.edits) for repair in finding.help] == [
        ("write 25%, if it is a share", (Edit(at, "25%"),)),
        ("write 0.25%", (Edit(at, "0.25%"),)),
    ]
