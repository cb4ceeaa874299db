"""Random small programs: a few steps of every sort over a few axes, with all their ties."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from tests.pricing.build import Maker, Scope

from partnerbook.resolve.program import Program, Row
from partnerbook.resolve.terms import NO_TERMS, Terms
from partnerbook.values.percent import parse_percent

TIERS = ("silver", "gold")
_SIDES: dict[str, list[Any]] = {
    "tier": ["silver", "gold"],
    "place": ["de", "by", "fr us"],
    "route": ["one-tier", "two-tier", "one-tier two-tier"],
    "claim": ["first", "none later"],
    "quantity": [(1, 5), (5, 20), (20, None), (10, None)],
    "list_value:EUR": [(0, 3000), (3000, None), (9000, None)],
    "product": ["a", "b"],
}


@st.composite
def scopes(draw: st.DrawFn, axes: tuple[str, ...]) -> Scope:
    """Something written in ``for:``, over some of the axes."""
    if not axes:
        return {}
    picked = draw(st.lists(st.sampled_from(axes), max_size=2, unique=True))
    return {axis: draw(st.sampled_from(_SIDES[axis])) for axis in picked}


_SUMS: dict[str, tuple[str, ...]] = {
    "prices": ("to 250 EUR", "to 390 EUR", "to 900 EUR"),
    "amounts": ("40 EUR", "350 EUR"),
    "bands": (),
}


def _marginal(draw: st.DrawFn, made: Maker, name: str, *, units: bool) -> tuple[Row, ...]:
    """Bands of quantity or list value whose rates rise, fall, or do both."""
    rates = draw(st.permutations(["2%", "6%", "11%"]))
    if units:
        edges: list[int | None] = [1, 5, 20, None]
        return made.marginal(name, *zip(rates, edges, edges[1:], strict=False))
    edges = [0, 3000, 9000, None]
    return made.marginal(name, *zip(rates, edges, edges[1:], strict=False), currency="EUR")


@st.composite
def programs(
    draw: st.DrawFn,
    *,
    steps: tuple[int, int] = (1, 4),
    axes: int = 3,
    always: tuple[str, ...] = (),
    distribution: bool = False,
    sides: tuple[str, ...] = ("partner", "partner", "partner", "distributor", "end-customer"),
    rates: tuple[str, ...] = ("0%", "5%", "7%", "12.5%", "20%", "33.333%"),
    currencies: tuple[str, ...] = ("EUR",),
    sums: bool = False,
    bearers: tuple[str, ...] = ("", "", "", "", "distributor 40", "partner 40", "partner 90"),
) -> Program:
    """A program of one or two tables and a few incentives.

    ``sums``: also with absolute prices, marginal bands, amounts for the company, caps per unit.
    """
    # Orders that have to be spread over lines by their list value cannot be told by quantity.
    units = sums and draw(st.booleans())
    others_than = {*always, "list_value:EUR"} if units else {*always}
    used = (*always, *draw(st.permutations(sorted(_SIDES.keys() - others_than)))[:axes])
    made = Maker({"core": {"a": {}, "b": {}}}, tiers=TIERS, currencies=currencies)
    for currency in currencies:
        made.price("a", f"{draw(st.sampled_from([400, 510]))} {currency}")
        made.price("b", f"{draw(st.sampled_from([300, 1000]))} {currency}")
    if distribution:
        made.table("distribution", "30%", side="distributor")
    names = [f"s{number}" for number in range(draw(st.integers(*steps)))]
    rate = st.sampled_from(rates)
    for name in names:
        stage = draw(st.sampled_from(["tier", "deal", "special", "back"]))
        side = draw(st.sampled_from(sides))
        bases = {
            "tier": [],
            "deal": ["after-tier"],
            "special": ["after-tier", "after-deal"],
            "back": ["after-deal", "after-special"],
        }[stage]
        nested = draw(st.booleans())
        # Without axes all rows are rivals; each one more doubles the sorts of deals.
        count = draw(st.integers(1, (3 if used else 2) if nested else 1))
        rows: list[Any] = []
        dated = draw(st.sampled_from(["", "", "2027-03-31"]))
        anchor = draw(st.sampled_from(["order", "order", "registration"]))
        person = draw(st.integers(0, 7)) == 0
        for number in range(count):
            gives = "50 EUR, 60 USD" if person and draw(st.booleans()) else draw(rate)
            scope = draw(scopes(used))
            per_tier = {"tier": "gold"} if nested and "tier" in used and draw(st.booleans()) else {}
            rows.append(
                made.row(
                    f"r{number}",
                    gives,
                    scope,
                    through=dated if not number else "",
                    anchor=anchor,
                    step=name,
                    **per_tier,
                )
            )
        gives = draw(st.sampled_from(["rate", *_SUMS])) if sums and not person else "rate"
        if gives == "bands":
            rows = list(_marginal(draw, made, name, units=units))
        elif gives != "rate":
            rows = [made.row("r0", draw(st.sampled_from(_SUMS[gives])), draw(scopes(used)))]
        others = [other for other in names if other != name]
        applies = draw(st.sampled_from(["automatic", "on-request", "on-request", "discretionary"]))
        capped: list[Any] = [["unit 20 EUR"], ["unit 30 EUR", "deal 90 EUR"]]
        if sums and used:
            capped.append([("deal 90 EUR", draw(scopes(used))), ("unit 9 EUR", draw(scopes(used)))])
        kind = draw(st.sampled_from(["special-price", "special-price", "development-funds"]))
        few = st.lists(st.sampled_from(others), max_size=1) if others else st.just([])
        made.step(
            name,
            *rows,
            stage=stage,
            side=side,
            base=draw(
                st.sampled_from(["list", "opening", *bases] if gives != "bands" else ["list"])
            ),
            nested=nested and gives == "rate",
            anchor=anchor,
            applies=applies,
            kind=kind,
            group=draw(st.sampled_from(["", "", "g"])),
            excludes=tuple(draw(few)),
            requires=tuple(draw(few)) if draw(st.integers(0, 3)) == 0 else (),
            caps=draw(
                st.sampled_from(
                    [
                        [],
                        [],
                        ["deal 40 EUR 50 USD"],
                        ["deal 300 EUR 350 USD"],
                        ["month 15 EUR 20 USD", "year 150 EUR 200 USD"],
                        *(capped if sums else []),
                    ]
                )
            ),
            paid_to="person" if person else "company",
            per=draw(st.sampled_from(["order", "unit"]))
            if person or gives == "amounts"
            else "order",
            terms=_borne(draw(st.sampled_from(bearers)) if side != "distributor" else ""),
        )
    if draw(st.booleans()):
        made.floor("general", "45%", None, draw(scopes(used)))
    if draw(st.integers(0, 4)) == 0:
        made.route("rule", draw(st.sampled_from(["one-tier", "two-tier"])), draw(scopes(used)))
    return made.program()


def _borne(who: str) -> Terms:
    """``distributor 40``: it bears 40 % of what is given, the vendor the rest."""
    if not who:
        return NO_TERMS
    name, points = who.split()
    shares = {"vendor": parse_percent(f"{100 - int(points)}%"), name: parse_percent(f"{points}%")}
    return Terms(borne_by=shares)
