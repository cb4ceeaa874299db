"""Orders that take more than a limit allows: which limit it is, and what the order does not say."""

from __future__ import annotations

from decimal import Decimal

from tests.pricing.build import Maker
from tests.pricing.test_price import maker, order, reasons, taken

from partnerbook.pricing import Line, price
from partnerbook.values.audience import INTERNAL, PARTNER

D = Decimal
NAMES = ("campaign", "launch", "training")


def made(**scope: str) -> Maker:
    """Three incentives on request, 3, 2 and 1 %; two of them on a deal."""
    program = maker()
    for name, rate in zip(NAMES, ("3%", "2%", "1%"), strict=True):
        program.step(name, rate, applies="on-request")
    return program.limit("two", 2, " ".join(NAMES), scope)


def test_the_best_two_are_taken_and_the_limit_is_named() -> None:
    quote = price(made().program(), order(Line("a", 1, "new")))
    assert quote.certain
    assert taken(quote) == {"tier": D(30), "campaign": D(3), "launch": D(2)}
    assert reasons(quote) == {
        "training": (
            "at most 2 of campaign, launch and training per deal (two): campaign and launch are"
            " taken"
        )
    }


def test_an_order_that_takes_all_three() -> None:
    asked = order(Line("a", 1, "new"), take=frozenset(NAMES))
    quote = price(made().program(), asked)
    assert set(taken(quote)) == {"tier", "campaign", "launch"}
    assert reasons(quote)["training"].startswith("at most 2 of campaign, launch and training")


def test_elsewhere_all_three_are_given() -> None:
    program = made(place="fr").program()
    assert set(taken(price(program, order(Line("a", 1, "new"))))) == {"tier", *NAMES}
    assert len(taken(price(program, order(Line("a", 1, "new"), place="fr")))) == 3


def test_what_a_limit_asks_for_is_missing() -> None:
    quote = price(made(place="fr").program(), order(Line("a", 1, "new"), place=None))
    assert [(one.axis, one.steps) for one in quote.missing] == [("place", ("stack limit two",))]
    # One of which it cannot be told whether it holds is taken to hold.
    assert len(taken(quote)) == 3


def test_what_is_limited_is_known_to_whom_all_of_it_is() -> None:
    program = maker().step("campaign", "3%").step("secret", "5%", audience=INTERNAL)
    quote = price(program.program(), order(Line("a", 1, "new")))
    assert {one.audience for one in quote.taken} == {PARTNER, INTERNAL}
    quote = price(program.limit("one", 1, "campaign secret").program(), order(Line("a", 1, "new")))
    assert {one.step.id: one.audience for one in quote.taken}["secret"] == INTERNAL
    assert {one.audience for one in quote.taken} == {INTERNAL}
