"""partnerbook rules: the catalogue of findings, or the page of one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from partnerbook.cli.exits import GOOD, USAGE
from partnerbook.cli.output import colour, emit, outputs
from partnerbook.cli.root import Refused, refuse


def run(arguments: Sequence[str]) -> int:
    """List all names with their headlines, or print the page of NAME."""
    parser = argparse.ArgumentParser(prog="partnerbook rules", description=__doc__)
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="such as margin/floor, or margin for all of that group",
    )
    parser.add_argument(
        "--output", action="append", default=[], metavar="FORMAT[:FILE]", help="text, json"
    )
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    options = parser.parse_args(arguments)
    from partnerbook.check.catalogue import catalogue
    from partnerbook.render.reports import rules
    from partnerbook.render.reports.ink import Ink
    from partnerbook.values.ident import closest

    entries = catalogue()
    group = [entry for entry in entries.values() if entry.name.startswith(f"{options.name}/")]
    if options.name is not None and options.name not in entries and not group:
        ends = [name for name in entries if name.partition("/")[2] == options.name]
        close = ends or closest(options.name, entries)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        print(f"partnerbook: there is no rule {options.name}.{hint}", file=sys.stderr)
        return USAGE
    one = entries.get(options.name or "")
    chosen = [one] if one else group or list(entries.values())
    try:
        for form, file in outputs(options.output, ("text", "json")):
            if form == "json":
                emit(rules.as_json(chosen), file, machine=True)
            elif one:
                emit(one.page, file)
            else:
                emit(rules.listing(chosen, Ink(colour(options.color, file))), file)
    except Refused as refused:
        return refuse(refused)
    return GOOD
