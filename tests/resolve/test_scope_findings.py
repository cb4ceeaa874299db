"""Places and scopes that cannot be understood: exact findings, and nothing ever gets wider."""

from __future__ import annotations

from pathlib import Path

import pytest

BASE = Path(__file__).parents[1] / "programs" / "minimal"
ROUTE = "name: Routes\nrules:\n  - id: one\n    for: {for}\n    must_use: two-tier\n    reason: x\n"


def route(scope: str, extra: str = "") -> dict[str, str]:
    return {"routes/two-tier.yml": ROUTE.replace("{for}", scope) + extra}


def territory(text: str) -> str:
    return "name: T\nversions:\n" + "".join(f"  - {line}\n" for line in text.split("\n"))


AT = "routes/two-tier.yml:4:"
PLACES = [
    ("DX", f"{AT}20: territory/unknown-place: there is no place or territory called DX"),
    (
        "de",
        f"{AT}20: territory/unknown-place: places are written by their codes: de is DE (Germany)",
    ),
    (
        "Germany",
        (
            f"{AT}20: territory/unknown-place: places are written by their codes:"
            " Germany is DE (Germany)"
        ),
    ),
    (
        "DE-BYY",
        (
            f"{AT}20: territory/unknown-place: there is no place or territory called DE-BYY;"
            " did you mean DE-BY (Bavaria)?"
        ),
    ),
    (
        "Georgia",
        (
            f"{AT}20: territory/unknown-place: Georgia may be several places: GE (Georgia) or"
            " US-GA (Georgia)"
        ),
    ),
    (
        "AN",
        (
            f"{AT}20: territory/unknown-place: AN (Netherlands Antilles) ended on 14 December 2010;"
            " write its successors BQ (Caribbean Netherlands), CW (Curaçao) and SX (Sint Maarten)"
        ),
    ),
    (
        "NO-30",
        (
            f"{AT}20: territory/unknown-place: NO-30 (Viken) ended on 31 December 2023;"
            " write its successors NO-31 (Østfold), NO-32 (Akershus) and NO-33 (Buskerud)"
        ),
    ),
    (
        "EU",
        (
            f"{AT}20: territory/unknown-place: EU is a group of countries that changes over time;"
            " list its members in a territory of the program: today they are AT, BE, BG, CY, CZ,"
            " DE,"
            " DK, EE, ES, FI, FR, GR, HR, HU, IE, IT, LT, LU, LV, MT, NL, PL, PT, RO, SE, SI, SK"
        ),
    ),
    (
        "dachh",
        (
            f"{AT}20: territory/unknown-place: there is no place or territory called dachh;"
            " did you mean dach?"
        ),
    ),
]


@pytest.mark.parametrize(("place", "said"), PLACES, ids=[place for place, _ in PLACES])
def test_what_is_no_place(make, place: str, said: str):
    files = route(f"{{places: [{place}]}}")
    files["territories/dach.yml"] = territory("{id: a, places: [DE, AT, CH]}")
    made = make(files)
    assert made.said == [said]
    assert made.program.left_out == ("two-tier/one",)
    assert made.program.routes == ()


@pytest.mark.parametrize(
    ("alias", "code"), [("US-PR", "PR"), ("europe", "150"), ("FR-974", "RE"), ("RS-KM", "XK")]
)
def test_other_codes_of_a_place_mean_the_place(make, alias: str, code: str):
    made = make(route(f"{{places: [{alias}]}}"))
    assert made.said == []
    axes = made.program.axes
    assert made.program.routes[0].cells.same(axes.cell(place=code))


SCOPES = [
    (
        "{sektor: [public]}",
        (
            "11: reference/unknown-dimension: there is no dimension called sektor;"
            " did you mean sector?"
        ),
    ),
    (
        "{colour: [red]}",
        (
            "11: reference/unknown-dimension: there is no dimension called colour;"
            " the program declares sector, nonprofit"
        ),
    ),
    # Names of axes are not keys of scopes.
    (
        "{place: [DE]}",
        "11: reference/unknown-dimension: there is no dimension called place; did you mean places?",
    ),
    (
        "{covers: [host]}",
        (
            "11: reference/unknown-dimension: there is no dimension called covers;"
            " the program declares sector, nonprofit"
        ),
    ),
    (
        "{day: [monday]}",
        (
            "11: reference/unknown-dimension: there is no dimension called day;"
            " the program declares sector, nonprofit"
        ),
    ),
    (
        "{sector: [publik]}",
        "20: reference/unknown-value: sector has no value publik; did you mean public?",
    ),
    (
        "{sector: [army]}",
        "20: reference/unknown-value: sector has no value army; it has commercial, public",
    ),
    (
        "{nonprofit: [maybe]}",
        "23: reference/unknown-value: nonprofit has no value maybe; it has yes, no",
    ),
    (
        "{products: [coro]}",
        "22: reference/unknown-product: there is no product called coro; did you mean core?",
    ),
    (
        "{accounts: [ardoise]}",
        (
            "22: reference/unknown-account: there is no account called ardoise;"
            " the program has no accounts"
        ),
    ),
    (
        "{tiers: [glod]}",
        "19: reference/unknown-tier: there is no tier called glod; did you mean gold?",
    ),
    (
        "{tracks: [resel]}",
        "20: reference/unknown-track: there is no track called resel; did you mean resell?",
    ),
    (
        "{currencies: [USD]}",
        (
            "24: reference/unknown-currency: USD is not a currency of the program;"
            " the currencies are EUR"
        ),
    ),
    (
        "{list_value: {at_least: [10000 USD]}}",
        (
            "35: reference/unknown-currency: USD is not a currency of the program;"
            " the currencies are EUR"
        ),
    ),
]


@pytest.mark.parametrize(("scope", "said"), SCOPES, ids=[scope for scope, _ in SCOPES])
def test_what_a_scope_cannot_say(make, scope: str, said: str):
    made = make(route(scope))
    assert made.said == [AT + said]
    assert made.program.left_out == ("two-tier/one",)


def test_one_end_of_a_range_is_missing_in_a_currency(make):
    files = route("{list_value: {at_least: [1 EUR, 2 USD], below: [9 EUR]}}")
    program = (BASE / "program/program.yml").read_text("utf-8")
    files["program.yml"] = program.replace("currencies: [EUR]", "currencies: [EUR, USD]")
    assert make(files).said == [
        f"{AT}23: reference/uneven-amounts: list_value has only one of the two amounts in USD"
    ]


def test_a_bad_value_beside_a_good_one_only_narrows(make):
    made = make(route("{places: [DE, DX], products: [core]}"))
    assert [line.split(": ")[1] for line in made.said] == ["territory/unknown-place"]
    assert made.program.left_out == ()
    (rule,) = made.program.routes
    assert rule.cells.same(made.program.axes.cell(place="DE", product="core"))


@pytest.mark.parametrize(
    "box",
    [
        "{places: [DX]}",
        "{places: [DE-BE, DX]}",
        "{places: [DE-BE], sektor: [public]}",
        "{places: [DE-BE], sector: [publik]}",
        "{tiers: [gold, glod]}",
    ],
)
def test_a_damaged_exception_never_widens(make, box: str):
    """Without the exception the rule would hold where its author took it away."""
    made = make(route("{places: [DE]}", f"    except: [{box}]\n"))
    assert len(made.said) == 1
    assert made.program.routes == ()
    assert made.program.left_out == ("two-tier/one",)


def test_one_finding_for_a_missing_target_with_its_places(make):
    rules = "".join(
        f"  - {{id: r{n}, for: {{tiers: [glod]}}, must_use: two-tier, reason: x}}\n"
        for n in range(8)
    )
    made = make({"routes/two-tier.yml": f"name: Routes\nrules:\n{rules}"})
    assert made.said == [
        (
            "routes/two-tier.yml:3:28: reference/unknown-tier: there is no tier called glod;"
            " did you mean gold?"
        )
    ]
    (finding,) = made.findings
    assert [place.label for place in finding.places] == [
        "",
        "also here",
        "also here",
        "also here",
        "also here",
        "also here, and in 2 more places",
    ]
    (repair,) = finding.help
    assert (repair.say, repair.edits) == ("write gold in all 8 places, in this file", ())
