"""partnerbook schema: writes the published schemas, or checks that they are current."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from partnerbook.cli.exits import ERRORS, GOOD
from partnerbook.cli.output import write_file
from partnerbook.cli.root import Refused, find_root, refuse


def run(arguments: Sequence[str]) -> int:
    """Write ``schemas/*.schema.json``; with ``--check`` only compare, exit 1 when stale."""
    parser = argparse.ArgumentParser(prog="partnerbook schema", description=__doc__)
    parser.add_argument("--root", metavar="DIR", help="the folder that holds program/")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    options = parser.parse_args(arguments)
    try:
        folder = find_root(options.root) / "schemas"
    except Refused as refused:
        return refuse(refused)
    stale = _stale(folder, _wanted())
    if options.check:
        for name in stale:
            print(f"schemas/{name} is not what the models say; run: partnerbook schema")
        return ERRORS if stale else GOOD
    folder.mkdir(exist_ok=True)
    wanted = _wanted()
    for name in stale:
        if name in wanted:
            write_file(folder / name, wanted[name].encode())
        else:
            (folder / name).unlink()
        print(f"schemas/{name}", file=sys.stderr)
    print(f"{len(wanted)} schemas, {len(stale)} changed.")
    return GOOD


def _wanted() -> dict[str, str]:
    from partnerbook.model.schema import all_schemas
    from partnerbook.render.reports.published import published_schemas

    return {**all_schemas(), **published_schemas()}


def _stale(folder: Path, wanted: dict[str, str]) -> list[str]:
    present = {path.name: path.read_text("utf-8") for path in folder.glob("*.schema.json")}
    names = {*wanted, *present}
    return sorted(name for name in names if wanted.get(name) != present.get(name))
