"""Small programs made by hand for pricing: a few places and products, prices and steps in words.

A scope is written as in files, by axis: ``{"place": "de fr", "quantity": (10, 50)}`` with half-open
numbers; None means without end. Dates are given apart, inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.axes import ANCHORS, FIRST_DAY, FIXED, LAST_DAY, Axes, Tree, day_axis
from partnerbook.resolve.held import Held
from partnerbook.resolve.life import Life
from partnerbook.resolve.program import (
    Agreement,
    Cap,
    Floor,
    Form,
    ListPrice,
    Partner,
    Product,
    Program,
    Reclassify,
    Reverses,
    RouteRule,
    Row,
    StackLimit,
    Stage,
    Step,
    Tier,
)
from partnerbook.resolve.record import Record
from partnerbook.values.audience import INTERNAL, PARTNER, PUBLIC, Audience
from partnerbook.values.box import INFINITY, BoxSet, Space, Spans, spans
from partnerbook.values.money import Money, parse_money
from partnerbook.values.percent import Percent, parse_percent
from partnerbook.values.period import ALWAYS, EVER, Duration, Period, inclusive, parse_date

AS_OF = date(2026, 11, 22)
Scope = Mapping[str, str | tuple[int | str, int | str | None]]
Nested = Mapping[str, "Nested"]

PLACES: Nested = {"eu": {"de": {"by": {}, "be": {}}, "fr": {}}, "us": {}, "jp": {}}
STAGES = ("tier:front-end", "deal:front-end", "special:front-end", "back:back-end")


def ref(name: str) -> Ref:
    """A Ref that shows what it is of."""
    return Ref(f"program/{name}.yml")


def tree(root: str, below: Nested) -> Tree:
    """A nested mapping of names as a laid-out tree."""
    stretch: dict[str, tuple[int, int]] = {}
    parent: dict[str, str] = {}
    children: dict[str, tuple[str, ...]] = {}

    def visit(node: str, inner: Nested, start: int) -> int:
        children[node] = tuple(inner)
        end = start
        for child, grandchildren in inner.items():
            parent[child] = node
            end = visit(child, grandchildren, end)
        stretch[node] = (start, max(end, start + 1))
        return max(end, start + 1)

    visit(root, below, 0)
    names = {
        node: node.upper() if node in {"de", "fr", "us", "jp", "by", "be"} else node
        for node in stretch
    }
    return Tree(stretch, parent, names, children, root)


def axes(
    *,
    products: Nested,
    tiers: Sequence[str],
    currencies: Sequence[str] = ("EUR",),
    tracks: Sequence[str] = ("resell",),
    places: Nested = PLACES,
    values: Mapping[str, tuple[str, ...]] | None = None,
) -> Axes:
    """The axes of a small program; ``values`` are its own segmentations and facts."""
    trees = {
        "place": tree("world", places),
        "product": tree("all", products),
        "account": tree("all", {"acme": {}, "other": {}}),
    }
    enumerations: dict[str, tuple[str, ...]] = {
        **FIXED,
        "currency": tuple(currencies),
        "track": tuple(tracks),
        "tier": tuple(tiers),
        **(values or {}),
    }
    reach: dict[str, tuple[Any, Any]] = {
        axis: trees[axis].stretch[trees[axis].root] for axis in trees
    }
    reach["seller"] = reach["place"]
    reach |= {axis: (0, len(ids)) for axis, ids in enumerations.items()}
    reach |= dict.fromkeys(("quantity", "term_months"), (0, INFINITY))
    reach["period_growth"] = (-100, INFINITY)
    for currency in currencies:
        reach[f"list_value:{currency}"] = reach[f"period_value:{currency}"] = (0, INFINITY)
    reach |= {day_axis(anchor): (FIRST_DAY, LAST_DAY) for anchor in ANCHORS}
    return Axes(Space(reach), trees, enumerations, {})


def cells(of: Axes, scope: Scope, *without: Scope) -> BoxSet:
    """The cells of a scope less its excepts."""
    found = of.space.box({axis: side(of, axis, said) for axis, said in scope.items()})
    for cut in without:
        found = found.subtract(of.space.box({a: side(of, a, said) for a, said in cut.items()}))
    return found


def side(of: Axes, axis: str, said: str | tuple[int | str, int | str | None]) -> Spans:
    """What a scope says about one axis."""
    if isinstance(said, str):
        return spans(stretch for code in said.split() for stretch in of.node(axis, code))
    low, high = said
    return ((Decimal(low), INFINITY if high is None else Decimal(high)),)


def when(start: str = "", through: str = "") -> Period:
    """An inclusive period as it is written; either end may be empty."""
    return inclusive(parse_date(start) if start else None, parse_date(through) if through else None)


@dataclass
class Maker:
    """Puts a Program together, thing by thing."""

    products: Nested
    tiers: Sequence[str] = ("silver", "gold")
    currencies: Sequence[str] = ("EUR",)
    tracks: Sequence[str] = ("resell",)
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stages: Sequence[str] = STAGES
    as_of: date = AS_OF
    costs: Mapping[str, str] = field(default_factory=dict)
    offered: Mapping[str, Period] = field(default_factory=dict)
    tier_tracks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Nested = field(default_factory=lambda: PLACES)
    rounding: str = "half-up"

    def __post_init__(self) -> None:
        self.axes = axes(
            products=self.products,
            tiers=self.tiers,
            currencies=self.currencies,
            tracks=self.tracks,
            places=self.places,
            values=self.values,
        )
        self.prices: list[ListPrice] = []
        self.steps: list[Step] = []
        self.floors: list[Floor] = []
        self.routes: list[RouteRule] = []
        self.partners: list[Partner] = []
        self.rules: list[Reclassify] = []
        back = ("downgrade", "cancellation", "return")
        self.reversals = [Reverses(back, None, "in-full", ref("program").child("reversals", 0))]
        self.stack_limits: list[StackLimit] = []

    def price(
        self,
        product: str,
        amount: str,
        scope: Scope | None = None,
        *,
        name: str = "list",
        start: str = "",
        through: str = "",
    ) -> Maker:
        """A list price."""
        money = parse_money(amount)
        held = cells(self.axes, {**(scope or {}), "product": product, "currency": money.currency})
        held = self._dated(held, when(start, through), "order")
        self.prices.append(
            ListPrice(
                f"{name}-{money.currency}",
                product,
                money,
                "unit",
                held,
                ref(f"prices/{name}-{product}"),
            )
        )
        return self

    def step(
        self,
        name: str,
        *rows: Row | tuple[str, Scope] | str,
        stage: str = "deal",
        base: str = "list",
        side: str = "partner",
        kind: str = "bonus",
        anchor: str = "order",
        caps: Sequence[str | tuple[str, Scope]] = (),
        nested: bool = False,
        audience: Audience = PARTNER,
        **more: Any,
    ) -> Maker:
        """A step. A row is ``"8%"`` or ``("8%", scope)``, or made by ``row``.

        A cap is written ``"deal 10 EUR 11 USD"``, or with the scope in which it binds.
        """
        made = tuple(
            one
            if isinstance(one, Row)
            else self.row(
                f"r{at}",
                one if isinstance(one, str) else one[0],
                {} if isinstance(one, str) else one[1],
                anchor=anchor,
                step=name,
            )
            for at, one in enumerate(rows)
        )
        self.steps.append(
            Step(
                id=name,
                name=name.replace("-", " ").capitalize(),
                kind=kind,
                side=side,
                stage=stage,
                base=base,
                anchor=anchor,
                rows=made,
                ref=ref(f"steps/{name}"),
                audience=audience,
                nested=nested,
                caps=tuple(self._cap(at, said, name) for at, said in enumerate(caps)),
                **more,
            )
        )
        return self

    def _cap(self, at: int, said: str | tuple[str, Scope], step: str) -> Cap:
        if isinstance(said, str):
            return _cap(at, said, step)
        return replace(_cap(at, said[0], step), cells=cells(self.axes, said[1]))

    def table(self, name: str, *rows: Row | tuple[str, Scope] | str, **more: Any) -> Maker:
        """A discount table: a nested step of the first stage."""
        return self.step(
            name, *rows, **{"stage": "tier", "kind": "discount", "nested": True, **more}
        )

    def row(
        self,
        name: str,
        gives: str,
        scope: Scope | None = None,
        *without: Scope,
        start: str = "",
        through: str = "",
        anchor: str = "order",
        step: str = "step",
        **more: Any,
    ) -> Row:
        """A row that gives ``"8%"``, amounts ``"100 EUR, 110 USD"`` or prices ``"to 80 EUR"``."""
        said = scoped = cells(self.axes, scope or {}, *without)
        if "tier" in more:
            scoped = said.limited("tier", self.axes.node("tier", more["tier"]))
        period = when(start, through)
        percent = gives.endswith("%")
        sums = [] if percent else [parse_money(t) for t in gives.removeprefix("to ").split(", ")]
        amounts, prices = ([], sums) if gives.startswith("to ") else (sums, [])
        return Row(
            id=name,
            cells=self._dated(scoped, period, anchor),
            scope=scoped,
            said=said,
            period=period,
            rate=parse_percent(gives) if percent else None,
            amounts={money.currency: money for money in amounts},
            prices={money.currency: money for money in prices},
            ref=ref(f"steps/{step}").child("rows", name),
            rate_ref=ref(f"steps/{step}").child("rows", name, "rate"),
            **more,
        )

    def marginal(
        self,
        step: str,
        *bands: tuple[str, int | None, int | None],
        scope: Scope | None = None,
        currency: str = "",
    ) -> tuple[Row, ...]:
        """Bands that meet, as ``("5%", 1, 21)``: of quantities, or of list value in a currency."""
        axis = f"list_value:{currency}" if currency else "quantity"
        rows: list[Row] = []
        below = Decimal(0)
        for at, (rate, start, high) in enumerate(bands):
            low = start or 0
            inside = {**(scope or {}), axis: (low, high)}
            row = self.row(f"b{at}", rate, inside, step=step)
            band = (Decimal(low), None if high is None else Decimal(high))
            rows.append(replace(row, band=band, band_currency=currency, marginal=True, below=below))
            if high is not None:
                below += parse_percent(rate).fraction * (high - low)
        return tuple(rows)

    def floor(
        self,
        name: str,
        give: str | None = None,
        margin: str | None = None,
        scope: Scope | None = None,
    ) -> Maker:
        """A floor."""
        self.floors.append(
            Floor(
                name,
                cells(self.axes, scope or {}),
                _percent(give),
                _percent(margin),
                ref("program").child("floors", name),
            )
        )
        return self

    def route(self, name: str, must_use: str, scope: Scope) -> Maker:
        """A rule about routes."""
        self.routes.append(
            RouteRule(name, cells(self.axes, scope), must_use, (), ref(f"routes/{name}"))
        )
        return self

    def reclassify(self, name: str, types: str, role: str, whole: str = "line") -> Maker:
        """A rule by which lines of some types count in another deal role."""
        at = ref("program").child("reclassify", name)
        self.rules.append(Reclassify(name, tuple(types.split()), role, whole, "A test.", at))
        return self

    def limit(self, name: str, at_most: int, of: str, scope: Scope | None = None) -> Maker:
        """A limit on how many of some incentives there can be on one deal."""
        at = ref("program").child("stack_limits", name)
        held = cells(self.axes, scope or {})
        self.stack_limits.append(StackLimit(name, at_most, tuple(of.split()), held, "A test.", at))
        return self

    def partner(
        self,
        name: str,
        tier: str = "",
        *,
        kind: str = "reseller",
        seller: str = "by",
        currency: str = "EUR",
        track: str = "resell",
        standing: Iterable[Held] = (),
        signed: bool = True,
    ) -> Maker:
        """A partner that always held a tier, unless its standing is given, under an agreement."""
        held = tuple(standing) or ((Held(tier, ALWAYS, "earned", ref(name)),) if tier else ())
        self.partners.append(
            Partner(
                id=name,
                name=name.title(),
                owner=name,
                type=kind,
                track=track,
                seller_place=seller,
                currency=currency,
                buys_from="",
                status="active",
                life=Life((), EVER, None),
                standing=held,
                agreement=agreement(name) if signed else None,
                grants=(),
                listed=True,
                record=Record("partner", name, {}, {}, ref(name)),
                ref=ref(name),
            )
        )
        return self

    def program(self) -> Program:
        """The Program."""
        of = self.axes
        given: dict[str, Any] = {
            "name": "Test",
            "release": "1",
            "as_of": self.as_of,
            "as_of_reason": "test",
            "axes": of,
            "currencies": tuple(self.currencies),
            "holidays": frozenset(),
            "stages": tuple(
                Stage(
                    text.split(":")[0],
                    text.split(":")[0].title(),
                    text.split(":")[1],
                    ref("program"),
                )
                for text in self.stages
            ),
            "floors": tuple(self.floors),
            "minimum_distributor_margin": None,
            "longest_waiver": None,
            "products": self._products(),
            "prices": tuple(self.prices),
            "tiers": {
                tier: Tier(
                    tier,
                    tier.title(),
                    at + 1,
                    self.tier_tracks.get(tier, tuple(self.tracks)),
                    ref(f"tiers/{tier}"),
                )
                for at, tier in enumerate(self.tiers)
            },
            "steps": tuple(self.steps),
            "routes": tuple(self.routes),
            "reclassify": tuple(self.rules),
            "reversals": tuple(self.reversals),
            "rounding": self.rounding,
            "stack_limits": tuple(self.stack_limits),
            "partners": {partner.id: partner for partner in self.partners},
            "ref": ref("program"),
        }
        return Program(**{f.name: given.get(f.name, ()) for f in fields(Program)})

    def _dated(self, held: BoxSet, period: Period, anchor: str) -> BoxSet:
        side = ((period.start.toordinal(), period.end.toordinal()),)
        return held.limited(day_axis(anchor), side)

    def _products(self) -> dict[str, Product]:
        out: dict[str, Product] = {}

        def visit(node: str, parent: str, inner: Nested) -> None:
            cost = tuple(parse_money(t) for t in self.costs.get(node, "").split(", ") if t)
            out[node] = Product(
                id=node,
                name=node.title(),
                parent=parent,
                family=parent,
                sku="" if inner else node.upper(),
                per="unit",
                offered=self.offered.get(node, ALWAYS),
                cost=cost,
                maximum_give=None,
                ref=ref(f"products/{node}"),
            )
            for child, below in inner.items():
                visit(child, node, below)

        visit("all", "", self.products)
        return out


def agreement(partner: str) -> Agreement:
    """An agreement that was always in force."""
    at = ref(f"agreements/{partner}")
    months = Duration(12, "months")
    form = Form("form", 1, "Form", (), "none", months, None, None, "", _record("form", at), at)
    return Agreement(form, date.min, date.min, ALWAYS, ALWAYS, date.max, at)


def _record(kind: str, at: Ref) -> Record:
    return Record(kind, kind, {}, {}, at)


def _cap(at: int, text: str, step: str) -> Cap:
    per, *words = text.split()
    amounts: dict[str, Money] = {
        code: Money(Decimal(number), code)
        for number, code in zip(words[::2], words[1::2], strict=True)
    }
    return Cap(f"c{at}", per, amounts, ref(f"steps/{step}").child("caps", at))


def _percent(text: str | None) -> Percent | None:
    return None if text is None else parse_percent(text)


__all__ = ["AS_OF", "INTERNAL", "PARTNER", "PUBLIC", "Maker", "axes", "cells", "when"]
