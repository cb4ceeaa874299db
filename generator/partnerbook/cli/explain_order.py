"""partnerbook explain price ORDER: reads the order from a file or from standard input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from partnerbook.cli import root
from partnerbook.cli.asking import Told
from partnerbook.cli.exits import ERRORS, UNREACHABLE, USAGE
from partnerbook.cli.output import colour, emit

if TYPE_CHECKING:
    from partnerbook.check.report import Report
    from partnerbook.cli.asking import Ask
    from partnerbook.findings import Finding
    from partnerbook.load import Loaded
    from partnerbook.resolve.program import Program
    from partnerbook.values.money import Money

_STANDARD_INPUT = "-"
_MOST_BYTES = 2 * 1024 * 1024
"""More than any file may have, so that one that is too large is said to be."""


def asked_of_file(
    path: str, *, compare_routes: bool, fall: tuple[str, Money, date] | None = None
) -> Ask:
    """The question about the order in a file. Raises Refused if there is nothing to read."""
    raw = _read(path)
    name = "standard input" if path == _STANDARD_INPUT else path

    def ask(report: Report, program: Program) -> Told:
        from partnerbook.explain.places import Unclear
        from partnerbook.explain.price import explain_written
        from partnerbook.explain.supposing import supposing
        from partnerbook.load import load_order
        from partnerbook.resolve.asked import link_order

        loaded, document, said = load_order(report.loaded, name, raw)
        if document is None:
            return Told(_about(report, loaded, said), None)
        written, said = link_order(program, loaded, document)
        if said:
            return Told(_about(report, loaded, said), None)
        if written is None:
            say = f"{name} speaks of what is in a file with errors; partnerbook check shows them"
            raise root.Refused(ERRORS, say)
        answer = explain_written(program, written, compare_routes=compare_routes)
        if fall is None:
            return Told(replace(report, loaded=loaded), answer)
        supposed = supposing(program, answer, fall)
        if isinstance(supposed, Unclear):
            raise root.Refused(USAGE, supposed.say)
        return Told(replace(report, loaded=loaded), supposed)

    return ask


def _read(path: str) -> bytes:
    if path == _STANDARD_INPUT:
        return sys.stdin.buffer.read(_MOST_BYTES)
    try:
        with Path(path).open("rb") as file:
            return file.read(_MOST_BYTES)
    except FileNotFoundError:
        raise root.Refused(USAGE, f"there is no file {path}") from None
    except IsADirectoryError:
        raise root.Refused(USAGE, f"{path} is a folder; name the file of the order") from None
    except OSError as problem:
        raise root.Refused(UNREACHABLE, f"cannot read {path}: {problem.strerror}") from None


def _about(report: Report, loaded: Loaded, said: Sequence[Finding]) -> Report:
    """A report on the order alone."""
    from partnerbook.check.report import count, placed
    from partnerbook.findings import Severity

    findings = tuple(placed(one, loaded) for one in said)
    errors = count(findings, Severity.ERROR)
    summary = replace(
        report.summary,
        errors=errors,
        warnings=0,
        undetermined=0,
        waived=0,
        known=0,
        gone=0,
        suppressed=0,
        unjudged=(),
        files=1,
    )
    return replace(report, findings=findings, waived=(), known=(), summary=summary, loaded=loaded)


def print_findings(
    report: Report, chosen: Sequence[tuple[str, Path | None]], options: argparse.Namespace
) -> None:
    """What is wrong with the order: as ``check`` prints it, in place of an answer."""
    from partnerbook.render.reports import json, text
    from partnerbook.render.reports.ink import Ink

    for form, file in chosen:
        if form == "json":
            emit(json.render(report), file, machine=True)
        elif form == "text":
            emit(text.render(report, Ink(colour(options.color, file))), file)
        else:
            # A table has no room for what is wrong.
            print(text.render(report, Ink(False)), end="", file=sys.stderr)
