"""Small programs: files laid over tests/programs/minimal, resolved, their findings as lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.findings import Finding, Ref
from partnerbook.load import Loaded, load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.axes import Axes, day_spans
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.values.box import BoxSet
from partnerbook.values.period import Period, inclusive, parse_date

BASE = Path(__file__).parents[1] / "programs" / "minimal"


@dataclass(frozen=True)
class Resolved:
    """What became of the files. ``said`` are the findings of resolve as ``file:line:col: …``."""

    program: Program
    said: list[str]
    findings: list[Finding]
    loaded: Loaded
    shape: list[Finding]


Make = Callable[..., Resolved]


def base_files() -> dict[str, bytes]:
    return files_of(BASE)


@pytest.fixture(scope="session")
def make() -> Make:
    """``make({"tiers/gold.yml": text or None}, as_of=…)``: the base with these files changed."""
    base = base_files()

    def made(changes: Mapping[str, str | None], as_of: date | None = None) -> Resolved:
        files = dict(base)
        for name, text in changes.items():
            if text is None:
                del files[f"program/{name}"]
            else:
                files[f"program/{name}"] = text.encode()
        loaded, shape = load_tree(MemoryTree(files))
        program, findings = resolve(loaded, as_of)
        assert program is not None
        said = []
        for finding in findings:
            at = finding.places[0].at
            spot = loaded.spot(at) if isinstance(at, Ref) else at
            said.append(
                f"{spot.file.removeprefix('program/')}:{spot.line}:{spot.column}:"
                f" {finding.id}: {finding.message}"
            )
        return Resolved(program, said, findings, loaded, shape)

    return made


@pytest.fixture(scope="session")
def partner() -> Callable[..., str]:
    """``partner(grants, agreement=…)``: the text of a partner file from its changing parts."""

    def text(
        grants: str = "",
        *,
        agreement: str = "{form: reseller-2026, version: 1, signed: 2026-03-10,"
        " effective: 2026-04-01}",
        status: str = "active",
        more: str = "",
    ) -> str:
        body = (
            "name: Südlicht IT GmbH\n"
            "legal:\n"
            "  name: Südlicht IT GmbH\n"
            "  register: HRB 456 (Ulm)\n"
            '  seat: {street: Markt 1, city: Ulm, postal_code: "89073", country: DE}\n'
            "  notices: legal@example.net\n"
            "type: reseller\n"
            "track: resell\n"
            "establishment: DE-BW\n"
            "currency: EUR\n"
            f"status: {status}\n"
        )
        if agreement:
            body += f"agreement: {agreement}\n"
        if grants:
            body += "grants:\n" + "".join(f"  - {line}\n" for line in grants.split("\n"))
        return body + more

    return text


@pytest.fixture(scope="session")
def program_yml() -> Callable[[str, str], str]:
    """``program_yml(old, new)``: the base's program.yml with one text changed."""

    def text(old: str, new: str) -> str:
        found = (BASE / "program" / "program.yml").read_text("utf-8")
        assert found.count(old) == 1
        return found.replace(old, new)

    return text


def days_of(text: str) -> Period:
    start, _, through = text.partition("..")
    return inclusive(parse_date(start) if start else None, parse_date(through) if through else None)


@pytest.fixture(scope="session")
def days() -> Callable[[str], Period]:
    """``days("2027-01-01..2027-12-31")``: the period, either end may be left out."""
    return days_of


@pytest.fixture(scope="session")
def cells() -> Callable[..., BoxSet]:
    """``cells(axes, {"place": "DE AT", "day": "2027-01-01.."}, …)``: the cells in any box."""

    def made(axes: Axes, *boxes: dict[str, str]) -> BoxSet:
        held = axes.space.nothing
        for box in boxes:
            one = axes.space.everything
            for axis, text in box.items():
                if axis.startswith("day"):
                    one = one.limited(axis, day_spans(days_of(text)))
                    continue
                values = axes.space.nothing
                for code in text.split():
                    values = values.union(axes.space.box({axis: axes.node(axis, code)}))
                one = one.meet(values)
            held = held.union(one)
        return held

    return made
