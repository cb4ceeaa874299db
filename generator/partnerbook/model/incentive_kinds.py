"""The kinds of incentive as a table: what each can give by, and which fields it alone has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from partnerbook.model.base import Rule, choices

Kind = Literal[
    "deal-registration",
    "volume-discount",
    "rebate",
    "development-funds",
    "commission",
    "spiff",
    "allowance",
    "special-price",
    "bonus",
    "accelerator",
    "revenue-share",
    "credit-back",
    "co-op",
    "practice-fund",
    "price-protection",
]
Purpose = Literal["warehousing", "transport", "marketing", "training", "other"]


@dataclass(frozen=True, slots=True)
class Giving:
    """By which fields a kind gives, exactly one of them; ``why`` says so in words."""

    gives: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Owning:
    """A field that only some kinds have; those in ``needed_by`` cannot do without it."""

    kinds: tuple[str, ...]
    why: str
    needed_by: tuple[str, ...] = ()


_FIXED = Giving(
    ("rate", "rates", "amounts"), "this kind gives one rate, rates per tier or fixed amounts"
)
_BANDED = Giving(("bands", "rate", "rates"), "this kind gives bands, one rate or rates per tier")
_ANY = Giving(
    ("rate", "rates", "bands", "amounts"),
    "this kind gives one rate, rates per tier, bands or fixed amounts",
)

GIVING: Mapping[str, Giving] = {
    "deal-registration": _FIXED,
    "volume-discount": Giving(("bands",), "a volume discount is given by bands"),
    "rebate": _BANDED,
    "development-funds": _FIXED,
    "commission": _ANY,
    "spiff": Giving(("amounts",), "a spiff pays fixed amounts to a person"),
    "allowance": _FIXED,
    "special-price": Giving(
        ("rate", "rates", "prices"), "a special price is one rate, rates per tier or prices"
    ),
    "bonus": _ANY,
    "accelerator": _BANDED,
    "revenue-share": Giving(
        ("rate", "rates", "bands"), "a revenue share gives a rate, rates per tier or bands"
    ),
    "credit-back": Giving(
        ("rate", "rates", "amounts"), "a credit-back gives a rate, rates per tier or fixed amounts"
    ),
    "co-op": Giving(("rate", "rates"), "this kind gives either one rate or rates per tier"),
    "practice-fund": Giving(("milestones",), "a practice fund pays for milestones"),
    "price-protection": Giving(("window",), "price protection credits a fall in price in a window"),
}

_FUNDS = Owning(
    ("development-funds", "co-op"),
    "only development funds and co-op money pay a share of certain costs",
)
OWNING: Mapping[str, Owning] = {
    "paid_to": Owning(("spiff",), "only a spiff is paid to a person", needed_by=("spiff",)),
    "eligible_costs": _FUNDS,
    "share_of_cost": _FUNDS,
    "purpose": Owning(("allowance",), "only an allowance is given for a purpose"),
    "stacks": Owning(
        tuple(choices(Kind)),
        "an accelerator comes on top of another incentive, which stacks requires names",
        needed_by=("accelerator",),
    ),
    "term": Owning(
        ("commission", "revenue-share"),
        "a revenue share is paid for a term, a commission may be, nothing else",
        needed_by=("revenue-share",),
    ),
    "of": Owning(
        ("credit-back",),
        "a credit-back says of which incentive of the partner it is; nothing else does",
        needed_by=("credit-back",),
    ),
    "split": Owning(
        ("rebate", "co-op", "bonus"), "only a rebate, a bonus or co-op money is paid in parts"
    ),
    "running": Owning(
        ("commission", "revenue-share", "rebate", "bonus", "co-op", "development-funds"),
        "only what is paid over a time runs on",
    ),
    "reported_within": Owning(
        ("price-protection",),
        "only price protection needs the stock to be reported",
        needed_by=("price-protection",),
    ),
    "protection": Owning(("deal-registration",), "only a registered deal can be protected"),
}

_WAYS: Mapping[str, str] = {
    "rate": "",
    "rates": "one rate for all, or rates per tier, not both",
    "bands": "bands have their own rates",
    "amounts": "a fixed amount is given instead of a rate, not besides",
    "prices": "a price is given instead of a rate, not besides",
    "milestones": "milestones have their own amounts",
    "window": "what is credited follows from the lower price",
}
"""All ways of giving, in the order of a file; why a later one does not go with an earlier one."""

_BASED = ("rate", "rates", "bands", "prices")


def rules() -> tuple[Rule, ...]:
    """What the table asks of a file."""
    recurring = "what recurs is shared for a term"
    only = Rule("base", recurring, values=("recurring",), require=("term",))
    return (*_by_kind(), *_by_way(), *_owned(), only)


def _by_kind() -> Iterator[Rule]:
    """Exactly one of the ways of its kind; which kinds are alike is said in one rule."""
    for giving in dict.fromkeys(GIVING.values()):
        kinds = tuple(kind for kind, its in GIVING.items() if its == giving)
        first, *others = giving.gives
        yield Rule("kind", giving.why, values=kinds, without=tuple(others), require=(first,))
        other_ways = tuple(way for way in _WAYS if way not in giving.gives)
        yield Rule("kind", giving.why, values=kinds, refuse=other_ways)


def _by_way() -> Iterator[Rule]:
    ways = tuple(_WAYS)
    for at, way in enumerate(ways):
        if at:
            yield Rule(way, _WAYS[way], refuse=ways[:at])
    for way in _BASED:
        why = "a rate needs the price that it is a percentage of"
        if way == "prices":
            why = "prices need the price that they are reckoned from"
        yield Rule(way, why, require=("base",))
    yield Rule("amounts", "a fixed amount is paid per order or per unit", require=("per",))
    yield Rule("per", "only a fixed amount is paid per order or per unit", require=("amounts",))


def _owned() -> Iterator[Rule]:
    for field, owning in OWNING.items():
        others = tuple(kind for kind in choices(Kind) if kind not in owning.kinds)
        if others:
            yield Rule("kind", owning.why, values=others, refuse=(field,))
        if owning.needed_by:
            yield Rule("kind", owning.why, values=owning.needed_by, require=(field,))
