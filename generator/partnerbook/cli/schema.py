"""partnerbook schema: writes the published schemas, or checks that they are current."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from partnerbook.cli.arguments import Parser
from partnerbook.cli.exits import ERRORS, GOOD, UNREACHABLE
from partnerbook.cli.output import emit, write_file
from partnerbook.cli.root import Refused, find_root, refuse


def run(arguments: Sequence[str]) -> int:
    """Write ``schemas/*.schema.json``; with ``--check`` only compare, exit 1 when stale."""
    parser = Parser("partnerbook schema", __doc__)
    parser.add_argument("--root", metavar="DIR", help="the folder that holds program/")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    options = parser.read(arguments)
    try:
        folder = find_root(options.root) / "schemas"
        wanted = _wanted()
        stale = _stale(folder, wanted)
        if options.check:
            for name in stale:
                emit(f"schemas/{name} is not what the models say; run: partnerbook schema\n")
            return ERRORS if stale else GOOD
        for name in stale:
            _bring_up_to_date(folder / name, wanted.get(name))
            print(f"schemas/{name}", file=sys.stderr)
        emit(f"{len(wanted)} schemas, {len(stale)} changed.\n")
    except Refused as refused:
        return refuse(refused)
    return GOOD


def _wanted() -> dict[str, bytes]:
    from partnerbook.model.schema import all_schemas
    from partnerbook.render.reports.published import published_schemas

    texts = {**all_schemas(), **published_schemas()}
    return {name: text.encode() for name, text in texts.items()}


def _stale(folder: Path, wanted: Mapping[str, bytes]) -> list[str]:
    """The schemas that are missing or old, and those of ours that are no longer wanted."""
    try:
        present = {path.name: path.read_bytes() for path in folder.glob("*.schema.json")}
    except OSError as problem:
        raise _unreachable(folder, problem) from None
    names = {*wanted, *(name for name, data in present.items() if _is_ours(name, data))}
    return sorted(name for name in names if wanted.get(name) != present.get(name))


def _is_ours(name: str, data: bytes) -> bool:
    """Whether a file is a schema that we wrote: it then bears its own name."""
    try:
        said = json.loads(data)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("$id") == name


def _bring_up_to_date(path: Path, data: bytes | None) -> None:
    if data is not None:
        write_file(path, data)
        return
    try:
        path.unlink()
    except OSError as problem:
        raise _unreachable(path, problem) from None


def _unreachable(path: Path, problem: OSError) -> Refused:
    return Refused(UNREACHABLE, f"cannot read or write {path}: {problem.strerror}")
