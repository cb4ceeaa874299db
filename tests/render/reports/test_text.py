"""The report at a terminal: whole texts of one mistake each, compared with those in ``expected/``.

``pytest --accept`` rewrites them; the diff is the review.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.render.reports import text
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import differences, fitted, marked
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

EXPECTED = Path(__file__).parent / "expected"
ROOT = Path(__file__).parents[3]
KITANO, REBATE = "partners/kitano.yml", "incentives/quarterly-rebate.yml"
DISCOUNT = "discounts/partner-discount.yml"
CASES = {
    "exclusive-overlap": (
        "partners/minatobashi.yml",
        "products: [maintain, connect]",
        "products: [maintain, insight, connect]",
    ),
    "collides-with-several": (
        "partners/skogsmark.yml",
        "places: [nordics]",
        "places: [nordics, DE]",
    ),
    "floor": (DISCOUNT, "silver: 18%, gold: 24%", "silver: 18%, gold: 42%"),
    "floor-of-many": ("program.yml", "minimum_margin: 60%", "minimum_margin: 70%"),
    "ambiguous-rate": (DISCOUNT, "through: 2026-12-31", "through: 2027-01-31"),
    "tier-order": (DISCOUNT, "silver: 18%, gold: 24%", "silver: 18%, gold: 14%"),
    "bands": (REBATE, "id: eur-two, from: 150000 EUR", "id: eur-two, from: 160000 EUR"),
    "unpriced": ("prices/jpy-2026.yml", "places: [JP]", "places: [KR]"),
    "unknown-place": (KITANO, "establishment: JP-13", "establishment: JP-93"),
    "yaml-syntax": (KITANO, "[JP], products: [insight]", "[JP, products: [insight]"),
    "duplicate-id": (
        "products/insight.yml",
        "id: insight-predict",
        "id: insight-monitor",
    ),
    "hidden-character": (KITANO, "city: Tokyo", "city: To\u200bkyo"),
    "expired": (
        KITANO,
        "effective: 2026-04-01}",
        "effective: 2026-04-01, first_term_through: 2026-10-31, notice_given: 2026-06-30}",
    ),
    "waiver-misnamed": (
        "waivers/cedar-hollow-insight.yml",
        "subject: cedar-hollow/grid-program",
        "subject: cedar-hollow/grid-programme",
    ),
    "waiver-over": (
        "waivers/cedar-hollow-insight.yml",
        "through: 2027-06-30",
        "through: 2026-10-31",
    ),
    "waiver-no-bound": (
        "waivers/cedar-hollow-insight.yml",
        "accepts: {maximum_give: 52%}\n",
        "",
    ),
    "waiver-too-deep": ("partners/cedar-hollow.yml", "rate: 6%", "rate: 16%"),
    "person": (KITANO, "native_name: 北野", "native_name: Mr. Sato 北野"),
    "wide-characters": (
        KITANO,
        "street: 3-8-2 Kaigandori, city: Tokyo, postal_code: 108-0022, country: JP",
        "street: 海岸通り三丁目八番二号, city: 東京, postal_code: 108-0022, country: JX",
    ),
    "broken-file": ("tiers/gold.yml", "rank: 3", "rank: three"),
}


def report_on(name: str, good: Tree, known: Answers) -> Report:
    path, old, new = CASES[name]
    data = good.read(f"program/{path}")
    assert isinstance(data, bytes)
    assert data.decode().count(old) == 1
    bad = Overlay(good, {f"program/{path}": data.decode().replace(old, new).encode()})
    return check_tree(bad, None, "", lambda _zone: (date(2026, 11, 22), "test"), known)


@pytest.mark.parametrize("name", CASES)
def test_report(name: str, good: Tree, known: Answers, request: pytest.FixtureRequest) -> None:
    report = report_on(name, good, known)
    plain, painted = (text.render(report, Ink(colour)) for colour in (False, True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain
    wide = [line for line in plain.split("\n") if width(line) > 80]
    assert [line for line in wide if not line.startswith("  + ")] == []
    assert [line for line in plain.split("\n") if line != line.rstrip()] == []
    visible = painted.replace("\x1b", "␛")
    shown = {f"{name}.txt": plain, **({f"{name}.colour.txt": visible} if name == "floor" else {})}
    for file, now in shown.items():
        if request.config.getoption("--accept"):
            (EXPECTED / file).write_text(now, "utf-8")
        assert (EXPECTED / file).read_text("utf-8") == now


def test_no_text_is_left_over() -> None:
    names = {f"{name}.txt" for name in CASES} | {"floor.colour.txt"}
    assert {path.name for path in EXPECTED.iterdir()} == names


SOURCE = st.text(
    st.one_of(st.sampled_from("ab 北野é\u0301\t\u200b"), st.characters(exclude_characters="\n")),
    max_size=120,
)


@given(SOURCE, st.integers(0, 130), st.integers(0, 130), st.integers(20, 90))
def test_a_line_always_fits_and_shows_its_mark(source: str, one: int, two: int, room: int) -> None:
    start, end = sorted((min(one, len(source)), min(two, len(source))))
    line = fitted(source, start, end, room)
    assert width(line.text) <= room
    assert line.before <= room
    assert line.before + line.marked <= room
    whole = "".join(" " if char == "\t" else safe(char) for char in source)
    if width(whole) <= room:
        assert line.text == whole
        assert line.before == width("".join(safe(char) for char in source[:start]))


@given(SOURCE, st.text(st.sampled_from("abc def "), max_size=150))
def test_labels_stay_in_their_columns(source: str, label: str) -> None:
    lines = list(marked(fitted(source, 3, 9, 70), "^", " ".join(label.split()), 70, str))
    assert max(map(width, lines)) <= max(70, *(len(word) for word in label.split()), 0)
    assert " ".join(" ".join(lines).replace("^", " ").split()) == " ".join(label.split())


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("it ends on 31 December 2027 or so", ["it ends on", "31 December 2027", "or so"]),
        ("at least 250000 EUR a year", ["at least", "250000 EUR a year"]),
        ("港橋デジタル 株式会社 です", ["港橋デジタル", "株式会社 です"]),
        ("averylongwordthatfitsnowhere at all", ["averylongwordthatfitsnowhere", "at all"]),
    ],
)
def test_dates_and_amounts_are_not_torn_apart(words: str, lines: list[str]) -> None:
    assert list(wrap(words, 18)) == lines


def test_a_difference_far_to_the_right_is_in_sight() -> None:
    old, new = (f"note: {'word ' * 30}{end}" for end in ("old", "new"))
    shown = list(differences([old], [new], Ink()))
    assert [line[-3:] for line in shown] == ["old", "new"]
    assert width(shown[0]) <= 80


def test_what_a_repair_writes_is_never_cut() -> None:
    old = "rates: {" + ", ".join(f"tier-{number}: 10%" for number in range(12)) + "}"
    new = old.replace("tier-11: 10%", "tier-11: 12%")
    (_, put_in) = differences([old], [new], Ink())
    assert put_in == f"  + 1 | {new}"


def test_controls_are_shown_not_obeyed() -> None:
    assert safe("a\x1b[31mb\u202ec\r") == "a<U+001B>[31mb<U+202E>c<U+000D>"
