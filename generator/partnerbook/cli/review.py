"""partnerbook review: which tier each partner should hold, why, and what that does to its price."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.exits import ERRORS, GOOD, UNREACHABLE, USAGE
from partnerbook.cli.output import add_arguments, colour, emit, outputs

if TYPE_CHECKING:
    from pathlib import Path

    from partnerbook.check.reviewing.round import Review, Rewritten
    from partnerbook.render.reports.explain_frame import Frame

FORMATS = ("text", "json", "csv")


def run(arguments: Sequence[str]) -> int:
    """Propose, or write: exit 0, 1 when the program has errors, 2 when misunderstood."""
    options = _parser().read(arguments)
    try:
        chosen = outputs(options.output, FORMATS)
        day, reason = root.as_of(options.as_of)
        folder = root.find_root(options.root)
        from partnerbook import review_of, rewritten
        from partnerbook.check.declined import Declined
        from partnerbook.render.reports import review, review_data
        from partnerbook.render.reports.ink import Ink
        from partnerbook.source.tree import FolderTree

        tree = FolderTree(folder)
        answer = review_of(tree, day, reason, root.fallback_as_of, options.partner)
        if isinstance(answer, Declined):
            code = USAGE if answer.usage else ERRORS
            return root.refuse(root.Refused(code, answer.say))
        tried = rewritten(tree, answer)
        files = tried if options.write else None
        if isinstance(files, Declined):
            return root.refuse(root.Refused(ERRORS, files.say))
        if files is not None:
            _written(folder, files)
        errors = files.errors if files else answer.errors
        frame = _frame(answer, errors, options.as_of, options.root)
        for form, file in chosen:
            if form == "text":
                emit(
                    review.text(answer, frame, Ink(colour(options.color, file)), tried, files), file
                )
            else:
                emit(review_data.render(form, answer, frame, tried, files), file, machine=True)
    except root.Refused as refused:
        return root.refuse(refused)
    return ERRORS if errors else GOOD


def _written(folder: Path, files: Rewritten) -> None:
    from partnerbook.cli.journal import Stuck, write_all

    try:
        write_all(folder, files.data)
    except Stuck as stuck:
        raise root.Refused(UNREACHABLE, str(stuck)) from None


def _parser() -> Parser:
    parser = Parser("partnerbook review", __doc__)
    parser.epilog = (
        "A higher tier is proposed at once, or after the months or quarters in a row that it asks"
        " for; a lower one at the end of cure, grace and the time to appeal. Cohorts, holds,"
        " waivers, invitations, placements by contract and the partner's own wish are kept to."
        " Where nobody can tell, a tier stays. --write changes the standing in the partner files,"
        " all of them or none, after a check on a copy found no new error. Worked examples that"
        " come out otherwise then do not stop it; they are named before and after."
    )
    parser.add_argument("--partner", metavar="ID", help="only this partner")
    parser.add_argument(
        "--write", action="store_true", help="enter what is proposed into the partner files"
    )
    root.add_arguments(parser)
    add_arguments(parser, FORMATS)
    return parser


def _frame(answer: Review, errors: int, as_of: str | None, folder: str | None) -> Frame:
    from partnerbook.explain.doubts import STANDING
    from partnerbook.render.reports.explain_frame import Frame, doubts

    given = (("--as-of", as_of), ("--root", folder))
    same = tuple(word for name, value in given if value is not None for word in (name, value))
    missing = doubts(answer.program, answer.loaded, answer.outcome.standing, STANDING)
    return Frame(answer.program, answer.loaded, errors, same, missing)
