"""Deals on which not all goes by one tier: which tiers can meet, and where that may cost more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product

from partnerbook.pricing.items import chain_of, is_budgeted
from partnerbook.pricing.moments import FORMER, ORDER, Mix, moment_of
from partnerbook.pricing.rising import ROUTE, TWO_TIER, Ladder, hangs_on_tier, on_one_track
from partnerbook.pricing.running import OLD
from partnerbook.pricing.stacks import clash
from partnerbook.resolve.program import Partner, Program, Step, Tier
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import spans

MOST_MIXES = 128
"""So many mixes of tiers are looked at in one product; beyond, it cannot be told."""

_EARLIER = ("registration", "first-sale")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two steps that meet on deals, by tiers of differing moments, which may give more than one.

    Or one, beside a floor, a limit of stacks or a rule about routes that goes by the other tier.
    """

    steps: tuple[Step, ...]
    together: tuple[BoxSet, ...]


class Mixes:
    """The mixes on the deals in one product: anybody's, or one partner's with its special terms.

    ``passed``: only where a distributor passes something on, of what can matter to it.
    """

    def __init__(
        self,
        program: Program,
        name: str,
        partner: Partner | None = None,
        *,
        passed: bool = False,
    ) -> None:
        self.product = name
        self._program, self._partner, self._passed = program, partner, passed
        own = program.axes.cell(product=name)
        mine = (s for s in program.steps if s.partner in ("", partner.id if partner else ""))
        here = (
            replace(step, rows=tuple([row for row in step.rows if row.cells.meets(own)]))
            for step in mine
            if not is_budgeted(step)
        )
        steps = [step for step in here if step.rows]
        self._ladder = Ladder(program, steps)
        self._own = own
        aside = _aside(program, steps) if passed else frozenset[str]()
        asked = [s for s in steps if s.id not in aside and hangs_on_tier(program, s)]
        self.pairs = tuple(self._pairs(asked))
        moments: dict[str, list[Step]] = {}
        for step in {step.id: step for p in self.pairs for step in p.steps}.values():
            moments.setdefault(moment_of(step), []).append(step)
        moments.pop(ORDER, None)
        met = [cells for pair in self.pairs for cells in pair.together]
        every = tuple(program.tiers.values())
        self._asked = {
            # One partner need not come to hold the tier that gives most.
            moment: every if partner or passed else self._ladder.tiers(moments[moment], met)
            for moment in sorted(moments)
        }

    @property
    def moments(self) -> frozenset[str]:
        """The moments besides that of the order at which another tier may count."""
        return frozenset(self._asked)

    @property
    def too_many(self) -> bool:
        """Whether there are more than are looked at."""
        count = len(self._program.tiers)
        for tiers in self._asked.values():
            count *= len(tiers)
        return count > MOST_MIXES

    def every(self) -> Iterator[tuple[str, Mix]]:
        """The tier of the order with the mix of the other moments, wherever they can follow.

        Of a partner: as the tiers that it holds follow each other.
        """
        program, partner = self._program, self._partner
        for order, *others in product(program.tiers.values(), *self._asked.values()):
            tiers = [tier.id for tier in others]
            mix = tuple(zip(self._asked, tiers, strict=True))
            if {*tiers} <= {order.id} or not on_one_track([order, *others]):
                continue
            if self._can_follow(order, mix) and (
                partner is None or held_so(partner, order.id, mix, program.as_of)
            ):
                yield order.id, mix

    def region(self) -> BoxSet:
        """One box around all deals that have to be looked at."""
        held = [cells for pair in self.pairs for cells in pair.together]
        axes = frozenset[str].intersection(*(cells.axes() for cells in held))
        sides = {axis: spans(s for cells in held for s in cells.on(axis)) for axis in sorted(axes)}
        return self._program.axes.space.box(sides)

    def _pairs(self, steps: Sequence[Step]) -> Iterator[Pair]:
        for one, other in combinations(steps, 2):
            if moment_of(one) != moment_of(other) and not clash(one, other):
                yield from self._pair((one, other), self._ladder.open_to_two(one, other))
        for step in steps:
            if moment_of(step) != ORDER:
                yield from self._pair((step,), self._ladder.open_alone(step))

    def _pair(self, steps: tuple[Step, ...], where: Iterable[BoxSet]) -> Iterator[Pair]:
        met = (cells.meet(self._own) for cells in where)
        if self._passed:
            two_tier = self._program.axes.node(ROUTE, TWO_TIER)
            met = (cells.limited(ROUTE, two_tier) for cells in met)
        if together := tuple(cells for cells in met if cells):
            yield Pair(steps, together)

    def _can_follow(self, order: Tier, mix: Mix) -> bool:
        """Whether what runs can have the rate of such a tier while today's is that of the order."""
        held = dict(mix)
        for step in self._program.steps:
            rule, tier = step.terms.running, held.get(f"{FORMER}{step.id}")
            if tier is None or rule is None or step.anchor == "invoice":
                continue  # By the tier of the invoice, which may be another one.
            was = self._program.tiers[tier].rank
            # A way up that the rate follows leaves no lower one, and so does a way down.
            if was < order.rank and rule.on_promotion != OLD:
                return False
            if was > order.rank and rule.on_demotion != OLD:
                return False
        return True


def _aside(program: Program, steps: Sequence[Step]) -> frozenset[str]:
    """The steps that have no say in what a distributor keeps, whatever they give.

    They are paid later than the order, out of the vendor's purse, and nothing is tied to them.
    """
    stages = {stage.id: at for at, stage in enumerate(program.stages)}
    front = [at for at, stage in enumerate(program.stages) if stage.timing == "front-end"]
    tied = {one for limit in program.stack_limits for one in limit.of}
    for step in steps:
        ties = {*step.requires, *step.excludes}
        tied |= ties | ({step.id} if ties or step.group else set())
    return frozenset(
        step.id
        for step in steps
        if chain_of(step) in ("partner", "person")
        and step.id not in tied
        and not step.terms.borne_by
        and step.only_below is None
        and (chain_of(step) == "person" or stages.get(step.stage, 0) > max(front, default=-1))
    )


def held_so(partner: Partner, order: str, mix: Mix, today: date) -> bool:
    """Whether a partner's history, as it is written, allows the tiers of a mix from a day on.

    A deal is registered and first sold no later than it is ordered, and invoiced no earlier. What
    runs may have begun before that day.
    """
    history: list[list[tuple[date, date]]] = []
    for moment, tier in ((ORDER, order), *mix):
        least = date.min if moment.startswith(FORMER) else today
        held = (one.period for one in partner.standing if one.tier == tier)
        history.append([(max(p.start, least), p.end) for p in held if p.end > least])
    moments = [ORDER, *(moment for moment, _ in mix)]
    return any(_in_order(moments, held) for held in product(*history))


def _in_order(moments: Sequence[str], held: Sequence[tuple[date, date]]) -> bool:
    """Whether there is a day of the order for these times at which tiers are held."""
    starts, ends = [], []
    for moment, (start, end) in zip(moments, held, strict=True):
        if moment in (ORDER, *_EARLIER) or moment.startswith(FORMER):
            starts.append(start)
        if moment in (ORDER, "invoice"):
            ends.append(end)
    return max(starts) < min(ends)
