"""What people read about a text that is no place: what to write instead, or that nobody knows."""

from __future__ import annotations

import pytest

from partnerbook.resolve.place_words import complaint
from partnerbook.resolve.postal_words import is_prefix
from partnerbook.source.geography import Area, geography

OFFERED = [
    # One letter in four may be wrong; what is further off is another place.
    ("Germny", "DE"),
    ("Deutchland", "DE"),
    ("Swizerland", "CH"),
    ("Bavria", "DE-BY"),
    ("Untied States", "US"),
    ("Nippon", ""),
    ("Eire", ""),
    ("Munich", ""),
    ("Polska", ""),
    # A code that is nearly a part is that part; any other is none, and never the whole country.
    ("DE-BX", "DE-BB DE-BE DE-BW"),
    ("USA-CA", "US-CA"),
    ("DE-XX", ""),
    ("US-ZZ", ""),
    ("UK-XYZ", ""),
    # Codes that begin with their country's letters are written with them.
    ("LV 1073", "LV LV1073"),
    ("GB SW1A 1AA", "GB SW1A1AA"),
    ("DE 123456", ""),
]


@pytest.mark.parametrize(("text", "offered"), OFFERED)
def test_what_is_offered(text: str, offered: str):
    _, repairs = said(text)
    assert " ".join(written for written, _ in repairs) == offered


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("UK-XYZ", "UK-XYZ is not a part of United Kingdom; its parts are GB-ENG, GB-NIR, GB-SCT"),
        ("US-ZZ", "US-ZZ is not a part of United States; its 51 parts are called such as US-AK"),
        ("VA-X", "VA-X is not a part of Vatican City, which has no parts"),
        ("DE 8X", "no postal code of Germany begins with 8X: they have 5 digits"),
        (
            "US 1234567890",
            "no postal code of United States begins with 1234567890: they have 5 or 9",
        ),
        (
            "CA 1K",
            "no postal code of Canada begins with 1K: they are written @#@#@# (# a digit, @ a",
        ),
        (
            "GB 123",
            "no postal code of United Kingdom begins with 123: they are written such as @##@@",
        ),
        (
            "LV 1073",
            "no postal code of Latvia begins with 1073: they are written LV#### (# a digit);",
        ),
        ("AE 12", "AE 12 cannot be a postal prefix: United Arab Emirates has no postal codes"),
        ("XX 12", "XX 12 cannot be a postal prefix: there is no country XX"),
    ],
)
def test_how_it_is_said(text: str, message: str):
    assert said(text)[0].startswith(message)


@pytest.mark.parametrize("text", ["DE 8", "DE 80331", "GB SW1", "GH GA184", "US 902101234"])
def test_what_may_begin_a_code_is_a_prefix(text: str):
    assert is_prefix(text, geography())


def said(text: str) -> tuple[str, list[tuple[str, str]]]:
    found = geography().find(text)
    assert not isinstance(found, Area)
    assert not is_prefix(text, geography())
    return complaint(text, found, geography(), ("dach", "nordics"))


def test_postal_says_only_what_is_possible(make, program_yml):
    text = program_yml("time_zone: Europe/Berlin\n", "time_zone: Europe/Berlin\n" + POSTAL)
    (line,) = make({"program.yml": text}).said
    assert line.partition(": ")[2] == (
        "territory/postal-codes: no postal code of Germany begins with 8O: they have 5 digits"
    )


POSTAL = 'postal: [{id: bavaria, place: DE-BY, prefixes: ["80", "8O"]}]\n'
