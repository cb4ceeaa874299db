"""The figures of answers about money: by hand, by the calculators, by the site's examples."""

from __future__ import annotations

import csv
import io
import json
import shlex
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.explain.conftest import Run, Write
from tests.explain.money_programs import MONEY

from partnerbook import explain_margin, explain_price
from partnerbook.explain.margin import MarginAnswer, MarginQuestion
from partnerbook.explain.order import PriceQuestion
from partnerbook.explain.price import PriceAnswer, explain_order
from partnerbook.pricing import Order, Quote, price
from partnerbook.pricing.extreme import Scope, extremes
from partnerbook.render import fmt
from partnerbook.render.views import example as worked
from partnerbook.render.views.worked import Example
from partnerbook.resolve.opening import open_program
from partnerbook.resolve.program import Program
from partnerbook.values.audience import VENDOR_VIEWER
from partnerbook.values.money import Money


def answered(program: Program, **words: Any) -> PriceAnswer:
    answer = explain_price(program, PriceQuestion(**words))
    assert isinstance(answer, PriceAnswer)
    return answer


def test_the_figures_by_hand(write: Write) -> None:
    """100 × 100.00 to a public customer: 25 %, then 500 (cut) and 5 % of 7,500, then 3 %."""
    program, _, findings = open_program(write(MONEY))
    assert program is not None
    assert not findings
    answer = answered(
        program,
        lines=[("core", 100)],
        tier="gold",
        place="DE",
        route="one-tier",
        claim="first",
        segments={"sector": "public"},
        dates={"registration": date(2026, 11, 1)},
    )
    taken = [(one.step.id, str(one.amount), str(one.price_after)) for one in answer.quote.taken]
    assert taken == [
        ("reseller-discount", "2500.00", "7500.00"),
        ("public", "375.00", "7125.00"),
        ("registration", "500", "6625.00"),
        ("rebate", "198.75", "6426.25"),
        ("spiff", "40.00", "6426.25"),
    ]
    sums = answer.quote.sums
    assert sums is not None
    assert sums.net_net.amount == Decimal("6426.25")
    assert sums.vendor_net.amount == Decimal("6386.25")
    assert str(sums.margin) == "68.68%"


def test_it_is_the_price_of_the_calculator(sample: Program) -> None:
    for order, _ in worked_orders(sample):
        assert explain_order(sample, order).quote == price(sample, order)


def test_an_order_of_unknown_words_is_answered_with_what_is_wrong(sample: Program) -> None:
    order = Order("EUR", {}, (), partner="nobody", place="XX", facts={"sectr": "public"})
    answer = explain_order(sample, order, compare_routes=True)
    assert (answer.quote.sums, answer.said, answer.why) == (None, (), ())
    assert "there is no partner called nobody" in [one.reason for one in answer.quote.doubts]
    assert all(one.why for one in answer.routes)


def worked_orders(program: Program) -> list[tuple[Order, Example]]:
    """The orders behind the site's worked examples of every incentive."""
    found: list[tuple[Order, Example]] = []
    with pytest.MonkeyPatch.context() as patch:
        seen: list[Order] = []

        def noted(program: Program, order: Order) -> Quote:
            seen.append(order)
            return price(program, order)

        patch.setattr(worked, "price", noted)
        for step in program.steps:
            example = worked.example(program, VENDOR_VIEWER, program.as_of, step.id)
            if example is not None:
                found.append((seen[-1], example))
    return found


def test_the_site_shows_the_same_figures(sample: Program) -> None:
    orders = worked_orders(sample)
    assert len(orders) > 7
    for order, example in orders:
        answer = explain_order(sample, order)
        first, *rest = example.rows
        (line,) = answer.quote.lines
        assert first.amount == fmt.money(line.sums.list_value.money)
        shown = [one for one in line.taken if one.chain != "distributor" and one.amount]
        amounts = [fmt.money(Money(one.amount, order.currency)) for one in shown]
        assert [row.amount for row in rest] == amounts
        assert answer.quote.sums is not None
        assert fmt.money(answer.quote.sums.invoice.money) in example.outcome


def test_margins_are_those_of_the_calculator(sample: Program) -> None:
    question = MarginQuestion(product="insight-predict", tier="gold", currency="EUR")
    answer = explain_margin(sample, question)
    assert isinstance(answer, MarginAnswer)
    found = extremes(sample, Scope(("gold",), ("insight-predict",), ("EUR",)))
    every = [one for one in found if not one.partner]
    assert len(every) == len(answer.sorts)
    for one, sort in zip(every, answer.sorts, strict=True):
        assert (one.rows, one.worst.given) == (sort.extreme.rows, sort.worst.stack.given)
        assert one.best.earned == sort.best.stack.earned
    assert max(one.worst.given_share for one in every) == max(
        group.worst.worst.stack.given_share for group in answer.groups
    )
    assert {at for group in answer.groups for at in group.sorts} == set(range(len(every)))


def test_the_amounts_of_a_stack_add_up_to_the_cent(run: Run, write: Write) -> None:
    arguments = ["margin", "--tier", "gold", "--product", "core", "--root", str(write(MONEY))]
    code, out, _ = run("explain", *arguments, "--output", "json")
    stacks = [one[end] for one in json.loads(out)["sorts"] for end in ("worst", "best")]
    assert (code, len(stacks)) == (0, 72)
    for stack in stacks:
        given, kept, listed = (Decimal(stack[name]) for name in ("given", "kept", "list_value"))
        assert given + kept == listed
        mine = [Decimal(one["amount"]) for one in stack["steps"] if one["gets"] == "partner"]
        if not any(one["step"]["id"] == "public" for one in stack["steps"]):
            assert sum(mine) == Decimal(stack["earned"])


def test_the_best_stack_is_the_price_of_such_an_order(write: Write) -> None:
    program, _, _ = open_program(write(MONEY))
    assert program is not None
    margin = explain_margin(program, MarginQuestion("core", "gold", route="one-tier"))
    assert isinstance(margin, MarginAnswer)
    best = max((one.best.paid for one in margin.sorts), key=lambda stack: stack.earned_share)
    order = {"tier": "gold", "place": "DE", "route": "one-tier", "claim": "first"}
    sums = answered(
        program,
        lines=[("core", best.units)],
        segments={"sector": "commercial"},
        dates={"registration": program.as_of},
        **order,
    ).quote.sums
    assert sums is not None
    assert (best.units, str(best.earned)) == (50, "1750.50")
    assert (best.earned, best.kept) == (sums.earned.amount, sums.vendor_net.amount)


def test_a_narrower_question_has_only_such_deals(sample: Program) -> None:
    narrow = MarginQuestion(product="insight-predict", tier="gold", place="JP", route="two-tier")
    answer = explain_margin(sample, narrow)
    assert isinstance(answer, MarginAnswer)
    # In Japan nothing is sold in euro, so there is no such deal.
    assert answer.sorts == ()
    yen = explain_margin(sample, MarginQuestion("insight-predict", "gold", currency="JPY"))
    there = explain_margin(
        sample, MarginQuestion("insight-predict", "gold", place="JP", currency="JPY")
    )
    assert isinstance(yen, MarginAnswer)
    assert isinstance(there, MarginAnswer)
    assert {one.extreme.rows for one in there.sorts} <= {one.extreme.rows for one in yen.sorts}
    at = sample.axes.node("place", "JP")
    assert all(one.extreme.cells.on("place") == at for one in there.sorts)


def test_json_has_the_figures_and_their_lines(run: Run, write: Write) -> None:
    root = write(MONEY)
    command = "price --tier gold --line core=100 --place DE --route one-tier --claim first"
    arguments = [*shlex.split(command), "--date", "registration=2026-11-01", "--root", str(root)]
    code, out, err = run("explain", *arguments, "--output", "json")
    data = json.loads(out)
    assert (code, err, data["certain"]) == (0, "", False)
    assert [one["dimension"] for one in data["missing"]] == ["sector"]
    assert [one["id"] for one in data["missing"][0]["depends"]] == ["public"]
    steps = data["lines"][0]["steps"]
    cut = next(one for one in steps if one["step"]["id"] == "registration")
    assert (cut["uncut"], cut["amount"], cut["cap"]["amount"]) == ("800.0000", "500.00", "500.00")
    for one in steps:
        path = root / one["source"]["file"]
        written = path.read_text("utf-8").splitlines()[one["source"]["line"] - 1]
        number = one["rate"] or one["uncut"].partition(".")[0]
        assert number in written


def test_csv_has_one_row_per_step_and_per_sum(run: Run, write: Write) -> None:
    command = "price --tier gold --line core=100 --place DE --route one-tier --claim none"
    arguments = [*shlex.split(command), "--segment", "sector=commercial"]
    _, out, _ = run("explain", *arguments, "--root", str(write(MONEY)), "--output", "csv")
    rows = list(csv.DictReader(io.StringIO(out, newline=""), strict=True))
    steps = {row["step"]: row["amount"] for row in rows if row["record"] == "step"}
    assert steps == {"reseller-discount": "2500.00", "rebate": "225.00", "spiff": "40.00"}
    sums = {row["name"]: row["amount"] for row in rows if row["record"] == "sum"}
    assert (sums["invoice"], sums["net_net"]) == ("7500.00", "7275.00")
    assert (sums["vendor_net"], sums["margin"]) == ("7235.00", "72.36")
    assert {row["step"] for row in rows if row["record"] == "not-applied"} == {
        *("distributor-discount", "registration", "project", "public", "referral"),
    }
