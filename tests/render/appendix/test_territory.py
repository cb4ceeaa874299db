"""Schedule B: kinds, places in words and codes, what is left out, what limits a right, the law."""

from __future__ import annotations

import pytest

from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.places import codes

GRANTS = "grants:"


def with_grants(text: str, grants: str) -> str:
    return text[: text.index(GRANTS)] + GRANTS + "\n" + grants


@pytest.fixture
def shown(make, text_of, told):
    """The lines of B.1 for one right, written in one line."""

    def lines(grant: str, extra: dict[str, str] | None = None) -> list[str]:
        text = with_grants(text_of("partners/nordwind.yml"), f"  - {{id: one, {grant}}}\n")
        program = make({"partners/nordwind.yml": text, **(extra or {})})
        said: list[str] = told(appendix_set(program, "nordwind", program.as_of), "B.1")
        return said

    return lines


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("exclusive", "Exclusive: the Vendor gives the same right to no other partner and leaves"),
        ("sole", "Sole: the Vendor gives the same right to no other partner, but may sell itself"),
        ("non-exclusive", "Non-exclusive: the Vendor and other partners may sell too"),
    ],
)
def test_kinds_in_words(shown, kind, words):
    lines = shown(f"grant_kind: {kind}, for: {{places: [DE], products: [core]}}")
    assert lines[0] == "Right one"
    assert lines[2].startswith(f"Kind | {words}")


def test_a_right_without_dates_lasts_as_long_as_the_agreement(shown):
    lines = shown("grant_kind: sole, for: {places: [DE], products: [all]}")
    assert lines[3:] == [
        "Covers | resell",
        "Places | Germany",
        "Codes (ISO 3166) | DE",
        "Products | All products",
        "From | the first day of the agreement",
        "Through | the last day of the agreement",
        (
            "Limited by | The agreement, which runs at least through 31 March 2028 unless it is"
            " ended before, and goes on as long as it renews (Schedule H)"
        ),
    ]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("{places: [DE-BE, FR], products: [core]}", "DE-BE, FR"),
        ("{places: [world], products: [core]}", "world"),
        ("{places: [benelux], products: [core]}", "BE, LU, NL"),
    ],
)
def test_codes_of_places(shown, scope, expected):
    extra = {
        "territories/benelux.yml": "name: Benelux\nsummary: Three.\n"
        "versions: [{id: one, places: [BE, NL, LU]}]\n"
    }
    lines = shown(f"grant_kind: sole, for: {scope}", extra)
    assert f"Codes (ISO 3166) | {expected}" in lines


def test_a_country_less_a_part_of_it(shown):
    lines = shown(
        "grant_kind: sole, for: {places: [DE], products: [core]}, except: [{places: [DE-BE]}]"
    )
    assert "Codes (ISO 3166) | DE except DE-BE" in lines
    assert lines[-2:] == [
        "Left out of this right is what meets all parts of one of these lines:",
        "Customers in: Berlin.",
    ]


def test_what_must_be_met_together_is_said_together(shown):
    lines = shown(
        "grant_kind: sole, for: {places: [DE], products: [all], sector: [public]},"
        " except: [{products: [core], nonprofit: [yes]}]"
    )
    assert "Sector | Public sector" in lines
    assert lines[-1] == "Products: Core and Non-profit customer."


def test_a_territory_that_will_change_shows_both_states(shown):
    extra = {
        "territories/two.yml": "name: Two\nsummary: Changes.\nversions:\n"
        "  - {id: one, places: [DE], through: 2026-12-31}\n"
        "  - {id: two, places: [DE, AT], from: 2027-01-01}\n"
    }
    lines = shown("grant_kind: sole, for: {places: [two], products: [core]}", extra)
    assert [line for line in lines if line.startswith("Codes")] == [
        "Codes (ISO 3166), 22 November to 31 December 2026 | DE",
        "Codes (ISO 3166), from 1 January 2027 | AT, DE",
    ]


def test_a_shared_right_names_the_group_and_its_limit_but_no_member(sets, told):
    lines = told(sets["fjellsyn"], "B.1")
    assert lines[2] == (
        "Kind | Exclusive within a group: only members of the group hold this right. The group is"
        " Insight in the Nordics, with at most 3 members"
    )
    assert "Codes (ISO 3166) | DK, FI, IS, NO, SE" in lines
    assert not [line for line in lines if "Skogsmark" in line or "Havnegaarden" in line]


@pytest.mark.parametrize(
    ("partner", "says"),
    [
        ("kowadlo", "may actively sell"),
        ("isarsensorik", "may actively sell"),
        ("kitano", "may sell"),
        ("basin-ridge", "may sell"),
    ],
)
def test_active_sales_wording_where_the_policy_asks_for_it(sets, told, partner, says):
    assert told(sets[partner], "B.1")[1] == f"The Partner {says} as follows:"
    law = [c for c in sets[partner].schedules[2].clauses if c.id == "active-sales"]
    assert len(law) == (says == "may actively sell")
    assert all(clause.blocks for clause in law)


def test_outside_the_area_no_word_of_its_law_stands_in_a_contract(sets):
    """A right in the area is what brings its wording in, and nothing else does."""
    for name, document in sets.items():
        said = repr(document.schedules)
        inside = "may actively sell" in said
        assert ("active" in said.lower()) == inside, name
        assert ("Active sales" in said) == inside, name
        assert ("European Economic Area" in said) == inside, name
    assert "may actively sell" in repr(sets["seidel-brandt"])
    for name in ("cedar-hollow", "kitano", "minatobashi", "wattle-range", "erable-rouge"):
        assert "may actively sell" not in repr(sets[name].schedules), name


def test_nothing_says_what_a_partner_may_not_sell(sets):
    for name, document in sets.items():
        for clause in document.schedules[2].clauses:
            for block in clause.blocks:
                assert "may not sell" not in repr(block), name


def test_codes_need_no_country_for_an_empty_set(sample):
    assert codes(sample.axes, ()) == ()
