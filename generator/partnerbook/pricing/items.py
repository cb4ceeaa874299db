"""One row of a step, made ready to be reckoned with: its stage, its base, its rate, its cap."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.bearing import Bearing, bearing_of
from partnerbook.pricing.exact import ONE, ZERO
from partnerbook.resolve.lasting import RECURRING
from partnerbook.resolve.program import Cap, Program, Row, Step
from partnerbook.values.money import Money

LIST, OPENING = -2, -1
"""What ``Item.base`` is when it is not the position of the stage whose closing price it is."""

PER_UNIT = "unit"
FEES = ("commission", "revenue-share")
"""The kinds that are paid for bringing a deal, instead of a discount for reselling it."""
ACCELERATOR = "accelerator"
_LENGTH = {"month": 1, "monthly": 1, "quarter": 3, "year": 12, "yearly": 12}
_BESIDE = ("practice-fund", "price-protection")
NOTHING_USED: Mapping[tuple[str, str], Money] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A step with the row that counts, in one currency.

    ``chain``: whose price it lowers: partner, distributor, customer (both prices), or none
    (person). It gives ``rate``, a factor of the base, and with it ``fixed``, an amount per order
    or, with ``per_unit``, per unit, and the list price of ``list_units`` units; the last two may
    be negative. ``floored``: never less than nothing. ``caps`` are the caps that bind with what is
    left of them; ``limit`` is the tightest for all units, ``unit_limit`` that for each.
    ``bearing``: who bears it besides the vendor. ``place`` is the step's position among
    ``steps_in_order``. ``alike``: one number for all items of a step that give the same share of
    every price as long as no cap binds, whatever their currency. ``unit_cost``: of what is given at
    a low margin only, what a unit costs.
    """

    step: Step
    row: Row
    place: int
    stage: int
    front: bool
    chain: str
    base: int
    rate: Decimal
    fixed: Decimal
    per_unit: bool
    caps: tuple[tuple[Cap, Decimal], ...]
    limit: Decimal | None
    alike: int
    unit_limit: Decimal | None = None
    list_units: Decimal = ZERO
    floored: bool = False
    bearing: Bearing | None = None
    unit_cost: Decimal | None = None

    @property
    def promised(self) -> bool:
        """Whether the partner can count on it: not what the vendor gives at its discretion."""
        return is_promised(self.step)

    @property
    def is_fixed(self) -> bool:
        """Whether it gives amounts that depend on no price."""
        return self.row.rate is None and not self.floored

    @property
    def sized(self) -> bool:
        """Whether what it gives before its caps is no fixed share of its base."""
        return bool(self.fixed or self.list_units)

    @property
    def bending(self) -> bool:
        """Whether what it gives of its base may change course as a deal grows."""
        return self.limit is not None or self.unit_limit is not None or self.floored

    @property
    def idle(self) -> bool:
        """Whether it gives nothing on any deal: a rate of 0 %, or a band of it."""
        return not (self.rate or self.fixed or self.list_units or self.floored)

    @property
    def growing(self) -> bool:
        """Whether it may give a larger share, the larger the deal."""
        return self.floored or self.list_units < ZERO or (self.fixed < ZERO and not self.per_unit)

    @property
    def vanishes(self) -> bool:
        """Whether it lowers the partner's price by a smaller share, the larger the deal.

        And costs the vendor less than that: what a distributor passes on, or somebody else bears.
        """
        shared = self.front or self.bearing is not None
        lowers = self.chain == "customer" or (self.chain == "partner" and shared)
        return lowers and (self.limit is not None or bool(self.fixed and not self.per_unit))

    @property
    def on_price(self) -> bool:
        """Whether it depends on a price that other steps have lowered."""
        return self.base != LIST and bool(self.rate)


def swells(items: Sequence[Item], *, two_tier: bool) -> bool:
    """Whether some of these may cost the vendor a larger share, because another's share falls."""
    shared = any(item.bearing is not None for item in items)
    return (
        (two_tier or shared)
        and any(item.vanishes for item in items)
        and any(item.chain != "distributor" and item.on_price for item in items)
    )


def steps_in_order(program: Program) -> tuple[Step, ...]:
    """The steps that take part in a waterfall, stage by stage, inside a stage by id.

    Those at the vendor's discretion are among them, as the vendor may give them (``is_promised``
    tells them apart); those out of a budget are not.
    """
    stages = {stage.id: at for at, stage in enumerate(program.stages)}
    taking_part = [step for step in program.steps if not is_budgeted(step) and step.stage in stages]
    return tuple(sorted(taking_part, key=lambda step: (stages[step.stage], step.id)))


def is_promised(step: Step) -> bool:
    """Whether a partner can count on a step: it applies by itself or for the asking."""
    return step.applies != "discretionary"


def is_budgeted(step: Step) -> bool:
    """Whether a step is in no deal's waterfall.

    It is given case by case out of its own budget, or on stock when a list price falls.
    """
    return step.kind in _BESIDE or (step.kind == "development-funds" and not is_promised(step))


def budgeted(program: Program) -> frozenset[str]:
    """The ids of the steps that are given out of their budget."""
    return frozenset(step.id for step in program.steps if is_budgeted(step))


def nothing_to_accelerate(items: Sequence[Item]) -> Mapping[int, str]:
    """By position the accelerators among some items of what gives nothing, and why not."""
    idle = {item.step.id for item in items if item.idle}
    return {
        at: f"nothing to accelerate: {need} gives 0% on this order"
        for at, item in enumerate(items)
        if item.step.kind == ACCELERATOR
        for need in item.step.requires
        if need in idle
    }


def chain_of(step: Step) -> str:
    """Whose price a step lowers."""
    if step.paid_to == "person":
        return "person"
    return "customer" if step.side == "end-customer" else step.side


def pays(row: Row, currency: str) -> bool:
    """Whether a row gives anything definite in a currency: a rate, or a sum written in it."""
    return row.rate is not None or currency in row.amounts or currency in row.prices


def binding_caps(
    step: Step,
    currency: str,
    billing: str | None,
    used: Mapping[tuple[str, str], Money] = NOTHING_USED,
    unbound: Collection[str] = (),
) -> tuple[tuple[Cap, Decimal], ...]:
    """The caps that bind a line, with what is left of each; ``unbound`` are for other lines.

    A cap for a shorter period than the line is billed for does not bind it where there is one for
    a period at least as long: a yearly cap is not twelve monthly ones, nor the reverse. A cap
    without an amount in the currency binds nothing; ``without_amount`` names it.
    """
    span = _LENGTH.get(billing or "", 0)
    caps = [cap for cap in step.caps if cap.id not in unbound]
    longer = any(_LENGTH.get(cap.per, 0) >= span for cap in caps if cap.per in _LENGTH)
    found: list[tuple[Cap, Decimal]] = []
    for cap in caps:
        amount = cap.amounts.get(currency)
        if amount is None or (longer and cap.per in _LENGTH and _LENGTH[cap.per] < span):
            continue
        spent = used.get((step.id, cap.id))
        left = amount - spent if spent and cap.per not in ("deal", PER_UNIT) else amount
        found.append((cap, max(left.amount, ZERO)))
    return tuple(found)


def without_amount(step: Step, currency: str) -> tuple[Cap, ...]:
    """The caps of a step that say nothing about a currency."""
    return tuple(cap for cap in step.caps if currency not in cap.amounts)


def billing_matters(step: Step) -> bool:
    """Whether the caps of a step depend on how often a line is billed."""
    return len({cap.per for cap in step.caps if cap.per in _LENGTH}) > 1


def _given(row: Row, currency: str) -> tuple[Decimal, Decimal, Decimal]:
    """What a row gives: a factor of its base, an amount, and the list price of some units."""
    if currency in row.prices:
        return ONE, -row.prices[currency].amount, ZERO
    if row.rate is None:
        amount = row.amounts.get(currency)
        return ZERO, amount.amount if amount is not None else ZERO, ZERO
    rate = row.rate.fraction
    if not row.marginal or row.band is None:
        return rate, ZERO, ZERO
    # What lies below the band is not given at its rate, but as the lower bands say.
    if row.band_currency:
        return rate, row.below - rate * row.band[0], ZERO
    return rate, ZERO, row.below - rate * (row.band[0] - 1)


class ItemMaker:
    """Makes Items of one program."""

    def __init__(self, program: Program) -> None:
        self.steps = steps_in_order(program)
        self._place = {id(step): at for at, step in enumerate(self.steps)}
        self._stage = {stage.id: at for at, stage in enumerate(program.stages)}
        self._timing = {stage.id: stage.timing for stage in program.stages}
        self._alike: dict[tuple[int, Decimal], int] = {}

    def make(
        self,
        step: Step,
        row: Row,
        currency: str,
        billing: str | None = None,
        *,
        used: Mapping[tuple[str, str], Money] = NOTHING_USED,
        unbound: Collection[str] = (),
    ) -> Item:
        """An Item; a row that pays nothing in the currency gives zero (see ``pays``)."""
        caps = binding_caps(step, currency, billing, used, unbound)
        rate, fixed, list_units = _given(row, currency)
        place = self._place[id(step)]
        return Item(
            step=step,
            row=row,
            place=place,
            stage=self._stage[step.stage],
            front=self._timing[step.stage] == "front-end",
            chain=chain_of(step),
            base=self._base(step, row),
            rate=rate,
            fixed=fixed,
            per_unit=bool(row.prices) or (step.per == "unit" and bool(row.amounts)),
            caps=caps,
            limit=min((left for cap, left in caps if cap.per != PER_UNIT), default=None),
            alike=self._alike.setdefault((place, rate), len(self._alike)),
            unit_limit=min((left for cap, left in caps if cap.per == PER_UNIT), default=None),
            list_units=list_units,
            floored=bool(row.prices),
            bearing=bearing_of(step),
        )

    def _base(self, step: Step, row: Row) -> int:
        """What an item is taken off; a price is what a unit costs then, whatever base is said."""
        if row.prices:
            return OPENING if self._stage[step.stage] else LIST
        if step.base == "list":
            return LIST
        if step.base == RECURRING:
            return OPENING
        named = self._stage.get(step.base.removeprefix("after-"), OPENING)
        # The closing price of this stage or a later one does not exist yet.
        return named if named < self._stage[step.stage] else OPENING
