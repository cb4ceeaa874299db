"""Places as a program manager writes them: what is found, what is refused, and where it lies."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.source.conftest import Remake

from partnerbook.source.geography import (
    Ambiguous,
    Area,
    Because,
    Found,
    Geography,
    Retired,
    Unknown,
    geography,
)

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "generator" / "partnerbook" / "source" / "geography.tsv"
GEO = geography()
EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"  # fmt: skip


def said(found: Found) -> str:
    """A verdict in one line: ``name: DE``, ``retired: NO-31 NO-32``, the code for a place."""
    match found:
        case Area():
            return found.code
        case Unknown():
            return f"{found.because}: {' '.join(area.code for area in found.suggestions)}".strip()
        case Ambiguous():
            return f"ambiguous: {' '.join(area.code for area in found.candidates)}"
        case Retired():
            return f"retired: {' '.join(area.code for area in found.successors)}".strip()


# ------------------------------------------------------------------ what a text is

TWO_CODES = dict(
    pair.split("=")
    for pair in (
        "US-AS=AS US-GU=GU US-MP=MP US-PR=PR US-UM=UM US-VI=VI "
        "FR-971=GP FR-972=MQ FR-973=GF FR-974=RE FR-976=YT "
        "FR-BL=BL FR-MF=MF FR-NC=NC FR-PF=PF FR-PM=PM FR-TF=TF FR-WF=WF "
        "NL-AW=AW NL-CW=CW NL-SX=SX NL-BQ1=BQ-BO NL-BQ2=BQ-SA NL-BQ3=BQ-SE "
        "CN-TW=TW CN-HK=HK CN-MO=MO FI-01=AX RS-KM=XK GB-UKM=GB"
    ).split()
)
REGIONS = {
    "001": "world",
    "world": "world",
    "europe": "150",
    "western-europe": "155",
    "americas": "019",
    "latin-america": "419",
    "latin-america-and-the-caribbean": "419",
    "northern-america": "021",
    "sub-saharan-africa": "202",
    "southeast-asia": "035",
    "south-eastern-asia": "035",
    "australia-and-new-zealand": "053",
}
ITSELF = (
    "DE DE-BY NO NO-31 XK TW AQ SJ NO-21 NO-22 RS-25 FR-75C FR-CP SH-TA ES-CN 150 419 202 "
    # re-used codes mean what they mean today
    "AI BQ GE SK BY "
    # look-alikes of a country's code, none of them that country
    "CN-SC NL-FR US-GA US-CA BE-WLX NG-NI"
).split()


@pytest.mark.parametrize(
    ("text", "code"), [*TWO_CODES.items(), *REGIONS.items(), *zip(ITSELF, ITSELF, strict=True)]
)
def test_a_code_is_one_place(text: str, code: str) -> None:
    found = GEO.find(text)
    assert isinstance(found, Area)
    assert found.code == code


REFUSED = {
    # right but for capitals or blanks
    "de": "case: DE",
    "de-by": "case: DE-BY",
    "us-pr": "case: PR",
    " DE": "case: DE",
    "Europe": "case: 150",
    "EUROPE": "case: 150",
    "World": "case: world",
    # names and other words for one place
    "Germany": "name: DE",
    "Deutschland": "name: DE",
    "Bayern": "name: DE-BY",
    "bavaria": "name: DE-BY",
    "Zurich": "name: CH-ZH",
    "Cote d'Ivoire": "name: CI",
    "Ivory Coast": "name: CI",
    "Turkey": "name: TR",
    "Saint Lucia": "name: LC",
    "Kosovo": "name: XK",
    "Tehran": "name: IR-23",
    "UK": "name: GB",
    "EL": "name: GR",
    "IC": "name: ES-CN",
    "USA": "name: US",
    "DEU": "name: DE",
    "276": "name: DE",
    "Welt": "name: world",
    "LATAM": "name: 419",
    # a current name wins over the same name of something retired
    "Østfold": "name: NO-31",
    # names of several places
    "Virgin Islands": "ambiguous: VG VI",
    "Jungferninseln": "ambiguous: VG VI",
    "Georgia": "ambiguous: GE US-GA",
    "Congo": "ambiguous: CD CG",
    "Kongo": "ambiguous: CD CG",
    "Korea": "ambiguous: KP KR",
    "Luxembourg": "ambiguous: LU BE-WLX LU-LU",
    "Limburg": "ambiguous: BE-VLI NL-LI",
    "Saint Martin": "ambiguous: MF SX",
    "America": "ambiguous: 019 US",
    # groups, whose members a program must name
    "EU": f"group: {EU}",
    "European Union": f"group: {EU}",
    "003": "group: 013 021 029",
    "North America": "group: 013 021 029",
    "north-america": "group: 013 021 029",
    "dach": "group: AT CH DE",
    "EMEA": "group: 002 145 150",
    "Great Britain": "group: GB-ENG GB-SCT GB-WLS",
    "EA": "group: ES-CE ES-ML",
    # slips
    "DEE": "near: DE EE",
    "DE-BYY": "near: DE-BY",
    "DE_BY": "near: DE-BY",
    "DEBY": "near: DE-BY",
    "USA-CA": "near: US-CA",
    "UK-ENG": "near: GB-ENG",
    "FR-75": "near: FR-75C",
    "DE-ZZ": "near: DE",
    "Germny": "near: DE",
    "Virgin Island": "near: VG VI",
    # nothing like it
    "": "nothing:",
    "ZZ": "nothing:",
    "XX": "nothing:",
    "Middle-earth": "nothing:",
    "D" * 5000: "nothing:",
    # no more
    "AN": "retired: BQ CW SX",
    "an": "retired: BQ CW SX",
    "Netherlands Antilles": "retired: BQ CW SX",
    "SU": "retired: AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ",
    "YU": "retired: BA HR ME MK RS SI XK",
    "CS": "retired: CZ SK ME RS XK",
    "Czechoslovakia": "retired: CZ SK",
    "DDR": "retired: DE",
    "TP": "retired: TL",
    "NO-30": "retired: NO-31 NO-32 NO-33",
    "NO-38": "retired: NO-39 NO-40",
    "NO-54": "retired: NO-55 NO-56",
    "Viken": "retired: NO-31 NO-32 NO-33",
    "NO-01": "retired: NO-31",
    "FR-J": "retired: FR-IDF",
    "FR-GUA": "retired: GP",
    "CN-71": "retired: TW",
    "CZ-611": "retired: CZ-631",
    "MX-DIF": "retired: MX-CMX",
    "AL-BR": "retired:",
}


@pytest.mark.parametrize(("text", "verdict"), REFUSED.items())
def test_whatever_is_no_code_is_refused_with_what_may_be_meant(text: str, verdict: str) -> None:
    found = GEO.find(text)
    assert not isinstance(found, Area)
    assert found.text == text
    assert said(found) == verdict


def test_what_is_over_says_what_it_was_and_until_when() -> None:
    both = GEO.find("CS")
    assert isinstance(both, Retired)
    assert [(area.name_en, area.valid_from, area.valid_through) for area in both.was] == [
        ("Czechoslovakia", None, date(1993, 6, 14)),
        ("Serbia and Montenegro", date(2003, 7, 23), date(2006, 9, 25)),
    ]
    viken = GEO.find("NO-30")
    assert isinstance(viken, Retired)
    assert viken.was == (
        Area(
            "NO-30",
            "subdivision",
            "Viken",
            "Viken",
            "NO",
            date(2020, 1, 1),
            date(2023, 12, 31),
            ("NO-31", "NO-32", "NO-33"),
        ),
    )
    assert GEO.area("NO-31").valid_from == date(2024, 1, 1)


@given(st.text(max_size=12))
def test_no_text_but_a_code_is_a_place(text: str) -> None:
    found = GEO.find(text)
    if isinstance(found, Area):
        assert found.code in GEO.codes
        assert text in {found.code, *TWO_CODES, *REGIONS} or text == GEO.spelling(found.code)
    if isinstance(found, Ambiguous):
        assert len(found.candidates) > 1
    if isinstance(found, Unknown):
        assert bool(found.suggestions) is (found.because is not Because.NOTHING)


@given(
    st.sampled_from(GEO.codes).flatmap(
        lambda code: st.tuples(st.just(code), st.integers(0, len(code)), st.sampled_from("-AZ0é "))
    )
)
def test_a_slip_never_hides_a_code(slip: tuple[str, int, str]) -> None:
    code, at, letter = slip
    text = code[:at] + letter + code[at:]
    found = GEO.find(text)
    if isinstance(found, Area):
        assert text in GEO.codes or text in TWO_CODES
    else:
        assert found.text == text


# ------------------------------------------------------------------ what ISO lists


def test_every_country_of_iso_3166_1_and_kosovo() -> None:
    codes = [country.alpha_2 for country in pycountry.countries]
    assert len(codes) == 249
    found = {code: GEO.area(code) for code in [*codes, "XK"]}
    assert {code for code, area in found.items() if area.kind != "country"} == set()
    assert {area.code for area in found.values()} == set(found)
    countries = {code for code in GEO.codes if GEO.area(code).kind == "country"}
    assert countries == set(found)


def test_every_subdivision_of_iso_3166_2_is_a_place_or_over() -> None:
    verdicts = {part.code: GEO.find(part.code) for part in pycountry.subdivisions}
    assert len(verdicts) > 5000
    over = {code for code, found in verdicts.items() if isinstance(found, Retired)}
    assert over == {"NO-30", "NO-38", "NO-54"}
    others = {code: said(found) for code, found in verdicts.items() if code not in over}
    moved = {code: verdict for code, verdict in others.items() if code != verdict}
    assert moved == {code: place for code, place in TWO_CODES.items() if code != "GB-UKM"}


def test_every_withdrawn_country_is_retired_or_its_code_means_another() -> None:
    for country in pycountry.historic_countries:
        found = GEO.find(country.alpha_2)
        if country.alpha_2 in {"AI", "BQ", "BY", "GE", "SK"}:
            assert isinstance(found, Area)
            continue
        assert isinstance(found, Retired)
        assert found.successors
        year = int(country.withdrawal_date[:4])
        ends = [area.valid_through for area in found.was if area.valid_through is not None]
        assert any(end.year in {year - 1, year} for end in ends), country.alpha_2


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ("FR-75C", "FR-IDF FR 155 150 world"),
        ("FR-67", "FR-6AE FR-GES FR 155 150 world"),
        ("ES-B", "ES-CT ES 039 150 world"),
        ("IT-RM", "IT-62 IT 039 150 world"),
        ("NO-21", "SJ 154 150 world"),
        ("XK", "039 150 world"),
        ("RS-28", "XK 039 150 world"),
        ("TW", "030 142 world"),
        ("AQ", "world"),
        ("MX", "013 419 019 world"),
        ("KE", "014 202 002 world"),
        # not under their sovereign
        ("US-PR", "029 419 019 world"),
        ("FR-974", "014 202 002 world"),
        ("GL", "021 019 world"),
        ("GG", "154 150 world"),
        ("world", ""),
    ],
)
def test_where_a_place_lies(code: str, around: str) -> None:
    assert [area.code for area in GEO.ancestors(code)] == around.split()


@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("DE", "Germany", "Deutschland"),
        ("DE-BY", "Bavaria", "Bayern"),
        ("AT-9", "Vienna", "Wien"),
        ("IT-BZ", "South Tyrol", "Südtirol"),
        ("US-TX", "Texas", "Texas"),
        ("150", "Europe", "Europa"),
        ("europe", "Europe", "Europa"),
        ("world", "World", "Welt"),
        ("US-PR", "Puerto Rico", "Puerto Rico"),
        # names that CLDR still has from an earlier use of the code, or by mistake
        ("IR-23", "Tehran", "Tehran"),
        ("IR-07", "Fars", "Fars"),
        ("MA-06", "Casablanca-Settat", "Casablanca-Settat"),
        ("UG-331", "Omoro", "Omoro"),
        ("FR-IDF", "Île-de-France", "Île-de-France"),
    ],
)
def test_what_a_place_is_called(code: str, english: str, german: str) -> None:
    assert (GEO.name_of(code), GEO.name_of(code, "de")) == (english, german)
    assert (GEO.area(code).name(), GEO.area(code).name("de")) == (english, german)


@pytest.mark.parametrize(
    ("code", "written"),
    [("150", "europe"), ("035", "southeast-asia"), ("001", "world"), ("US-PR", "PR"), ("DE", "DE")],
)
def test_how_a_person_writes_it(code: str, written: str) -> None:
    assert GEO.spelling(code) == written
    assert GEO.find(written) == GEO.area(code)


@pytest.mark.parametrize("code", ["NO-30", "EU", "Germany", "de", ""])
def test_what_is_no_current_place_has_no_interval(code: str) -> None:
    for ask in (GEO.area, GEO.interval, GEO.children, GEO.ancestors, GEO.name_of, GEO.spelling):
        with pytest.raises(KeyError):
            ask(code)


def test_an_area_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        GEO.area("DE").code = "AT"  # type: ignore[misc]


# ------------------------------------------------------------------ the tree


def test_children_tile_their_parent() -> None:
    assert GEO.interval("world") == (0, len(GEO.leaves))
    for code in GEO.codes:
        start, end = GEO.interval(code)
        below = [GEO.interval(child.code) for child in GEO.children(code)]
        if not below:
            assert GEO.leaves[start:end] == (code,)
            continue
        assert (below[0][0], below[-1][1]) == (start, end)
        assert all(one[1] == two[0] for one, two in pairwise(below))


@given(st.sampled_from(GEO.codes), st.sampled_from(GEO.codes))
def test_intervals_nest_exactly_as_places_do(one: str, two: str) -> None:
    (a, b), (c, d) = GEO.interval(one), GEO.interval(two)
    inside = {area.code for area in GEO.ancestors(one)} | {one}
    around = {area.code for area in GEO.ancestors(two)} | {two}
    if two in inside:
        assert c <= a < b <= d
    elif one in around:
        assert a <= c < d <= b
    else:
        assert b <= c or d <= a


def test_each_place_stands_once_and_knows_its_parent() -> None:
    assert len(set(GEO.codes)) == len(GEO.codes)
    assert GEO.codes[0] == "world"
    reached = [child.code for code in GEO.codes for child in GEO.children(code)]
    assert sorted([*reached, "world"]) == sorted(GEO.codes)
    for code in GEO.codes:
        children = [child.code for child in GEO.children(code)]
        assert children == sorted(children)
        assert [GEO.area(child).parent for child in children] == [code] * len(children)


def test_leaves_are_current() -> None:
    assert not {"NO-30", "NO-38", "NO-54", "AN", "CS", "EU", "US-PR"} & set(GEO.leaves)
    assert {"NO-31", "NO-21", "PR", "AX", "RS-25"} <= set(GEO.leaves)
    assert {GEO.area(code).valid_through for code in GEO.codes} == {None}


# ------------------------------------------------------------------ dependencies

DEPENDENCIES = {
    "US": "AS GU MP PR UM VI",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "NL": "AW BQ CW SX",
    "DK": "FO GL",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "NO": "BV SJ",
    "FI": "AX",
    "AU": "CC CX HM NF",
    "NZ": "CK NU TK",
    "CN": "HK MO",
}


def test_a_dependency_belongs_to_one_country_and_lies_in_none() -> None:
    found = {code: " ".join(area.code for area in GEO.dependencies(code)) for code in GEO.codes}
    assert {code: below for code, below in found.items() if below} == DEPENDENCIES
    for code, below in DEPENDENCIES.items():
        for one in below.split():
            assert GEO.area(one).sovereign == code
            assert code not in {area.code for area in GEO.ancestors(one)}


@pytest.mark.parametrize("code", ["TW", "XK", "PS", "EH", "DE", "US"])
def test_nobodys_dependency(code: str) -> None:
    assert GEO.area(code).sovereign is None


# ------------------------------------------------------------------ the table


def test_reading_the_table_loads_no_library() -> None:
    code = (
        "import sys; from partnerbook.source.geography import geography; geography();"
        "assert geography() is geography();"
        "print(sorted({'pycountry', 'yaml', 'pydantic', 'json'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"


def test_the_table_says_what_it_was_made_from_and_so_does_its_licence() -> None:
    head, columns, *rows = TABLE.read_text("utf-8").splitlines()
    said = re.match(
        r"# Places, made by generator/tools/make_geography.py from CLDR ([0-9.]+) and "
        r"geography_overrides.tsv, compared with pycountry ([0-9.]+); do not edit.\Z",
        head,
    )
    assert said
    cldr, other = said.groups()
    assert other == version("pycountry")
    assert columns.split("\t")[-1] == "source"
    sources = {row.split("\t")[-1] for row in rows}
    assert sources <= {f"cldr-{cldr}", f"cldr-{cldr}+override", "override"}
    licence = (TABLE.parent / "geography.LICENSE.md").read_text("utf-8")
    assert f"version {cldr}" in " ".join(licence.split())


def test_the_table_is_what_the_script_makes(remade: Remake) -> None:
    assert remade("make_geography.py", "cldr") == TABLE.read_bytes()


def test_a_table_of_ones_own() -> None:
    rows = [
        "# what it is",
        "code\tkind\tname_en\tname_de\tparent\taliases\talso\tvalid_from\tvalid_through\tsuccessors\tsovereign\tsource",
        "world\tregion\tWorld\tWelt\t\t001\t\t\t\t\t\tt",
        "AA\tcountry\tAland\tAland\tworld\t\t\t\t\t\t\tt",
        "AA-1\tsubdivision\tOne\tEins\tAA\tBB-1\tUno\t\t\t\t\tt",
        "AA-2\tsubdivision\tTwo\tZwei\tAA\t\t\t\t\t\t\tt",
        "BB\tcountry\tBland\tBland\tworld\t\t\t\t\t\t\tt",
        "AA-0\tsubdivision\tNil\tNull\tAA\t\t\t\tunknown\tAA-1\t\tt",
    ]
    geo = Geography("\n".join(rows) + "\n")
    assert geo.leaves == ("AA-1", "AA-2", "BB")
    assert [geo.interval(code) for code in ("world", "AA", "BB-1", "BB")] == [
        (0, 3),
        (0, 2),
        (0, 1),
        (2, 3),
    ]
    assert [said(geo.find(text)) for text in ("BB-1", "Uno", "AA-0", "Nil")] == [
        "AA-1",
        "name: AA-1",
        "retired: AA-1",
        "retired: AA-1",
    ]
