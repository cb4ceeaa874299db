"""partnerbook baseline: what was there when the program came under check, and what of it can go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.exits import ERRORS, GOOD
from partnerbook.cli.output import colour, emit, write_file


def run(arguments: Sequence[str]) -> int:
    """Show it, or write it: exit 0, or 1 when errors stand that it does not hold."""
    parser = Parser("partnerbook baseline", __doc__)
    parser.epilog = (
        "A program that is taken over may break many rules at once. The baseline holds what stands"
        " today, so that check fails on what is new alone. It is written once; from then on it only"
        " shrinks, and rules that nobody may waive are never in it."
    )
    parser.add_argument(
        "--write",
        action="store_true",
        help="write it where there is none, else take out what no longer stands",
    )
    root.add_arguments(parser)
    options = parser.read(arguments)
    try:
        day, reason = root.as_of(options.as_of)
        folder = root.find_root(options.root)
        from partnerbook import baseline_of
        from partnerbook.check.declined import Declined
        from partnerbook.render.reports import baseline
        from partnerbook.render.reports.ink import Ink
        from partnerbook.source.tree import FolderTree

        answer = baseline_of(FolderTree(folder), day, reason, root.fallback_as_of)
        if isinstance(answer, Declined):
            return root.refuse(root.Refused(ERRORS, answer.say))
        if options.write:
            _write(folder, answer.files)
        emit(baseline.render(answer, Ink(colour("auto", None)), wrote=options.write))
    except root.Refused as refused:
        return root.refuse(refused)
    return ERRORS if answer.errors else GOOD


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        write_file(folder / path, text.encode())
