"""partnerbook explain price and explain margin: their options, read."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import TYPE_CHECKING

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.asking import add_segments, asking, common, pair, pairs
from partnerbook.cli.exits import USAGE
from partnerbook.cli.explain_fall import fall_of, with_fall

if TYPE_CHECKING:
    from partnerbook.cli.asking import Ask
    from partnerbook.values.money import Money
    from partnerbook.values.percent import Percent

_INTERNAL = (
    "For the vendor's own people: answers show internal figures, such as costs and margins. Exit 0,"
    " or 1 when the program has errors; the answer then says what it leaves out."
)
_REFUSED = (
    "Exit 1 as well where the order cannot be priced as it is stated (the answer says why), exit 2"
    " where a word of it is not known; what it merely leaves open is asked for, exit 0."
)
_OF_ORDER = (
    *"partner tier line place seller currency route claim account term_months date".split(),
    *"period_value segment take used distributor_price".split(),
)
"""The options that say what is ordered."""
_QUANTITY = re.compile(r"[1-9][0-9]{0,8}\Z")


def price_parser() -> Parser:
    """The options of ``explain price``."""
    parser = Parser(
        "partnerbook explain price",
        "What an order costs and earns, step by step: base, rate, cap, amount, and where each is"
        " written; why every other step gives nothing; what the vendor keeps.",
    )
    parser.epilog = (
        "With ORDER, a YAML file (schemas/order.schema.json; worked examples are such files), the"
        " order is what the file says; what its `result:` expects is compared, exit 1 where it"
        f" differs. {_INTERNAL} {_REFUSED}"
    )
    parser.add_argument(
        "order", nargs="?", metavar="ORDER", help="a file with `order:`, or - for standard input"
    )
    _buyer(parser)
    parser.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="PRODUCT=QUANTITY",
        help="what is bought, such as core=50; may be given more than once",
    )
    parser.add_argument("--place", default="", help="the customer's country or part of one")
    parser.add_argument("--seller", default="", help="where the partner sits, with --tier")
    _deal(parser, "only one")
    parser.add_argument("--term-months", metavar="MONTHS", help="for how long is bought")
    parser.add_argument(
        "--date",
        action="append",
        default=[],
        metavar="ANCHOR=DAY",
        help="order (else the day of the answer), registration, contract, invoice, first-sale",
    )
    parser.add_argument(
        "--period-value",
        metavar="AMOUNT",
        help='what was bought in the measuring period, such as "120000 EUR"',
    )
    parser.add_argument(
        "--distributor-price",
        metavar="AMOUNT",
        help='what the distributor in fact asks of the partner for all of it, such as "31000 EUR"',
    )
    parser.add_argument(
        "--period-growth",
        metavar="PERCENT",
        help="how much more that is than in the period before, such as 12%%",
    )
    add_segments(
        parser,
        "any other coordinate, such as sector=public, line_type=new, partner_type=reseller;"
        " may be given more than once",
    )
    parser.add_argument(
        "--take",
        action="append",
        metavar="INCENTIVE",
        help="an incentive on request or at discretion that is taken; none for none of them"
        " (without: those on request that are best for the partner)",
    )
    parser.add_argument(
        "--used",
        action="append",
        default=[],
        metavar="INCENTIVE/CAP=AMOUNT",
        help='what a cap of a period has paid already, such as "volume-rebate/per-year=1000 EUR"',
    )
    parser.add_argument(
        "--fall",
        metavar="PRODUCT=PRICE@DAY",
        help="what price protection would credit if the list price fell, such as"
        ' "core=90 EUR@2027-01-31"',
    )
    parser.add_argument(
        "--compare-routes", action="store_true", help="the same order by every route"
    )
    common(parser)
    return parser


def margin_parser() -> Parser:
    """The options of ``explain margin``."""
    parser = Parser(
        "partnerbook explain margin",
        "How much a product may give to a tier or a partner: the worst permitted stack for the"
        " vendor and the best for the partner, by route and registration. JSON and CSV have every"
        " sort of deal.",
    )
    parser.epilog = _INTERNAL
    _buyer(parser)
    parser.add_argument("--product", default="", help="a product or a family")
    parser.add_argument("--place", default="", help="only customers in this country or region")
    _deal(parser, "first one")
    add_segments(parser, "only such deals, such as sector=public; may be given more than once")
    common(parser)
    return parser


def _buyer(parser: Parser) -> None:
    parser.add_argument("--partner", default="", metavar="ID", help="who buys")
    parser.add_argument("--tier", default="", help="instead: any partner of this tier")


def _deal(parser: Parser, other: str) -> None:
    parser.add_argument(
        "--currency", default="", help=f"else the partner's own, or the program's {other}"
    )
    parser.add_argument("--route", default="", help="the way of buying, such as two-tier")
    parser.add_argument("--claim", default="", help="none, first or later registration")
    parser.add_argument(
        "--account", default="", help="a named account, or other: a customer that is none"
    )


def price(options: argparse.Namespace) -> Ask:
    """The question that the options ask."""
    if options.order is not None:
        from partnerbook.cli.explain_order import asked_of_file

        _all_in_the_file(options)
        return asked_of_file(
            options.order, compare_routes=options.compare_routes, fall=fall_of(options.fall)
        )
    from partnerbook.explain.order import PriceQuestion
    from partnerbook.explain.price import explain_price

    question = PriceQuestion(
        lines=[_line(text) for text in options.line],
        partner=options.partner,
        tier=options.tier,
        place=options.place,
        seller=options.seller,
        currency=options.currency,
        route=options.route,
        claim=options.claim,
        account=options.account,
        term_months=_months(options.term_months),
        period_value=_amount("--period-value", options.period_value),
        period_growth=_growth(options.period_growth),
        segments=_segments(options),
        dates=_dates(options),
        take=options.take,
        used=[_used(text) for text in options.used],
        compare_routes=options.compare_routes,
        distributor_price=_amount("--distributor-price", options.distributor_price),
    )
    fall = fall_of(options.fall)
    return asking(lambda program: with_fall(program, explain_price(program, question), fall))


def margin(options: argparse.Namespace) -> Ask:
    """The question that the options ask."""
    from partnerbook.explain.margin import MarginQuestion, explain_margin

    if not options.product:
        raise root.Refused(USAGE, "say --product: a product or a family, or all")
    question = MarginQuestion(
        product=options.product,
        tier=options.tier,
        partner=options.partner,
        place=options.place,
        currency=options.currency,
        route=options.route,
        claim=options.claim,
        account=options.account,
        segments=_segments(options),
    )
    return asking(lambda program: explain_margin(program, question))


def _segments(options: argparse.Namespace) -> dict[str, str]:
    return pairs("--segment", options.segment, "NAME=VALUE", "sector=public")


def _line(text: str) -> tuple[str, int]:
    product, quantity = pair("--line", text, "PRODUCT=QUANTITY", "core=50")
    if not _QUANTITY.match(quantity):
        raise root.Refused(USAGE, f"--line {text}: the quantity is a whole number from 1")
    return product, int(quantity)


def _months(text: str | None) -> int | None:
    if text is not None and not _QUANTITY.match(text):
        raise root.Refused(USAGE, f"--term-months {text}: write a whole number from 1")
    return None if text is None else int(text)


def _dates(options: argparse.Namespace) -> dict[str, date]:
    from partnerbook.values.period import parse_date

    found: dict[str, date] = {}
    for anchor, day in pairs("--date", options.date, "ANCHOR=DAY", "order=2027-01-31").items():
        try:
            found[anchor] = parse_date(day)
        except ValueError as problem:
            raise root.Refused(USAGE, f"--date {anchor}={day}: {problem}") from None
    return found


def _growth(text: str | None) -> Percent | None:
    from partnerbook.values.percent import parse_percent

    if text is None:
        return None
    try:
        return parse_percent(text)
    except ValueError as problem:
        raise root.Refused(USAGE, f"--period-growth {text}: {problem}") from None


def _amount(option: str, text: str | None) -> Money | None:
    return None if text is None else _money(option, text, text)


def _used(text: str) -> tuple[str, Money]:
    shape, example = "INCENTIVE/CAP=AMOUNT", '"volume-rebate/per-year=1000 EUR"'
    name, amount = pair("--used", text, shape, example)
    if "/" not in name.strip("/"):
        raise root.Refused(USAGE, f"--used {text}: write {shape}, such as {example}")
    return name, _money("--used", text, amount)


def _money(option: str, text: str, amount: str) -> Money:
    from partnerbook.values.money import parse_money

    try:
        return parse_money(amount)
    except ValueError as problem:
        raise root.Refused(USAGE, f"{option} {text}: {problem}") from None


def _all_in_the_file(options: argparse.Namespace) -> None:
    """Raises Refused where an option says what the file of the order has to say."""
    for name in _OF_ORDER:
        if getattr(options, name):
            option = f"--{name.replace('_', '-')}"
            raise root.Refused(USAGE, f"{option}: with an order in a file, say it in the file")
