"""Lists that contradict each other, and rates that nobody wrote, as a user is told of them."""

from __future__ import annotations

import pytest

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Spot
from partnerbook.rulebook import Answers
from partnerbook.source.tree import MemoryTree, Tree

LIST = """# yaml-language-server: $schema=../../schemas/price-list.schema.json
name: {name}
currency: {currency}
for: {{places: [{places}]}}
from: {start}
"""
CSV = "sku,price,per\nCV-MC-100,495.00,user-year\nCV-IM-200,99.00,asset-year\n"

END_IT = "write `through: 2026-12-31` in Euro list 2026, and give the 7 other products that it has"


def checked(
    good: Tree, known: Answers, name: str, places: str, start: str, *, currency: str = "EUR"
) -> Report:
    """The sample with one more list of two products."""
    head = LIST.format(name=name, currency=currency, places=places, start=start)
    files = {"program/prices/more.yml": head.encode(), "program/prices/more.csv": CSV.encode()}
    for path in good.list()[0]:
        data = good.read(path)
        assert isinstance(data, bytes)
        files[path] = data
    return check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"), known)


def test_the_new_years_list_beside_one_without_an_end(good: Tree, known: Answers) -> None:
    (found,) = checked(good, known, "Euro list 2027", "program-europe", "2027-01-01").findings
    assert (found.id, found.subject) == ("margin/two-prices", "eur-2026+more")
    assert found.message == (
        "Euro list 2026 and Euro list 2027 both have a price for Maintain Core and 1 more in"
        " Europe, from 1 January 2027"
    )
    places = [(p.at.file, p.at.line, p.label) for p in found.places if isinstance(p.at, Spot)]
    assert places == [
        ("program/prices/more.yml", 5, "Euro list 2027 begins on 1 January 2027"),
        ("program/prices/eur-2026.yml", 5, "Euro list 2026 has no end"),
        ("program/prices/eur-2026.csv", 2, "Maintain Core costs 480.00 EUR by Euro list 2026"),
        ("program/prices/more.csv", 2, "Maintain Core costs 495.00 EUR by Euro list 2027"),
    ]
    assert found.notes[0] == (
        "prices",
        "Maintain Core 480.00 EUR and 495.00 EUR; Insight Monitor 96.00 EUR and 99.00 EUR",
    )
    # Ending the old list would leave seven products without a price: not offered as a repair.
    assert [(r.say, bool(r.edits)) for r in found.help] == [
        (f"{END_IT} a price in Euro list 2027 as well", False),
        ("or give the lists different places, or keep each product on one of them", False),
    ]


def test_lists_that_overlap_in_part_of_their_places(good: Tree, known: Answers) -> None:
    (found,) = checked(good, known, "Alps and Americas", "CH, US", "2026-01-01").findings
    assert "Maintain Core and 1 more in Switzerland, from 1 January 2026" in found.message
    at = found.places[0].at
    assert isinstance(at, Spot)
    assert (at.file, at.line) == ("program/prices/more.yml", 5)


@pytest.mark.parametrize(
    ("places", "currency"),
    [("CH", "EUR"), ("BR", "EUR"), ("program-europe", "USD")],
    ids=["a part of the places is more specific", "other places", "another currency"],
)
def test_lists_that_do_not_compete(places: str, currency: str, good: Tree, known: Answers) -> None:
    findings = checked(good, known, "More", places, "2026-01-01", currency=currency).findings
    # An example in Switzerland rightly comes out at the new price.
    assert [f.id for f in findings if f.id != "margin/worked-example"] == []
