"""The dimensions of one program as axes of numbers, and the way back to names.

Axis names: ``place``, ``seller``, ``product``, ``account`` (trees: a node is a stretch of leaves);
``deal_role``, ``claim``, ``incumbent``, ``line_type``, ``route``, ``partner_type``, ``billing``,
``currency``, ``track``, ``tier``, ``covers`` and every segmentation, competency and fact under its
own id (enumerations); ``quantity``, ``term_months``, ``list_value:EUR``, ``period_value:EUR`` …
(amounts), ``period_growth`` (points); ``day`` (rights, order date), and one date axis per other
anchor: ``day:registration``, ``day:contract``, ``day:invoice``, ``day:first-sale``. Days are
``date.toordinal()``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnerbook.resolve import postal
from partnerbook.resolve.postal import Grids
from partnerbook.values.box import BoxSet, Space, Spans
from partnerbook.values.period import Days, Period

ANCHORS = ("order", "registration", "contract", "invoice", "first-sale")
FIXED: Mapping[str, tuple[str, ...]] = {
    "deal_role": ("sourced", "co-sell", "fulfilment", "referral"),
    "claim": ("none", "first", "later"),
    "incumbent": ("yes", "no"),
    "line_type": ("new", "added", "renewal", "upgrade", "downgrade", "cancellation", "return"),
    "route": ("direct", "one-tier", "two-tier", "marketplace", "referral"),
    "partner_type": (
        "reseller",
        "distributor",
        "referral-partner",
        "agent",
        "service-provider",
        "managed-service-provider",
        "system-integrator",
        "technology-partner",
    ),
    "billing": ("monthly", "yearly", "once"),
}
KEYS: Mapping[str, str] = {
    "places": "place",
    "seller_places": "seller",
    "products": "product",
    "accounts": "account",
    "currencies": "currency",
    "tracks": "track",
    "tiers": "tier",
    **{key: key for key in FIXED},
}
"""The keys of ``for:`` that every program has, with their axes; intervals come besides."""
INTERVALS = ("quantity", "term_months", "list_value", "period_value")
GROWTH = "period_growth"
"""The axis of how much more was bought than in the period before, in points; only of bands."""
COVERS = ("resell", "host", "bundle", "translate", "white-label")
RESELL = COVERS[0]
"""What a grant covers that does not say what it covers."""
SELF, OTHER = "/self", "other"
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


def day_axis(anchor: str = "order") -> str:
    """The date axis on which a thing with this anchor is in force."""
    return "day" if anchor == "order" else f"day:{anchor}"


def day_spans(days: Period | Days) -> Spans:
    """A period as a stretch of a date axis, or days as their stretches."""
    periods = days.periods if isinstance(days, Days) else (days,)
    return tuple((period.start.toordinal(), period.end.toordinal()) for period in periods)


@dataclass(frozen=True, eq=False)
class Tree:
    """A laid-out tree: each node's stretch of leaves, its parent and its name, in pre-order."""

    stretch: Mapping[str, tuple[int, int]]
    parent: Mapping[str, str]
    names: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    root: str


@dataclass(frozen=True, eq=False)
class Axes:
    """The one Space of a program with what its numbers are called.

    ``trees`` has place (shared with seller), product and account; ``values`` has the ids of each
    enumeration in order; ``names`` maps (axis, id) to what people call it, and (axis, "") to what
    the axis itself is called. ``territories`` has the program's territories by id: what they hold
    on the place axis, by period. ``meant`` has the codes that in a file do not mean just their node
    of the place tree, such as a country with its dependencies, in the same form. ``postal`` has the
    countries in which the program writes postal prefixes.
    """

    space: Space
    trees: Mapping[str, Tree]
    values: Mapping[str, tuple[str, ...]]
    names: Mapping[tuple[str, str], str]
    territories: Mapping[str, tuple[tuple[Period, Spans], ...]] = field(default_factory=dict)
    meant: Mapping[str, tuple[tuple[Period, Spans], ...]] = field(default_factory=dict)
    postal: Grids = field(default_factory=dict)

    def node(self, axis: str, code: str) -> Spans:
        """The stretch of a tree node or of one value of an enumeration. KeyError if unknown."""
        if axis in self.values:
            at = self.values[axis].index(code)
            return ((at, at + 1),)
        return (self.trees["place" if axis == "seller" else axis].stretch[code],)

    def sure(self, cells: BoxSet) -> bool:
        """Whether some deal is certainly in these cells, wherever postal codes lie."""
        return bool(cells) and (not self.postal or postal.sure(self.postal, cells.on("place")))

    def own(self, axis: str, code: str) -> Spans:
        """The leaf that means a node itself, or the whole node where nothing lies below it.

        An account without its subsidiaries, a product sold beside the products it groups.
        """
        tree = self.trees[axis]
        return (tree.stretch.get(f"{code}{SELF}", tree.stretch[code]),)

    def cell(self, **coordinates: str) -> BoxSet:
        """The cells with these coordinates, by id: ``cell(place="DE", product="core")``."""
        return self.space.box({axis: self.node(axis, code) for axis, code in coordinates.items()})

    def on(self, day: date, axis: str = "day") -> BoxSet:
        """All cells of one day."""
        at = day.toordinal()
        return self.space.box({axis: ((at, at + 1),)})
