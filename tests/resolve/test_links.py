"""What one value of a file refers to and is not there, as a table of changes → findings."""

from __future__ import annotations

from pathlib import Path

import pytest

BASE = Path(__file__).parents[1] / "programs" / "minimal"
PARTS = [
    # What refers where, and what is said when it leads nowhere.
    (
        "tiers/silver.yml",
        ("tracks: [resell]", "tracks: [resell, service]"),
        (
            "tiers/silver.yml:3:18: reference/unknown-track: there is no track called service;"
            " did you mean services?"
        ),
    ),
    (
        "discounts/reseller-discount.yml",
        ("silver: 20%", "sliver: 20%"),
        (
            "discounts/reseller-discount.yml:11:13: reference/unknown-tier: there is no tier called"
            " sliver; did you mean silver?"
        ),
    ),
    (
        "discounts/reseller-discount.yml",
        ("stage: tier-discount", "stage: tier-discounts"),
        (
            "discounts/reseller-discount.yml:4:8: reference/unknown-stage: there is no stage called"
            " tier-discounts; did you mean tier-discount?"
        ),
    ),
    (
        "discounts/reseller-discount.yml",
        ("base: list", "base: after-front"),
        (
            "discounts/reseller-discount.yml:5:7: reference/unknown-stage: there is no stage called"
            " front; did you mean front-end?"
        ),
    ),
    (
        "discounts/reseller-discount.yml",
        ("base: list", "base: after-tier-discount"),
        (
            "discounts/reseller-discount.yml:5:7: reference/later-stage: the price after stage"
            " tier-discount is not known yet in stage tier-discount"
        ),
    ),
    (
        "prices/europe.yml",
        ("currency: EUR", "currency: USD"),
        (
            "prices/europe.yml:3:11: reference/unknown-currency: USD is not a currency of the"
            " program;"
            " the currencies are EUR"
        ),
    ),
    (
        "prices/europe.yml",
        ("[europe]", "[europa]"),
        (
            "prices/europe.yml:4:16: territory/unknown-place: places are written by their codes:"
            " europa is europe (Europe)"
        ),
    ),
    (
        "prices/europe.csv",
        ("MIN-100", "MIN-1OO"),
        (
            "prices/europe.csv:2:1: reference/unknown-sku: there is no sku called MIN-1OO;"
            " did you mean MIN-100?"
        ),
    ),
    (
        "products/platform.yml",
        ("20 EUR", "20 EUR, 22 USD"),
        (
            "products/platform.yml:10:20: reference/unknown-currency: USD is not a currency of the"
            " program; the currencies are EUR"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("track: resell", "track: resel"),
        (
            "partners/nordwind.yml:9:8: reference/unknown-track: there is no track called resel;"
            " did you mean resell?"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("establishment: DE-BY", "establishment: DE-BX"),
        (
            "partners/nordwind.yml:10:16: territory/unknown-place: there is no place or territory"
            " called DE-BX; did you mean DE-BB (Brandenburg), DE-BE (Berlin) or DE-BW"
            " (Baden-Württemberg)?"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("currency: EUR", "currency: CHF"),
        (
            "partners/nordwind.yml:11:11: reference/unknown-currency: CHF is not a currency of the"
            " program; the currencies are EUR"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("tier: gold", "tier: golden"),
        (
            "partners/nordwind.yml:14:12: reference/unknown-tier: there is no tier called golden;"
            " did you mean gold?"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("form: reseller-2026", "form: reseler-2026"),
        (
            "partners/nordwind.yml:15:19: reference/unknown-agreement: there is no agreement form"
            " called reseler-2026; did you mean reseller-2026?"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("version: 1", "version: 3"),
        (
            "partners/nordwind.yml:15:43: reference/unknown-agreement: the form reseller-2026 has"
            " no"
            " version 3; on file: 1"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("status: active", "status: active\nbuys_from: sumida"),
        (
            "partners/nordwind.yml:13:12: reference/unknown-partner: there is no partner called"
            " sumida; the partners are nordwind"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("status: active", "status: active\nbuys_from: nordwind"),
        (
            "partners/nordwind.yml:13:12: reference/not-a-distributor: nordwind is not a"
            " distributor:"
            " its type is reseller"
        ),
    ),
    (
        "partners/nordwind.yml",
        (
            "grants:",
            "profile: {summary: x, listed: true, segments: {sector: [public, army]}}\ngrants:",
        ),
        (
            "partners/nordwind.yml:16:65: reference/unknown-value: sector has no value army;"
            " it has commercial, public"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("grants:", "profile: {summary: x, listed: true, segments: {sektor: [public]}}\ngrants:"),
        (
            "partners/nordwind.yml:16:48: reference/unknown-dimension: there is no segmentation"
            " called sektor; did you mean sector?"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("grants:", "profile: {summary: x, listed: true, verticals: [rail]}\ngrants:"),
        (
            "partners/nordwind.yml:16:49: reference/unknown-vertical: there is no vertical called"
            " rail; the program has no verticals"
        ),
    ),
    (
        "partners/nordwind.yml",
        (
            "grants:",
            (
                "profile:\n  summary: x\n  listed: true\n"
                "  services: [{kind: training, places: [DE-BX]}]\ngrants:"
            ),
        ),
        (
            "partners/nordwind.yml:19:40: territory/unknown-place: there is no place or territory"
            " called DE-BX; did you mean DE-BB (Brandenburg), DE-BE (Berlin) or DE-BW"
            " (Baden-Württemberg)?"
        ),
    ),
    (
        "partners/nordwind.yml",
        ("grants:\n", "commitments: [{id: germany, what: x, period: a year}]\ngrants:\n"),
        (
            "partners/nordwind.yml:18:9: reference/duplicate-id: germany is the id of two things in"
            " this file"
        ),
    ),
    (
        "program.yml",
        ("places: [europe]", "places: [europa]"),
        (
            "program.yml:34:83: territory/unknown-place: places are written by their codes: europa"
            " is"
            " europe (Europe)"
        ),
    ),
    (
        "program.yml",
        ("- {id: services, name: Services}", "- {id: resell, name: Services}"),
        "program.yml:15:10: reference/duplicate-id: resell is the id of two things in this file",
    ),
    (
        "program.yml",
        ("id: nonprofit", "id: sector"),
        "program.yml:23:10: reference/duplicate-id: sector is the id of two dimensions",
    ),
    (
        "program.yml",
        ("id: nonprofit", "id: tiers"),
        (
            "program.yml:23:10: reference/reserved-id: tiers is the name of a dimension that every"
            " program has"
        ),
    ),
    (
        "program.yml",
        ("products: [all]", "products: [al]"),
        (
            "program.yml:29:36: reference/unknown-product: there is no product called al;"
            " the products are platform, core"
        ),
    ),
]


@pytest.mark.parametrize(("file", "change", "said"), PARTS, ids=[said[:60] for *_, said in PARTS])
def test_a_link_that_leads_nowhere(make, file: str, change: tuple[str, str], said: str):
    text = (BASE / "program" / file).read_text("utf-8")
    assert text.count(change[0]) == 1
    assert make({file: text.replace(*change)}).said == [said]
