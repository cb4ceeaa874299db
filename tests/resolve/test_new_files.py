"""Files that are good by themselves and do not fit the others: exact findings."""

from __future__ import annotations

from pathlib import Path

import pytest

BASE = Path(__file__).parents[1] / "programs" / "minimal"
INCENTIVE = (
    "name: Extra\nkind: allowance\nsummary: Extra.\nfor: {for}\nfrom: 2026-01-01\nside: partner\n"
    "stage: front-end\nbase: list\nanchor: order\napplies: automatic\naudience: partner\nrate: 1%\n"
)


def territory(text: str) -> str:
    return "name: T\nversions:\n" + "".join(f"  - {line}\n" for line in text.split("\n"))


NEW_FILES = [
    (
        {
            "products/tools.yml": "name: Tools\nproducts:\n  - {id: core, name: Core, sku: T-1,"
            " per: piece, billing: once, launch: 2024-01-01, cost: [1 EUR]}\n"
        },
        (
            "products/tools.yml:3:10: reference/duplicate-id: core is the id of another product"
            " too;"
            " products and families share their ids"
        ),
    ),
    (
        {
            "products/tools.yml": "name: Tools\nproducts:\n  - {id: platform, name: Core, sku: T-1,"
            " per: piece, billing: once, launch: 2024-01-01, cost: [1 EUR]}\n"
        },
        (
            "products/tools.yml:3:10: reference/duplicate-id: platform is the id of a product"
            " family"
            " too; products and families share their ids"
        ),
    ),
    (
        {
            "products/tools.yml": "name: Tools\nproducts:\n  - {id: hammer, name: H, sku: MIN-100,"
            " per: piece, billing: once, launch: 2024-01-01, cost: [1 EUR]}\n"
        },
        "products/tools.yml:3:32: reference/duplicate-id: the sku MIN-100 belongs to core already",
    ),
    (
        {"incentives/reseller-discount.yml": INCENTIVE.replace("{for}", "everyone")},
        (
            "incentives/reseller-discount.yml:1:1: reference/duplicate-id: reseller-discount is"
            " the id"
            " of a discount table and of an incentive"
        ),
    ),
    (
        {"incentives/extra.yml": INCENTIVE.replace("{for}", "everyone") + "track: resel\n"},
        (
            "incentives/extra.yml:13:8: reference/unknown-track: there is no track called resel;"
            " did you mean resell?"
        ),
    ),
    (
        {
            "incentives/extra.yml": INCENTIVE.replace("{for}", "everyone")
            + "stacks: {requires: [registration]}\n"
        },
        (
            "incentives/extra.yml:13:21: reference/unknown-step: there is no discount or incentive"
            " called registration; the discounts and incentives are reseller-discount, extra"
        ),
    ),
    (
        {"territories/europe.yml": territory("{id: a, places: [DE]}")},
        (
            "territories/europe.yml:1:1: reference/duplicate-id: europe is the name of a place"
            " already"
            " (Europe); give the territory another id"
        ),
    ),
    (
        {"territories/dach.yml": territory("{id: a, places: [DE, dach]}")},
        "territories/dach.yml:3:26: territory/cycle: a territory cannot lie in itself: dach → dach",
    ),
    (
        {
            "territories/a.yml": territory("{id: a, places: [DE, b]}"),
            "territories/b.yml": territory("{id: a, places: [world], except: [c]}"),
            "territories/c.yml": territory("{id: a, places: [a]}"),
        },
        "territories/a.yml:3:26: territory/cycle: a territory cannot lie in itself: a → b → c → a",
    ),
    (
        {
            "territories/a.yml": territory(
                "{id: a, places: [DE]}\n{id: b, from: 2027-01-01, places: [AT]}"
            )
        },
        (
            "territories/a.yml:4:5: territory/overlapping-versions: two versions of a hold at the"
            " same"
            " time: from 1 January 2027"
        ),
    ),
    (
        {"territories/a.yml": territory("{id: a, places: [DE]}") + "contact: partner-des\n"},
        (
            "territories/a.yml:4:10: reference/unknown-contact: there is no contact called"
            " partner-des; did you mean partner-desk?"
        ),
    ),
    (
        {"accounts/a.yml": "name: A\nplace: FR\nparent: a\n"},
        "accounts/a.yml:3:9: reference/parent-circle: an account cannot belong to itself: a → a",
    ),
    (
        {"accounts/a.yml": "name: A\nplace: FRA\n"},
        (
            "accounts/a.yml:2:8: territory/unknown-place: places are written by their codes:"
            " FRA is FR (France)"
        ),
    ),
    (
        {
            "accounts/a.yml": "name: A\nplace: dach\n",
            "territories/dach.yml": territory("{id: a, places: [DE]}"),
        },
        (
            "accounts/a.yml:2:8: territory/unknown-place: dach is a territory; a country or a part"
            " of"
            " one must stand here"
        ),
    ),
    (
        {"accounts/other.yml": "name: Other\nplace: FR\n"},
        (
            "accounts/other.yml:1:1: reference/reserved-id: other means every account without a"
            " name;"
            " give this one another id"
        ),
    ),
]


@pytest.mark.parametrize(("files", "said"), NEW_FILES, ids=[said[:60] for _, said in NEW_FILES])
def test_a_new_file_that_does_not_fit(make, files: dict[str, str], said: str):
    assert make(files).said == [said]


STANDING = [
    (
        (
            "- {tier: silver, from: 2024-01-01, because: earned}\n"
            "- {tier: gold, from: 2026-01-01, because: earned}"
        ),
        [
            (
                "partners/suedlicht.yml:15:24: standing/overlapping-history: Südlicht IT GmbH"
                " holds two"
                " tiers at the same time: silver and gold, from 1 January 2026"
            )
        ],
        [("silver", "2024-01-01..2025-12-31"), ("gold", "2026-01-01..")],
    ),
    (
        (
            "- {tier: gold, from: 2026-01-01, because: earned}\n"
            "- {tier: silver, from: 2024-01-01, through: 2025-12-31, because: earned}"
        ),
        [],
        [("silver", "2024-01-01..2025-12-31"), ("gold", "2026-01-01..")],
    ),
    (
        "- {tier: advisor, from: 2026-01-01, because: earned}",
        [
            (
                "partners/suedlicht.yml:14:12: reference/tier-outside-track: advisor is not a tier"
                " of"
                " the track resell, but of services"
            )
        ],
        [("advisor", "2026-01-01..")],
    ),
]


@pytest.mark.parametrize(("history", "said", "held"), STANDING)
def test_standing_history(make, partner, history: str, said: list[str], held: list):
    lines = "".join(f"  {line}\n" for line in history.split("\n"))
    made = make(
        {
            "partners/suedlicht.yml": partner(more=f"standing:\n{lines}"),
            "tiers/advisor.yml": "name: Advisor\ntracks: [services]\nrank: 1\nsummary: x\n",
        }
    )
    assert made.said == said
    standing = made.program.partners["suedlicht"].standing
    assert [(one.tier, f"{one.period.start}..{one.period.through or ''}") for one in standing] == (
        held
    )


def test_the_repair_of_an_overlapping_history_ends_the_earlier_tier(make, partner):
    more = (
        "standing:\n  - {tier: silver, from: 2024-01-01, because: earned}\n"
        "  - {tier: gold, from: 2026-01-01, because: earned}\n"
    )
    (finding,) = make({"partners/suedlicht.yml": partner(more=more)}).findings
    (repair,) = finding.help
    (edit,) = repair.edits
    assert repair.say == "end silver on the day before (through: 2025-12-31)"
    assert (edit.how, edit.text) == ("insert", "through: 2025-12-31")


def test_maintenance_may_repeat_the_ids_of_requirements(make):
    asks = "[{id: contract, name: Signed, kind: done}]"
    text = (BASE / "program/tiers/gold.yml").read_text("utf-8")
    made = make({"tiers/gold.yml": f"{text}requirements: {asks}\nmaintenance: {asks}\n"})
    assert made.said == []


ADVISOR = "name: Advisor\ntracks: [services]\nrank: 1\nsummary: x\n"
HELD = "standing:\n  - {tier: advisor, from: 2026-01-01, because: earned}\n"
TWICE = (
    "standing:\n  - {tier: advisor, from: 2024-01-01, through: 2025-12-31, because: earned}\n"
    "  - {tier: advisor, from: 2026-01-01, because: earned}\n"
)


def test_several_partners_outside_the_tracks_of_a_tier_are_one_mistake_at_the_tier(make, partner):
    files = {f"partners/p{n}.yml": partner(more=HELD) for n in range(8)}
    made = make({**files, "tiers/advisor.yml": ADVISOR})
    assert made.said == [
        (
            "tiers/advisor.yml:2:9: reference/tier-outside-track: advisor does not serve the track"
            " resell, but 8 partners of it hold advisor"
        )
    ]
    (finding,) = made.findings
    assert finding.help[0].say == "add resell (`tracks:`)"
    assert [(edit.text, edit.how) for edit in finding.help[0].edits] == [("resell", "insert")]
    assert len(finding.places) == 6
    assert finding.places[-1].label.endswith("track resell, and 3 more partners")


def test_one_partner_outside_the_tracks_of_its_tier_is_one_mistake_at_the_partner(make, partner):
    made = make({"partners/p.yml": partner(more=TWICE), "tiers/advisor.yml": ADVISOR})
    assert made.said == [
        (
            "partners/p.yml:14:12: reference/tier-outside-track: advisor is not a tier of the track"
            " resell, but of services"
        )
    ]
    assert [place.label for place in made.findings[0].places][:2] == ["", "also here"]
