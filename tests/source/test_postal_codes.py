"""The table of postal codes: what may begin a code, and that the table is what the script makes."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from partnerbook.source.geography import geography
from partnerbook.source.postal_codes import letters, may_begin, shapes

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "generator" / "tools"
TABLE = ROOT / "generator" / "partnerbook" / "source" / "postal_codes.tsv"
CANNOT_FETCH = 3


@pytest.mark.parametrize(
    ("country", "possible", "impossible"),
    [
        ("DE", "8 80 80331", "803311 8X DE X"),
        ("US", "9 90210 902101234", "9021012345 A"),
        ("CA", "K K1 K1A0B1", "1 KK K1A0B11"),
        ("GB", "S SW SW1 SW1A1AA M1 M11AE EC1A B331", "1 SWA SW1A1AAA"),
        ("NL", "1 1011 1011AB", "10111 A 1011A1"),
        ("IE", "D02 D02X285", "D02X2855"),
        ("LV", "L LV LV10", "10 LT1"),
        ("MC", "98 98000", "97 75001"),
        ("AE", "", "1"),  # no codes at all: not even the beginning of one
        ("GH", "GA184 1", ""),  # in use, but nobody told us how they look
    ],
)
def test_what_may_begin_a_code(country: str, possible: str, impossible: str) -> None:
    assert [text for text in possible.split() if not may_begin(country, text)] == []
    assert [text for text in impossible.split() if may_begin(country, text)] == []


def test_countries_and_their_codes() -> None:
    assert (shapes("DE"), shapes("AE"), shapes("GH")) == (("#####",), (), ("?",))
    assert shapes("QZ") == ("?",)  # a country of the program's own
    assert [letters(country) for country in ("LV", "BB", "DE", "GB", "AE", "MT")] == [
        *("LV", "BB"),
        *("", "", "", ""),
    ]


def test_every_country_has_a_row_and_nothing_else_has() -> None:
    rows = [line.split("\t")[0] for line in TABLE.read_text("utf-8").splitlines()[2:]]
    places = geography()
    countries = [code for code in places.codes if places.area(code).kind == "country"]
    assert rows == sorted(countries)


def test_the_table_says_what_it_was_made_from_and_so_does_its_licence() -> None:
    head = TABLE.read_text("utf-8").splitlines()[0]
    said = re.search(r"make_postal_codes\.py from ([a-z0-9-]+) ([0-9.]+); do not edit", head)
    assert said
    package, version = said.groups()
    licence = " ".join((TABLE.parent / "postal_codes.LICENSE.md").read_text("utf-8").split())
    assert f"`{package}`, version {version}" in licence


def test_the_table_is_what_the_script_makes(tmp_path: Path) -> None:
    script, made = TOOLS / "make_postal_codes.py", tmp_path / "postal_codes.tsv"
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT / ".cache" / "postal"), str(made)],
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    if done.returncode == CANNOT_FETCH:
        pytest.skip(f"the table was NOT regenerated and compared: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert made.read_bytes() == TABLE.read_bytes()


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    spec = importlib.util.spec_from_file_location("maker", TOOLS / "make_postal_codes.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"\d{5}", "#####"),
        (r"\d{3}-?\d{2}", "#####"),
        (r"(\d{5})(?:[ \-](\d{4}))?", "##### #########"),
        (r"\d{4,5}|\d{3}-\d{4}", "#### ##### #######"),
        (r"[ABC]\d[A-Z] ?\d[\dA-Z]", "@#@#*"),
        (r"(?:AB|B|CD|E|F|GH)\d", "@# @@#"),
        (r"LV-\d{2}|LV-1\d", "LV##"),
    ],
)
def test_shapes_of_expressions(maker: ModuleType, expression: str, expected: str) -> None:
    assert maker.shapes(expression) == expected.split()


@pytest.mark.parametrize("expression", [r"\d+", r"\w", r"\d{5}$", r"a)"])
def test_an_expression_that_is_not_understood_is_refused(
    maker: ModuleType, expression: str
) -> None:
    with pytest.raises((ValueError, KeyError)):
        maker.shapes(expression)
