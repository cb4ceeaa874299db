"""Schedules D and K: one answer to how terms change, and what a missed commitment allows."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.render.appendix import appendix_set

FORM, PARTNER = "agreements/reseller-2026-1.yml", "partners/nordwind.yml"
DAY = date(2026, 11, 22)
COMMITMENT = (
    "commitments: [{{id: yearly, what: Purchases, count: 10, period: each year{missed}}}]\n"
)
BOTH = "only with the signatures of both sides"
NOTICE, NEVER = "by the Vendor, with the notice above", "not during the term"
MISSED = "what Schedule D allows after a missed commitment, with notice of 90 days"
NEEDS = (
    "What stands beside a commitment for that case needs no other signature. Where it changes a"
    " right in Schedule B, the Vendor tells the Partner at least 90 days before."
)


@pytest.fixture
def changed(make, text_of):
    """The appendices under a form with this notice, changed so, and with a commitment or none."""

    def build(notice: str, changed_by: str, commitment: str = ""):
        head = [
            line
            for line in text_of(FORM).splitlines()
            if not line.startswith(("notice:", "changed_by:"))
        ]
        form = "\n".join(
            (*head, f"notice: {{{notice}}}", *([changed_by] if changed_by else []), "")
        )
        program = make({FORM: form, PARTNER: text_of(PARTNER) + commitment})
        return appendix_set(program, "nordwind", DAY)

    return build


@pytest.mark.parametrize(
    ("changed_by", "told_before", "how"),
    [
        (
            "changed_by: {prices: notice, territory: signature, liability: never}",
            ["Prices and discounts | 60 days", "Tiers, incentives and rules | 45 days"],
            [
                "Prices and discounts | by the Vendor, with the notice above",
                "Tiers, incentives and rules | by the Vendor, with the notice above",
                f"Territories and rights | {BOTH}",
                "Liability | not during the term",
                f"Everything else | {BOTH}",
            ],
        ),
        (
            "changed_by: {prices: signature, program: never, territory: notice, payment: notice}",
            ["Territories and rights | 90 days", "Payment | 30 days"],
            [
                f"Prices and discounts | {BOTH}",
                "Tiers, incentives and rules | not during the term",
                "Territories and rights | by the Vendor, with the notice above",
                "Payment | by the Vendor, with the notice above",
                f"Everything else | {BOTH}",
            ],
        ),
        (
            "",
            [
                "Prices and discounts | 60 days",
                "Tiers, incentives and rules | 45 days",
                "Territories and rights | 90 days",
            ],
            [
                "Prices and discounts | by the Vendor, with the notice above",
                "Tiers, incentives and rules | by the Vendor, with the notice above",
                "Territories and rights | by the Vendor, with the notice above",
                f"Everything else | {BOTH}",
            ],
        ),
    ],
    ids=["signature", "notice", "not said"],
)
def test_only_what_changes_by_notice_has_a_notice(changed, told, changed_by, told_before, how):
    document = changed("prices: 60 days, program: 45 days, territory: 90 days", changed_by)
    assert told(document, "K.1")[2:] == told_before
    assert told(document, "K.2")[1:] == how


@pytest.mark.parametrize(
    ("changed_by", "missed", "expected"),
    [
        ("signature", ", if_missed: The right becomes non-exclusive", (NEEDS, f"{BOTH}; {MISSED}")),
        ("notice", ", if_missed: The right becomes non-exclusive", (NEEDS, NOTICE)),
        ("never", ", if_missed: A plan", ("It changes no right in Schedule B.", NEVER)),
        ("signature", "", (None, BOTH)),
    ],
)
def test_what_a_missed_commitment_allows_is_said_once(changed, told, changed_by, missed, expected):
    said, way = expected
    document = changed(
        "territory: 90 days",
        f"changed_by: {{territory: {changed_by}}}",
        COMMITMENT.format(missed=missed),
    )
    rule = "A missed commitment changes nothing by itself: what may follow is decided then."
    lines = told(document, "D.1")
    assert lines[lines.index(rule) + 1 :] == ([said] if said else [])
    assert f"Territories and rights | {way}" in told(document, "K.2")


@pytest.mark.parametrize(
    ("counted_from", "said"),
    [
        ("", "30 days"),
        ("claim_counted_from: the day of the order\n", "30 days from the day of the order"),
    ],
)
def test_a_claim_says_what_its_days_count_from(make, text_of, told, counted_from, said):
    text = (
        "name: Extra\nsummary: More.\nkind: allowance\nfor: everyone\nfrom: 2026-01-01\n"
        "side: partner\nstage: front-end\nbase: list\nanchor: order\napplies: automatic\n"
        f"audience: partner\nrate: 5%\nclaim_window: 30 days\n{counted_from}"
    )
    document = appendix_set(make({"incentives/extra.yml": text}), "nordwind", DAY)
    assert f"Claimed within | {said}" in told(document, "C.2")


def test_every_claim_of_the_sample_counts_from_something(sample, sets, told):
    lines = [
        line
        for document in sets.values()
        for clause in document.schedules[3].clauses
        for line in told(document, clause.number)
        if line.startswith("Claimed within")
    ]
    assert len(lines) > 20
    assert all(" from " in line for line in lines)


@pytest.mark.parametrize("old", ["the vendor", "The vendor", "the partner buys", "partner refers"])
def test_contracts_spell_the_parties_with_a_capital(sets, told, old):
    for name, document in sets.items():
        for schedule in document.schedules:
            for clause in schedule.clauses:
                for line in told(document, clause.number):
                    assert old not in line, (name, clause.number)
