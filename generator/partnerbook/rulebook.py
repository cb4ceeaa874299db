"""What a judgement is, and the calculators' answers that judgements are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from partnerbook import rights, standing
from partnerbook.findings import Cost, Depth, Finding, Level, Place, Repair, Severity, Term
from partnerbook.pricing.ambiguity import Ambiguity, ambiguous
from partnerbook.pricing.by_tier import ByTier
from partnerbook.pricing.extreme import Extreme, on_deals
from partnerbook.pricing.gap import Gap, gaps_of, lacking, looked_at, priced, wanted
from partnerbook.pricing.inversion import Inversion, Untold, between_tiers
from partnerbook.pricing.same import same_deals
from partnerbook.resolve.life import SELLS
from partnerbook.resolve.program import Program
from partnerbook.standing import Care, Cares, Ladder, Position, Standing
from partnerbook.values.box import BoxSet
from partnerbook.values.ident import closest

T = TypeVar("T")
Found = TypeVar("Found", Extreme, Inversion)
PRICING = (
    "account",
    "discount",
    "incentive",
    "price-list",
    "product",
    "program",
    "route",
    "territory",
    "tier",
)
"""The kinds of files that what is earned on a deal depends on; special terms come besides."""


class Answers:
    """Each calculator's answers about one program, worked out once, when first asked for.

    Where an answer depends on a day, it is that of the program's own ``as_of`` (decision 0017).
    ``known``: answers about a program much like this one, such as the same before a repair. Where
    nothing that pricing reads differs, its answers are taken over instead of worked out again; or
    those of the one before it, as a repair often brings back what there was. ``against``: the
    revision with which the program is compared, if one is named.
    """

    def __init__(
        self, program: Program, known: Answers | None = None, against: Program | None = None
    ) -> None:
        self.program = program
        self.against = against
        self.before: Answers | None = known
        earlier = (known, known.before) if known else ()
        same = (one for one in earlier if one and same_deals(program, one.program, PRICING))
        self._known = next(same, None)
        self._earlier = [one for one in earlier if one]
        self.deals: ByTier = (
            self._known.deals
            if self._known
            else ByTier(program, [one.deals for one in self._earlier])
        )
        self._gaps: dict[str, tuple[Gap, ...]] = {}
        self._derived: dict[object, Any] = {}
        self._standings: dict[str, Standing] = {}

    def derived(self, make: Callable[[Answers], T]) -> T:
        """What ``make`` works out from deals alone: once, or taken over where they are the same."""
        if self._known is not None:
            return self._known.derived(make)
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found

    @cached_property
    def conflicts(self) -> tuple[rights.Conflict, ...]:
        """Rights that collide, now or later."""
        return rights.conflicts(self.program)

    @cached_property
    def changes(self) -> tuple[standing.Change, ...]:
        """What takes something from partners from a day on, edits since a revision among them."""
        return standing.changes_since(self.against, self.program)

    @cached_property
    def sold(self) -> BoxSet:
        """The cells that some partner may sell, now or later."""
        return rights.sold(self.program)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The sold cells for which no list price, or no rate, is written."""
        return tuple(gap for product in self.looked_at for gap in self.gaps_of(product))

    @cached_property
    def looked_at(self) -> Mapping[str, BoxSet]:
        """By product, the sold cells in which gaps are looked for."""
        for known in self._earlier:
            if known.sold.boxes == self.sold.boxes and known.wanted == self.wanted:
                return known.looked_at
        return looked_at(self.program, self.sold)

    def gaps_of(self, product: str) -> tuple[Gap, ...]:
        """The gaps of one product that is sold. KeyError if it is not."""
        cells = self.looked_at[product]
        if product not in self._gaps:
            known = (one for one in self._earlier if one.lacks_like(self, product, cells))
            found = next((one.gaps_of(product) for one in known), None)
            self._gaps[product] = gaps_of(self.program, product, cells) if found is None else found
        return self._gaps[product]

    def lacks_like(self, later: Answers, product: str, cells: BoxSet) -> bool:
        """Whether the gaps of a product in these cells are the same as in a ``later`` program."""
        there = self.looked_at.get(product)
        return (
            there is not None
            and there.boxes == cells.boxes
            and self.lacking == later.lacking
            and priced(self.program, product) == priced(later.program, product)
        )

    @cached_property
    def wanted(self) -> tuple[object, ...]:
        """What ``looked_at`` rests on besides what is sold."""
        return wanted(self.program)

    @cached_property
    def lacking(self) -> tuple[object, ...]:
        """What gaps rest on besides these cells and the prices of a product."""
        return lacking(self.program)

    def standing_of(self, partner: str) -> Standing:
        """Where a partner stands on the program's day. KeyError if there is no such partner."""
        if partner not in self._standings:
            self._standings[partner] = standing.of(self.program, partner, self.program.as_of)
        return self._standings[partner]

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """Where each partner stands by its evidence, on the program's day."""
        ladder = Ladder(self.program)
        return {one.partner: one for one in ladder.positions(self.program.as_of)}

    @cached_property
    def cares(self) -> Mapping[str, Care]:
        """What each active partner falls under in the engagement model.

        None without a model, and where its classes are out of order: that is told by itself.
        """
        model = self.program.model
        if model is None or not (model.volume.in_order and model.velocity.in_order):
            return {}
        asked = Cares(self.program, self.program.as_of)
        active = [one.id for one in self.program.partners.values() if one.status in SELLS]
        return {name: care for name in active if (care := asked.of(name)) is not None}

    @cached_property
    def extremes(self) -> tuple[Extreme, ...]:
        """The worst and the best permitted stack of every tier, product and deal."""
        if self._known:
            return self._known.extremes
        found = self._in_order(on_deals(self.deals))
        return tuple(sorted(found, key=lambda one: one.partner))

    @property
    def inversions(self) -> tuple[Inversion, ...]:
        """Deals on which a higher tier earns less than a lower one."""
        return self.tiers[0]

    @property
    def untold_tiers(self) -> tuple[Untold, ...]:
        """Where two tiers have more permitted stacks than can be compared."""
        return self.tiers[1]

    @cached_property
    def tiers(self) -> tuple[tuple[Inversion, ...], tuple[Untold, ...]]:
        """Both of these, worked out together."""
        if self._known:
            return self._known.tiers
        found = between_tiers(self.deals)
        inversions = [one for one in found if isinstance(one, Inversion)]
        untold = [one for one in found if isinstance(one, Untold)]
        return tuple(self._in_order(inversions)), tuple(untold)

    def _in_order(self, found: Iterable[Found]) -> list[Found]:
        """By currency as the program names them, then by product."""
        place = {currency: at for at, currency in enumerate(self.program.currencies)}
        return sorted(found, key=lambda one: (place[one.currency], one.product))

    @cached_property
    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """Cells in which two rate rows apply and none is the more specific."""
        return ambiguous(self.program)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule has to say about one subject. Id, severity and lines are the engine's business.

    The fields are those of a Finding; ``severity`` only where it differs from the rule's own.
    """

    message: str
    places: tuple[Place, ...]
    subject: str
    notes: tuple[tuple[str, str], ...] = ()
    sum_intro: str = ""
    sum: tuple[Term, ...] = ()
    help: tuple[Repair, ...] = ()
    facts: tuple[str, ...] = ()
    depths: tuple[Depth, ...] = ()
    levels: tuple[Level, ...] = ()
    severity: Severity | None = None
    cost: Cost | None = None
    inside: Callable[[BoxSet], bool] | None = field(default=None, compare=False)


RENAMED = {"incentive/tier-left-out": "incentive/tier-without-rate"}
"""What rules were called before, and are now: an old name is refused, with the new one."""


def near_rules(word: str, rules: Iterable[str]) -> tuple[str, ...]:
    """The rules probably meant by a name that there is not, likeliest first."""
    return (RENAMED[word],) if word in RENAMED else closest(word, rules)


def _each(_: Answers, findings: Sequence[Finding]) -> Sequence[Finding]:
    return findings


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how bad a breach is, whether it can be waived, and who judges.

    ``needs``: the kinds of files that must all be read and understood, else the rule is not asked:
    its verdict would follow from what is missing. ``follows``: rules whose error at a number
    explains this rule's findings about the same number; those are then not shown. ``measures``:
    what its findings may have a depth of; a waiver must bound it. ``gather`` says what several
    unwaived findings have in common, once. ``expects``: it compares with results that people wrote
    down; whoever mends a number elsewhere changes them, so that such findings speak against no
    repair. ``deepen`` adds to the findings that are shown what takes long to find; it is not asked
    while repairs are tried.
    """

    severity: Severity
    waivable: bool
    judge: Callable[[Answers], Iterable[Judgement]]
    needs: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    expects: bool = False
    gather: Callable[[Answers, Sequence[Finding]], Iterable[Finding]] = _each
    deepen: Callable[[Answers, Sequence[Finding]], Iterable[Finding]] | None = None

    def findings(self, name: str, answers: Answers) -> list[Finding]:
        """Judge, and stamp each judgement with the rule's name and severity."""
        return [self.finding(name, said) for said in self.judge(answers)]

    def finding(self, name: str, said: Judgement) -> Finding:
        """One judgement as a finding of this rule."""
        return Finding(
            id=name,
            severity=said.severity or self.severity,
            message=said.message,
            places=said.places,
            subject=said.subject,
            notes=said.notes,
            sum_intro=said.sum_intro,
            sum=said.sum,
            help=said.help,
            facts=said.facts,
            depths=said.depths,
            levels=said.levels,
            cost=said.cost,
            inside=said.inside,
        )
