"""What the file of an order expects beside what comes out of it, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from partnerbook.explain.expecting import Compared
from partnerbook.explain.price import PriceAnswer
from partnerbook.render.reports.explain_data import source as position
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_shapes import Schema, closed, or_null, source, text, yes
from partnerbook.render.reports.ink import Ink, wrap
from partnerbook.render.reports.ledger import Entry, ledger, plain, sourced
from partnerbook.render.reports.source import COLUMNS

HEADS = ("expected", "comes out", "difference")


def expected(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """A table of what is expected; nothing if the file expects nothing."""
    if not answer.compared:
        return
    yield ""
    if not answer.quote.certain:
        yield ink("warning", "Whether it comes out as expected cannot be told")
        yield from wrap(
            "It depends on what the order does not say, or on what is not certain above.", COLUMNS
        )
        return
    wrong = [one for one in answer.compared if not one.same]
    if not wrong:
        count = len(answer.compared)
        all_of = "The one amount" if count == 1 else f"All {count} amounts"
        yield f"{all_of} that the file expects come{'s' * (count == 1)} out."
        return
    yield ink("error", "It does not come out as expected")
    entries = [_entry(one, "error" if not one.same else "") for one in answer.compared]
    yield from ledger(entries, HEADS, frame, ink)
    yield "What fits"
    for hint in answer.hints:
        yield from sourced(hint.words, hint.ref, frame, ink, 2)


def _entry(one: Compared, style: str) -> Entry:
    money = one.expected.money
    wanted = plain(money.amount, money.currency)
    if one.reckoned is None:
        figures = (wanted, "no such sum", "")
    else:
        more = one.reckoned - money
        sign = "+" if more.amount > 0 else ""
        difference = f"{sign}{plain(more.amount, more.currency)}" if not one.same else "-"
        figures = (wanted, plain(one.reckoned.amount, money.currency), difference)
    note = () if one.same else (("expected", one.expected.ref),)
    return Entry(one.words, figures, note, style)


def expected_data(answer: PriceAnswer, frame: Frame) -> list[dict[str, Any]]:
    """The same for programs: one object for each amount."""
    return [
        {
            "figure": one.expected.what,
            "step": one.expected.step,
            "part": one.expected.part,
            "product": one.expected.product,
            "on": None if one.expected.on is None else one.expected.on.isoformat(),
            "expected": _exact(one, one.expected.money.amount),
            "comes_out": None if one.reckoned is None else _exact(one, one.reckoned.amount),
            "same": one.same,
            "source": position(one.expected.ref, frame),
        }
        for one in answer.compared
    ]


def hints_data(answer: PriceAnswer, frame: Frame) -> list[dict[str, Any]]:
    """What would make it come out as expected."""
    return [
        {
            "words": one.words,
            "source": None if one.ref is None else position(one.ref, frame),
        }
        for one in answer.hints
    ]


def _exact(one: Compared, amount: Any) -> str:
    return plain(amount, one.expected.money.currency).replace(",", "")


def expected_shape(amount: Schema) -> Schema:
    """The schema of one of these objects; ``amount`` is that of an amount as text."""
    return closed(
        "One amount that the file of the order expects.",
        figure=text(
            "Which figure, such as invoice or net_net; step for that of one step, part for a part"
            " of what it pays, credit for one when a list price falls."
        ),
        step=text("The id of the step; empty for a figure of the whole order."),
        part=text("The part of what it pays; else empty."),
        product=text("What a credit is for; else empty."),
        on=or_null(text("The day from which a credit holds; else null.")),
        expected=amount,
        comes_out=or_null(amount),
        same=yes("Whether it comes out as expected."),
        source=source(),
    )
