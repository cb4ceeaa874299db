"""Broken files are left out and named, and what only follows from that is counted, not said."""

from __future__ import annotations

import pytest

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree

BROKEN = "name: [\n"
DISTRIBUTOR = "type: reseller"
ROUTE = "name: R\nrules:\n  - {id: one, for: {for}, must_use: two-tier, reason: x}\n"


def route(scope: str) -> str:
    return ROUTE.replace("{for}", scope)


GOLD_GONE = ("nordwind/standing", "reseller-discount/all-products")

CASES = [
    # The tier's file is broken: its rate and its holder are left out, nothing is said.
    (
        {"tiers/gold.yml": BROKEN},
        [],
        1,
        ("nordwind/standing", "reseller-discount/all-products"),
    ),
    # The tier's file is left out for its name, and by that name it would have been gold.
    (
        {"tiers/gold.yml": None, "tiers/Gold.yml": "name: Gold\n"},
        [],
        1,
        GOLD_GONE,
    ),
    ({"tiers/gold.yml": None, "tiers/gold.yaml": "name: Gold\n"}, [], 1, GOLD_GONE),
    # Another name explains nothing.
    (
        {"tiers/gold.yml": None, "tiers/Golden.yml": "name: Gold\n"},
        [
            (
                "discounts/reseller-discount.yml:11:26: reference/unknown-tier: there is no tier"
                " called gold; the tiers are silver"
            )
        ],
        0,
        GOLD_GONE,
    ),
    # Nobody has looked into a file of products with a wrong name: any product may be in it.
    (
        {"products/platform.yml": None, "products/Platform_2.yml": "name: P\n"},
        [],
        2,
        ("nordwind/germany",),
    ),
    # The product's file is broken, and the id stands in its text.
    ({"products/platform.yml": "name: [\nid: core\nsku: MIN-100\n"}, [], 2, ("nordwind/germany",)),
    # It is broken, but the id is in no broken file: that is a mistake of its own.
    (
        {"products/platform.yml": "name: [\nid: core-suite\nsku: MIN-100-A\n"},
        [
            (
                "partners/nordwind.yml:19:36: reference/unknown-product: there is no product called"
                " core; the program has no products"
            ),
            (
                "prices/europe.csv:2:1: reference/unknown-sku: there is no sku called MIN-100;"
                " the program has no skus"
            ),
        ],
        0,
        ("nordwind/germany",),
    ),
    # The agreement's form is broken: nobody knows whether the grant is in force.
    ({"agreements/reseller-2026-1.yml": BROKEN}, [], 1, ("nordwind/agreement",)),
    # A territory.
    (
        {"territories/dach.yml": BROKEN, "routes/r.yml": route("{places: [dach]}")},
        [],
        1,
        ("r/one",),
    ),
    (
        {"territories/dach.yml": BROKEN, "routes/r.yml": route("{places: [dach, DX]}")},
        ["routes/r.yml:3:36: territory/unknown-place: there is no place or territory called DX"],
        1,
        ("r/one",),
    ),
    # A distributor: the partner stays, with nobody to buy from.
    (
        {
            "partners/sumida.yml": BROKEN,
            "partners/suedlicht.yml": ("", "buys_from: sumida\n"),
        },
        [],
        1,
        ("suedlicht/buys_from",),
    ),
    # A price list or a table of prices takes its prices with it.
    ({"prices/europe.csv": "sku;price;per\n"}, [], 0, ()),
    ({"prices/europe.yml": BROKEN}, [], 0, ()),
    ({"partners/nordwind.yml": BROKEN}, [], 0, ()),
]


@pytest.mark.parametrize("case", CASES)
def test_what_follows_from_a_broken_file_is_counted(make, partner, case: tuple):
    files, said, suppressed, left_out = case
    texts = {
        name: partner(more=text[1]) if isinstance(text, tuple) else text
        for name, text in files.items()
    }
    made = make(texts)
    assert made.said == said
    assert made.program.suppressed == suppressed
    assert made.program.left_out == left_out
    assert made.program.broken == made.loaded.broken
    assert made.shape


def test_grants_without_a_known_form_are_in_force_on_no_day(make):
    made = make({"agreements/reseller-2026-1.yml": BROKEN})
    (grant,) = made.program.grants
    assert made.program.partners["nordwind"].agreement is None
    assert grant.written
    assert not grant.cells


@pytest.mark.parametrize("text", [None, BROKEN])
def test_without_program_yml_there_is_no_program(text: str | None):
    files = {"program/tiers/gold.yml": b"name: Gold\n"}
    if text is not None:
        files["program/program.yml"] = text.encode()
    loaded, _ = load_tree(MemoryTree(files))
    assert resolve(loaded) == (None, [])


def test_a_partner_with_unknown_coordinates_is_left_out_but_still_known(make, partner):
    made = make(
        {
            "partners/suedlicht.yml": partner().replace("track: resell", "track: resel"),
            "partners/west.yml": partner(more="buys_from: suedlicht\n").replace(
                "Südlicht IT", "West IT"
            ),
        }
    )
    assert made.said == [
        (
            "partners/suedlicht.yml:8:8: reference/unknown-track: there is no track called resel;"
            " did you mean resell?"
        ),
        (
            "partners/west.yml:13:12: reference/not-a-distributor: suedlicht is not a distributor:"
            " its type is reseller"
        ),
    ]
    assert sorted(made.program.partners) == ["nordwind", "west"]
    assert made.program.left_out == ("suedlicht", "west/buys_from")


def test_a_damaged_territory_narrows_rights_but_never_an_exception(make):
    territory = "name: DACH\nversions: [{id: a, places: [DE, AX-99]}]\n"
    made = make(
        {
            "territories/dach.yml": territory,
            "routes/r.yml": "name: R\nrules:\n"
            "  - {id: held, for: {places: [dach, FR]}, must_use: two-tier, reason: x}\n"
            "  - {id: cut, for: {places: [FR, DE]}, except: [{places: [dach]}], must_use: two-tier,"
            " reason: x}\n",
        }
    )
    assert len(made.said) == 1
    assert [rule.id for rule in made.program.routes] == ["r/held"]
    assert made.program.left_out == ("r/cut",)


def test_nothing_refers_to_what_was_left_out(make, partner, program_yml):
    """A distributor without a known track, a group without a known place: both are left out."""
    distributor = partner().replace("track: resell", "track: resel")
    group = "{id: french, name: French, limit: 2, for: {places: [FRA]}}"
    made = make(
        {
            "program.yml": program_yml(
                "notice: {default: 30 days}",
                f"notice: {{default: 30 days}}\nshared_groups: [{group}]",
            ),
            "partners/sumida.yml": distributor.replace("type: reseller", "type: distributor"),
            "partners/suedlicht.yml": partner(
                "{id: france, grant_kind: shared-exclusive, group: french,"
                " for: {places: [FR], products: [core]}}",
                more="buys_from: sumida\n",
            ),
            "routes/r.yml": "name: R\nrules:\n  - {id: one, for: {places: [DE]},"
            " must_use: two-tier, distributors: [sumida], reason: x}\n",
        }
    )
    assert [line.split(": ")[1] for line in made.said] == [
        "reference/unknown-track",
        "territory/unknown-place",
    ]
    program = made.program
    assert program.partners["suedlicht"].buys_from == ""
    assert (program.partners["suedlicht"].grants, program.routes, program.shared_groups) == (
        (),
        (),
        {},
    )
    assert program.left_out == (
        "french",
        "suedlicht/france",
        "sumida",
        "suedlicht/buys_from",
        "r/one",
    )
