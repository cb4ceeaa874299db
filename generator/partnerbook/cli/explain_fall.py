"""partnerbook explain price --fall: a lower list price that is supposed, read and asked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from partnerbook.cli import root
from partnerbook.cli.asking import pair
from partnerbook.cli.exits import USAGE

if TYPE_CHECKING:
    from partnerbook.explain.places import Unclear
    from partnerbook.explain.price import PriceAnswer
    from partnerbook.resolve.program import Program
    from partnerbook.values.money import Money

_SHAPE, _EXAMPLE = "PRODUCT=PRICE@DAY", '"core=90 EUR@2027-01-31"'


def fall_of(text: str | None) -> tuple[str, Money, date] | None:
    """A product, its lower list price and from when. Raises Refused if it is not written so."""
    if text is None:
        return None
    from partnerbook.values.money import parse_money
    from partnerbook.values.period import parse_date

    product, rest = pair("--fall", text, _SHAPE, _EXAMPLE)
    amount, _, day = rest.partition("@")
    try:
        return product, parse_money(amount.strip()), parse_date(day.strip())
    except ValueError as problem:
        say = f"--fall {text}: {problem}; write {_SHAPE}, such as {_EXAMPLE}"
        raise root.Refused(USAGE, say) from None


def with_fall(
    program: Program, answer: PriceAnswer | Unclear, fall: tuple[str, Money, date] | None
) -> PriceAnswer | Unclear:
    """The answer, with what is credited if the list price falls so."""
    from partnerbook.explain.price import PriceAnswer
    from partnerbook.explain.supposing import supposing

    if fall is None or not isinstance(answer, PriceAnswer):
        return answer
    return supposing(program, answer, fall)
