"""Codes that hide an overlap, or only seem to show one: from the table of places to a conflict."""

from __future__ import annotations

from random import Random

import pytest
from tests.rights.reading import program_of
from tests.rights.universe import Data, Files
from tests.rights.written import SEAT, form, frame

from partnerbook.rights import conflicts
from partnerbook.source.geography import Area, Retired, geography

GEO = geography()

# ------------------------------------------------------------------ one land under two codes

SAME_LAND = dict(
    pair.split("=")
    for pair in (
        "US-AS=AS US-GU=GU US-MP=MP US-PR=PR US-UM=UM US-VI=VI "
        "FR-971=GP FR-972=MQ FR-973=GF FR-974=RE FR-976=YT "
        "FR-BL=BL FR-MF=MF FR-NC=NC FR-PF=PF FR-PM=PM FR-TF=TF FR-WF=WF "
        "NL-AW=AW NL-CW=CW NL-SX=SX NL-BQ1=BQ-BO NL-BQ2=BQ-SA NL-BQ3=BQ-SE "
        "CN-TW=TW CN-HK=HK CN-MO=MO FI-01=AX RS-KM=XK"
    ).split()
)
PARTS = {
    # two codes of one country, together another one
    "SJ": "NO-21 NO-22",
    "BQ": "NL-BQ1 NL-BQ2 NL-BQ3",
    # levels between a country and what people write
    "FR-IDF": "FR-75C",
    "ES-CT": "ES-B",
    "IT-62": "IT-RM",
    "XK": "RS-25 RS-28",
}


def program(left: list[str], right: list[str]) -> Files:
    """Two partners, each with an exclusive grant for each of its places."""
    files = frame()
    files["program/agreements/form-0-1.yml"] = form(Random(0), 0)
    for name, places in (("anna", left), ("bert", right)):
        files[f"program/partners/{name}.yml"] = partner(name, places)
    return files


def partner(name: str, places: list[str]) -> Data:
    return {
        "name": name,
        "legal": {"name": name, "register": "1", "seat": SEAT, "notices": "legal@example.com"},
        "type": "reseller",
        "track": "resell",
        "establishment": "DE",
        "currency": "EUR",
        "status": "active",
        "agreement": {
            "form": "form-0",
            "version": 1,
            "signed": "2026-01-01",
            "effective": "2026-01-01",
            "renewed_until": "2027-12-31",
        },
        "grants": [
            {
                "id": place.lower(),
                "grant_kind": "exclusive",
                "for": {"places": [place], "products": ["all"]},
            }
            for place in places
        ],
    }


def met(left: list[str], right: list[str], policies: Data | None = None) -> set[tuple[str, str]]:
    """The places of the pairs that collide, as they are written."""
    files = program(left, right)
    if policies:
        files["program/program.yml"]["policies"] = policies
    return {
        (one.left.id.partition("/")[2].upper(), one.right.id.partition("/")[2].upper())
        for one in conflicts(program_of(files))
    }


def test_exclusive_rights_under_two_codes_of_one_place_collide() -> None:
    assert met(list(SAME_LAND), list(SAME_LAND.values())) == set(SAME_LAND.items())


def test_exclusive_rights_on_a_place_and_on_parts_of_it_collide() -> None:
    parts = [part for codes in PARTS.values() for part in codes.split()]
    expected = {(whole, part) for whole, codes in PARTS.items() for part in codes.split()}
    assert met(list(PARTS), parts) == expected


# ------------------------------------------------------------------ what a sovereign does not hold

DEPENDENCIES = {
    "US": "AS GU MP PR UM VI",
    "FR": "GP MQ GF RE YT BL MF NC PF PM TF WF",
    "NL": "AW CW SX BQ",
    "CN": "TW HK MO",
    "FI": "AX",
    "NO": "SJ BV",
    "GB": "GG JE IM GI BM KY VG TC MS AI FK SH PN IO GS",
    "DK": "GL FO",
    "AU": "CX CC NF HM",
    "NZ": "CK NU TK",
    "RS": "XK",
}


def test_no_dependency_lies_in_its_sovereign() -> None:
    below = [code for codes in DEPENDENCIES.values() for code in codes.split()]
    assert met(list(DEPENDENCIES), below) == set()


def test_a_policy_puts_dependencies_into_their_sovereign() -> None:
    said = {"sovereign_includes_dependencies": True}
    expected = {
        (country, code)
        for country, codes in DEPENDENCIES.items()
        for code in codes.split()
        if code not in ("TW", "XK")
    }
    below = [code for codes in DEPENDENCIES.values() for code in codes.split()]
    assert met(list(DEPENDENCIES), below, said) == expected
    assert met(["northern-america", "US-NY"], ["PR"], said) == set()


@pytest.mark.parametrize(
    ("scope", "held"),
    [
        ({"for": {"places": ["US"]}}, "US PR"),
        ({"for": {"places": ["americas"]}, "except": [{"places": ["US"]}]}, ""),
        ({"for": {"places": ["states"]}}, "US PR"),
        ({"for": {"places": ["US"]}, "except": [{"places": ["PR"]}]}, "US"),
        ({"for": {"places": ["US"]}, "except": [{"places": ["US-PR"]}]}, "US"),
    ],
)
def test_the_policy_holds_wherever_a_country_is_written(scope: Data, held: str) -> None:
    files = program(["AT"], ["JP"])
    files["program/territories/states.yml"] = {
        "name": "States",
        "versions": [{"id": "v", "places": ["US"]}],
    }
    files["program/program.yml"]["policies"] = {"sovereign_includes_dependencies": True}
    (grant,) = files["program/partners/anna.yml"]["grants"]
    grant |= {**scope, "for": {**scope["for"], "products": ["all"]}}
    made = program_of(files)
    one = next(grant for grant in made.grants if grant.partner == "anna")
    found = [code for code in ("US", "PR") if one.cells.meets(made.axes.cell(place=code))]
    assert " ".join(found) == held


# ------------------------------------------------------------------ codes that only look alike

LOOK_ALIKES = {
    "CN-SC": "SC",
    "NL-FR": "FR",
    "US-GA": "GA",
    "US-CA": "CA",
    "BE-WLX": "LU",
    "NG-NI": "NI",
    "US-DE": "DE",
    "US-IN": "IN",
    "DE-BE": "BE",
    "DE-NI": "NI",
    "FR-GES": "GE",
    "BR-PR": "PR",
    "IT-TN": "TN",
    "CH-GR": "GR",
    "ES-NA": "NA",
}


def test_look_alikes_are_other_places() -> None:
    seeming = sorted(set(LOOK_ALIKES.values()))
    # Some of these countries have look-alikes of others in them, and those they do hold.
    inside = {(one, one[:2]) for one in LOOK_ALIKES if one[:2] in seeming}
    assert met(list(LOOK_ALIKES), seeming) == inside


@pytest.mark.parametrize(("one", "two"), LOOK_ALIKES.items())
def test_a_look_alike_lies_in_the_country_before_the_dash(one: str, two: str) -> None:
    around = [area.code for area in GEO.ancestors(one)]
    assert one[:2] in around
    assert two not in around


# ------------------------------------------------------------------ codes that are no more

OVER = {
    "NO-30": "NO-31 NO-32 NO-33",
    "NO-38": "NO-39 NO-40",
    "NO-54": "NO-55 NO-56",
    "AN": "BQ CW SX",
    "SU": "AM AZ BY EE GE KG KZ LT LV MD RU TJ TM UA UZ",
    "YU": "BA HR ME MK RS SI XK",
    "CS": "CZ SK ME RS XK",
    "DD": "DE",
    "BU": "MM",
    "ZR": "CD",
    "TP": "TL",
    "YD": "YE",
    "VD": "VN",
    "FX": "FR",
    "NT": "IQ SA",
    "PC": "FM MH MP PW",
}


@pytest.mark.parametrize(("code", "heirs"), OVER.items())
def test_a_code_that_is_no_more_names_todays_places(code: str, heirs: str) -> None:
    found = GEO.find(code)
    assert isinstance(found, Retired)
    assert {area.code for area in found.successors} == set(heirs.split())


@pytest.mark.parametrize("code", ["AI", "BQ", "GE", "SK", "BY"])
def test_a_code_that_was_used_again_means_what_it_means_today(code: str) -> None:
    found = GEO.find(code)
    assert isinstance(found, Area)
    assert found.kind == "country"
