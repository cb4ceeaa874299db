"""Non-interference: what an edition may not see cannot change a byte of it, nor stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from partnerbook.load import Loaded, load_tree
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC, PUBLIC_VIEWER, Audience, Viewer
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Duration


class Nobody(Viewer):
    """Sees nothing, so everything is hidden from it."""

    def sees(self, audience: Audience) -> bool:
        del audience
        return False


NOBODY = Nobody("public")
EDITIONS = [("public", PUBLIC_VIEWER), ("partner", PARTNER_VIEWER)]
OTHER_WORD = {
    "exclusive": "sole",
    "sole": "exclusive",
    "non-exclusive": "exclusive",
    "earned": "negotiated",
    "negotiated": "earned",
    "grace": "cohort",
    "cohort": "grace",
    "active": "on-notice",
    "on-notice": "active",
    "notice": "signature",
    "signature": "never",
    "never": "notice",
    "partner": "vendor",
    "vendor": "partner",
    "recommended": "maximum",
}
# Ids that lead somewhere, words of which the file allows few, and texts with a form of their own:
# another value would be another file, or none at all.
KEPT = re.compile(
    r"/(id|for|except|kind|form|version|group|approver|rule|buys_from|may|audience|side|stage|base"
    r"|anchor|applies|purpose|measure|counts|period|how|(seller_)?places?|excludes|requires|billing|currency|track"
    r"|parent|per|paid_to|renewal|schedule|country|languages?|prevailing_language"
    r"|partner|tier|partner_types?|of|on|whole|route|claim|deal_role|account|facts|product|line_type|take|step|part|running|choice|state|into|about|incentive|rounding"
    r"|manager|metric|window|volume|velocity|newcomers|attests|severity)(/|$)"
    r"|/(answers/[0-9]+/within|escalation/[0-9]+/after)$"
    r"|/obligations/[0-9]+/(topic|within|due)$|/review_dates/[0-9]+$"
)
# Parts that make a whole, and which of them is named: another value of one alone is a finding.
WHOLE = re.compile(r"/split/[0-9]+/(share|to)$|/borne_by/")


@dataclass(frozen=True)
class Leaf:
    """A value of a document that an edition may not see."""

    path: str
    pointer: tuple[str | int, ...]
    value: Any

    @property
    def name(self) -> str:
        return f"{self.path}#/{'/'.join(map(str, self.pointer))}"


def hidden(program: Program, viewer: Viewer) -> Iterator[Leaf]:
    """Every scalar of every document whose audience is narrower than the edition.

    A manifest of evidence must agree with its table: both are left out together further below.
    """
    for kind, records in program.records.items():
        for record in records.values() if kind != "evidence" else ():
            yield from _hidden(record, record.data, (), "", viewer)


def _hidden(
    record: Record, value: Any, pointer: tuple[str | int, ...], pattern: str, viewer: Viewer
) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            known = f"{pattern}/{key}"
            if known not in record.audiences:
                known = f"{pattern}/*"
            yield from _hidden(record, inner, (*pointer, key), known, viewer)
    elif isinstance(value, (list, tuple)):
        for at, inner in enumerate(value):
            yield from _hidden(record, inner, (*pointer, at), f"{pattern}/*", viewer)
    else:
        field = pattern
        while field not in record.audiences and field:
            field = field.rpartition("/")[0]
        audience = record.audiences.get(field)
        if audience is None or not viewer.sees(audience):
            yield Leaf(record.ref.document, pointer, value)


def other(leaf: Leaf) -> Any:
    """Another value of the same sort, or None where that cannot be had."""
    value, last = leaf.value, leaf.pointer[-1]
    if isinstance(value, bool) or (isinstance(value, int) and last == "version"):
        return None
    if isinstance(value, int):
        return value + 1
    if WHOLE.search("/" + "/".join(map(str, leaf.pointer))):
        return None
    if isinstance(value, Percent):
        return str(Percent(value.points + Decimal("0.25")))
    if isinstance(value, Money):
        return str(replace(value, amount=value.amount + 1))
    if isinstance(value, Duration):
        return str(replace(value, count=value.count + 1))
    if isinstance(value, date):
        # Away from what follows, so that nothing overlaps.
        return (value + timedelta(days=-1 if last == "through" else 1)).isoformat()
    if KEPT.search("/" + "/".join(map(str, leaf.pointer))):
        return None
    if value in OTHER_WORD or value in ("shared-exclusive", "onboarding"):
        return OTHER_WORD.get(value)
    if last == "sha256":
        return value[::-1]
    return f"other{value}" if "@" in value else f"Another {value}"


def reread(data: bytes) -> Any:
    """A file as the plain tree that it writes: counts and truth typed, everything else text."""

    def plain(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {plain(key): plain(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [plain(item) for item in node.value]
        assert isinstance(node, yaml.ScalarNode)
        text = str(node.value)
        if node.style is None and text in ("true", "false"):
            return text == "true"
        return int(text) if node.style is None and re.fullmatch(r"0|[1-9]\d*", text) else text

    whole = yaml.compose(data.decode(), Loader=yaml.SafeLoader)
    assert whole is not None
    return plain(whole)


def changed(files: Mapping[str, bytes], leaves: list[Leaf]) -> dict[str, bytes]:
    """The files with other values in these places."""
    out = dict(files)
    for path in {leaf.path for leaf in leaves}:
        tree = reread(files[path])
        for leaf in leaves:
            if leaf.path == path:
                inner = tree
                for step in leaf.pointer[:-1]:
                    inner = inner[step]
                inner[leaf.pointer[-1]] = other(leaf)
        out[path] = yaml.safe_dump(tree, sort_keys=False, allow_unicode=True).encode()
    return out


def read(root: Path) -> dict[str, bytes]:
    tree = FolderTree(root)
    return {path: data for path in tree.list()[0] if isinstance(data := tree.read(path), bytes)}


def built(files: Mapping[str, bytes]) -> tuple[Program, list[str]]:
    loaded: Loaded
    loaded, shape = load_tree(MemoryTree(dict(files)))
    program, found = resolve(loaded)
    assert program is not None
    return program, [f"{finding.places[0].at}: {finding.message}" for finding in (*shape, *found)]


def first_difference(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """Where two editions differ, for a person."""
    for path in sorted({*before, *after}):
        old, new = before.get(path, b"").decode(), after.get(path, b"").decode()
        if old != new:
            lines = zip(old.splitlines(), new.splitlines(), strict=False)
            pair = next(((a, b) for a, b in lines if a != b), ("", ""))
            return f"{path}\n- {pair[0]}\n+ {pair[1]}"
    return ""


@pytest.mark.parametrize("which", ["small", "sample"])
@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
def test_narrower_values_change_no_byte(
    name: str, viewer: Viewer, which: str, small_root: Path, sample_root: Path
) -> None:
    """All of them at once: if any of them interfered, so would all together.

    Whether a partner takes part on the day is public, so no value is changed that decides it.
    """
    files = read(small_root if which == "small" else sample_root)
    program, said = built(files)
    assert said == []
    leaves = [leaf for leaf in hidden(program, viewer) if other(leaf) is not None]
    assert len(leaves) > {"small": 60, "sample": 300}[which], name
    after, said = built(changed(files, leaves))
    assert said == []
    assert after.partners.keys() == program.partners.keys()
    assert first_difference(site_files(program, viewer), site_files(after, viewer)) == ""


def test_prices_are_for_signed_partners(small_root: Path) -> None:
    files = read(small_root)
    dearer = {**files, "program/prices/europe.csv": b"sku,price,per\nALM-100,777.00,user-year\n"}
    before, after = built(files)[0], built(dearer)[0]
    assert site_files(before, PUBLIC_VIEWER) == site_files(after, PUBLIC_VIEWER)
    assert b"EUR\xc2\xa0777" in site_files(after, PARTNER_VIEWER)["products.md"]


@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
def test_no_narrower_text_of_the_sample_stands_in_an_edition(
    name: str, viewer: Viewer, sample: Program, made: Callable[[Viewer], Mapping[str, bytes]]
) -> None:
    text = "\n".join(f"{path}\n{unescape(data.decode())}" for path, data in made(viewer).items())
    narrow = {leaf.name: leaf.value for leaf in hidden(sample, viewer)}
    wide = "\n".join(str(leaf.value) for leaf in hidden(sample, NOBODY) if leaf.name not in narrow)
    texts = {value for value in narrow.values() if isinstance(value, str)}
    # Single words of the language stand in descriptions; sentences, names and mailboxes do not.
    secrets = [value for value in sorted(texts) if value not in wide and re.search("[ @]", value)]
    assert len(secrets) > 100
    assert [value for value in secrets if value in text] == []


@pytest.mark.parametrize(("name", "viewer"), EDITIONS)
def test_each_narrower_value_alone_changes_no_byte(
    name: str, viewer: Viewer, small_root: Path
) -> None:
    files = read(small_root)
    program, _ = built(files)
    before = site_files(program, viewer)
    leaves = [leaf for leaf in hidden(program, viewer) if other(leaf) is not None]
    for leaf in leaves[::7]:
        after, said = built(changed(files, [leaf]))
        assert said == [], leaf.name
        assert first_difference(before, site_files(after, viewer)) == "", leaf.name


def test_a_wider_value_does_change_the_edition(small_root: Path) -> None:
    """The tests above could not fail if nothing ever changed."""
    files = read(small_root)
    program, _ = built(files)
    leaf = Leaf("program/tiers/gold.yml", ("summary",), "For partners with a team of their own.")
    after, _ = built(changed(files, [leaf]))
    difference = first_difference(
        site_files(program, PUBLIC_VIEWER), site_files(after, PUBLIC_VIEWER)
    )
    assert "Another For partners with a team" in difference


@pytest.mark.parametrize("folder", ["waivers", "accounts"])
def test_documents_of_the_vendor_alone_change_no_byte(folder: str, small_root: Path) -> None:
    files = read(small_root)
    program, _ = built(files)
    without = {path: data for path, data in files.items() if f"/{folder}/" not in path}
    assert len(without) < len(files)
    after, said = built(without)
    assert said == []
    for _, viewer in EDITIONS:
        assert site_files(program, viewer) == site_files(after, viewer)


def test_evidence_changes_no_byte(sample_root: Path) -> None:
    files = read(sample_root)
    program, _ = built(files)
    without = {path: data for path, data in files.items() if "/evidence/" not in path}
    assert len(without) < len(files)
    after, said = built(without)
    assert said == []
    for _, viewer in EDITIONS:
        assert site_files(program, viewer) == site_files(after, viewer)


@pytest.mark.parametrize(
    ("viewer", "markers"),
    [(PUBLIC_VIEWER, ("CANARY", "SIGNEDONLY", "canary")), (PARTNER_VIEWER, ("CANARY", "canary"))],
)
def test_no_marker_is_in_any_generated_file(
    viewer: Viewer, markers: tuple[str, ...], small: Program
) -> None:
    for path, data in site_files(small, viewer).items():
        for marker in markers:
            assert marker not in path
            assert marker.encode() not in data, path


def test_signed_partners_see_what_is_for_them(small: Program) -> None:
    text = b"".join(site_files(small, PARTNER_VIEWER).values())
    assert text.count(b"SIGNEDONLY") > 2


def test_rates_are_left_out_where_only_they_are_narrower(small: Program) -> None:
    record = small.records["incentive"]["deal-registration"]
    wide = dict.fromkeys(record.audiences, PUBLIC)
    partner = small.records["incentive"]["rebate"].audiences["/name"]
    for pattern in wide:
        if pattern.startswith(("/rate", "/bands", "/amounts", "/caps")):
            wide[pattern] = partner
    records = dict(small.records)
    records["incentive"] = {"deal-registration": replace(record, audiences=wide)}
    pages = site_files(replace(small, records=records), PUBLIC_VIEWER)
    text = pages["incentives/deal-registration.md"].decode()
    assert "Rates are shown to signed partners." in text
    assert "5%" not in text
    assert "5,000" not in text
    assert "What it gives |" not in pages["incentives.md"].decode()


def test_one_expiry_changes_directory_territory_and_data_on_the_same_day(small_root: Path) -> None:
    files = read(small_root)
    files["program/partners/gipfelbau.yml"] = (
        files["program/partners/bergwacht.yml"]
        .replace(b"name: Bergwacht", b"name: Zweitwacht")
        .replace(b"grant_kind: exclusive", b"grant_kind: non-exclusive")
        .replace(
            b"effective: 2026-01-01}",
            b"effective: 2026-01-01, first_term_through: 2026-11-22, notice_given: 2026-02-01}",
        )
    )
    pages = {}
    for day in ("2026-11-22", "2026-11-23"):
        files["program/program.yml"] = re.sub(
            rb"as_of: \S+", f"as_of: {day}".encode(), files["program/program.yml"]
        )
        program, said = built(files)
        assert said == []
        pages[day] = site_files(program, PUBLIC_VIEWER)
    for path in ("partners.md", "territories/alps.md", "data/program.json"):
        assert b"Zweitwacht" in pages["2026-11-22"][path]
        assert b"Zweitwacht" not in pages["2026-11-23"][path]
