"""partnerbook calendar: what starts, ends, renews or is due in the next days."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.check import checked
from partnerbook.cli.exits import ERRORS, GOOD, USAGE
from partnerbook.cli.output import add_arguments, colour, emit, outputs

if TYPE_CHECKING:
    from partnerbook.check.report import Report
    from partnerbook.render.reports.explain_frame import Frame
    from partnerbook.standing import Agenda

FORMATS = ("text", "json", "csv", "ics")
_MOST_DAYS = 3660


def run(arguments: Sequence[str]) -> int:
    """List the dates: exit 0, 1 when the program has errors, 2 when the question is no good."""
    options = _parser().read(arguments)
    try:
        chosen = outputs(options.output, FORMATS)
        root.as_of(options.as_of)
        report = checked(root.find_root(options.root), options.as_of)
        frame = _frame(report, options)
        found = _agenda(frame, options)
        for form, file in chosen:
            text = _rendered(form, found, frame, paint=colour(options.color, file))
            emit(text, file, machine=form != "text")
    except root.Refused as refused:
        return root.refuse(refused)
    if report.failed and "text" not in [form for form, _ in chosen]:
        say = f"partnerbook: the program has errors; {frame.command('check')} shows them"
        print(say, file=sys.stderr)
    return ERRORS if report.failed else GOOD


def _parser() -> Parser:
    parser = Parser("partnerbook calendar", __doc__)
    parser.epilog = (
        "For the vendor's own people: it shows agreements, waivers and special terms. An end is the"
        " last day on which a thing still holds. ics is for calendar programs (iCalendar)."
    )
    parser.add_argument(
        "--days", type=_days, default=90, metavar="N", help="how many days ahead (default: 90)"
    )
    parser.add_argument("--partner", metavar="ID", help="only what concerns this partner alone")
    root.add_arguments(parser)
    add_arguments(parser, FORMATS)
    return parser


def _days(text: str) -> int:
    """A number of days. Raises ArgumentTypeError for what is none."""
    if not re.fullmatch(r"[0-9]{1,4}", text) or int(text) > _MOST_DAYS:
        raise argparse.ArgumentTypeError(
            f"{text} is no number of days; write one from 0 to {_MOST_DAYS}"
        )
    return int(text)


def _frame(report: Report, options: argparse.Namespace) -> Frame:
    from partnerbook.render.reports.explain_frame import Frame

    given = (("--as-of", options.as_of), ("--root", options.root))
    same = tuple(word for name, value in given if value is not None for word in (name, value))
    if report.program is None:
        check = shlex.join(("partnerbook", "check", *same))
        say = f"program/program.yml is missing or not understood; {check} says why"
        raise root.Refused(ERRORS, say)
    return Frame(report.program, report.loaded, report.summary.errors, same, ())


def _agenda(frame: Frame, options: argparse.Namespace) -> Agenda:
    from partnerbook.explain.places import Unclear
    from partnerbook.explain.question import partner_of
    from partnerbook.standing import agenda

    program = frame.program
    if options.partner is None:
        return agenda(program, options.days)
    partner = partner_of(program, options.partner)
    if isinstance(partner, Unclear):
        raise root.Refused(USAGE, partner.say)
    return agenda(program, options.days, partner)


def _rendered(form: str, found: Agenda, frame: Frame, *, paint: bool) -> str:
    if form == "ics":
        from partnerbook.render.reports import calendar_ics

        return calendar_ics.render(found, frame)
    from partnerbook.render.reports import calendar
    from partnerbook.render.reports.ink import Ink

    if form == "json":
        return calendar.as_json(found, frame)
    if form == "csv":
        return calendar.as_csv(found, frame)
    return calendar.text(found, frame, Ink(paint))
