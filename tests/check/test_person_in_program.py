"""What the check takes for a person, and what it leaves in peace, wherever in a file it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.check.report import placed
from partnerbook.check.rules import RULES
from partnerbook.findings import Finding, Ref, Spot
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.tree import FolderTree, MemoryTree

NAME = "privacy/person-in-program"
PARTNER = "program/partners/nordwind.yml"
BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
KNOWN = {
    "program/accounts/oetker.yml": "name: Dr. Oetker Nahrungsmittel\nplace: DE\n",
    "program/accounts/cedar.yml": "name: Cedar Hollow Works\nplace: DE\n",
}
MAILBOX, PERSON, PHONE = "the mailbox of a person", "a person", "a telephone number"

# A text, what it names, and the words that do so; None: nothing.
TABLE: tuple[tuple[str, str | None, str], ...] = (
    # mailboxes
    ("write to erika.mustermann@example.org", MAILBOX, "erika.mustermann@example.org"),
    ("e.mustermann@example.org", MAILBOX, "e.mustermann@example.org"),
    ("jean-luc.picard@example.org", MAILBOX, "jean-luc.picard@example.org"),
    ("erika_mustermann2@example.org", MAILBOX, "erika_mustermann2@example.org"),
    ("jane.west@example.org", MAILBOX, "jane.west@example.org"),
    ("kenji.sato@sato.example", MAILBOX, "kenji.sato@sato.example"),
    ("partner-desk@example.org", None, ""),
    ("partner-desk.apac@example.org", None, ""),
    ("north.america@example.org", None, ""),
    ("no-reply@example.org", None, ""),
    ("nordwind.systemhaus@nordwind-systemhaus.example", None, ""),
    ("legal@example.org", None, ""),
    # names
    ("Mr. Tanaka asked for it", PERSON, "Mr. Tanaka"),
    ("agreed with Frau Schmidt-Hohenfels", PERSON, "Frau Schmidt-Hohenfels"),
    ("Prof. Dr. Meyer decides", PERSON, "Prof. Dr. Meyer"),
    ("Mme Lefèvre", PERSON, "Mme Lefèvre"),
    ("Señora García", PERSON, "Señora García"),
    ("Herr Dr. Klaus Kinski asked", PERSON, "Herr Dr. Klaus Kinski"),
    ("Frau Anna von der Tann asked", PERSON, "Frau Anna von der Tann"),
    ("Mr. John Q. Public asked", PERSON, "Mr. John Q. Public"),
    ("Ask for Jane Doe at the desk", PERSON, "Ask for Jane Doe"),
    ("approved by Jane Q. Doe in March", PERSON, "approved by Jane Q. Doe"),
    ("Ansprechpartnerin: Erika Mustermann", PERSON, "Ansprechpartnerin: Erika Mustermann"),
    ("c/o Erika Mustermann", PERSON, "c/o Erika Mustermann"),
    ("Ask Dr. Meyer at Bosch GmbH", PERSON, "Dr. Meyer"),
    ("Dr. Oetker Nahrungsmittel keeps its own stock", None, ""),
    ("Only for Dr. Oetker", None, ""),
    ("Dr. August Wolff GmbH & Co. KG", None, ""),
    ("Prof. Weber Institute", None, ""),
    ("Mr. Clean Ltd is a customer", None, ""),
    ("Call Miller & Sons first", None, ""),
    ("Ask Jane Miller & Sons", None, ""),
    ("Contact Brandt Logistik AG", None, ""),
    ("contact Cedar Hollow", None, ""),
    ("Contact Nordwind Systemhaus first", None, ""),
    ("Ask Deal Desk before quoting", None, ""),
    ("approved by Channel Chief", None, ""),
    ("Sr. Engineer on call", None, ""),
    ("Prof. Services only", None, ""),
    # telephone numbers
    ("Call 0171 2345678", PHONE, "0171 2345678"),
    ("(415) 555-0132", PHONE, "(415) 555-0132"),
    ("1-415-555-0132", PHONE, "1-415-555-0132"),
    ("415 555 0132 ext. 12", PHONE, "415 555 0132 ext. 12"),
    ("+81-3-1234-5678", PHONE, "+81-3-1234-5678"),
    ("+81 3 1234 5678", PHONE, "+81 3 1234 5678"),
    ("+49 (0)171 2345678", PHONE, "+49 (0)171 2345678"),
    ("+491712345678", PHONE, "+491712345678"),
    ("0049 171 2345678", PHONE, "0049 171 2345678"),
    ("+1 415 555 0132", PHONE, "+1 415 555 0132"),
    ("+14155550132", PHONE, "+14155550132"),
    ("089/1234567-12", PHONE, "089/1234567-12"),
    ("03-1234-5678", PHONE, "03-1234-5678"),
    ("01 23 45 67 89", PHONE, "01 23 45 67 89"),
    ("020 7946 0018", PHONE, "020 7946 0018"),
    ("Tel. 5550 132", PHONE, "5550 132"),
    ("Tel.: 555 0132 ext. 12", PHONE, "555 0132 ext. 12"),
    ("555 0132 ext 12", PHONE, "555 0132 ext 12"),
    ("order +12 345 more units", None, ""),
    ("order +12 345 678 at once", None, ""),
    ("+345 678 900 units", None, ""),
    ("+100 000 000 yen", None, ""),
    ("grew by +49% in 2026", None, ""),
    ("10000 EUR, 11000 USD and 1600000 JPY", None, ""),
    ("from 2026-11-22 to 2027-01-31", None, ""),
    ("01.02.2026 to 03.04.2026", None, ""),
    ("Monday to Friday, 09:00 to 17:00", None, ""),
    ("0900-1700", None, ""),
    ("sku CV-0171-2345678", None, ""),
    ("ISO 27001 and ISO 9001:2015", None, ""),
    ("versions 1.2.3 to 10.20.30", None, ""),
    ("hotline 0800 1234567", None, ""),
    ("hotline +49 800 1234567", None, ""),
    ("hotline (888) 555-0132", None, ""),
    ("20 000 000 000 yen", None, ""),
)


def base() -> dict[str, bytes]:
    found = {path: BASE.read(path) for path in BASE.list()[0]}
    return {path: data for path, data in found.items() if isinstance(data, bytes)}


def judged(files: dict[str, str]) -> list[Finding]:
    tree = MemoryTree({**base(), **{path: text.encode() for path, text in files.items()}})
    loaded, shape = load_tree(tree)
    program, links = resolve(loaded)
    assert (shape, links) == ([], [])
    assert program is not None
    return RULES[NAME].findings(NAME, Answers(program))


def partner(extra: str) -> str:
    return base()[PARTNER].decode() + extra


@pytest.fixture(scope="module")
def in_texts() -> dict[str, list[Finding]]:
    """The findings about each text of the table, all of them reasons of one partner's grants."""
    grants = "".join(
        f"  - id: g{number}\n    grant_kind: non-exclusive\n    for: {{places: [DE], products: "
        f"[core]}}\n    reason: |\n      {text}\n"
        for number, (text, _, _) in enumerate(TABLE)
    )
    found: dict[str, list[Finding]] = {text: [] for text, _, _ in TABLE}
    for finding in judged({**KNOWN, PARTNER: partner(grants)}):
        number = int(finding.subject.split("/")[2]) - 1
        found[TABLE[number][0]].append(finding)
    return found


def said(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def expected(what: str | None, words: str) -> list[str]:
    return [f"this names {what}: {words}"] if what else []


@pytest.mark.parametrize(("text", "what", "words"), TABLE, ids=str)
def test_a_text(text, what, words, in_texts):
    assert said(in_texts[text]) == expected(what, words)


@pytest.fixture(scope="module")
def in_comments() -> list[Finding]:
    """The findings about the same texts as comments of one file."""
    return judged({**KNOWN, PARTNER: partner("".join(f"# {text}\n" for text, _, _ in TABLE))})


def test_comments_are_read_like_texts(in_comments):
    wanted = [line for _, what, words in TABLE for line in expected(what, words)]
    assert said(in_comments) == wanted
    subjects = [
        f"nordwind/comment-{number}" for number, (_, what, _) in enumerate(TABLE, 1) if what
    ]
    assert [finding.subject for finding in in_comments] == subjects


COMMENTED = """\
# Mr. First asked
grants:
  - id: more  # Mr. Second asked
    grant_kind: non-exclusive
    for: {places: [DE], products: [core]}  # Mr. Third asked
    reason: "no # Mr. Comment here"
  # Mr. Fourth asked
  - id: most
    grant_kind: non-exclusive
    for: {places: [DE], products: [core]}
    reason: |  # Mr. Fifth asked
      # Mr. Text asked
      no comment#Mr. Glued
# Mr. Sixth asked
"""


def test_a_comment_is_found_where_it_stands_and_only_once():
    text = partner("").partition("grants:")[0] + COMMENTED
    lines = text.splitlines()
    found = [
        (lines[at.line - 1][at.column - 1 : at.end_column - 1], finding.message.partition(": ")[2])
        for finding in judged({PARTNER: text})
        if isinstance(at := finding.places[0].at, Spot)
    ]
    assert found == [
        (f"# Mr. {word} asked", f"Mr. {word}")
        for word in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
    ]


def test_what_looks_like_a_comment_in_a_text_is_found_as_the_text():
    text = partner("").partition("grants:")[0] + COMMENTED
    subjects = {
        finding.message.partition(": ")[2]: finding.subject for finding in judged({PARTNER: text})
    }
    assert subjects["Mr. Comment"] == "nordwind/grants/0/reason"
    assert subjects["Mr. Text and a person: Mr. Glued"] == "nordwind/grants/1/reason"


def test_the_first_line_for_editors_and_the_end_of_a_line_in_windows_are_no_persons():
    assert judged({PARTNER: partner("# plain\n").replace("\n", "\r\n")}) == []


def test_cells_of_a_table_are_read_too():
    table = "sku,price,per\nMIN-100,100.00,year (ask Mr. Tanaka)\n"
    (finding,) = judged({"program/prices/europe.csv": table})
    assert finding.message == "this names a person: Mr. Tanaka"
    assert finding.subject == "europe/MIN-100/per"
    assert finding.places[0].at == Ref("program/prices/europe.csv", "/0/per")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('postal_code: "80337"', 'postal_code: "030-0801 22"'),
        ("register: HRB 123 (Munich)", "register: HRB 0171 2345678"),
        ("street: Ring 2", "street: 12 Elm Dr. Suite 4"),
    ],
)
def test_numbers_of_other_things_and_drives_are_left_in_peace(old, new):
    assert old in partner("")
    assert judged({PARTNER: partner("").replace(old, new)}) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("street: Ring 2", "street: c/o Erika Mustermann", "c/o Erika Mustermann"),
        ("street: Ring 2", "street: Tel. 089 1234567", "089 1234567"),
        ("legal@example.org", "erika.mustermann@example.org", "erika.mustermann@example.org"),
    ],
)
def test_every_field_is_looked_at(old, new, words):
    (finding,) = judged({PARTNER: partner("").replace(old, new)})
    assert finding.message.endswith(f": {words}")


def test_a_name_of_a_file_is_a_company_unless_it_says_mister():
    names = {
        f"program/accounts/a{n}.yml": f"name: {name}\nplace: DE\n"
        for n, name in enumerate(("Dr. Schumacher", "Miller & Sons", "Mr. Sato"))
    }
    assert said(judged(names)) == ["this names a person: Mr. Sato"]


def test_persons_in_one_text_are_one_finding_with_a_place_each():
    text = partner("# Ask Mr. Sato, Mr. Tanaka or tel. 089 1234567, never Mr. Sato\n")
    (finding,) = judged({PARTNER: text})
    assert finding.message == (
        "this names a person: Mr. Sato and a person: Mr. Tanaka and a telephone number: 089 1234567"
    )
    assert [place.words for place in finding.places] == ["Mr. Sato", "Mr. Tanaka", "089 1234567"]
    (other,) = judged({PARTNER: partner("# Mr. Sato\n")})
    assert finding.fingerprint != other.fingerprint


def test_only_the_name_is_underlined():
    text = partner("").replace(
        "    from:", "    reason: Agreed with Herr Dr.\n      Klaus Kinski\n    from:"
    )
    loaded, _ = load_tree(MemoryTree({**base(), PARTNER: text.encode()}))
    (finding,) = judged({PARTNER: text})
    (place,) = placed(finding, loaded).places
    lines = text.splitlines()
    at = place.at
    assert isinstance(at, Spot)
    assert lines[at.line - 1][at.column - 1 :] == "Herr Dr."
    assert lines[at.end_line - 1][: at.end_column - 1].strip() == "Klaus Kinski"
