"""partnerbook build: check, then both editions of the site and every partner's appendices."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from partnerbook.cli import folder as output
from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.check import checked
from partnerbook.cli.exits import ERRORS, GOOD, UNREACHABLE
from partnerbook.cli.mkdocs import Edition, build_html
from partnerbook.cli.output import colour, emit

if TYPE_CHECKING:
    from partnerbook.check.report import Report
    from partnerbook.resolve.program import Program

EDITIONS = (Edition("public", "mkdocs.yml"), Edition("partner", "mkdocs.partner.yml"))


def run(arguments: Sequence[str]) -> int:
    """Exit 0 when everything was built, 1 when the check found errors, 4 when it cannot be."""
    parser = Parser("partnerbook build", __doc__)
    root.add_arguments(parser)
    options = parser.read(arguments)
    try:
        root.as_of(options.as_of)  # before what is wrong with the folder
        folder = root.find_root(options.root)
        if options.root is None:
            root.say_where(folder)
        return build(folder, options.as_of)
    except root.Refused as refused:
        return root.refuse(refused)


def build(folder: Path, given_day: str | None) -> int:
    """Build everything under ``folder``. Nothing is written when the check finds an error."""
    say("checking program/")
    report = checked(folder, given_day)
    from partnerbook.render.reports import text
    from partnerbook.render.reports.ink import Ink

    # Warnings do not stop a build, but nobody should have to look for them.
    emit(text.render(report, Ink(colour("auto", None))))
    if report.failed or report.program is None:
        say("nothing was built: the errors above come first")
        return ERRORS
    program = report.program
    for edition in EDITIONS:
        if not (folder / edition.config).is_file():
            raise root.Refused(UNREACHABLE, f"there is no {folder / edition.config} to build with")
    say("writing pages and appendices")
    written = prose(folder / "site" / "written")
    editions = [(edition, _pages(program, edition, written)) for edition in EDITIONS]
    for edition, pages in editions:
        _replace(folder / "site" / "pages" / edition.name, pages)
    count = _appendices(folder, program)
    _sheets(folder, program, report)
    _examples(folder, program)
    names = [edition for edition, _ in editions]
    build_html(folder, names, program.name, program.as_of, say)
    total = sum(name.endswith(".md") for _, pages in editions for name in pages)
    emit(
        f"Built {total} pages in {len(EDITIONS)} editions and the appendices of {count} partners,"
        f" as of {program.as_of} ({program.as_of_reason}).\n"
    )
    return GOOD


def say(text: str) -> None:
    """Progress, for people who wait; on stderr so that results stay clean."""
    print(f"partnerbook: {text}", file=sys.stderr, flush=True)


def prose(folder: Path) -> dict[str, bytes]:
    """The files that people wrote for the site, by relative name."""
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _pages(program: Program, edition: Edition, written: Mapping[str, bytes]) -> dict[str, bytes]:
    from partnerbook.render.site import site_files
    from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER

    viewer = PUBLIC_VIEWER if edition.name == "public" else PARTNER_VIEWER
    return {**written, **site_files(program, viewer)}


def _appendices(folder: Path, program: Program) -> int:
    """Each partner's set, and apart from them the vendor's own list of sources."""
    from partnerbook.render.appendix import render_appendices

    signed: dict[str, bytes] = {}
    sources: dict[str, bytes] = {}
    for name, data in render_appendices(program).items():
        if name.startswith("_vendor/"):
            sources[name.removeprefix("_vendor/")] = data
        else:
            signed[name] = data
    _replace(folder / "build" / "appendices", signed)
    _replace(folder / "build" / "provenance", sources)
    return len({name.partition("/")[0] for name in signed})


def _sheets(folder: Path, program: Program, report: Report) -> None:
    """Each partner's own page, where there is anything to tell; nothing of before is left over."""
    from partnerbook.check.waiving.tiers import exempt
    from partnerbook.render.sheets import standing_sheets

    sheets, own = standing_sheets(program, exempt(report.waived)), folder / "build" / "standing"
    if sheets or own.exists():
        _replace(own, sheets)


def _examples(folder: Path, program: Program) -> None:
    """The worked examples that only some may see, for each who may."""
    from partnerbook.render.own_examples import example_sheets

    if sheets := example_sheets(program):
        _replace(folder / "build" / "examples", sheets)


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    made_from = output.digest(files)
    if not output.is_current(folder, made_from):
        output.replace_folder(folder, made_from, output.write_files(files))
