"""What a judgement is, and the calculators' answers that judgements are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from partnerbook import rights, standing
from partnerbook.findings import Cost, Depth, Finding, Place, Repair, Severity, Term
from partnerbook.pricing.ambiguity import Ambiguity, ambiguous
from partnerbook.pricing.extreme import Extreme, Scope, extremes
from partnerbook.pricing.gap import Gap, gaps_of, looked_at
from partnerbook.pricing.inversion import Inversion, Untold, tiers_compared
from partnerbook.resolve.life import SELLS
from partnerbook.resolve.program import Program
from partnerbook.standing import Care, Cares, Ladder, Position, Standing
from partnerbook.values.box import BoxSet
from partnerbook.values.ident import closest

T = TypeVar("T")
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
PRICING_SECTIONS = (
    "currencies",
    "tracks",
    "segmentations",
    "competencies",
    "facts",
    "reclassify",
    "reversals",
    "rounding",
    "stages",
    "stack_limits",
    "floors",
    "limits",
    "policies",
    "geography",
    "postal",
)
"""The part of program.yml that it depends on."""


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
        self._same = [one for one in earlier if one and same_deals(program, one.program)]
        self._known = self._same[0] if self._same else None
        self._gaps: dict[str, tuple[Gap, ...]] = {}
        self._derived: dict[object, Any] = {}
        self._standings: dict[str, Standing] = {}

    def derived(self, make: Callable[[Answers], T]) -> T:
        """What ``make`` works out from extremes and inversions alone: once, or taken over too."""
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
        for known in self._same:
            if known.sold.boxes == self.sold.boxes:
                return known.looked_at
        return looked_at(self.program, self.sold)

    def gaps_of(self, product: str) -> tuple[Gap, ...]:
        """The gaps of one product that is sold. KeyError if it is not."""
        cells = self.looked_at[product]
        for known in self._same:
            there = known.looked_at.get(product)
            if there is not None and there.boxes == cells.boxes:
                return known.gaps_of(product)
        if product not in self._gaps:
            self._gaps[product] = gaps_of(self.program, product, cells)
        return self._gaps[product]

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
        """What each active partner falls under in the engagement model; none without a model."""
        asked = Cares(self.program, self.program.as_of)
        active = [one.id for one in self.program.partners.values() if one.status in SELLS]
        return {name: care for name in active if (care := asked.of(name)) is not None}

    @cached_property
    def extremes(self) -> tuple[Extreme, ...]:
        """The worst and the best permitted stack of every tier, product and deal."""
        return self._known.extremes if self._known else extremes(self.program, Scope())

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
        return self._known.tiers if self._known else tiers_compared(self.program)

    @cached_property
    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """Cells in which two rate rows apply and none is the more specific."""
        return ambiguous(self.program)


def same_deals(one: Program, two: Program) -> bool:
    """Whether every deal has the same prices, steps, routes and floors in both programs.

    Compared by what the files say, and by what of them is understood. Files that differ only in
    where the values stand say the same: answers hold Refs, no lines.
    """
    return _deals(one) == _deals(two)


def _deals(program: Program) -> tuple[object, ...]:
    files: dict[str, Mapping[str, Any]] = {
        kind: {name: record.data for name, record in program.records.get(kind, {}).items()}
        for kind in PRICING
    }
    frame = next(iter(files.pop("program").values()))
    special = [program.partners[step.partner] for step in program.steps if step.partner]
    return (
        program.as_of,
        # A postal prefix that only a grant writes divides the places too.
        [tree.stretch for tree in program.axes.trees.values()],
        [frame.get(section) for section in PRICING_SECTIONS],
        files,
        [
            (
                {**one.record.data, "grants": ()},
                one.life,
                one.agreement and one.agreement.in_force,
            )
            for one in special
        ],
        [(p.ref, p.product, p.price, p.per) for p in program.prices],
        [(step.id, [row.ref for row in step.rows]) for step in program.steps],
        [route.id for route in program.routes],
        [floor.id for floor in program.floors],
    )


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
            cost=said.cost,
            inside=said.inside,
        )
