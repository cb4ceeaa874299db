"""Questions about postal codes, own places and dependencies of a small program."""

from __future__ import annotations

import pytest
from tests.explain.conftest import Run, Write
from tests.explain.programs import grant, partner

POSTAL = "postal: [{id: bavaria, place: DE-BY, prefixes: [80, 81]}]\n"


def files(places: str, program: str = "") -> dict[str, str]:
    """The minimal program in which Nordwind holds these places, and with more in program.yml."""
    text = partner("nordwind", grant("one", "exclusive", f"places: [{places}], products: [core]"))
    return {"partners/nordwind.yml": text} | ({"program.yml": program} if program else {})


@pytest.mark.parametrize(
    ("places", "program", "place", "said"),
    [
        ("DE 80", "", "DE 80331", "may actively sell there.\n"),
        ("DE 80", "", "de-80331", "may actively sell there.\n"),
        ("DE 80", "", "DE 81", "No partner holds a right to this."),
        ("DE 80", "", "DE 8", "depends on place: only postal codes 80… in Germany"),
        ("DE 80", "", "DE-BY", "depends on place: only postal codes 80… in Bavaria"),
        ("DE 80", "", "Bayern", "depends on place: only postal codes 80… in Bavaria"),
        ("DE 80", "", "DE", "depends on place: only postal codes 80… in Germany"),
        ("DE-BY", "", "DE 80331", "depends on place: only Bavaria"),
        ("DE-BY, DE 12", POSTAL, "DE 80331", "may actively sell there.\n"),
        ("DE-BE, DE 12", POSTAL, "DE 80331", "No partner holds a right to this."),
        ("DE 80", "", "AE 12", "AE 12 cannot be a postal prefix"),
        ("DE 80", "", "DE 99999999", "no postal code of Germany begins with 99999999: they have 5"),
        ("DE 80", "", "de 8x", "no postal code of Germany begins with 8X: they have 5 digits"),
        ("US", "policies: {sovereign_includes_dependencies: true}\n", "PR", "sell there.\n"),
        ("US", "", "Puerto Rico", "No partner holds a right to this."),
        (
            "DE-BY",
            "geography: [{id: f, code: DE-FR, name: Franconia, parent: DE-BY, reason: New.}]\n",
            "Franconia",
            "may actively sell there.\n",
        ),
        (
            "NO-31",
            "geography: [{id: v, code: NO-30, name: Viken, successors: [NO-31], reason: Old.}]\n",
            "NO-30",
            "may actively sell there.\n",
        ),
    ],
)
def test_who_may_sell_there(  # noqa: PLR0917
    write: Write, run: Run, places: str, program: str, place: str, said: str
) -> None:
    root = write(files(places, program))
    _, out, err = run(
        "explain", "rights", "--root", str(root), "--place", place, "--product", "core"
    )
    assert said in out + err


def test_coverage_names_prefixes_as_files_write_them(write: Write, run: Run) -> None:
    root = write(files("DE 80, DE 81, AT"))
    _, out, _ = run("explain", "coverage", "--root", str(root), "--output", "csv")
    assert [line.split(",")[:2] for line in out.splitlines()[1:]] == [
        ['"AT"', '"Austria"'],
        ['"DE 80"', '"postal codes 80… in Germany"'],
        ['"DE 81"', '"postal codes 81… in Germany"'],
    ]
