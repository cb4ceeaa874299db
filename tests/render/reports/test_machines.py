"""What programs and CI get of a report: JSON by its published schema, and annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from partnerbook.check.report import Report, touching
from partnerbook.check.run import check_tree
from partnerbook.render.reports import github, text
from partnerbook.render.reports.ink import Ink, width
from partnerbook.render.reports.json import render
from partnerbook.render.reports.published import published_schemas
from partnerbook.source.tree import FolderTree, MemoryTree

BASE = FolderTree(Path(__file__).parents[2] / "programs" / "minimal")
PARTNER = """\
name: {name}
legal:
  name: {name}
  register: HRA 77 (Rosenheim)
  seat: {{street: Am Hang 1, city: Rosenheim, postal_code: "83022", country: DE}}
  notices: legal@example.net
type: reseller
track: resell
establishment: DE-BY
currency: EUR
status: active
agreement: {{form: reseller-2026, version: 1, signed: 2026-05-10, effective: 2026-06-01}}
"""
WAIVER = """\
rule: standing/no-tier
subject: {subject}
from: 2026-10-01
through: 2027-03-31
reason: >
  {reason}
approver: channel-chief
approved: 2026-09-20
"""


def report(files: Mapping[str, str]) -> Report:
    data = {path: content.encode() for path, content in files.items()}
    for path in BASE.list()[0]:
        below = BASE.read(path)
        assert isinstance(below, bytes)
        data[path] = below.replace(b"may: [margin/floor]", b"may: [standing/no-tier]")
    return check_tree(MemoryTree(data), None, "", lambda _: (date(2026, 11, 22), "test"))


def tierless(count: int, *, waived: int, reason: str = "They sign next week.") -> Report:
    """A program in which so many partners hold no tier; so many of them may."""
    files = {}
    for number in range(count):
        name = f"partner-{number:02}"
        files[f"program/partners/{name}.yml"] = PARTNER.format(name=name)
        if number < waived:
            path = f"program/waivers/waiver-{number:02}.yml"
            files[path] = WAIVER.format(subject=name, reason=reason)
    return report(files)


def test_the_text_says_what_is_waived_until_when_where_why_and_by_whom() -> None:
    shown = text.render(tierless(1, waived=1), Ink())
    assert shown == (
        "Waived: standing/no-tier for partner-00 until 31 March 2027\n"
        "  (program/waivers/waiver-00.yml:1), approved by channel-chief (claimed): They\n"
        "  sign next week.\n"
        "\n"
        f"Checked {tierless(1, waived=1).summary.files} files as of 2026-11-22"
        " (as_of in program/program.yml): 1 waived.\n"
    )


def test_many_waivers_and_long_reasons_stay_calm() -> None:
    found = tierless(13, waived=13, reason="Because of a very long story. " * 20)
    shown = text.render(found, Ink())
    assert shown.count("Waived: standing/no-tier") == 10
    assert "Waived: 3 more; --output json lists them all.\n" in shown
    assert shown.count(" …\n") == 10
    assert max(map(width, shown.split("\n"))) <= 80
    assert len(json.loads(render(found))["waived"]) == 13


def test_json_lists_what_is_waived() -> None:
    found = json.loads(render(tierless(2, waived=1)))
    jsonschema.validate(found, schema("findings"))
    (waived,) = found["waived"]
    assert found["summary"]["waived"] == 1
    assert found["stopped"] == ""
    assert [finding["subject"] for finding in found["findings"]] == ["partner-01"]
    assert (waived["id"], waived["subject"]) == ("standing/no-tier", "partner-00")
    assert waived["places"][0]["file"] == "program/partners/partner-00.yml"
    assert waived["waiver"] == {
        "id": "waiver-00",
        "file": "program/waivers/waiver-00.yml",
        "line": 1,
        "column": 7,
        "end_line": 1,
        "end_column": 23,
        "from": "2026-10-01",
        "through": "2027-03-31",
        "accepts": {},
        "keeps": "",
        "reason": "They sign next week.",
        "approver": "channel-chief",
        "approved": "2026-09-20",
        "approval": "claimed",
        "link": "",
    }


@pytest.mark.parametrize(
    ("path", "subjects"),
    [
        ("program/partners/partner-00.yml", ["partner-00"]),
        ("program/waivers/waiver-01.yml", ["partner-01"]),
        ("program/waivers", ["partner-00", "partner-01"]),
        ("program/tiers", []),
    ],
)
def test_paths_filter_what_is_waived_as_well(path: str, subjects: list[str]) -> None:
    part = touching(tierless(2, waived=2), [path])
    assert [one.finding.subject for one in part.waived] == subjects
    assert part.summary.waived == len(subjects)


def test_annotations_name_the_first_repair_and_the_page() -> None:
    warning, counts = github.render(tierless(1, waived=0)).splitlines()
    assert warning == (
        "::warning file=program/partners/partner-00.yml,line=11,col=9,title=standing/no-tier::"
        "partner-00 is active, but holds no tier on 22 November 2026"
        "%0Ahelp: enter the tier that it holds (`standing:`)"
        "%0Apartnerbook rules standing/no-tier"
    )
    assert counts == "::notice title=partnerbook check::1 warning, as of 2026-11-22"


def test_a_waiver_is_a_notice() -> None:
    notice, counts = github.render(tierless(1, waived=1)).splitlines()
    assert notice == (
        "::notice file=program/waivers/waiver-00.yml,line=1,col=7,title=waived%3A standing/no-tier"
        "::standing/no-tier for partner-00 is waived until 31 March 2027, approved by"
        " channel-chief (claimed): They sign next week."
    )
    assert counts == "::notice title=partnerbook check::1 waived, as of 2026-11-22"


@pytest.mark.parametrize(
    ("partners", "waived", "said"),
    [
        (0, 0, "no findings, as of 2026-11-22"),
        (2, 0, "2 warnings, as of 2026-11-22"),
        (12, 0, "12 warnings, as of 2026-11-22; 2 more not annotated"),
        (11, 11, "11 waived, as of 2026-11-22; 2 more not annotated"),
        (12, 1, "11 warnings, 1 waived, as of 2026-11-22; 1 more not annotated"),
    ],
)
def test_a_forge_shows_ten_of_a_kind_and_the_rest_is_counted(
    partners: int, waived: int, said: str
) -> None:
    lines = github.render(tierless(partners, waived=waived)).splitlines()
    for level in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{level} ") for line in lines) <= 10
    assert lines[-1] == f"::notice title=partnerbook check::{said}"


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(published_schemas()[f"{name}.schema.json"])
    return found


def fields(part: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema, at any depth, with its path."""
    if isinstance(part, dict):
        for name, inner in part.get("properties", {}).items():
            yield f"{at}/{name}", inner
            yield from fields(inner, f"{at}/{name}")
        yield from fields(part.get("items"), at)


@pytest.mark.parametrize("name", ["findings", "rules"])
def test_every_published_field_says_what_it_is(name: str) -> None:
    whole = schema(name)
    jsonschema.Draft202012Validator.check_schema(whole)
    found = dict(fields(whole))
    assert len(found) > {"findings": 50, "rules": 6}[name]
    silent = [at for at, said in found.items() if not (said.get("title") and said["description"])]
    assert silent == []
    for said in found.values():
        for example in said.get("examples", ()):
            jsonschema.validate(example, said)
