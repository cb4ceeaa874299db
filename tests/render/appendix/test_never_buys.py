"""Appendices of partners that bring customers and buy nothing: agents and referral partners."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("name", "earns"),
    [("liffeyside", "agent-commission"), ("jarvenpuu", "referral-commission")],
)
def test_agents_and_referral_partners_get_fees_and_no_terms_for_buying(sets, told, name, earns):
    document = sets[name]
    assert "partner-discount" not in [clause.id for clause in document.schedules[1].clauses]
    assert not [line for line in told(document, "3") if line.startswith("Buys from")]
    assert [clause.id for clause in document.schedules[3].clauses][:2] == ["working-out", earns]
    assert told(document, "C.1")[1] == "Each amount is a percentage of the list price."
    assert [line for line in told(sets["wislana"], "3") if line == "Buys from | the Vendor"]


def test_an_incentive_names_only_products_on_which_the_partner_holds_a_right(sets, told):
    (line,) = [line for line in told(sets["lakefront-advisory"], "C.2") if "Products" in line]
    assert line == ("Products | Maintain Core, Maintain Mobile, Maintain Parts or Corvenna Insight")


@pytest.mark.parametrize(("name", "there"), [("liffeyside", True), ("lakefront-advisory", False)])
def test_what_a_form_says_for_one_type_stands_in_its_contracts_alone(sets, told, name, there):
    topics = [line.split(" | ")[0] for line in told(sets[name], "H.8")]
    assert ("Indemnity" in topics) is there
    (signs,) = [
        clause for clause in sets[name].schedules[1].clauses if clause.title.text == "Who signs"
    ]
    assert signs.id == ("negotiation" if there else "no-authority")
