"""partnerbook waivers: every exception, how long it holds, what it costs and who approved it."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.exits import ERRORS, GOOD
from partnerbook.cli.output import add_arguments, colour, emit, outputs

FORMATS = ("text", "json", "csv")
NO_PROGRAM = "program/program.yml is missing or not understood; partnerbook check says why"


def run(arguments: Sequence[str]) -> int:
    """List them: exit 0, or 1 when the program has errors."""
    parser = Parser("partnerbook waivers", __doc__)
    parser.epilog = (
        "States: active, ends soon (30 days or less), not begun, ended, unused, outgrown (what it"
        " covers has gone further than it accepts), does not count."
    )
    root.add_arguments(parser)
    add_arguments(parser, FORMATS)
    options = parser.read(arguments)
    try:
        chosen = outputs(options.output, FORMATS)
        day, reason = root.as_of(options.as_of)
        folder = root.find_root(options.root)
        from partnerbook import list_waivers
        from partnerbook.render.reports import waivers
        from partnerbook.render.reports.ink import Ink
        from partnerbook.source.tree import FolderTree

        answer = list_waivers(FolderTree(folder), day, reason, root.fallback_as_of)
        if answer is None:
            return root.refuse(root.Refused(ERRORS, NO_PROGRAM))
        for form, file in chosen:
            ink = Ink(colour(options.color, file))
            emit(waivers.render(form, answer, ink), file, machine=form != "text")
    except root.Refused as refused:
        return root.refuse(refused)
    return ERRORS if answer.errors else GOOD
