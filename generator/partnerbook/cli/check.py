"""partnerbook check: load, resolve and judge the program; print every finding."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.exits import ERRORS, GOOD, NOTHING, UNREACHABLE, USAGE
from partnerbook.cli.output import add_arguments, colour, emit, outputs
from partnerbook.cli.progress import going_on

if TYPE_CHECKING:
    from datetime import date

    from partnerbook.check.report import Report
    from partnerbook.resolve.program import Program

FORMATS = ("text", "json", "github")


def run(arguments: Sequence[str]) -> int:
    """Exit 0 without an unwaived error, 1 with one, 3 with nothing to check."""
    parser = Parser("partnerbook check", __doc__)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="show only findings in these files or folders"
    )
    root.add_arguments(parser)
    parser.add_argument(
        "--against",
        metavar="REVISION",
        help="also compare with this branch, tag or commit: what held already may not be edited",
    )
    add_arguments(parser, FORMATS)
    options = parser.read(arguments)
    chosen: list[tuple[str, Path | None]] = []
    try:
        chosen = outputs(options.output, FORMATS)
        # What is wrong with the command comes before what is wrong with the folder.
        root.as_of(options.as_of)
        _exist(options.paths)
        folder = root.find_root(options.root)
        if options.root is None and any(form == "text" for form, _ in chosen):
            root.say_where(folder)
        with going_on("working out every sort of deal"):
            report = checked(folder, options.as_of, options.against)
        shown = only(report, _relative(folder, options.paths))
    except root.Refused as refused:
        return _stopped(refused, chosen)
    try:
        for form, file in chosen:
            text = _rendered(form, shown, paint=colour(options.color, file))
            emit(text, file, machine=form != "text")
    except root.Refused as refused:
        return root.refuse(refused)
    hidden = len(report.findings) - len(shown.findings)
    if hidden:
        print(f"partnerbook: {hidden} more in other files are not shown", file=sys.stderr)
    # Paths filter what is shown; whether the program is sound does not depend on them.
    return ERRORS if report.failed else GOOD


def checked(folder: Path, given_day: str | None, against: str | None = None) -> Report:
    """The report on the program in a folder. Raises Refused when there is nothing to check."""
    day, reason = root.as_of(given_day)
    from partnerbook.check.run import check_tree
    from partnerbook.source.tree import FolderTree

    before = _earlier(folder, against, day, reason) if against is not None else None
    report = check_tree(FolderTree(folder), day, reason, root.fallback_as_of, against=before)
    if report.summary.files == 0 and not report.findings:
        raise root.Refused(NOTHING, f"nothing to check: {folder}/program holds no program files")
    return report


def _earlier(folder: Path, revision: str, day: date | None, reason: str) -> Program:
    """The program of a revision, as far as it can be read."""
    from partnerbook.load import load_tree
    from partnerbook.resolve import resolve
    from partnerbook.source.git_tree import NoRevision, git_tree

    try:
        loaded, problems = load_tree(git_tree(folder, revision))
    except NoRevision as missing:
        raise root.Refused(UNREACHABLE, f"--against {revision}: {missing}") from None
    program, links = resolve(loaded, day, reason, root.fallback_as_of)
    if program is None:
        raise root.Refused(UNREACHABLE, f"--against {revision}: its program.yml cannot be read")
    if problems or links:
        said = f"--against {revision}: what could not be read there is not compared"
        print(f"partnerbook: {said}", file=sys.stderr)
    return program


def _stopped(refused: root.Refused, chosen: Sequence[tuple[str, Path | None]]) -> int:
    """Say why nothing was judged: to people on stderr, to programs in the form they asked for."""
    from partnerbook.render.reports import github, json

    try:
        for form, file in chosen:
            if form == "json":
                emit(json.stopped(refused.say), file, machine=True)
            elif form == "github":
                emit(github.stopped(refused.say), file, machine=True)
    except root.Refused as another:
        root.refuse(another)
    return root.refuse(refused)


def _exist(paths: Sequence[str]) -> None:
    for text in paths:
        if not Path(text).exists():
            raise root.Refused(USAGE, f"there is no file or folder {text}")


def _relative(folder: Path, paths: Sequence[str]) -> list[str]:
    """The paths as the report writes them, relative to the root."""
    wanted: list[str] = []
    for text in paths:
        path = Path(text)
        try:
            wanted.append(path.resolve().relative_to(folder.resolve()).as_posix())
        except ValueError:
            raise root.Refused(USAGE, f"{text} lies outside {folder}") from None
    return wanted


def only(report: Report, paths: Sequence[str]) -> Report:
    """The whole program is always judged; with paths, only findings that touch them are shown."""
    if not paths or "." in paths:
        return report
    from partnerbook.check.report import touching

    return touching(report, paths)


def _rendered(form: str, report: Report, *, paint: bool) -> str:
    if form == "json":
        from partnerbook.render.reports import json

        return json.render(report)
    if form == "github":
        from partnerbook.render.reports import github

        return github.render(report)
    from partnerbook.render.reports import text
    from partnerbook.render.reports.ink import Ink

    return text.render(report, Ink(paint))
