"""Made-up incentives for the margin benchmark: plain data that several calculators can be made of.

Four tiers, twelve products, five types of partner, two routes and sixty places: 28,800
contexts. Every tier and product has a discount off list, two tiers cost five per cent of the
running price, and any number of incentives on request come on top: some limited to tiers, partners
or places, some tied by groups, requirements and exclusions, each off list or off the running price.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tests.pricing.build import Maker

from partnerbook.pricing import Scope
from partnerbook.resolve.program import Program
from partnerbook.values.spans import spans

TIERS = ("silver", "gold", "platinum", "elite")
PRODUCTS = tuple(f"product-{number}" for number in range(12))
PARTNERS = (
    "reseller",
    "referral-partner",
    "service-provider",
    "managed-service-provider",
    "system-integrator",
)
ROUTES = ("one-tier", "two-tier")
PLACES = tuple(f"place-{number:02}" for number in range(60))
AXES: Mapping[str, tuple[str, ...]] = {
    "tier": TIERS,
    "product": PRODUCTS,
    "partner_type": PARTNERS,
    "route": ROUTES,
    "place": PLACES,
}
LIST, RUNNING = "list", "running"


@dataclass(frozen=True)
class Given:
    """One step: so much of list or of the running price, where all of ``when`` holds."""

    name: str
    rate: Decimal
    base: str
    when: Mapping[str, tuple[str, ...]]
    optional: bool = False
    group: str = ""
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = field(default=())


def made(optional: int, seed: int = 7) -> list[Given]:
    """The steps in the order of the waterfall, with so many optional ones at its end."""
    chance = random.Random(seed)
    steps = [
        Given(
            f"base-{tier}-{product}",
            Decimal(chance.randrange(100, 350)) / 1000,
            LIST,
            {"tier": (tier,), "product": (product,)},
        )
        for tier in TIERS
        for product in PRODUCTS
    ]
    steps.append(Given("two-tiers", Decimal("0.05"), RUNNING, {"route": ("two-tier",)}))
    regions = [tuple(chance.sample(PLACES, len(PLACES) // 4)) for _ in range(3)]
    names: list[str] = []
    for number in range(optional):
        when: dict[str, tuple[str, ...]] = {}
        for axis in ("tier", "partner_type"):
            if chance.random() < 0.5:
                values = AXES[axis]
                when[axis] = tuple(chance.sample(values, chance.randint(2, len(values))))
        if chance.random() < 0.3:
            when["place"] = chance.choice(regions)
        name = f"incentive-{number:02}"
        steps.append(
            Given(
                name,
                Decimal(chance.randrange(5, 120)) / 1000 * 8 / max(8, optional),
                LIST if chance.random() < 0.4 else RUNNING,
                when,
                optional=True,
                group=chance.choice(("", "promotion", "registration", "growth")),
                requires=(chance.choice(names),) if names and chance.random() < 0.15 else (),
                excludes=(chance.choice(names),) if names and chance.random() < 0.2 else (),
            )
        )
        names.append(name)
    return steps


def contexts() -> int:
    """How many contexts there are before any are found to be alike."""
    count = 1
    for values in AXES.values():
        count *= len(values)
    return count


def program_of(steps: list[Given]) -> Program:
    """As a program: the discounts as one table, every other step in a stage of its own."""
    rest = [step for step in steps if not step.name.startswith("base-")]
    maker = Maker(
        {product: {} for product in PRODUCTS},
        tiers=TIERS,
        places={place: {} for place in PLACES},
        stages=("tier:front-end", *(f"{step.name}:front-end" for step in rest)),
    )
    for product in PRODUCTS:
        maker.price(product, "100 EUR")
    discounts = [
        maker.row(
            step.name,
            _percent(step.rate),
            {axis: " ".join(values) for axis, values in step.when.items()},
        )
        for step in steps
        if step.name.startswith("base-")
    ]
    maker.table("base", *discounts)
    for step in rest:
        scope = {axis: " ".join(values) for axis, values in step.when.items()}
        maker.step(
            step.name,
            maker.row(step.name, _percent(step.rate), scope),
            stage=step.name,
            base="list" if step.base == LIST else "opening",
            applies="on-request" if step.optional else "automatic",
            group=step.group,
            requires=step.requires,
            excludes=step.excludes,
        )
    return maker.program()


def scope_of(program: Program) -> Scope:
    """The deals that the contexts are: no other partners and routes."""
    axes = program.axes
    return Scope(
        within={
            axis: spans(stretch for code in AXES[axis] for stretch in axes.node(axis, code))
            for axis in ("partner_type", "route")
        }
    )


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"
