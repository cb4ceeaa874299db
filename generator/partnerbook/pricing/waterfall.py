"""From list price down, stage by stage, every amount with its base, its cap and its sources.

All steps of a stage see the price at the stage's opening, so their order inside it does not matter.
There are two prices: what the partner pays and, in two tiers, what the distributor pays the vendor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from partnerbook.findings import Ref
from partnerbook.pricing.base_words import base_words
from partnerbook.pricing.bearing import Borne
from partnerbook.pricing.capping import cut
from partnerbook.pricing.exact import ONE, ZERO, Coins, split
from partnerbook.pricing.items import LIST, OPENING, Item
from partnerbook.pricing.measure import Deal, closing, raw_amount
from partnerbook.pricing.shares import Part, Price, Share
from partnerbook.resolve.program import Cap, ListPrice, Row, Stage, Step
from partnerbook.values.audience import PARTNER, Audience
from partnerbook.values.percent import Percent

LIST_AUDIENCE = PARTNER
"""Price lists are for partners; so is whatever is reckoned from them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One step taken on one line.

    ``chain``: whose price it lowers: partner, distributor, or none (person). ``raw`` is ``rate`` ×
    ``base_amount`` before rounding and caps; without a rate it is what ``base`` says in words: a
    fixed amount, a price per unit, or what marginal bands give. ``cap`` is the last cap that cut
    it, after those ``earlier``; ``amount`` what is given, ``price_after`` that price once it is
    taken off. ``part``: how the lines share that cap. ``back``: of a line that takes something
    back, how much of it, in words; all amounts are then negative. ``borne``: who bears it, where
    somebody else than the vendor takes a part over. ``told``: which tier's rate
    counts and why, with where that is written.
    """

    step: Step
    row: Row
    chain: str
    stage: Stage
    base: str
    base_amount: Decimal
    rate: Percent | None
    raw: Decimal
    cap: Cap | None
    amount: Decimal
    price_after: Decimal
    refs: tuple[Ref, ...]
    audience: Audience
    back: str = ""
    borne: Borne | None = None
    earlier: tuple[Cap, ...] = ()
    part: Part | None = None
    told: tuple[tuple[str, Ref], ...] = ()

    @property
    def how(self) -> str:
        """In a word, how it is given without a rate: fixed, price or by band."""
        if self.row.prices:
            return "price"
        return "by band" if self.row.marginal else "fixed"

    @property
    def front(self) -> bool:
        """Whether it is known at the order, not paid later."""
        return self.stage.timing == "front-end"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line to reckon: its list value and units, the price it came from, the steps it takes.

    ``two_tier``: whether the vendor sells it to a distributor, which sells it to the partner.
    ``order``: the list value of its whole order, where not all of that is reckoned here. ``lines``:
    for how many lines it stands, all of them alike.
    """

    value: Decimal
    units: int
    price: ListPrice
    items: tuple[Item, ...]
    two_tier: bool
    order: Decimal = ZERO
    lines: int = 1


def waterfall(
    stages: Sequence[Stage],
    lines: Sequence[Stretch],
    *,
    coins: Coins | None = None,
    endless: bool = False,
) -> tuple[tuple[Taken, ...], ...]:
    """What is taken on each line, in order. Call inside exactly().

    With ``coins`` every amount is rounded to what can be paid in them, and what is given per order
    is split over the lines by the largest remainder. Without them nothing is rounded, and there
    must be one line only. ``endless``: as in ``Deal``.
    """
    run = _Run(stages, lines, coins, endless=endless)
    everything = sorted({item.place: item.stage for line in lines for item in line.items}.items())
    for stage, places in groupby(everything, key=lambda pair: pair[1]):
        run.open_stage(stage)
        for place, _ in places:
            run.take(place)
    return tuple(tuple(taken) for taken in run.taken)


class _Run:
    def __init__(
        self,
        stages: Sequence[Stage],
        lines: Sequence[Stretch],
        coins: Coins | None,
        *,
        endless: bool,
    ) -> None:
        self._stages, self._lines = stages, lines
        self._coins, self._endless = coins, endless
        self._stage = OPENING
        self._prices = [
            {
                chain: Price(line.value, line.value, [], LIST_AUDIENCE, LIST_AUDIENCE)
                for chain in ("partner", "distributor")
            }
            for line in lines
        ]
        self.taken: list[list[Taken]] = [[] for _ in lines]

    def open_stage(self, stage: int) -> None:
        for line in self._prices:
            for price in line.values():
                price.closed.append((self._stage, price.running))
                price.opening, price.opening_audience = price.running, price.audience
        self._stage = stage

    def take(self, place: int) -> None:
        """One step, on all lines that take it."""
        mine = [
            (at, item)
            for at, line in enumerate(self._lines)
            for item in line.items
            if item.place == place
        ]
        for chain in ("partner", "distributor", "person"):
            shares = [
                self._share(at, item, chain) for at, item in mine if self._lowers(at, item, chain)
            ]
            if not shares:
                continue
            self._spread(shares)
            self._round(shares)
            units = {share.line: self._lines[share.line].units for share in shares}
            cut(shares, units, self._coins, endless=self._endless)
            for share in shares:
                self._book(share)

    def _lowers(self, line: int, item: Item, chain: str) -> bool:
        """Whether an item lowers a price; what the end customer gets lowers all there are."""
        if item.chain != "customer":
            return item.chain == chain
        return chain == "partner" or (chain == "distributor" and self._lines[line].two_tier)

    def _share(self, at: int, item: Item, chain: str) -> Share:
        line = self._lines[at]
        price = self._price(at, chain)
        base, audience = line.value, LIST_AUDIENCE
        if item.base == OPENING:
            base, audience = price.opening, price.opening_audience
        elif item.base != LIST:
            base, audience = closing(price.closed, item.base, line.value), price.opening_audience
        if item.is_fixed:
            base = line.value
        deal = Deal(line.value, line.units, line.two_tier, self._endless, lines=line.lines)
        raw = raw_amount(item, base, deal)
        return Share(at, item, chain, base, raw, raw, audience & item.step.audience)

    def _spread(self, shares: Sequence[Share]) -> None:
        """A fixed amount per order is paid once, not once per line.

        Of bands of list value each line gets its part, as large as it is a part of the order.
        """
        item = shares[0].item
        weights = [line.value for line in self._lines]
        rest = max(self._lines[0].order - sum(weights, ZERO), ZERO)
        if item.fixed and item.row.marginal and (len(weights) > 1 or rest):
            weights.append(rest)
            parts = self._split(item.rate * sum(weights, ZERO) + item.fixed, weights)
            for share in shares:
                share.raw = share.amount = parts[share.line]
        elif item.is_fixed and not item.per_unit and len(shares) > 1:
            weights = [self._lines[share.line].value for share in shares]
            for share, part in zip(shares, self._split(item.fixed, weights), strict=True):
                share.raw = share.amount = part

    def _round(self, shares: Sequence[Share]) -> None:
        if self._coins is not None:
            for share in shares:
                share.amount = self._coins.rounded(share.raw)

    def _split(self, total: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
        if len(weights) == 1:
            return (total,)
        assert self._coins is not None, "only what is paid has several lines"
        return split(self._coins.rounded(total), weights, self._coins.smallest)

    def _price(self, line: int, chain: str) -> Price:
        return self._prices[line]["distributor" if chain == "distributor" else "partner"]

    def _book(self, share: Share) -> None:
        item, line = share.item, self._lines[share.line]
        price = self._price(share.line, share.chain)
        if share.chain != "person":
            price.running -= share.amount
            price.audience &= share.audience
        refs = [item.row.rate_ref]
        if item.base == LIST and not item.is_fixed:
            refs.append(line.price.ref)
        if share.cap is not None:
            refs.append(share.cap.ref)
        taken = Taken(
            step=item.step,
            row=item.row,
            chain=share.chain,
            stage=self._stages[item.stage],
            base=base_words(self._stages, item, line.price, line.units, line.lines),
            base_amount=share.base,
            rate=None if item.sized else item.row.rate,
            raw=share.raw,
            cap=share.cap,
            amount=share.amount,
            price_after=price.running,
            refs=tuple(refs),
            audience=share.audience & price.audience if share.chain != "person" else share.audience,
            borne=self._borne(item, share, line),
            earlier=share.earlier,
            part=share.part,
        )
        self.taken[share.line].append(taken)

    def _borne(self, item: Item, share: Share, line: Stretch) -> Borne | None:
        """The parts of the amount, by the largest remainder; at each price what is borne there."""
        bearing = item.bearing
        if bearing is None:
            return None
        distributor = bearing.distributor if line.two_tier else ZERO
        partner = bearing.partner
        if item.chain == "customer" and line.two_tier:
            at_partner = share.chain == "partner"
            distributor, partner = (ZERO, partner) if at_partner else (distributor, ZERO)
        if not distributor and not partner:
            return None
        weights = (ONE - distributor - partner, distributor, partner)
        if self._coins is None:
            return Borne(*(share.amount * weight for weight in weights))
        return Borne(*split(share.amount, weights, self._coins.smallest))
