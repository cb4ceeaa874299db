"""Who may actively sell in some cells on a day, what the vendor keeps, and how to buy there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.places import in_words
from partnerbook.render.views.scope import box_lines, cases, scope_of, sentence
from partnerbook.render.views.seen import Seen, period_of
from partnerbook.resolve.axes import OTHER, Axes
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import Program
from partnerbook.rights import Holding, holders, roles
from partnerbook.values.audience import Viewer
from partnerbook.values.box import BoxSet, Spans, inside_spans


@dataclass(frozen=True, slots=True)
class Seller:
    """One right of a partner. ``kind`` is empty when not to be seen.

    ``does`` is what it does with it: ``May actively sell``; ``sells``: to customers.
    """

    id: str
    name: str
    products: str
    customers: str
    where: str
    kind: str
    does: str
    sells: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """A way of buying that must be used."""

    who: str
    route: str
    distributors: tuple[str, ...]
    reason: str


def sellers(
    program: Program, partners: Mapping[str, Seen], cell: BoxSet, on: date
) -> tuple[Seller, ...]:
    """What those partners hold in the cell on the day, by name; not all sell it to customers.

    Rights of one partner between which the viewer sees no difference are said together.
    """
    alike: dict[tuple[str, str], BoxSet] = {}
    for holding in holders(program, cell, on) if cell else ():
        partner = holding.grant.partner
        seen = partners.get(partner, {})
        written = shown(seen, holding)
        if not written:
            continue
        kind = words.GRANT_KINDS[written["grant_kind"]] if "grant_kind" in written else ""
        nothing = holding.cells.space.nothing
        alike[partner, kind] = alike.get((partner, kind), nothing).union(holding.cells)
    found = {
        Seller(
            partner,
            partners[partner]["name"],
            *_said(program, cells, cell, on),
            kind,
            fmt.sentence(words.ROLES[roles.role(program.partners[partner])]),
            roles.sells(program.partners[partner]),
        )
        for (partner, kind), held in alike.items()
        for cells in (BoxSet(held.space, (box,)) for box in held.simplified().boxes)
    }
    return tuple(sorted(found, key=_by_name))


def reserved(
    program: Program, viewer: Viewer, head: Seen, cell: BoxSet, on: date
) -> tuple[str, ...]:
    """What the vendor keeps for itself there, in words."""
    shown = {item["id"]: item for item in head.get("reserved", ()) if "for" in item}
    return tuple(
        sentence(box_lines(program, viewer, shown[right.id]["for"]))
        for right in program.reserved
        if right.id in shown and right.cells.meet(program.axes.on(on)).meets(cell)
    )


def duties(
    program: Program, viewer: Viewer, routes: Mapping[str, Seen], cell: BoxSet, on: date
) -> tuple[Duty, ...]:
    """The ways of buying that must be used there on the day."""
    cells = {rule.id: rule.cells for rule in program.routes}
    return tuple(
        _duty(program, viewer, rule)
        for name, table in routes.items()
        for rule in table.get("rules", ())
        if on in period_of(rule)
        and f"{name}/{rule['id']}" in cells
        and cells[f"{name}/{rule['id']}"].meets(cell)
    )


def _by_name(seller: Seller) -> tuple[object, ...]:
    said = (seller.products, seller.customers, seller.where, seller.kind)
    return (fmt.alphabetical(seller.name), seller.id, *said)


def shown(partner: Seen, holding: Holding) -> Seen:
    """The grant behind a right as the partner's document shows it; empty when that hides it."""
    name = holding.grant.id.removeprefix(f"{holding.grant.partner}/")
    grants = (grant for grant in partner.get("grants", ()) if grant.get("id") == name)
    return next((grant for grant in grants if "for" in grant), {})


def customers(program: Program, cells: BoxSet) -> str:
    """The customers of one box in words; empty for all of them."""
    axes = program.axes
    said = [
        _accounts(axes, cells.on(axis))
        if axis == "account"
        else describe_axis(axes, axis, cells.on(axis))
        for axis in sorted(cells.axes() - {"place", "product", "day"})
    ]
    return " · ".join(said)


def _said(program: Program, cells: BoxSet, cell: BoxSet, on: date) -> tuple[str, str, str]:
    """Products, customers and places of one box, in words."""
    place = cells.on("place")
    everywhere = place == cell.on("place")
    return (
        fmt.sentence(describe_axis(program.axes, "product", cells.on("product"))),
        fmt.sentence(customers(program, cells)) or "All customers",
        "Everywhere here" if everywhere else in_words(program, place, on),
    )


def _accounts(axes: Axes, held: Spans) -> str:
    """Who is a named account is the vendor's own business; only that there are some is said."""
    rest = axes.own("account", OTHER)
    return "all but named customers" if inside_spans(rest, held) else "named customers only"


def _duty(program: Program, viewer: Viewer, rule: Seen) -> Duty:
    return Duty(
        who=cases(scope_of(program, viewer, rule)),
        route=fmt.sentence(words.ROUTES[rule["must_use"]]),
        distributors=tuple(
            program.partners[partner].name
            for partner in rule.get("distributors", ())
            if partner in program.partners
        ),
        reason=rule.get("reason", ""),
    )
