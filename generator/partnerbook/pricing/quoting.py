"""Prices an order: finds the rows that count, chooses what is taken, and writes the waterfall."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.board import barred, innermost_prices
from partnerbook.pricing.choosing import Offer, choose, considered
from partnerbook.pricing.exact import Coins, exactly
from partnerbook.pricing.items import (
    is_budgeted,
    nothing_to_accelerate,
    pays,
    without_amount,
)
from partnerbook.pricing.judging import unit_cost
from partnerbook.pricing.left_out import UNCOSTED, limits_on, refused, why_left_out, withheld
from partnerbook.pricing.order import Line, Order, cell_of
from partnerbook.pricing.quote import Doubt, LineQuote, Missing, NotApplied, Quote
from partnerbook.pricing.reasons import (
    WhyNot,
    budget_words,
    missing_words,
    no_rate,
    not_asked,
    not_said,
)
from partnerbook.pricing.reversal import divided, joined, original_value, takes_back
from partnerbook.pricing.roles import in_roles
from partnerbook.pricing.rows import Nesting, free_of, in_currency, match
from partnerbook.pricing.running import Seen, seen_by, why_stopped
from partnerbook.pricing.search import Search
from partnerbook.pricing.selling_off import as_agreed, cannot_order
from partnerbook.pricing.stacks import Choice
from partnerbook.pricing.sums import add_up, sums_of
from partnerbook.pricing.terms import missing, why_over
from partnerbook.pricing.waterfall import Taken, waterfall
from partnerbook.pricing.work import Work
from partnerbook.resolve.program import ListPrice, Program, Row, Step
from partnerbook.values.dates import in_words

LIST_PRICE, ROUTE_RULE, STACK_LIMIT = "list price ", "route rule ", "stack limit "
"""How what is no step is named among what depends on a coordinate, before its id."""


def price(program: Program, order: Order) -> Quote:
    """What an order costs and earns, every amount rounded as its currency is paid.

    Never raises for what an order says: what is unknown, missing or ambiguous is in the answer.
    """
    with exactly():
        if not takes_back(order):
            return _Desk(program, order).quote()
        halves = [(half, _Desk(program, half.order).quote()) for half in divided(order)]
        return joined(program, order, halves)


class _Desk:
    def __init__(self, program: Program, order: Order) -> None:
        self._program, self._asked = program, order
        self._roles = in_roles(program, as_agreed(program, order))
        self._order = self._roles.order
        self._coins = Coins(order.currency, program.rounding)
        self._search = Search(program)
        self._total = Decimal(0)
        self._doubts: list[Doubt] = []
        self._missing: dict[str, dict[str, None]] = {}

    def quote(self) -> Quote:
        unplaced = cannot_order(self._program, self._order, self._asked)
        if unplaced:
            return Quote(self._asked, False, (), None, (), unplaced)
        for number, rules in self._roles.torn:
            ids = " and ".join(rule.id for rule in rules)
            reason = f"{ids} give one line different deal roles"
            self._doubts.append(Doubt(reason, tuple(rule.ref for rule in rules), number))
        works = [
            work for at, line in enumerate(self._order.lines) if (work := self._listed(at, line))
        ]
        if len(works) == len(self._order.lines):
            total = original_value(self._order)
            if total is None:
                total = sum((work.value for work in works), Decimal(0))
            self._total = total
            for work in works:
                work.cell = cell_of(self._program, self._order, work.line, total)
        offers: list[Offer] = []
        for work in works:
            self._route(work)
            for step in self._steps():
                self._look(work, step)
            self._gap(work)
            offers.append(self._offer(work))
        choices, proven = choose(self._program.stages, offers, self._coins)
        if not proven:
            self._doubts.append(Doubt("too many combinations: state which incentives are taken"))
        self._doubts += refused(offers, choices, self._order.currency)
        stretches = [o.stretch(c) for o, c in zip(offers, choices, strict=True)]
        rivers = waterfall(self._program.stages, stretches, coins=self._coins)
        lines = tuple(
            self._line(work, offer, choice, taken)
            for work, offer, choice, taken in zip(works, offers, choices, rivers, strict=True)
        )
        return Quote(
            order=self._asked,
            two_tier=any(offer.two_tier for offer in offers),
            lines=lines,
            sums=add_up([line.sums for line in lines]) if lines else None,
            missing=tuple(
                Missing(axis, missing_words(self._program.axes, axis), tuple(steps))
                for axis, steps in sorted(self._missing.items())
            ),
            doubts=tuple(self._doubts),
            recast=self._roles.recast,
        )

    def _listed(self, at: int, line: Line) -> Work | None:
        """A line with its list price, or None with the reason noted."""
        order, axes = self._order, self._program.axes
        cell = cell_of(self._program, order, line, None)
        sure: list[ListPrice] = []
        asked = False
        for listed in self._program.prices:
            if (listed.product, listed.price.currency) != (line.product, order.currency):
                continue
            held = in_currency(axes, listed.cells, order.currency)
            verdict, missing = held.verdict(in_currency(axes, cell, order.currency))
            if verdict is None:
                asked = True
                self._ask(self._roles.asked(at, missing), f"{LIST_PRICE}{listed.price_list}")
            elif verdict:
                sure.append(listed)
        found = innermost_prices(sure)
        if len(found) == 1:
            value = self._coins.rounded(found[0].price.amount * line.quantity)
            return Work(at, line, found[0], value, cell)
        name = self._program.products[line.product].id
        if found:
            lists = " and ".join(listed.price_list for listed in found)
            refs = tuple(listed.ref for listed in found)
            self._doubts.append(Doubt(f"{lists} both give a list price for {name}", refs, at))
        elif not asked:
            day = in_words(order.dates["order"])
            where = f" for customers in {order.place}" if order.place else ""
            reason = f"no list price for {name} in {order.currency}{where} on {day}"
            self._doubts.append(Doubt(reason, (), at))
        return None

    def _route(self, work: Work) -> None:
        for rule, cells in barred(self._program):
            verdict, missing = cells.verdict(work.cell)
            if verdict is None:
                self._ask(self._roles.asked(work.number, missing), f"{ROUTE_RULE}{rule.id}")
            elif verdict:
                reason = f"these customers must be served on the {rule.must_use} route"
                self._doubts.append(Doubt(reason, (rule.ref,), work.number))

    def _steps(self) -> list[Step]:
        """The steps that this order's viewer may know of, in the order of the waterfall."""
        taking_part = self._search.items.steps
        funds = sorted(filter(is_budgeted, self._program.steps), key=lambda step: step.id)
        return [
            step
            for step in (*taking_part, *funds)
            if step.partner in ("", self._order.partner) and self._order.viewer.sees(step.audience)
        ]

    def _look(self, work: Work, step: Step) -> None:
        """What one step means for a line: an item, a reason, or a question."""
        axes, currency = self._program.axes, self._order.currency
        seen = seen_by(self._program, self._order, work.line, step, work.cell)
        found = match(axes, step, Nesting(step), seen.cell, currency)
        lacking = seen.lacking(found) or (found.row and missing(step, self._order, work.line))
        if stopped := why_stopped(self._program, self._asked, work.line, step):
            self._leave(work, step, stopped[0], stopped[1:])
        elif unruled := seen.unruled(step, found):
            self._doubts.append(Doubt(f"{step.id}: {unruled}", (step.ref,), work.number))
            self._leave(work, step, f"cannot tell: {unruled}")
        elif found.missing and is_budgeted(step):
            # Whatever else the order said, it would give nothing on it.
            self._leave(work, step, budget_words(step))
        elif lacking:
            asked = self._roles.asked(work.number, lacking)
            self._ask(asked, step.id)
            self._leave(work, step, f"cannot tell: {not_said(axes, asked)}")
        elif found.rivals:
            ids = " and ".join(row.id for row in found.rivals)
            refs = tuple(row.ref for row in found.rivals)
            reason = f"rows {ids} of {step.id} both apply and neither is more specific"
            self._doubts.append(Doubt(reason, refs, work.number))
            self._leave(work, step, f"cannot tell: {reason}", refs)
        elif found.row is None:
            work.unmatched.append(step)
            self._leave(work, step, WhyNot(axes, step, seen.cell, currency))
        elif is_budgeted(step):
            self._leave(work, step, budget_words(step), (found.row.ref,))
        elif not pays(found.row, currency):
            self._leave(work, step, f"no amount in {currency}", (found.row.ref,))
        elif reason := why_over(step, self._asked, work.line):
            self._leave(work, step, reason, (step.ref.child("term"),))
        elif reason := not_asked(self._order, step):
            self._leave(work, step, reason, (found.row.ref,))
        elif reason := withheld(self._program, self._order, work.line, step):
            if reason.startswith(UNCOSTED):
                self._doubts.append(Doubt(f"{step.id}: {reason}", (step.ref,), work.number))
            self._leave(work, step, reason, (found.row.ref,))
        else:
            self._take(work, step, found.row, seen)

    def _take(self, work: Work, step: Step, row: Row, seen: Seen) -> None:
        """A step that may be taken, with the caps that bind the line."""
        currency, axes = self._order.currency, self._program.axes
        unbound, unclear, lacking = free_of(axes, step, seen.cell, currency)
        if unclear is not None:
            self._ask(lacking, step.id)
            reason = f"cannot tell whether the cap {unclear.id} binds: {not_said(axes, lacking)}"
            self._leave(work, step, reason, (unclear.ref,))
            return
        work.told[step.id] = seen.told
        for cap in without_amount(step, currency):
            if cap.id not in unbound:
                reason = f"the cap {cap.id} of {step.id} says nothing about {currency}"
                self._doubts.append(Doubt(reason, (cap.ref,), work.number))
        maker, used, billing = self._search.items, self._order.used, work.line.billing
        item = maker.make(step, row, currency, billing, used=used, unbound=unbound)
        if step.only_below is not None:
            item = replace(item, unit_cost=unit_cost(self._program, work.line.product, currency))
        work.items.append(item)

    def _gap(self, work: Work) -> None:
        """On a route on which the partner buys, some discount table has to have a rate."""
        if refs := no_rate(self._order, self._steps(), work.unmatched):
            said = f"no discount table has a rate for {work.line.product}"
            self._doubts.append(Doubt(said, refs, work.number))

    def _offer(self, work: Work) -> Offer:
        for at, reason in sorted(nothing_to_accelerate(work.items).items(), reverse=True):
            item = work.items.pop(at)
            self._leave(work, item.step, reason, (item.row.ref,))
        limits, hanging = limits_on(self._program, work.items, work.cell, self._order.currency)
        for name, lacking in hanging.items():
            self._ask(self._roles.asked(work.number, lacking), f"{STACK_LIMIT}{name}")
        ties = self._search.ties(work.items, limits)
        usable = tuple(work.items[at] for at in ties.usable)
        for at, item in enumerate(work.items):
            if at not in ties.usable:
                needs = " and ".join(item.step.requires)
                self._leave(work, item.step, f"needs {needs} on the same deal", (item.row.ref,))
        take = self._order.take or frozenset()
        return Offer(
            value=work.value,
            units=work.line.quantity,
            price=work.price,
            two_tier=any(i.chain == "distributor" and i.front and i.promised for i in usable),
            items=usable,
            ties=self._search.ties(usable, limits),
            wanted=frozenset(at for at, item in enumerate(usable) if item.step.id in take),
            order=self._total,
        )

    def _line(
        self, work: Work, offer: Offer, choice: Choice, taken: tuple[Taken, ...]
    ) -> LineQuote:
        currency = self._order.currency
        for at, item in enumerate(offer.items):
            if at not in choice:
                why = why_left_out(offer, at, choice, currency)
                self._leave(work, item.step, why, (item.row.ref,))
        known, told = considered(offer), work.told
        product = self._program.products[work.line.product]
        order = {id(step): at for at, step in enumerate(self._steps())}
        return LineQuote(
            line=work.line,
            price=work.price,
            taken=tuple(
                replace(t, audience=t.audience & known, told=told[t.step.id]) for t in taken
            ),
            not_applied=tuple(sorted(work.not_applied, key=lambda one: order[id(one.step)])),
            sums=sums_of(work.line, offer.stretch(choice), taken, product, known),
        )

    def _leave(
        self, work: Work, step: Step, why: str | Callable[[], str], refs: tuple[Ref, ...] = ()
    ) -> None:
        work.not_applied.append(NotApplied(step, why, refs or (step.ref,), step.audience))

    def _ask(self, axes: frozenset[str], what: str) -> None:
        for axis in axes:
            self._missing.setdefault(axis, {})[what] = None
