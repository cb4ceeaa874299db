"""``for:`` and ``except:`` of a thing as lines of a contract, with their sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from partnerbook.render import fmt
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Paragraph, Phrase, Value
from partnerbook.render.appendix.say import listed, paragraph, phrase
from partnerbook.render.views.scope import Words, box_lines
from partnerbook.values.audience import own
from partnerbook.values.money import Money

PARTNER_SIDE = ("partner_type", "tracks", "seller_places")
"""What the partner is anyway: a line that applies to it need not say so."""


_DEFINED: Words = {
    "route": {
        "direct": "the Vendor sells to the customer",
        "one-tier": "the Partner buys from the Vendor",
        "two-tier": "the Partner buys from a distributor",
        "marketplace": "through a marketplace",
        "referral": "the Partner refers, the Vendor sells",
    },
    "deal_role": {
        "sourced": "found by the Partner",
        "co-sell": "sold together",
        "fulfilment": "fulfilment only",
        "referral": "referred by the Partner",
    },
}
"""Codes in the defined terms of a contract, which the site does not use."""
_DISTRIBUTED: Words = {
    **_DEFINED,
    "route": {**_DEFINED["route"], "two-tier": "a partner buys it from the Partner"},
}
"""The same in the contract of a distributor, from which other partners buy."""
FACT = "Fact"
"""The label of a fact about the deal, which says by itself what it is."""
NAMED = "certain customers, whom the Vendor names when asked"
"""Named customers of the whole program. Those in the partner's own file stand there by name."""


def line(case: Case, key: str, node: Node) -> tuple[str, Value]:
    """One dimension: its label, and what of it is meant."""
    if key == "accounts" and "all" not in node.value:
        return "Customers", _customers(case, node)
    shown = _in_currency(node.value, case.partner.currency)
    called = _DISTRIBUTED if case.is_distributor else _DEFINED
    (said,) = box_lines(case.program, case.viewer, {key: shown}, called)
    # A yes or no is said by its label alone.
    label, text = (said.label, said.text) if said.text else (FACT, said.label)
    return label, Value(text, "scope", _plain(shown), (node.ref,), node.audience)


def every(case: Case, key: str, node: Node) -> Phrase:
    """All values of one dimension, each with its own source: ``Core and Insight``."""
    names = [line(case, key, replace(item, value=[item.value]))[1] for item in node.each()]
    return listed(names)


def lines(
    case: Case, thing: Node, skip: Collection[str] = PARTNER_SIDE
) -> tuple[tuple[str, Value], ...]:
    """What ``for:`` asks for, one line per dimension; nothing when it is for everyone."""
    shown = [line(case, key, node) for key, node in thing.entries("for") if key not in skip]
    box = thing.find("for")
    if box is not None and "accounts" in box.unseen:
        shown.append(("Customers", _named(case, box)))
    return tuple(shown)


def left_out(case: Case, thing: Node) -> tuple[Phrase, ...]:
    """What ``except:`` takes out, one phrase per box; all parts of a phrase must be met."""
    found = []
    for box in thing.each("except"):
        parts = [line(case, key, node) for key, node in box.entries()]
        if "accounts" in box.unseen:
            parts.append(("Customers", _named(case, box)))
        found.append(listed([_part(label, value) for label, value in parts], "and"))
    return tuple(found)


def _part(label: str, value: Value) -> Phrase:
    return phrase(value) if label == FACT else phrase(f"{label}: ", value)


def companies(thing: Node) -> Paragraph | None:
    """How far a customer's name reaches; nothing where none is named.

    Always the same words: whether a customer has subsidiaries, and which, is not told by them.
    """
    boxes = (thing.find("for"), *thing.each("except"))
    if not any(box is not None and box.find("accounts") is not None for box in boxes):
        return None
    return paragraph("A customer named here stands for all companies that belong to it.")


def _customers(case: Case, node: Node) -> Value:
    """Customers by name. What a partner signs must say whom it means.

    The accounts stand in the partner's own file, so their names are for that partner too, although
    all else about an account, and the name in any other file, is for the vendor alone.
    """
    known = case.program.records.get("account", {})
    cited = [known[code] for code in node.value if code in known]
    names = [str(account["name"]) for account in cited]
    refs = (node.ref, *(account.ref.child("name") for account in cited))
    return Value(fmt.joined(names, "or"), "scope", _plain(node.value), refs, node.audience)


def _named(case: Case, box: Node) -> Value:
    """That accounts are meant by name. Which ones is for the vendor to tell."""
    return Value(NAMED, "choice", "named", (box.ref,), own(case.partner.id))


def _in_currency(value: Any, currency: str) -> Any:
    """An interval of money in the partner's own currency, where it has an amount."""
    if not isinstance(value, Mapping):
        return value
    return {edge: _own(amounts, currency) for edge, amounts in value.items()}


def _own(amounts: Any, currency: str) -> Any:
    if not isinstance(amounts, Sequence):
        return amounts
    mine = [money for money in amounts if isinstance(money, Money) and money.currency == currency]
    return mine or amounts


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{edge} {_plain(amount)}" for edge, amount in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(item) for item in value)
    return str(value)
