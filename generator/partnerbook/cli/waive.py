"""partnerbook waive: writes a waiver of one finding, if that may be waived and the waiver works."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.asking import pairs
from partnerbook.cli.exits import ERRORS, GOOD, USAGE
from partnerbook.cli.output import colour, emit, write_file


def run(arguments: Sequence[str]) -> int:
    """Exit 0 when it is written (or would be), 1 when it would not do, 2 when misunderstood."""
    options = _parser().read(arguments)
    try:
        day, reason = root.as_of(options.as_of)
        start = _day("--from", options.start) if options.start else None
        approved = _day("--approved", options.approved) if options.approved else None
        through = _day("--through", options.through)
        shape = "MEASURE=PERCENT"
        accepts = pairs("--accepts", options.accepts, shape, "maximum_give=52%")
        example = "minutes=https://example.com/42"
        proof = pairs("--proof", options.proof, "KIND=ADDRESS", example)
        folder = root.find_root(options.root)
        from partnerbook import draft_waiver
        from partnerbook.check.accepting.written import Wanted
        from partnerbook.check.declined import Declined
        from partnerbook.render.reports import waive
        from partnerbook.render.reports.ink import Ink
        from partnerbook.source.tree import FolderTree

        wanted = Wanted(
            rule=options.rule,
            subject=options.subject,
            through=through,
            reason=options.reason,
            approver=options.approver,
            accepts=accepts,
            name=options.id,
            start=start,
            approved=approved,
            link=options.link,
            proof=next(iter(proof.items()), None),
        )
        draft = draft_waiver(FolderTree(folder), wanted, day, reason, root.fallback_as_of)
        if isinstance(draft, Declined):
            code = USAGE if draft.usage else ERRORS
            return root.refuse(root.Refused(code, f"no waiver is written: {draft.say}"))
        if not options.dry_run:
            write_file(folder / draft.path, draft.text.encode())
        emit(waive.render(draft, Ink(colour("auto", None)), dry=options.dry_run))
    except root.Refused as refused:
        return root.refuse(refused)
    return GOOD


def _parser() -> Parser:
    parser = Parser("partnerbook waive", __doc__)
    parser.epilog = (
        "Rule and subject are those of the finding, as check prints them. Nothing is written unless"
        " a check on a copy shows that the waiver works."
    )
    parser.add_argument("rule", metavar="RULE", help="such as margin/floor")
    parser.add_argument("subject", metavar="SUBJECT", help="what a waiver would have to cite")
    parser.add_argument("--through", required=True, metavar="DATE", help="the last day")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why it is accepted")
    parser.add_argument(
        "--approver", required=True, metavar="ID", help="who approves it, by its id in program.yml"
    )
    parser.add_argument(
        "--accepts",
        action="append",
        default=[],
        metavar="MEASURE=PERCENT",
        help="how far it may go, such as maximum_give=52%%; may be given more than once",
    )
    parser.add_argument("--id", default="", metavar="NAME", help="the name of the file")
    parser.add_argument(
        "--from", dest="start", metavar="DATE", help="the first day (default: today)"
    )
    parser.add_argument("--approved", metavar="DATE", help="when it was approved (default: today)")
    parser.add_argument("--link", default="", metavar="ADDRESS", help="where the decision is kept")
    parser.add_argument(
        "--proof",
        action="append",
        default=[],
        metavar="KIND=ADDRESS",
        help="what shows the approval: ticket, minutes, signed-memo or e-mail, and where it is",
    )
    parser.add_argument("--dry-run", action="store_true", help="print the file, write nothing")
    root.add_arguments(parser)
    return parser


def _day(option: str, text: str) -> date:
    from partnerbook.values.period import parse_date

    try:
        return parse_date(text)
    except ValueError as problem:
        raise root.Refused(USAGE, f"{option} {text}: {problem}") from None
