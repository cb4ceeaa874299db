"""One mistake in a good file gives its finding, in plain words, at the right line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.findings import Edit, Ref, Severity
from partnerbook.load import load_tree
from partnerbook.load.said import as_yaml
from partnerbook.model.kinds import KINDS
from partnerbook.source.tree import MemoryTree
from partnerbook.source.yaml_text import parse

PATH = "program/partners/nordwind.yml"

MISTAKES = (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8").split("\n\n")
"""Each block: a good document, the lines to take out (-) and put in (+), and the findings (!).

A finding is what stands at its line and column, up to the end of the line, → id: message.
"""


@pytest.mark.parametrize("block", MISTAKES, ids=lambda block: block.partition("! ")[0][:60])
def test_one_mistake(block, said, document):
    name, *lines = block.strip("\n").split("\n")
    out, new, expected = (
        [line[1:] for line in lines if line[0] == sign] for sign in ("-", "+", "!")
    )
    good = document(name)
    old = "\n".join(out)
    assert f"\n{good}".count(f"\n{old}\n") == 1, "the lines to take out must be there once"
    bad = f"\n{good}".replace(f"\n{old}\n", "\n".join(["", *new, ""]))[1:]
    path = _path(name.split(".")[0])
    found = [_at_text(line.removeprefix(f"{path}:"), bad) for line in said({path: bad})]
    assert found == [line[1:] for line in expected]


def _path(kind: str) -> str:
    folder = KINDS[kind].folder
    return f"{folder}/reseller-2026-3.yml" if folder else "program.yml"


def _at_text(line: str, text: str) -> str:
    """`4:7: id: message` with what stands at line 4, column 7 instead of the numbers."""
    row, column, what = line.split(":", 2)
    return f"{text.splitlines()[int(row) - 1][int(column) - 1 :]} →{what}"


def test_a_finding_has_a_way_out_and_names_what_makes_it_one(document):
    text = document("partner").replace("status: active", "status: terminated")
    (finding,) = load_tree(_with_frame(text))[1]
    assert finding.severity is Severity.ERROR
    assert finding.subject == PATH
    assert [(place.at, place.label) for place in finding.places] == [
        (Ref(PATH, "", at_key=True), "`ended` is missing"),
        (Ref(PATH, "/status"), "because of this"),
    ]
    assert [repair.say for repair in finding.help] == ["add `ended:`, for example `2026-09-30`"]


@pytest.mark.parametrize(
    ("old", "new", "repairs"),
    [
        (
            "rate: 3%",
            "rat: 3%",
            [
                (
                    "rename it to `rate`",
                    Edit(Ref(PATH, "/special_terms/0/rat", at_key=True), "rate"),
                ),
                ("remove it", Edit(Ref(PATH, "/special_terms/0/rat"), "", "delete")),
            ],
        ),
        (
            "rate: 3%",
            "rate: 0.03",
            [
                ("write 3%, if it is a share", Edit(Ref(PATH, "/special_terms/0/rate"), "3%")),
                ("write 0.03%", Edit(Ref(PATH, "/special_terms/0/rate"), "0.03%")),
            ],
        ),
        (
            'postal_code: "80331"',
            "postal_code: 80331",
            [('write "80331"', Edit(Ref(PATH, "/legal/seat/postal_code"), '"80331"'))],
        ),
        (
            "version: 3",
            'version: "3"',
            [("write 3", Edit(Ref(PATH, "/agreement/version"), "3"))],
        ),
        (
            "listed: true",
            "listed: no",
            [("write false", Edit(Ref(PATH, "/profile/listed"), "false"))],
        ),
        (
            "verticals: [rail]",
            "verticals: rail",
            [("write it as a list", Edit(Ref(PATH, "/profile/verticals"), "[rail]"))],
        ),
        (
            "verticals: [rail]",
            "verticals: rail, water",
            [("write it as a list", Edit(Ref(PATH, "/profile/verticals"), "[rail, water]"))],
        ),
        (
            "segments: {sector: [public]}",
            "segments:\n    sector: public, and the rest",
            [
                (
                    "write it as a list",
                    Edit(Ref(PATH, "/profile/segments/sector"), '["public, and the rest"]'),
                )
            ],
        ),
        (
            "note: By review.",
            'note: ["1.10"]',
            [("write it without the brackets", Edit(Ref(PATH, "/standing/1/note"), '"1.10"'))],
        ),
        (
            "currency: EUR",
            "currency: euro",
            [("write EUR", Edit(Ref(PATH, "/currency"), "EUR"))],
        ),
        (
            "amount: 100000 EUR",
            "amount: 100000",
            [("write 100000 EUR, if that is meant", None)],
        ),
    ],
)
def test_the_repairs_of_a_mistake(old, new, repairs, document):
    (finding,) = load_tree(_with_frame(document("partner").replace(old, new)))[1]
    assert [(repair.say, *(repair.edits or (None,))) for repair in finding.help] == repairs


TEXTS = """\
Roll-out
two words
1.10
40
2026-01-01
12.5%
100 EUR
true
null
~
-
a: b
a #b
[x]
https://a.example/b?c#d
https://a.example
it's
say "x"
ö
x,
*
&a
!t
%x
@x
x -
x:
007
yes
N/A
back\\slash""".split("\n")


@pytest.mark.parametrize("text", TEXTS)
def test_a_repair_writes_a_text_so_that_it_is_read_back(text):
    document, findings = parse("x.yml", f"flow: {{key: {as_yaml(text)}}}\n".encode())
    assert findings == []
    assert document is not None
    assert document.data == {"flow": {"key": text}}


def test_the_same_mistake_has_the_same_fingerprint_on_another_line(document):
    bad = document("partner").replace("rate: 3%", "rate: 103%")
    moved = "# one more line\n" + bad
    first, second = (load_tree(_with_frame(text))[1][0] for text in (bad, moved))
    assert first.fingerprint == second.fingerprint


def test_a_misspelt_key_is_not_said_to_be_missing_as_well(said, document):
    bad = document("tier").replace("name: Gold", "nmae: Gold").replace("rank: 3", "rank: three")
    assert [line.split(": ", 2)[1] for line in said({"tiers/gold.yml": bad})] == [
        "unknown-key",
        "wrong-type",
    ]


def test_all_mistakes_of_a_file_are_said_in_the_order_of_its_lines(said):
    lines = said({"tiers/gold.yml": "rank: 0\nname: 5\ntracks: [Resell]\nfoo: bar\n"})
    assert [line.partition(": ")[0] for line in lines] == [
        "tiers/gold.yml:1:1",
        "tiers/gold.yml:1:7",
        "tiers/gold.yml:2:7",
        "tiers/gold.yml:3:10",
        "tiers/gold.yml:4:1",
    ]


def _with_frame(text: str) -> MemoryTree:
    frame = (Path(__file__).parent / "documents" / "program.yml").read_bytes()
    return MemoryTree({"program/program.yml": frame, PATH: text.encode()})
