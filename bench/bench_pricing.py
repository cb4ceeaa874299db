"""The margin proof of a program of 4 tiers × 40 products × 12 steps, and what orders cost to price.

The program (``tests/pricing/believable``) has three currencies, two routes with a distributor,
dated changes, bands by quantity and by yearly purchases, caps, groups and exclusions. Printed are
the distinct sorts of deals, the time for the worst stack of all of them, and how many times longer
the oracle of the tests takes per sort of deal, which tries every stack in fractions.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.pricing.believable import believable
from tests.pricing.oracle import Case, Oracle

from partnerbook.pricing import Extreme, Line, Order, Scope, extremes, inversions, price
from partnerbook.resolve.program import Program

ORDERS = 200
COMPARED = 150


def exhaustive(program: Program, some: Sequence[Extreme]) -> int:
    """Nanoseconds that the oracle takes for the worst and the best of some sorts of deals."""
    oracle = Oracle(program, cells=())  # the deals are known already
    spent = 0
    for one in some:
        named = [one.board.rows[number] for number in one.shape.rows[0]]
        rows = frozenset((step.id, row.id) for step, row in named)
        billing = one.shape.billing or ""
        case = Case(one.tier, one.product, one.currency, rows, one.price, frozenset(), billing)
        spans = [(one.units, one.units + 1)]
        start = time.perf_counter_ns()
        oracle.solve(case, list(named), spans)
        spent += time.perf_counter_ns() - start
    return spent


def main() -> None:
    program = believable(8, 5)
    start = time.perf_counter()
    found = extremes(program)
    took = time.perf_counter() - start
    each = took / len(found)
    print(f"sorts of deals      {len(found):>9,}  in {took:.1f} s, {each * 1e6:.0f} µs each")
    some = list(found[:: max(1, len(found) // COMPARED)])
    slow = exhaustive(program, some) / len(some) / 1e9
    times = f"{slow * 1e6:.0f} µs each, {slow / each:.0f} × as long"
    print(f"trying every stack  {len(some):>9,}  {times}")
    start = time.perf_counter()
    wrong = inversions(program)
    print(
        f"tier order          {len(wrong):>9,}  inversions in {time.perf_counter() - start:.2f} s"
    )
    start = time.perf_counter()
    one = extremes(program, Scope(tiers=("gold",), products=("f1p1",), currencies=("EUR",)))
    took = time.perf_counter() - start
    print(f"one tier, product   {len(one):>9,}  sorts of deals in {took * 1000:.0f} ms")
    order = Order(
        currency="EUR",
        dates={"order": date(2027, 1, 15), "registration": date(2026, 12, 20)},
        lines=(Line("f1p1", 60, "new", "yearly", 12), Line("f2p2", 5, "new", "yearly", 12)),
        tier="gold",
        place="by",
        route="two-tier",
        claim="first",
    )
    start = time.perf_counter()
    for _ in range(ORDERS):
        price(program, order)
    took = time.perf_counter() - start
    print(f"orders of two lines {ORDERS:>9,}  priced, {ORDERS / took:.0f} a second")


if __name__ == "__main__":
    main()
