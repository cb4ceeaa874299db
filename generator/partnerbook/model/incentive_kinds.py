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
    "co-op",
    "practice-fund",
    "price-protection",
]


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


_RATES = Giving(("rate", "rates"), "this kind gives either one rate or rates per tier")
_BANDS = Giving(("bands",), "volume discounts, rebates and bonuses pay by bands")

GIVING: Mapping[str, Giving] = {
    "deal-registration": _RATES,
    "volume-discount": _BANDS,
    "rebate": _BANDS,
    "development-funds": _RATES,
    "commission": _RATES,
    "spiff": Giving(("amounts",), "a spiff pays fixed amounts to a person"),
    "allowance": _RATES,
    "special-price": _RATES,
    "bonus": _BANDS,
    "co-op": _RATES,
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
    "term": Owning(("commission",), "only a commission is paid for a term"),
    "split": Owning(
        ("rebate", "co-op", "bonus"), "only a rebate, a bonus or co-op money is paid in parts"
    ),
    "running": Owning(
        ("commission", "rebate", "bonus", "co-op", "development-funds"),
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
    "milestones": "milestones have their own amounts",
    "window": "what is credited follows from the lower price",
}
"""All ways of giving, in the order of a file; why a later one does not go with an earlier one."""

_PERCENTAGES = ("rate", "rates", "bands")


def rules() -> tuple[Rule, ...]:
    """What the table asks of a file."""
    return (*_by_kind(), *_by_way(), *_owned())


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
    for way in _PERCENTAGES:
        why = "a rate needs the price that it is a percentage of"
        yield Rule(way, why, require=("base",))
    yield Rule("amounts", "a fixed amount is paid per order or per unit", require=("per",))
    yield Rule("per", "only a fixed amount is paid per order or per unit", require=("amounts",))


def _owned() -> Iterator[Rule]:
    for field, owning in OWNING.items():
        others = tuple(kind for kind in choices(Kind) if kind not in owning.kinds)
        yield Rule("kind", owning.why, values=others, refuse=(field,))
        if owning.needed_by:
            yield Rule("kind", owning.why, values=owning.needed_by, require=(field,))
