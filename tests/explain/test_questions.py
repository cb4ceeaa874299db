"""What is understood of a question, what is not, and how that is said."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from tests.explain.conftest import Run, Write
from tests.explain.programs import BROKEN, COLLIDING, HELPERS, KINDS, grant, partner

from partnerbook import explain_coverage, explain_rights
from partnerbook.explain.coverage import CoverageAnswer
from partnerbook.explain.places import Unclear, Where, place_of
from partnerbook.explain.question import Question
from partnerbook.explain.rights import RightsAnswer
from partnerbook.resolve.program import Program


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("DE-BY", "Bavaria (DE-BY)"),
        ("de-by", "Bavaria (DE-BY)"),
        ("Germany", "Germany (DE)"),
        ("Deutschland", "Germany (DE)"),
        ("österreich", "Austria (AT)"),
        ("europe", "Europe (europe)"),
        ("150", "Europe (europe)"),
        ("US-PR", "Puerto Rico (PR)"),
        ("dach", "DACH (dach)"),
        ("Gulf States", "Gulf states (gulf)"),
        ("world", "World (world)"),
    ],
)
def test_a_place_is_a_code_a_name_or_a_territory(sample: Program, text: str, meant: str) -> None:
    where = place_of(sample, text, sample.as_of)
    assert isinstance(where, Where)
    assert str(where) == meant
    assert where.held


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("rights", "say --place and --product (world and all mean everywhere and everything), or"),
        ("rights --place DE", "say --place and --product"),
        ("rights --partner kitano --place DE", "--partner answers for all places and products"),
        ("rights --place Germny --product insight", "did you mean DE (Germany)?"),
        ("rights --place Georgia --product insight", "GE (Georgia) or US-GA (Georgia)"),
        ("rights --place JP --product insigt", "no product called insigt; did you mean insight?"),
        ("rights --place JP --product Monitor", "did you mean insight-monitor?"),
        ("rights --place JP --product zzz", "there is no product called zzz; the program has"),
        ("rights --place JP --product all --account kisogawa", "did you mean kisogawa-steel?"),
        ("rights --place JP --product all --segment sectr=public", "did you mean sector?"),
        ("rights --place JP --product all --segment sector=publc", "did you mean public?"),
        ("rights --place JP --product all --segment tier=gold", "there is no segment called tier"),
        ("rights --place JP --product all --segment public", "write one NAME=VALUE each"),
        (
            "rights --place JP --product all --segment sector=public --segment sector=other",
            "--segment sector=other: say sector only once",
        ),
        ("rights --place JP --product all --route two-teir", "did you mean two-tier?"),
        ("rights --place JP --product all --covers hots", "did you mean host?"),
        ("rights --partner kitanno", "no partner called kitanno; did you mean kitano?"),
        ("rights --plaec JP", "there is no option --plaec; did you mean --place?"),
        ("rights --place JP --product all --output xml", "choose one of text, json, csv"),
        ("coverage --product insigt --place Germny", "did you mean insight?"),
        ("coverage --applicant coral", "did you mean coral-bight?"),
        ("coverage --as-of 2026-02-30", "February 2026 has 28 days"),
        ("coverge", "did you mean coverage?"),
        ("", "QUESTION"),
    ],
)
def test_what_is_not_understood_is_said_and_exits_2(
    run: Run, sample_root: Path, checked_once: None, command: str, said: str
) -> None:
    arguments = shlex.split(command)
    root = ["--root", str(sample_root)] if arguments and arguments[0] != "coverge" else []
    code, out, err = run("explain", *arguments, *root)
    assert (code, out) == (2, "")
    assert said in err


def test_everything_unclear_is_said_at_once(sample: Program) -> None:
    answer = explain_rights(sample, Question("Germny", "insigt", {"sectr": "public"}))
    assert answer == Unclear(
        "there is no place or territory called Germny; did you mean DE (Germany)?; there is no"
        " product called insigt; did you mean insight?; there is no segment called sectr; did you"
        " mean sector?"
    )


def test_a_territory_that_holds_nothing_on_the_day(run: Run, write: Write) -> None:
    root = write(
        {"territories/new.yml": "name: New\nversions: [{id: a, from: 2027-01-01, places: [AT]}]\n"}
    )
    words = ("rights", "--place", "new", "--product", "core", "--root", str(root))
    assert run("explain", *words)[0] == 2
    assert "New (new) holds no places on 22 November 2026" in run("explain", *words)[2]
    assert run("explain", *words, "--as-of", "2027-01-01")[0] == 0


def test_the_verbs_answer_from_python(sample: Program) -> None:
    rights = explain_rights(sample, Question("JP", "insight"))
    assert isinstance(rights, RightsAnswer)
    assert [seller.grant for seller in rights.sellers] == ["kitano/japan-insight"]
    coverage = explain_coverage(sample, ["insight"], "JP")
    assert isinstance(coverage, CoverageAnswer)
    assert [row.places.codes for row in coverage.rows] == [("JP",)]


def test_nothing_to_ask(run: Run, tmp_path: Path) -> None:
    ask = ("explain", "coverage", "--root", str(tmp_path))
    assert run(*ask)[0] == 3
    assert run("explain", "coverage", "--root", str(tmp_path / "nowhere"))[0] == 4


def test_a_program_that_cannot_be_read(run: Run, write: Write) -> None:
    root = write({"program.yml": "nonsense: yes\n"})
    code, out, err = run("explain", "coverage", "--root", str(root))
    assert (code, out) == (1, "")
    assert err == (
        "partnerbook: program/program.yml is missing or not understood; partnerbook check --root"
        f" {root} says why\n"
    )


def test_help_says_for_whom_it_is(run: Run) -> None:
    for words in (["explain"], ["explain", "rights"], ["explain", "coverage"]):
        code, out, _ = run(*words, "--help")
        assert code == 0
        assert "For the vendor's own people" in " ".join(out.split())


def test_no_cell_is_a_formula(run: Run, write: Write) -> None:
    name = "'=HYPERLINK(1)'"
    files = {
        "partners/odd.yml": partner(name, grant("g", "sole", "places: [AT], products: [core]"))
    }
    root = write(files)
    for question in ("rights --place AT --product core", "coverage", "rights --partner odd"):
        words = ("explain", *question.split(), "--root", str(root), "--output", "csv")
        code, out, _ = run(*words)
        rows = [*csv.reader(io.StringIO(out, newline=""))]
        cells = [cell for row in rows for cell in row]
        assert code == 0
        assert "HYPERLINK" in out
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_colour_only_when_asked_for(run: Run, write: Write) -> None:
    root = write(KINDS)
    code, plain, err = run("explain", "coverage", "--root", str(root), "--color", "never")
    assert (code, err) == (0, "")
    painted = run("explain", "coverage", "--root", str(root), "--color", "always")[1]
    assert "\x1b[1mPlaces" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_the_readme_shows_a_real_answer(run: Run, sample_root: Path, checked_once: None) -> None:
    readme = (sample_root / "README.md").read_text("utf-8")
    shown = re.search(
        r"```sh\n\.venv/bin/partnerbook (explain [^\n]+)\n```\n\n```\n(.*?)```", readme, re.DOTALL
    )
    assert shown is not None
    assert run(*shown[1].split(), "--root", str(sample_root)) == (0, shown[2], "")


@pytest.mark.parametrize("given", [("--as-of", "2025-12-01"), ()])
def test_the_hint_asks_the_same_program_on_the_same_day(
    run: Run, write: Write, given: tuple[str, ...]
) -> None:
    options = (*given, "--root", str(write(BROKEN)))
    ask = ("explain", "rights", "--place", "AT", "--product", "core", *options)
    check = shlex.join(("partnerbook", "check", *options))
    assert check in run(*ask)[1].splitlines()
    err = run(*ask, "--output", "json")[2]
    assert f"this answer cannot be told for sure; {check} shows them" in err


def test_rows_are_countries_for_programs_too(run: Run, write: Write) -> None:
    """People read Southern Europe; who looks for ES in a table finds it, and a cut one in parts."""
    root = write(
        {
            "territories/wide.yml": "name: Wide\nversions: [{id: a, places: [europe]}]\n",
            "partners/sur.yml": partner(
                "Sur SL",
                grant(
                    "sur", "sole", "places: [US], products: [core]", "except: [{places: [US-CA]}]"
                ),
            ),
        }
    )
    ask = ("explain", "coverage", "--root", str(root), "--output")
    table = [*csv.DictReader(io.StringIO(run(*ask, "csv")[1], newline=""))]
    places = {row["place"]: row["status"] for row in table}
    assert (places["ES"], places["DE"], places["US-NV"]) == ("uncovered", "exclusive", "sole")
    assert "US" not in places
    assert [code for code in places if code.isdigit() or "europe" in code] == []
    rows = json.loads(run(*ask, "json")[1])["rows"]
    assert {row["place"]["id"] for row in rows} == set(places)
    assert {"id": "ES", "name": "Spain"} in [row["place"] for row in rows]
    assert len(rows) == len(places)


def test_who_holds_what_beside_is_data_too(run: Run, write: Write) -> None:
    root = write(HELPERS)
    ask = ("explain", "rights", "--product", "core", "--root", str(root), "--place")
    said = {}
    for place in ("AT", "FR", "IT"):
        answer = json.loads(run(*ask, place, "--output", "json")[1])
        assert answer["sellers"] == []
        said[place] = [(one["partner"]["id"], one["role"]) for one in answer["others"]]
        (row,) = csv.DictReader(io.StringIO(run(*ask, place, "--output", "csv")[1], newline=""))
        assert [(row["partner"], row["role"])] == said[place]
    assert said == {
        "AT": [("lager", "supplies")],
        "FR": [("bote", "refers")],
        "IT": [("makler", "finds")],
    }


def test_what_is_in_conflict_is_data_too(run: Run, write: Write) -> None:
    ask = (
        "explain",
        "rights",
        "--place",
        "AT",
        "--product",
        "core",
        "--root",
        str(write(COLLIDING)),
    )
    sellers = json.loads(run(*ask, "--output", "json")[1])["sellers"]
    assert {one["grant"]: [other["id"] for other in one["conflicts"]] for one in sellers} == {
        "alpen/austria": ["donau/austria", "acme"],
        "donau/austria": ["alpen/austria", "acme"],
    }
    table = [*csv.DictReader(io.StringIO(run(*ask, "--output", "csv")[1], newline=""))]
    assert [row["conflicts"] for row in table] == ["donau/austria; acme", "alpen/austria; acme"]
    # Where they do not meet, there is nothing to say.
    apart = json.loads(run(*ask, "--segment", "sector=commercial", "--output", "json")[1])
    assert [[other["id"] for other in one["conflicts"]] for one in apart["sellers"]] == [["acme"]]


def test_what_is_left_out_is_data_only_where_it_bears_on_rights(run: Run, write: Write) -> None:
    root = write({**BROKEN, "incentives/odd.yml": "name: Odd\nkind: rebat\n"})
    ask = ("explain", "coverage", "--root", str(root), "--output", "json")
    told = json.loads(run(*ask)[1])["program"]
    assert [one["left_out"] for one in told["doubts"]] == ["partners/nix.yml", "donau/typo"]
    assert "program/incentives/odd.yml" in told["left_out"]
    assert told["doubts"][1]["why"].startswith("partners/donau.yml:20: there is no product called")
