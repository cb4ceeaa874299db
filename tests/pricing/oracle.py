"""What pricing must say, found the slow way: every atom, every deal, every subset, in Fractions.

Shares no code with the engine; it reads a Program's boxes as plain data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any

from partnerbook.resolve.program import Cap, ListPrice, Program, Row, Step
from partnerbook.values.box import BoxSet, Number
from partnerbook.values.percent import Percent

LARGEST = 60
"""Deals of up to so many units are tried; the caps of the tests bind below it."""
FAR = 10**12
"""As many units as no cap or fixed amount of the tests can matter on."""
SOME = (1, 2, 5, 20, LARGEST)
SOME_MORE = (*range(1, 8), 11, 16, 24, 36, LARGEST)
"""Where stacks hang on sums every deal takes long to judge."""
"""In one tier larger deals cost less; that is checked at these distances from the smallest."""
LENGTH = {"month": 1, "quarter": 3, "year": 12, "monthly": 1, "yearly": 12}
NOTHING = (Fraction(0), Fraction(0), Fraction(0))
Point = Mapping[str, Number]
Cell = tuple[dict[str, Number], dict[str, tuple[Number, Number]]]  # a point, and its stretches


@dataclass(frozen=True)
class Case:
    """One sort of deal: what identifies it, and what there is to take."""

    tier: str
    product: str
    currency: str
    rows: frozenset[tuple[str, str]]
    price: ListPrice
    floors: frozenset[str]
    billing: str
    unbound: frozenset[tuple[str, str]] = frozenset()
    limits: frozenset[str] = frozenset()


@dataclass
class Result:
    """What the oracle finds for a case."""

    smallest: int
    worst: Fraction | None
    best: Fraction | None
    first: bool = True
    """Whether some stack stands on the smallest deal."""


def holds(cells: BoxSet, point: Point, skip: frozenset[str] = frozenset()) -> bool:
    """Whether a point lies in a set, some axes aside."""
    return any(
        all(
            axis in skip or any(low <= point[axis] < high for low, high in side)
            for axis, side in box.sides
        )
        for box in cells.boxes
    )


def intervals(program: Program) -> dict[str, list[tuple[Number, Number]]]:
    """The elementary stretches of every axis, cut at every edge that is written anywhere."""
    axes = program.axes
    edges: dict[str, set[Number]] = {}
    sets = [row.cells for step in program.steps for row in step.rows]
    sets += [row.said for step in program.steps for row in step.rows]
    sets += [cap.cells for step in program.steps for cap in step.caps if cap.cells is not None]
    sets += [price.cells for price in program.prices]
    sets += [floor.cells for floor in program.floors]
    sets += [rule.cells for rule in program.routes]
    sets += [limit.cells for limit in program.stack_limits]
    for cells in sets:
        for box in cells.boxes:
            for axis, side in box.sides:
                edges.setdefault(axis, set()).update(edge for stretch in side for edge in stretch)
    for axis in ("tier", "track", "product", "currency", "route", "billing"):
        low, high = axes.space.axes[axis]
        edges.setdefault(axis, set()).update(range(int(low), int(high) + 1))
    days = ("day", "day:registration", "day:contract", "day:invoice", "day:first-sale")
    for axis in ("quantity", "line_type", *days):
        edges.setdefault(axis, set())
    for currency in program.currencies:
        edges.setdefault(f"list_value:{currency}", set())
    if program.reclassify:
        for axis in ("deal_role", "line_type"):
            edges.setdefault(axis, set()).update(range(len(axes.values[axis]) + 1))
    out: dict[str, list[tuple[Number, Number]]] = {}
    for axis, cut in edges.items():
        low, high = axes.space.axes[axis]
        if axis.startswith("day"):
            low = program.as_of.toordinal()
        if axis == "quantity":
            low = 1
        inside = sorted({low, high, *(e for e in cut if low < e < high)})
        out[axis] = list(pairwise(inside))
    return out


def points(program: Program) -> Iterator[Cell]:
    """One point in every elementary cell, with the cell's stretches; dates in a possible order."""
    cuts = intervals(program)
    names = sorted(cuts)
    for picked in product(*(cuts[name] for name in names)):
        cell = dict(zip(names, picked, strict=True))
        first, last = program.as_of.toordinal(), 10**7
        order = cell.get("day", (first, last))
        start, end = order[0], order[1] - 1
        for axis in ("day:registration", "day:first-sale"):
            start = max(start, cell.get(axis, (first, last))[0])
        end = min(end, cell.get("day:invoice", (first, last))[1] - 1)
        if start <= end:
            yield {name: low for name, (low, _) in cell.items()}, cell


def scope_inside(inner: BoxSet, outer: BoxSet, atoms: Sequence[Point]) -> bool:
    """Whether one scope lies in the other, atom by atom."""
    return all(holds(outer, atom) for atom in atoms if holds(inner, atom))


class Oracle:
    """Answers about one small program.

    ``cells``: its deals; without any it still knows the stacks of a given one. ``tiers``: by
    anchor, the tier that counts there where it is not that of the order.
    """

    def __init__(
        self,
        program: Program,
        cells: Sequence[Cell] | None = None,
        tiers: Mapping[str, str] | None = None,
    ) -> None:
        self.program = program
        self.tiers = tiers or {}
        self.axes = program.axes
        self.cells = list(points(program)) if cells is None else list(cells)
        self.atoms = [point for point, _ in self.cells]
        self._inside: dict[tuple[int, int], bool] = {}
        # Paid out of a budget of their own, not on deals.
        self.budgeted = {
            step.id
            for step in program.steps
            if step.applies == "discretionary" and step.kind == "development-funds"
        }

    def strictly_inside(self, one: BoxSet, two: BoxSet) -> bool:
        """By dates-free scope; atoms tell any two of them apart."""
        key = (id(one), id(two))
        if key not in self._inside:
            there = scope_inside(one, two, self.atoms) and not scope_inside(two, one, self.atoms)
            self._inside[key] = there
        return self._inside[key]

    def narrower(self, one: Row, two: Row) -> bool:
        """By what the rows say; a rate per tier is narrower than one rate only besides the same."""
        if all(holds(one.said, atom) == holds(two.said, atom) for atom in self.atoms):
            return self.strictly_inside(one.scope, two.scope)
        return self.strictly_inside(one.said, two.said)

    def coordinate(self, axis: str, number: Number) -> str:
        """The id of a value of an enumeration."""
        return self.axes.values[axis][int(number)]

    def matching(self, step: Step, point: Point, currency: str) -> list[Row]:
        """The rows of a step that count at a point; several are rivals."""
        if step.side == "distributor" and self.coordinate("route", point["route"]) != "two-tier":
            return []
        if step.anchor in self.tiers:
            held = self.axes.values["tier"].index(self.tiers[step.anchor])
            point = {**point, "tier": held}
        skip = frozenset(
            axis
            for axis in point
            if axis.startswith(("list_value:", "period_value:")) and not axis.endswith(currency)
        )
        rows = [
            row
            for row in step.rows
            if row.band_currency in ("", currency)
            and (row.rate is not None or currency in row.amounts or currency in row.prices)
            and holds(row.cells, point, skip)
        ]
        if not step.nested:
            return rows
        return [row for row in rows if not any(self.narrower(other, row) for other in rows)]

    def cases(self) -> dict[Case, Result]:
        """Every sort of deal with its worst share and the best that the partner earns."""
        found: dict[Case, list[tuple[int, int | None]]] = {}
        kinds: dict[Case, list[tuple[Step, Row]]] = {}
        for point, cell in self.cells:
            for case, picked, spans in self._at(point, cell):
                found.setdefault(case, []).append(spans)
                kinds[case] = picked
        return {case: self.solve(case, kinds[case], spans) for case, spans in found.items()}

    def _at(
        self, point: Point, cell: Mapping[str, tuple[Number, Number]], *, promised: bool = False
    ) -> Iterator[tuple[Case, list[tuple[Step, Row]], tuple[int, int | None]]]:
        """The cases at a point, with what can be taken and how large the deals are."""
        program = self.program
        tier = self.coordinate("tier", point["tier"])
        track = self.coordinate("track", point["track"])
        currency = self.coordinate("currency", point["currency"])
        route = self.coordinate("route", point["route"])
        if track not in program.tiers[tier].tracks or self._barred(point, route):
            return
        if not self._can_be(point) or self._undoes(point):
            return
        (made,) = (
            p
            for p in program.products.values()
            if p.sku and self.axes.own("product", p.id)[0][0] == point["product"]
        )
        for listed in self._prices(point, currency):
            for picked in self._rows(point, currency, promised=promised):
                floors = frozenset(f.id for f in program.floors if holds(f.cells, point))
                billed = any(_billed(step) for step, _ in picked)
                case = Case(
                    tier,
                    made.id,
                    currency,
                    frozenset((step.id, row.id) for step, row in picked),
                    listed,
                    floors,
                    self.coordinate("billing", point["billing"]) if billed else "",
                    frozenset(
                        (step.id, cap.id)
                        for step, _ in picked
                        for cap in step.caps
                        if cap.cells is not None and not holds(cap.cells, point)
                    ),
                    frozenset(x.id for x in program.stack_limits if holds(x.cells, point)),
                )
                spans = _deals(cell, currency, Fraction(listed.price.amount))
                if spans is not None:
                    yield case, picked, spans

    def inverted(
        self, lower: str, higher: str
    ) -> dict[tuple[frozenset[tuple[str, str]], ...], str]:
        """Pairs of row sets (lower tier's, higher's) on which the order fails, and how.

        ``best`` if it fails between the best stacks on some deal, else ``same-stack``.
        """
        tiers = [self.axes.values["tier"].index(tier) for tier in (lower, higher)]
        pairs: dict[tuple[object, ...], tuple[list[Case], list[Any], set[int], bool]] = {}
        for point, cell in self.cells:
            if point["tier"] != tiers[0]:
                continue
            other = {**point, "tier": tiers[1]}
            mine, theirs = (self._at(p, cell, promised=True) for p in (point, other))
            for (low, picked_low, spans), (high, picked_high, _) in product(mine, theirs):
                if low.price is not high.price:
                    continue
                both = (low.floors | high.floors, low.limits, high.limits)
                key = (low.rows, high.rows, low.price.ref, low.billing, both)
                made = pairs.setdefault(key, ([low, high], [picked_low, picked_high], set(), False))
                first, end = spans
                units = {
                    first,
                    *(first + by for by in range(LARGEST) if not end or first + by < end),
                }
                pairs[key] = (made[0], made[1], made[2] | units, made[3] or end is None)
        out: dict[tuple[frozenset[tuple[str, str]], ...], str] = {}
        for cases, picked, units, endless in pairs.values():
            how = self._how(cases, picked, units, endless=endless)
            if how:
                out[cases[0].rows, cases[1].rows] = how
        return out

    def _how(self, cases: list[Case], picked: list[Any], units: set[int], *, endless: bool) -> str:
        unit = Fraction(cases[0].price.price.amount)
        deals = [(unit * n, n) for n in sorted(units)] + [(unit, 0)] * endless
        stacks = [
            {tuple(step.id for step, _ in stack): stack for stack in self.permitted(rows, case)}
            for rows, case in zip(picked, cases, strict=True)
        ]

        @cache
        def earned(which: int, ids: tuple[str, ...], value: Fraction, n: int) -> Fraction:
            return self.totals(stacks[which][ids], value, n, cases[which])[1]

        for value, n in deals:
            low, high = (max(earned(w, ids, value, n) for ids in stacks[w]) for w in (0, 1))
            if low > high:
                return "best"
        for ids in stacks[0].keys() & stacks[1].keys():
            if any(earned(0, ids, *deal) > earned(1, ids, *deal) for deal in deals):
                return "same-stack"
        return ""

    def unrewarded(self) -> set[tuple[tuple[frozenset[tuple[str, str]], ...], str]]:
        """Where the first to register earns no more: the rows without, later and first; how.

        ``none`` or ``later``, only where a discount for registered deals counts for the first.
        """
        claims = [self.axes.values["claim"].index(claim) for claim in ("none", "later", "first")]
        found: dict[tuple[object, ...], tuple[list[Case], list[Any], set[int]]] = {}
        for point, cell in self.cells:
            if point.get("claim", claims[0]) != claims[0]:
                continue
            sides = [self._at({**point, "claim": at}, cell, promised=True) for at in claims]
            for ways in product(*sides):
                cases = [case for case, _, _ in ways]
                paid = any(
                    s.kind == "deal-registration" and r.rate and r.rate.points
                    for s, r in ways[2][1]
                )
                if len({id(case.price) for case in cases}) > 1 or not paid:
                    continue
                if self._read_apart(point, [picked for _, picked, _ in ways], claims):
                    continue
                floors = frozenset[str]().union(*(case.floors for case in cases))
                key = (*(c.rows for c in cases), cases[0].price.ref, cases[0].billing, floors)
                key = (*key, *(c.limits for c in cases))
                first, end = ways[0][2]
                made = found.setdefault(key, (cases, [picked for _, picked, _ in ways], set()))
                made[2].update(first + by for by in range(LARGEST) if not end or first + by < end)
        out = set()
        for cases, picked, units in found.values():
            earned = [
                self._best(case, some, units) for case, some in zip(cases, picked, strict=True)
            ]
            beaten = [
                any(other >= mine for other, mine in zip(others, earned[-1], strict=True))
                for others in earned[:-1]
            ]
            if any(beaten):
                rows = tuple(case.rows for case in cases)
                out.add((rows, ("none", "later")[beaten.index(True)]))
        return out

    def _best(self, case: Case, picked: list[Any], units: set[int]) -> list[Fraction]:
        """What the partner earns at best on deals of so many units."""
        unit, stacks = Fraction(case.price.price.amount), list(self.permitted(picked, case))
        return [max(self.totals(s, unit * n, n, case)[1] for s in stacks) for n in sorted(units)]

    def _read_apart(self, point: Point, picked: list[Any], claims: list[int]) -> bool:
        """Whether rivals are read in one way for one claim and in another for the first."""
        last = {step.id: row for step, row in picked[-1]}
        currency = self.coordinate("currency", point["currency"])
        for at, pairs in zip(claims, picked[:-1], strict=False):
            for step, row in pairs:
                other = last.get(step.id, row)
                here = self.matching(step, {**point, "claim": at}, currency)
                there = self.matching(step, {**point, "claim": claims[-1]}, currency)
                if other is not row and other in here and row in there:
                    return True
        return False

    def _can_be(self, point: Point) -> bool:
        """Whether some order comes to such a line once it is reclassified.

        Every role that may be written is tried, alone and beside one line of every other type.
        """
        if not self.program.reclassify:
            return True
        types, roles = self.axes.values["line_type"], self.axes.values["deal_role"]
        mine, role = types[int(point["line_type"])], roles[int(point["deal_role"])]
        return any(
            self.role_of(mine, written, ((), (other,))[beside]) == {role}
            for written in roles
            for other in types
            for beside in (0, 1)
        )

    def _undoes(self, point: Point) -> bool:
        """Whether the line takes something back, which is no deal of its own."""
        types = self.axes.values["line_type"]
        back = ("downgrade", "cancellation", "return")
        return types[int(point["line_type"])] in back

    def role_of(self, line_type: str, written: str, others: Sequence[str]) -> set[str]:
        """The role of a line among others; several where rules contradict each other."""
        whole = {
            rule.role
            for rule in self.program.reclassify
            if rule.whole == "order" and {line_type, *others} & set(rule.line_types)
        }
        alone = {
            rule.role
            for rule in self.program.reclassify
            if rule.whole == "line" and line_type in rule.line_types
        }
        return whole or alone or {written}

    def _barred(self, point: Point, route: str) -> bool:
        buying = ("one-tier", "two-tier", "marketplace")
        return route in buying and any(
            rule.must_use in buying and rule.must_use != route and holds(rule.cells, point)
            for rule in self.program.routes
        )

    def _prices(self, point: Point, currency: str) -> list[ListPrice]:
        found = [
            p
            for p in self.program.prices
            if p.price.currency == currency and holds(p.cells, point) and p.price.amount > 0
        ]
        no_day = frozenset({"day"})

        def inside(one: ListPrice, two: ListPrice) -> bool:
            return all(
                holds(two.cells, a, no_day) for a in self.atoms if holds(one.cells, a, no_day)
            )

        return [
            p
            for p in found
            if not any(inside(q, p) and not inside(p, q) for q in found if q is not p)
        ]

    def _rows(
        self, point: Point, currency: str, *, promised: bool
    ) -> Iterator[list[tuple[Step, Row]]]:
        """Each step with its row; once for each way to read rivals."""
        taking_part = [
            s
            for s in self.program.steps
            if not s.partner
            and s.id not in self.budgeted
            and (s.applies != "discretionary" or not promised)
        ]
        ways = [
            [(step, row) for row in self.matching(step, point, currency)] for step in taking_part
        ]
        yield from (list(way) for way in product(*(way for way in ways if way)))

    def solve(
        self,
        case: Case,
        picked: Sequence[tuple[Step, Row]],
        spans: Sequence[tuple[int, int | None]],
    ) -> Result:
        """The smallest deal, the worst share over all deals, the best on the smallest one."""
        unit = Fraction(case.price.price.amount)
        units, endless = self._units(case, picked, spans)
        smallest = min(units)
        stacks = list(self.permitted(picked, case))
        sure = [pair for pair in picked if pair[0].applies != "discretionary"]
        certain = list(self.permitted(sure, case))
        shares = [
            self.totals(stack, unit * n, n, case)[0] / (unit * n)
            for n in units
            for stack in self.standing(picked, stacks, (unit * n, n), case)
        ]
        if endless:
            far = self.standing(picked, stacks, (unit * FAR, FAR), case)
            shares += [self.totals(s, Fraction(1), 0, case)[0] for s in far]
        first = (unit * smallest, smallest)
        best = [self.totals(s, *first, case)[1] for s in self.standing(sure, certain, first, case)]
        some = bool(self.standing(picked, stacks, first, case))
        return Result(smallest, max(shares, default=None), max(best, default=None), some)

    def _units(
        self,
        case: Case,
        picked: Sequence[tuple[Step, Row]],
        spans: Sequence[tuple[int, int | None]],
    ) -> tuple[set[int], bool]:
        """The deals to try, in units, and whether they go on without end."""
        units: set[int] = set()
        bends = self._distribution(case.rows) and any(step.caps for step, _ in picked)
        bends = bends or any(row.prices or row.marginal for _, row in picked)
        for low, high in spans:
            further: Sequence[int] = range(1, LARGEST) if bends else SOME
            if any(step.choice or step.only_below for step, _ in picked):
                further = SOME_MORE
            units.add(low)
            units.update(low + by for by in further if high is None or low + by < high)
        return units, any(high is None for _, high in spans)

    def squeezed(self, least: Fraction) -> dict[Case, Fraction]:
        """What a distributor lacks at worst of ``least`` of the partner's price, in parts of list.

        Of every sort of two-tier deal, where it lacks something.
        """
        found: dict[Case, list[tuple[int, int | None]]] = {}
        kinds: dict[Case, list[tuple[Step, Row]]] = {}
        for point, cell in self.cells:
            for case, picked, spans in self._at(point, cell):
                found.setdefault(case, []).append(spans)
                kinds[case] = picked
        out: dict[Case, Fraction] = {}
        for case, spans_ in found.items():
            if self._distribution(case.rows):
                lacks = self._lacks(case, kinds[case], spans_, least)
                if lacks > 0:
                    out[case] = lacks
        return out

    def _lacks(
        self,
        case: Case,
        picked: Sequence[tuple[Step, Row]],
        spans: Sequence[tuple[int, int | None]],
        least: Fraction,
    ) -> Fraction:
        unit = Fraction(case.price.price.amount)
        units, endless = self._units(case, picked, spans)
        deals = [(unit * n, n) for n in units] + [(Fraction(1), 0)] * endless
        shares: list[Fraction] = []
        stacks = list(self.permitted(picked, case, claimed=True))
        for value, n in deals:
            sums = (value, n) if n else (unit * FAR, FAR)
            for stack in self.standing(picked, stacks, sums, case, claimed=True):
                _, _, partner, distributor = self.totals(stack, value, n, case)
                shares.append((distributor - (1 - least) * partner) / value)
        return max(shares, default=Fraction(0))

    def taken(self) -> dict[Case, frozenset[str]]:
        """The steps that some stack takes on some of the deals tried, of every sort of deal."""
        found: dict[Case, list[tuple[int, int | None]]] = {}
        kinds: dict[Case, list[tuple[Step, Row]]] = {}
        for point, cell in self.cells:
            for case, picked, spans in self._at(point, cell):
                found.setdefault(case, []).append(spans)
                kinds[case] = picked
        out: dict[Case, frozenset[str]] = {}
        for case, spans_ in found.items():
            unit, picked = Fraction(case.price.price.amount), kinds[case]
            units, endless = self._units(case, picked, spans_)
            stacks = list(self.permitted(picked, case))
            out[case] = frozenset(
                step.id
                for n in (*units, *([FAR] * endless))
                for stack in self.standing(picked, stacks, (unit * n, n), case)
                for step, _ in stack
            )
        return out

    def permitted(
        self, picked: Sequence[tuple[Step, Row]], case: Case, *, claimed: bool = False
    ) -> Iterator[tuple[tuple[Step, Row], ...]]:
        """Every stack that the rules allow; ``claimed``: distributors ask for all they can have.

        What hangs on amounts is left to ``standing``.
        """
        granted = self.budgeted
        picked = _with_effect(picked)
        steps = [step for step, _ in picked]
        rows = {step.id: row for step, row in picked}
        for count in range(len(steps) + 1):
            for taken in combinations(steps, count):
                if not self._allowed(taken, case):
                    continue
                if any(not set(s.requires) <= {step.id for step in taken} | granted for s in taken):
                    continue
                due = [s for s in steps if s.applies == "automatic" or (claimed and _claims(s))]
                left = [s for s in due if s not in taken and s.only_below is None]
                if any(self._fits(s, taken, case) for s in left):
                    continue
                yield tuple((step, rows[step.id]) for step in taken)

    def _allowed(self, taken: Sequence[Step], case: Case) -> bool:
        """Whether nothing forbids these together: neither each other, nor how many they are."""
        return _agree(taken) and all(
            len([step for step in taken if step.id in limit.of]) <= limit.at_most
            for limit in self.program.stack_limits
            if limit.id in case.limits
        )

    def _fits(self, step: Step, beside: Sequence[Step], case: Case) -> bool:
        """Whether a step can be given beside others."""
        ids = {other.id for other in beside} | self.budgeted
        return self._allowed((*beside, step), case) and set(step.requires) <= ids

    def standing(
        self,
        picked: Sequence[tuple[Step, Row]],
        stacks: Sequence[tuple[tuple[Step, Row], ...]],
        deal: tuple[Fraction, int],
        case: Case,
        *,
        claimed: bool = False,
    ) -> list[tuple[tuple[Step, Row], ...]]:
        """Of the stacks that are permitted those that stand on a deal, amount by amount.

        ``claimed``: distributors ask for all they can have.
        """
        if not any(step.choice or step.only_below for step, _ in picked):
            return list(stacks)
        return [s for s in stacks if self._stands(picked, s, deal, case, claimed=claimed)]

    def _stands(
        self, picked: Any, stack: Any, deal: tuple[Fraction, int], case: Case, *, claimed: bool
    ) -> bool:
        picked = _with_effect(picked)
        rows = {step.id: (step, row) for step, row in picked}
        steps = [step for step, _ in stack]
        for step, _ in picked:
            if step.only_below is None:
                continue
            if step in steps:
                if not self._is_low(step, stack, deal, case):
                    return False
            elif (
                (step.applies == "automatic" or (claimed and _claims(step)))
                and self._fits(step, steps, case)
                and self._is_low(step, stack, deal, case)
            ):
                return False
        for member in steps:
            if not member.choice:
                continue
            rest = [step for step in steps if step is not member]
            mine = self._own(member, stack, deal, case)
            for other, _ in picked:
                if other.group != member.group or other is member or not other.choice:
                    continue
                instead = [rows[step.id] for step in (*rest, other)]
                if not self._fits(other, rest, case):
                    continue
                if other.only_below is not None and not self._is_low(other, instead, deal, case):
                    continue
                theirs = self._own(other, instead, deal, case)
                if member.choice == "lowest":
                    if 0 < theirs < mine or (mine <= 0 < theirs):
                        return False
                elif theirs > mine:
                    return False
        return True

    def _is_low(self, step: Step, stack: Any, deal: tuple[Fraction, int], case: Case) -> bool:
        """Whether the vendor's margin at the opening of a step's stage is low enough for it."""
        assert step.only_below is not None
        order = {stage.id: at for at, stage in enumerate(self.program.stages)}
        before = [pair for pair in stack if order[pair[0].stage] < order[step.stage]]
        net = deal[0] - self.totals(before, *deal, case)[0]
        (cost,) = (
            c for c in self.program.products[case.product].cost if c.currency == case.currency
        )
        spent = Fraction(cost.amount) * deal[0] / Fraction(case.price.price.amount)
        return (net - spent) < net * Fraction(step.only_below.points) / 100

    def _own(self, step: Step, stack: Any, deal: tuple[Fraction, int], case: Case) -> Fraction:
        """What a step itself gives in a stack, at the partner's price where there are two."""
        each: dict[str, Fraction] = {}
        self.totals(stack, *deal, case, each=each)
        return each[step.id]

    def totals(
        self,
        stack: Sequence[tuple[Step, Row]],
        value: Fraction,
        units: int,
        case: Case,
        *,
        each: dict[str, Fraction] | None = None,
    ) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """What the vendor gives, what the partner company earns; what either pays for the goods.

        That is the partner at the order, the distributor in the end. No units: an endless deal.
        """
        order = {stage.id: at for at, stage in enumerate(self.program.stages)}
        timing = {stage.id: stage.timing for stage in self.program.stages}
        two_tier = self._distribution(case.rows)
        price = {"partner": value, "distributor": value}
        after: dict[str, dict[str, Fraction]] = {}
        given = earned = at_order = moved = Fraction(0)
        for stage in sorted(order, key=lambda name: order[name]):
            opening = dict(price)
            for step, row in stack:
                if step.stage != stage:
                    continue
                chains = ["partner"]
                if step.paid_to == "person":
                    chains = ["person"]
                elif step.side == "distributor":
                    chains = ["distributor"]
                elif step.side == "end-customer" and two_tier:
                    chains = ["partner", "distributor"]
                for chain in chains:
                    lane = "distributor" if chain == "distributor" else "partner"
                    base = value
                    if step.base in ("opening", "recurring") or row.prices:
                        base = opening[lane]
                    elif step.base.startswith("after-"):
                        base = after[step.base.removeprefix("after-")][lane]
                    amount = _amount(step, row, base, (value, units), case)
                    if each is not None:
                        each.setdefault(step.id, amount)
                    if chain != "person":
                        price[lane] -= amount
                    if chain == "partner" and timing[stage] == "front-end":
                        at_order += amount
                    if step.side == "end-customer" and chain != "person":
                        given += amount if chain == "distributor" or not two_tier else 0
                    elif chain == "partner":
                        earned += amount
                        given += 0 if two_tier and timing[stage] == "front-end" else amount
                    else:
                        given += amount
                    front = timing[stage] == "front-end"
                    shared = _shared(step, chain, amount, two_tier, front=front)
                    if shared is not NOTHING:
                        gave, got, between = shared
                        given, earned, moved = given + gave, earned + got, moved + between
            after[stage] = dict(price)
        return given, earned, value - at_order, price["distributor"] - moved

    def _distribution(self, rows: frozenset[tuple[str, str]]) -> bool:
        timing = {stage.id: stage.timing for stage in self.program.stages}
        ids = {step for step, _ in rows}
        return any(
            step.id in ids
            and step.side == "distributor"
            and step.paid_to != "person"
            and step.applies != "discretionary"
            and timing[step.stage] == "front-end"
            for step in self.program.steps
        )


@cache
def _part(rate: Percent) -> Fraction:
    return Fraction(rate.points) / 100


def _shared(
    step: Step, chain: str, amount: Fraction, two_tier: bool, *, front: bool
) -> tuple[Fraction, Fraction, Fraction]:
    """What others bear of an amount: more given, more earned, more to the distributor.

    The distributor bears its part where it passes a thing on, the partner its own at its own price.
    """
    if not step.terms.borne_by or chain == step.side == "distributor":
        return NOTHING
    parts = {who: _part(share) for who, share in step.terms.borne_by.items()}
    partner = parts.get("partner", Fraction(0)) * amount
    between = parts.get("distributor", Fraction(0)) * amount if two_tier else Fraction(0)
    if step.side == "end-customer" and two_tier and chain != "person":
        if chain == "partner":
            return -partner, -partner, Fraction(0)
        return -between, Fraction(0), -between
    if chain == "partner" and two_tier and front:
        # It has paid all of it out of what it bought at; now it gets back all but its own part.
        return parts["vendor"] * amount, -partner, amount - between
    return -partner - between, -partner, -between


def _with_effect(picked: Sequence[tuple[Step, Row]]) -> list[tuple[Step, Row]]:
    """Without accelerators of what gives nothing on any deal of the sort."""
    nothing = {
        step.id
        for step, row in picked
        if not row.prices
        and (_part(row.rate) == 0 if row.rate else not any(m.amount for m in row.amounts.values()))
        and not (row.marginal and row.below)
    }
    return [
        (step, row)
        for step, row in picked
        if step.kind != "accelerator" or not nothing.intersection(step.requires)
    ]


def _agree(steps: Sequence[Step]) -> bool:
    for one, two in combinations(steps, 2):
        if one.group and one.group == two.group:
            return False
        if one.id in two.excludes or two.id in one.excludes:
            return False
    return True


def _claims(step: Step) -> bool:
    distributor = step.side == "distributor" and step.paid_to != "person"
    return distributor and step.applies == "on-request"


def _billed(step: Step) -> bool:
    return len({cap.per for cap in step.caps if cap.per in LENGTH}) > 1


def _amount(
    step: Step, row: Row, base: Fraction, deal: tuple[Fraction, int], case: Case
) -> Fraction:
    value, units = deal

    def count() -> Fraction:
        """Of an endless deal, by its value."""
        return Fraction(units) if units else value / Fraction(case.price.price.amount)

    if row.prices:
        amount = max(Fraction(0), base - Fraction(row.prices[case.currency].amount) * count())
    elif row.marginal and units:
        amount = _by_band(step, row, (value, units), Fraction(case.price.price.amount))
    elif row.rate is not None:
        amount = _part(row.rate) * base
    else:
        fixed = Fraction(row.amounts[case.currency].amount)
        per_order = fixed if units else Fraction(0)
        amount = fixed * count() if step.per == "unit" else per_order
    for cap in step.caps:
        if _binds(step, cap, case):
            most = Fraction(cap.amounts[case.currency].amount)
            if cap.per == "unit":
                most *= count()
            elif not units:
                most = Fraction(0)
            amount = min(amount, most)
    return amount


def _by_band(step: Step, row: Row, deal: tuple[Fraction, int], each: Fraction) -> Fraction:
    """Unit by unit, or sum by sum, each at the rate of the band in which it lies itself."""
    value, units = deal
    bands = [one for one in step.rows if one.marginal and one.band_currency == row.band_currency]
    total = Fraction(0)
    for one in bands:
        assert one.band is not None
        assert one.rate is not None
        rate = _part(one.rate)
        low, high = one.band
        if one.band_currency:
            top = value if high is None else min(value, Fraction(high))
            total += rate * max(Fraction(0), top - Fraction(low))
        else:
            end = units + 1 if high is None else min(units + 1, int(high))
            total += rate * each * len(range(max(1, int(low)), end))
    return total


def _binds(step: Step, cap: Cap, case: Case) -> bool:
    if case.currency not in cap.amounts:
        return False
    if (step.id, cap.id) in case.unbound:
        return False
    mine, billed = LENGTH.get(cap.per, 0), LENGTH.get(case.billing, 0)
    bound = [other for other in step.caps if (step.id, other.id) not in case.unbound]
    longer = any(LENGTH.get(other.per, 0) >= billed for other in bound if other.per in LENGTH)
    return not (mine and longer and mine < billed)


def _deals(
    cell: Mapping[str, tuple[Number, Number]], currency: str, unit: Fraction
) -> tuple[int, int | None] | None:
    """The fewest units of a deal in a cell, and the first number that no longer fits."""
    low, high = cell["quantity"]
    start, end = cell[f"list_value:{currency}"]
    last = 10**6 if str(high) == "Infinity" else int(high) - 1
    first = int(low)
    for units in range(1, 10 * LARGEST):
        value = units * unit
        if value < Fraction(start) or (str(end) != "Infinity" and value >= Fraction(end)):
            continue
        for lines in range(1, units + 1):
            if lines * first <= units <= lines * last:
                if str(end) != "Infinity":
                    below = -int(-Fraction(end) // unit)
                    if lines == 1 and str(high) != "Infinity":
                        below = min(below, last + 1)
                    return units, below
                return units, None if lines > 1 or str(high) == "Infinity" else last + 1
    return None
