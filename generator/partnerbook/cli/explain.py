"""partnerbook explain: who holds which right until when, what nobody covers, who earns what."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from partnerbook.cli import explain_money, root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.asking import FORMATS, Told, add_segments, asking, common, pairs
from partnerbook.cli.check import checked
from partnerbook.cli.exits import ERRORS, GOOD, USAGE
from partnerbook.cli.output import colour, emit, outputs

if TYPE_CHECKING:
    from partnerbook.check.report import Report
    from partnerbook.cli.asking import Ask
    from partnerbook.explain.places import Unclear
    from partnerbook.render.reports.explain_frame import Answer
    from partnerbook.resolve.program import Program

_FOR_WHOM = (
    "For the vendor's own people: answers show internal facts, such as who holds a place alone and"
    " until when, house accounts and reserved places. Exit 0, or 1 when the program has errors;"
    " the answer then says what it leaves out."
)


def run(arguments: Sequence[str]) -> int:
    """Answer one question: exit 0, 1 when there is no sure answer, 2 when it is not understood."""
    if not arguments or arguments[0] not in _QUESTIONS:
        return _unasked(arguments)
    parser, understand = _QUESTIONS[arguments[0]]
    options = parser().read(arguments[1:])
    try:
        chosen = outputs(options.output, FORMATS)
        root.as_of(options.as_of)  # before what is wrong with the folder
        ask = understand(options)
        report = checked(root.find_root(options.root), options.as_of)
        good = _answer(ask, report, chosen, options)
    except root.Refused as refused:
        return root.refuse(refused)
    return GOOD if good and not report.failed else ERRORS


def _answer(
    ask: Ask,
    report: Report,
    chosen: Sequence[tuple[str, Path | None]],
    options: argparse.Namespace,
) -> bool:
    """Print the answer in every form; whether it is one, and as expected. Raises Refused."""
    from partnerbook.explain.places import Unclear
    from partnerbook.explain.price import PriceAnswer
    from partnerbook.render.reports import explain
    from partnerbook.render.reports.explain_frame import Frame, doubts, topic_of
    from partnerbook.render.reports.ink import Ink

    same = _again(options)
    if report.program is None:
        check = shlex.join(("partnerbook", "check", *same))
        say = f"program/program.yml is missing or not understood; {check} says why"
        raise root.Refused(ERRORS, say)
    told = ask(report, report.program)
    answer = told.answer
    if isinstance(answer, Unclear):
        raise root.Refused(USAGE, answer.say)
    if answer is None:
        from partnerbook.cli.explain_order import print_findings

        print_findings(told.report, chosen, options)
        return False
    doubtful = doubts(report.program, report.loaded, report.findings, topic_of(answer))
    frame = Frame(report.program, told.report.loaded, report.summary.errors, same, doubtful)
    for form, file in chosen:
        ink = Ink(colour(options.color, file))
        emit(explain.render(form, answer, frame, ink), file, machine=form != "text")
    if report.failed and "text" not in [form for form, _ in chosen]:
        sure = "this answer cannot be told for sure; " if doubtful else ""
        say = f"partnerbook: the program has errors; {sure}{frame.command('check')} shows them"
        print(say, file=sys.stderr)
    return not (isinstance(answer, PriceAnswer) and (answer.differs or answer.refused))


def _again(options: argparse.Namespace) -> tuple[str, ...]:
    """The options that another command needs to speak of the same program on the same day."""
    given = (("--as-of", options.as_of), ("--root", options.root))
    return tuple(word for name, value in given if value is not None for word in (name, value))


def _unasked(arguments: Sequence[str]) -> int:
    parser = Parser("partnerbook explain", __doc__)
    parser.epilog = f"partnerbook explain QUESTION --help tells more of each. {_FOR_WHOM}"
    parser.add_argument(
        "question",
        metavar="QUESTION",
        help="rights: who may actively sell a product in a place, or what one partner holds;"
        " coverage: what is covered, by whom, and what is not; price: what an order costs and"
        " earns; margin: how much a product may give; standing: which tier partners have earned;"
        " selection: applicants and partners side by side",
    )
    asked = parser.read(arguments).question
    from partnerbook.values.ident import closest

    close = closest(asked, _QUESTIONS)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(_QUESTIONS)}"
    print(f'partnerbook: there is no question "{asked}"; {hint}', file=sys.stderr)
    return USAGE


def _rights_parser() -> Parser:
    parser = Parser(
        "partnerbook explain rights",
        "Who may actively sell a product in a place: by which grant, until when, and what limits"
        " others. With --partner, everything that partner holds.",
    )
    parser.epilog = _FOR_WHOM
    parser.add_argument(
        "--place",
        help="a country, a part of one, a region or a territory: DE-BY, europe, dach, Germany",
    )
    parser.add_argument("--product", help="a product, a family, or all")
    add_segments(
        parser, "what kind of customer, such as sector=public; may be given more than once"
    )
    parser.add_argument(
        "--account", default="", help="a named account, or other: a customer that is none"
    )
    parser.add_argument("--route", default="", help="the way of buying, such as two-tier")
    parser.add_argument(
        "--covers", default="resell", help="what the right covers (resell), as host"
    )
    parser.add_argument("--partner", metavar="ID", help="instead: all that this partner holds")
    common(parser)
    return parser


def _coverage_parser() -> Parser:
    parser = Parser(
        "partnerbook explain coverage",
        "Place by place and product by product: covered exclusively, openly, kept by the vendor,"
        " or by nobody. With --applicant, what its written grants would fill, and where they"
        " would collide.",
    )
    parser.epilog = _FOR_WHOM
    parser.add_argument(
        "--product",
        action="append",
        default=[],
        help="only this product or family; may be given more than once",
    )
    parser.add_argument(
        "--place", default="", help="only this country, region or territory, with all names"
    )
    parser.add_argument("--applicant", metavar="ID", help="what this partner's grants would add")
    common(parser)
    return parser


def _rights(options: argparse.Namespace) -> Ask:
    if options.partner is not None:
        if any((options.place, options.product, options.segment, options.account, options.route)):
            raise root.Refused(USAGE, "--partner answers for all places and products by itself")
        return asking(lambda program: _of_partner(program, options.partner))
    if not options.place or not options.product:
        raise root.Refused(
            USAGE,
            "say --place and --product (world and all mean everywhere and everything),"
            " or --partner",
        )
    segments = pairs("--segment", options.segment, "NAME=VALUE", "sector=public")
    return asking(lambda program: _of_cell(program, options, segments))


def _of_partner(program: Program, partner: str) -> Answer | Unclear:
    from partnerbook.explain.rights import explain_partner

    return explain_partner(program, partner)


def _of_cell(
    program: Program, asked: argparse.Namespace, segments: dict[str, str]
) -> Answer | Unclear:
    from partnerbook.explain.question import Question
    from partnerbook.explain.rights import explain_rights

    question = Question(
        asked.place, asked.product, segments, asked.account, asked.route, asked.covers
    )
    return explain_rights(program, question)


def _coverage(options: argparse.Namespace) -> Ask:
    return asking(lambda program: _covered(program, options))


def _covered(program: Program, options: argparse.Namespace) -> Answer | Unclear:
    if options.applicant is not None:
        from partnerbook.explain.applicant import explain_applicant

        return explain_applicant(program, options.applicant, options.product, options.place)
    from partnerbook.explain.coverage import explain_coverage

    return explain_coverage(program, options.product, options.place)


def _standing_parser() -> Parser:
    parser = Parser(
        "partnerbook explain standing",
        "Which tier partners hold and which they have earned by the evidence on file: what is"
        " missing for the next, and what ends when. With a partner, every requirement.",
    )
    parser.epilog = _FOR_WHOM
    parser.add_argument("partner", nargs="?", default="", metavar="PARTNER", help="only this one")
    common(parser)
    return parser


def _standing(options: argparse.Namespace) -> Ask:
    return lambda report, program: Told(report, _stands(report, program, options.partner))


def _stands(report: Report, program: Program, partner: str) -> Answer | Unclear:
    from partnerbook.check.waiving.tiers import exempt
    from partnerbook.explain.standing import explain_standing

    return explain_standing(program, partner, exempt(report.waived))


def _selection_parser() -> Parser:
    parser = Parser(
        "partnerbook explain selection",
        "Applicants and partners side by side: how they were judged and when, what they can do"
        " where, the tier they hold and have earned, what the engagement model gives them, open"
        " due diligence, and what an applicant would add to the coverage.",
    )
    parser.epilog = _FOR_WHOM
    parser.add_argument(
        "--place", default="", help="only who sells or would sell there, with all that is known"
    )
    parser.add_argument("--product", default="", help="only who sells or would sell it")
    parser.add_argument("--applicants-only", action="store_true", help="no partners")
    common(parser)
    return parser


def _selection(options: argparse.Namespace) -> Ask:
    return asking(lambda program: _selected(program, options))


def _selected(program: Program, options: argparse.Namespace) -> Answer | Unclear:
    from partnerbook.explain.selection import explain_selection

    only = options.applicants_only
    return explain_selection(program, options.place, options.product, applicants_only=only)


_QUESTIONS: dict[str, tuple[Callable[[], Parser], Callable[[argparse.Namespace], Ask]]] = {
    "rights": (_rights_parser, _rights),
    "coverage": (_coverage_parser, _coverage),
    "price": (explain_money.price_parser, explain_money.price),
    "margin": (explain_money.margin_parser, explain_money.margin),
    "standing": (_standing_parser, _standing),
    "selection": (_selection_parser, _selection),
}
