"""``for:`` and ``except:`` in words: one line per dimension, as a person would tick them off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from partnerbook.render import fmt, words
from partnerbook.render.views.seen import documents
from partnerbook.resolve.naming import name_place
from partnerbook.resolve.program import Program
from partnerbook.source.geography import Area
from partnerbook.values.audience import Viewer

_LABELS = {
    "products": "Products",
    "places": "Customers in",
    "seller_places": "Partners in",
    "partner_type": "Types of partner",
    "tiers": "Tiers",
    "tracks": "Tracks",
    "route": "Way of buying",
    "deal_role": "Part in the deal",
    "claim": "Registration",
    "incumbent": "Partner who serves the customer already",
    "line_type": "Order lines",
    "billing": "Billing",
    "currencies": "Currencies",
    "accounts": "Customers",
    "quantity": "Quantity",
    "term_months": "Term in months",
    "list_value": "Deal at list price",
    "period_value": "Bought in the period",
}
Words = Mapping[str, Mapping[str, str]]
"""What the codes of a dimension are called, by dimension and code."""
_WORDS: Words = {
    "partner_type": words.PARTNER_TYPES,
    "route": words.ROUTES,
    "deal_role": words.DEAL_ROLES,
    "claim": words.CLAIMS,
    "line_type": words.LINE_TYPES,
    "billing": words.BILLING,
}
_EVERYTHING = {
    "places": ("world", "everywhere"),
    "seller_places": ("world", "everywhere"),
    "products": ("all", "all products"),
    "accounts": ("all", "all customers"),
}
_YES_NO = ("yes", "no")
_SOME = "certain customers, such as those that we serve ourselves; ask us first"


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One dimension: ``Products``: ``Core or Insight``; a mere fact has no text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a ``for:`` asks for, all of it, and the combinations that ``except:`` takes out."""

    lines: tuple[ScopeLine, ...]
    but: tuple[tuple[ScopeLine, ...], ...] = ()


def scope_of(program: Program, viewer: Viewer, thing: Mapping[str, Any]) -> Scope:
    """The scope of a document or row; no lines means everyone and everything."""
    written = thing.get("for", {})
    lines = () if isinstance(written, str) else box_lines(program, viewer, written)
    return Scope(lines, tuple(box_lines(program, viewer, box) for box in thing.get("except", ())))


def box_lines(
    program: Program,
    viewer: Viewer,
    box: Mapping[str, Any],
    called: Words = MappingProxyType({}),
) -> tuple[ScopeLine, ...]:
    """One box, its dimensions in the order in which people think of them.

    ``called`` says what codes of a dimension are called where it is not what the site calls them.
    """
    order = [*(key for key in _LABELS if key in box), *(key for key in box if key not in _LABELS)]
    return tuple(_line(program, viewer, key, box[key], called) for key in order)


def sentence(lines: Sequence[ScopeLine]) -> str:
    """The same in one line: ``Products: Core; Tiers: Gold``."""
    return "; ".join(": ".join(filter(None, (line.label, line.text))) for line in lines)


def cases(scope: Scope) -> str:
    """Only what is allowed, without saying of what: ``Core · Gold``."""
    return fmt.sentence(" · ".join(line.text or line.label for line in scope.lines))


def place_name(program: Program, code: str) -> str:
    """What people call a place as it is written in a file."""
    if code in program.territories:
        return program.territories[code].name
    found = program.geography.find(code)
    return found.name() if isinstance(found, Area) else name_place(program.axes, code)


def _line(program: Program, viewer: Viewer, key: str, values: Any, called: Words) -> ScopeLine:
    label = _LABELS.get(key) or program.axes.names.get((key, ""), key)
    if isinstance(values, Mapping):
        return ScopeLine(label, fmt.sentence(_range(values)))
    if program.axes.values.get(key) == _YES_NO and len(values) == 1:
        return ScopeLine(label if "yes" in values else f"Not: {label}", "")
    everything, said = _EVERYTHING.get(key, ("", ""))
    if everything in values:
        return ScopeLine(label, fmt.sentence(said))
    namer = called[key].__getitem__ if key in called else _namer(program, viewer, key)
    names = [namer(str(value)) for value in values]
    return ScopeLine(label, fmt.sentence(fmt.joined(list(dict.fromkeys(names)), "or")))


def _namer(program: Program, viewer: Viewer, key: str) -> Callable[[str], str]:
    names = program.axes.names
    if key in ("places", "seller_places"):
        return lambda code: place_name(program, code)
    if key == "products":
        return lambda code: program.products[code].name if code in program.products else code
    if key in ("tiers", "tracks"):
        axis = key.removesuffix("s")
        return lambda code: names.get((axis, code), code)
    if key == "accounts":
        # Who is a named account is the vendor's own business unless the file says otherwise.
        seen = documents(program, "account", viewer)
        return lambda code: str(seen[code]["name"]) if code in seen else _SOME
    said = _WORDS.get(key, {})
    return lambda code: said.get(code) or names.get((key, code), code)


def _range(values: Mapping[str, Any]) -> str:
    least, below = values.get("at_least"), values.get("below")
    if isinstance(below, int):
        last = fmt.number(below - 1)
        return f"{fmt.number(least)} to {last}" if least else f"up to {last}"
    if isinstance(least, int):
        return f"{fmt.number(least)} or more"
    parts = [f"at least {fmt.amounts(least)}"] if least else []
    return " and ".join([*parts, *([f"below {fmt.amounts(below)}"] if below else [])])
