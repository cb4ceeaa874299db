"""What a merged partner sold and holds counts for the one that it became part of."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import GOLD, MANIFEST, PARTNER, TABLE, Change, files, told

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import Ladder, agenda

ROW = "{},revenue,2026-10-01,2026-10-31,{}.00,EUR,DE,core,2026-11-05,invoices\n"
NAMES = {"ost": "Markt 1", "west": "Markt 2"}


def part(name: str, life: str, tier: str = "silver") -> Change:
    """A partner with a life of its own."""
    return (
        f"partners/{name}.yml",
        "*",
        (
            f"name: {name.title()} KG\nlegal:\n  name: {name.title()} KG\n  register: HRA {name}\n"
            f'  seat: {{street: {NAMES[name]}, city: Ulm, postal_code: "89073", country: DE}}\n'
            f"  notices: legal@{name}.example\ntype: reseller\ntrack: resell\n"
            "establishment: DE-BW\ncurrency: EUR\nlife:\n  - {state: active, from: 2026-04-01}\n"
            f"  - {life}\nstanding:\n  - {{tier: {tier}, from: 2026-04-01, because: earned}}\n"
            "agreement: {form: reseller-2026, version: 1, signed: 2026-03-10,"
            " effective: 2026-04-01}\n"
        ),
    )


def merged(day: str, into: str, more: str = "") -> str:
    return f"{{state: merged, from: {day}, into: {into}{more}}}"


SOLD: list[Change] = [
    (TABLE, "", ROW.format("ost", 1000) + ROW.format("west", 20)),
    (MANIFEST, "rows: 3", "rows: 5"),
    (MANIFEST, "29500.00", "30520.00"),
]


@pytest.mark.parametrize(
    ("ost", "west", "day", "value"),
    [
        (merged("2026-11-10", "nordwind"), "{state: suspended, from: 2026-05-01}", 22, 30500),
        (merged("2026-11-10", "nordwind"), "{state: suspended, from: 2026-05-01}", 9, 29500),
        (
            merged("2026-11-10", "nordwind", ", evidence: ends"),
            merged("2026-11-10", "nordwind"),
            22,
            29520,
        ),
        (merged("2026-11-10", "west"), merged("2026-11-20", "nordwind"), 22, 30520),
        (merged("2026-11-10", "west"), merged("2026-11-20", "nordwind"), 19, 29500),
        (merged("2026-11-10", "west"), merged("2026-11-20", "ost"), 22, 29500),
    ],
)
def test_evidence_goes_with_a_merger(ost: str, west: str, day: int, value: int) -> None:
    tree = MemoryTree(files(part("ost", ost), part("west", west), *SOLD))
    loaded, shape = load_tree(tree)
    assert shape == []
    program, _ = resolve(loaded)
    assert program is not None
    (item,) = Ladder(program).position("nordwind", date(2026, 11, day)).steps["gold"].items
    assert item.reading.value == value


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ((PARTNER, "{tier: gold, from: 2026-04-01", "{tier: silver, from: 2026-04-01"), 1),
        ((PARTNER, "currency: EUR", "currency: EUR"), 0),
        (
            (
                PARTNER,
                "{tier: gold, from: 2026-04-01, because: earned}",
                (
                    "{tier: silver, from: 2026-04-01, through: 2026-12-31, because: earned}\n"
                    "  - {tier: silver, from: 2027-01-01, because: earned}"
                ),
            ),
            0,
        ),
    ],
)
def test_which_tier_holds_then(change: Change, count: int) -> None:
    found = told(
        (GOLD, "50000 EUR", "0 EUR"), part("ost", merged("2027-01-01", "nordwind"), "gold"), change
    )
    said = [one.message for one in found if one.id == "tier/after-merger"]
    assert len(said) == count
    assert all("holds Gold until it becomes part of Nordwind" in one for one in said)


def test_who_takes_it_over_has_the_day_in_its_calendar() -> None:
    change = part("ost", merged("2027-01-01", "nordwind"))
    program, _ = resolve(load_tree(MemoryTree(files(change)))[0])
    assert program is not None
    own = [f"{one.day} {one.say}" for one in agenda(program, 90, "nordwind").events]
    assert "2027-01-01 Ost KG becomes part of it" in own
    everybody = [one.say for one in agenda(program, 90).events]
    assert "Ost KG becomes part of it" not in everybody
