"""The YAML door: what each text gives, on both parsers, and that it never crashes or stays silent.

The table is `yaml_door.txt` beside this file: a text, and the data or the findings it gives.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pycountry
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from partnerbook.findings import Edit, Finding, Spot
from partnerbook.source.characters import MOST_FINDINGS, UNWELCOME
from partnerbook.source.yaml_events import PureParser, fastest_parser
from partnerbook.source.yaml_text import YamlDocument, parse

TABLE = Path(__file__).parent / "yaml_door.txt"
PARSERS = {"libyaml": fastest_parser, "pure": PureParser}
PATH = "program/tiers/gold.yml"


def test_libyaml_is_there() -> None:
    assert fastest_parser is not PureParser


@pytest.fixture(params=PARSERS, name="read")
def _read(request: pytest.FixtureRequest) -> Callable[[bytes], tuple[Any, list[Finding]]]:
    return lambda data: parse(PATH, data, new_parser=PARSERS[request.param])


def spot_of(finding: Finding, place: int = 0) -> Spot:
    at = finding.places[place].at
    assert isinstance(at, Spot)
    return at


def line_of(finding: Finding) -> str:
    """A finding as the table has it: where from and to, what, and the second place."""
    at = spot_of(finding)
    end = f"{at.end_line}:{at.end_column}" if at.end_line != at.line else f"{at.end_column}"
    name = finding.id.removeprefix("source/")
    also = [spot_of(finding, n) for n in range(1, len(finding.places))]
    tail = "".join(f"; {spot.line}:{spot.column}" for spot in also)
    return f"{at.line}:{at.column}-{end} {name}: {finding.message}{tail}"


def outcome(document: YamlDocument | None, findings: list[Finding]) -> list[str]:
    assert (document is None) == bool(findings)
    if document is not None:
        return [f"= {document.data!r}"]
    return [f"> {line_of(finding)}" for finding in findings]


def as_bytes(literal: str) -> bytes:
    value = ast.literal_eval(literal)
    return value if isinstance(value, bytes) else value.encode()


def table() -> Iterator[tuple[str, str, list[str]]]:
    """Name, literal and expected lines of each case."""
    for block in TABLE.read_text("utf-8").split("\n\n")[1:]:
        name, literal, *expected = block.strip("\n").split("\n")
        yield name.removeprefix("# "), literal.removeprefix("< "), expected


CASES = list(table())


def test_the_table_is_rewritten_when_accepted(pytestconfig: pytest.Config) -> None:
    head = TABLE.read_text("utf-8").split("\n\n")[0]
    blocks = [head]
    for name, literal, _ in CASES:
        said = "\n".join(outcome(*parse(PATH, as_bytes(literal))))
        blocks.append(f"# {name}\n< {literal}\n{said}")
    text = "\n\n".join(blocks) + "\n"
    if pytestconfig.getoption("--accept"):
        TABLE.write_text(text, "utf-8")
    assert TABLE.read_text("utf-8") == text


@pytest.mark.parametrize(
    ("literal", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_table(read, literal, expected) -> None:
    assert outcome(*read(as_bytes(literal))) == expected


def test_names_in_the_table_are_unique() -> None:
    names = [name for name, _, _ in CASES]
    assert sorted(names) == sorted(set(names))


# ------------------------------------------------------------------ repairs


def applied(data: bytes, edits: tuple[Edit, ...]) -> str:
    """The text after a repair's edits, which must not overlap."""
    text = data.decode("utf-8-sig")
    for edit in sorted(edits, key=lambda edit: edit.at, reverse=True):
        assert isinstance(edit.at, Spot)
        at = edit.at
        start, end = index(text, at.line, at.column), index(text, at.end_line, at.end_column)
        text = text[:start] + edit.text + text[end:]
    return text


def index(text: str, line: int, column: int) -> int:
    return sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + column - 1


def with_edits() -> Iterator[tuple[str, bytes, int, int]]:
    for name, literal, expected in CASES:
        if expected[0].startswith(">"):
            _, findings = parse(PATH, as_bytes(literal))
            for n, finding in enumerate(findings):
                for m, repair in enumerate(finding.help):
                    if repair.edits:
                        yield f"{name}-{n}-{m}", as_bytes(literal), n, m


REPAIRS = list(with_edits())


@pytest.mark.parametrize(
    ("data", "finding", "repair"), [case[1:] for case in REPAIRS], ids=[c[0] for c in REPAIRS]
)
def test_a_repair_mends_its_finding(data: bytes, finding: int, repair: int) -> None:
    _, before = parse(PATH, data)
    mended = applied(data, before[finding].help[repair].edits)
    _, after = parse(PATH, mended.encode())
    key = (before[finding].id, before[finding].message)
    count = [(other.id, other.message) for other in before].count(key)
    assert [(other.id, other.message) for other in after].count(key) < count


def test_there_are_repairs_of_many_kinds() -> None:
    kinds = {parse(PATH, data)[1][n].id for _, data, n, _ in REPAIRS}
    assert len(kinds) >= 8


@pytest.mark.parametrize(
    ("text", "repair", "mended"),
    [
        ("a: [*]\n", 0, "a: [all]\n"),
        ("a: [*]\n", 1, 'a: ["*"]\n'),
        ("a: 1\nb: 2\na: 3\n", 0, "a: 1\nb: 2\n"),
        ("a: {b: 1, c: 2, b: 3}\n", 0, "a: {b: 1, c: 2}\n"),
        ("name: x\ntier: ~\nrank: 1\n", 0, "name: x\nrank: 1\n"),
        ("a:\n  - id:\n    b: c\n", 0, "a:\n  - b: c\n"),
        ("a:\n  - b\n  -\n  - c\n", 0, "a:\n  - b\n  - c\n"),
        ("note: Foo: bar # c\n", 0, 'note: "Foo: bar" # c\n'),
        ("a: 'It's fine'\n", 0, 'a: "It\'s fine"\n'),
        ('a: "C:\\Users"\n', 0, "a: 'C:\\Users'\n"),
        ("name: x\ntype:y\n", 0, "name: x\ntype: y\n"),
        ("a: @b c # d\n", 0, 'a: "@b c" # d\n'),
        ("a: [@b, c]\n", 0, 'a: ["@b", c]\n'),
        ("1: a\n", 0, '"1": a\n'),
        ("a: x\u200by\n", 0, "a: xy\n"),
        ("a: Mu\u0308ller\n", 0, "a: M\u00fcller\n"),
        ("a: 250\u00a0EUR\n", 0, "a: 250 EUR\n"),
    ],
)
def test_what_a_repair_writes(text: str, repair: int, mended: str) -> None:
    _, (finding,) = parse(PATH, text.encode())
    assert applied(text.encode(), finding.help[repair].edits) == mended


# ------------------------------------------------------------------ codes and scalars


def codes() -> set[str]:
    subdivisions = [entry.code for entry in pycountry.subdivisions]
    found = {code for entry in pycountry.countries for code in (entry.alpha_2, entry.alpha_3)}
    found |= {*subdivisions, *(code.partition("-")[2] for code in subdivisions)}
    found |= {entry.alpha_3 for entry in pycountry.currencies}
    for entry in pycountry.languages:
        found |= {entry.alpha_3, getattr(entry, "alpha_2", entry.alpha_3)}
    return {code for code in found if not code.isdigit() or code.startswith("0")}


@pytest.mark.parametrize("form", ["- {}", "x{}: {}"])
def test_every_code_of_the_world_is_text(read, form: str) -> None:
    known = sorted(codes())
    assert len(known) > 12_000
    assert {"NO", "ON", "no", "NA", "nan", "Y", "DE-BY", "PLN"} <= set(known)
    for start in range(0, len(known), 2000):
        part = known[start : start + 2000]
        if form.startswith("-"):
            text = "a:\n" + "".join(f"  - {code}\n" for code in part)
            wanted: Any = {"a": part}
        else:
            text = "".join(f"x{code}: {code}\n" for code in part)
            wanted = {f"x{code}": code for code in part}
        document, findings = read(text.encode())
        assert [line_of(finding) for finding in findings] == []
        assert document.data == wanted


def test_every_code_of_the_world_may_be_a_key(read) -> None:
    known = sorted(codes())
    text = "".join(f"{code}: x\n" for code in known)
    document, findings = read(text.encode())
    assert [line_of(finding) for finding in findings] == []
    assert list(document.data) == known


def test_a_code_of_digits_alone_is_a_number_with_its_text(read) -> None:
    document, _ = read(b"a: [40, 276, 1.10]\n")
    assert [str(value) for value in document.data["a"]] == ["40", "276", "1.10"]
    assert [type(value) for value in document.data["a"]] == [int, int, Decimal]


@given(st.from_regex(r"[-+]?[0-9._eExXoO:%]{1,12}", fullmatch=True))
@example("-0")
@example("1.10")
@example("0.0000001")
def test_a_number_prints_as_it_is_written(source: str) -> None:
    document, findings = parse(PATH, f"a: {source}\n".encode())
    if document is None:
        assert {finding.id for finding in findings} <= {"source/number-form", "source/yaml-syntax"}
    else:
        assert str(document.data["a"]) == source


# ------------------------------------------------------------------ positions

SAMPLE = """\
# yaml-language-server: $schema=../../schemas/partner.schema.json
name: Nordwind Systemhaus GmbH
note: |
  One.

  Two.

standing:
  - {tier: gold, from: 2026-04-01,  because: "earned"}   # c
  - tier: silver
    from: 2025-04-01
    places: [DE, AT,
      CH]
grants:
- id: a
  for: {places: [dach]}
- id: b
"""


@pytest.mark.parametrize(
    ("steps", "at_key", "expected"),
    [
        (("name",), False, "2:7-2:31"),
        (("name",), True, "2:1-2:5"),
        (("note",), False, "3:7-6:7"),
        (("standing",), False, "9:3-13:10"),
        (("standing",), True, "8:1-8:9"),
        (("standing", 0), False, "9:5-9:55"),
        (("standing", 0), True, "9:5-9:55"),
        (("standing", 0, "from"), False, "9:24-9:34"),
        (("standing", "0", "because"), False, "9:46-9:54"),
        (("standing", 0, "because"), True, "9:37-9:44"),
        (("standing", 1), False, "10:5-13:10"),
        (("standing", 1, "places", 2), False, "13:7-13:9"),
        (("grants", 1, "id"), False, "17:7-17:8"),
        (("grants", 0, "for", "places"), False, "16:17-16:23"),
        # what is not there: the key of the nearest that is, or the list item
        (("nothing",), False, "2:1-17:8"),
        (("name", "x"), False, "2:1-2:5"),
        (("grants", 0, "for", "products"), False, "16:3-16:6"),
        (("grants", 1, "for", "places"), False, "17:3-17:8"),
        (("grants", 7), False, "14:1-14:7"),
        (("grants", "x"), True, "14:1-14:7"),
        ((), False, "2:1-17:8"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_where_things_stand(read, steps, at_key, expected, *, mark, breaks) -> None:
    document, _ = read((mark + SAMPLE.replace("\n", breaks)).encode())
    spot = document.spot(steps, at_key=at_key)
    assert f"{spot.line}:{spot.column}-{spot.end_line}:{spot.end_column}" == expected
    assert spot.file == PATH


def test_columns_are_code_points(read) -> None:
    document, _ = read("ü𝕏: {日本: é, b: [𝕏𝕏, c]}\n".encode())
    assert document.spot(("ü𝕏", "b", 1)).column == 21
    assert document.spot(("ü𝕏", "日本"), at_key=True).column == 6


@pytest.mark.parametrize(
    ("text", "steps", "left"),
    [
        ("a: 1\nb: 2\n", ("a",), "b: 2\n"),
        ("a: 1\nb: 2\n", ("b",), "a: 1\n"),
        ("a: 1\nb: 2", ("b",), "a: 1\n"),
        ("a: 1  # c\r\nb: 2\r\n", ("a",), "b: 2\r\n"),
        ("a:\n  - b\n  # c\n  - d\n", ("a", 0), "a:\n  # c\n  - d\n"),
        ("a:\n  - b\n  # - c\n  - d\n", ("a", 1), "a:\n  - b\n  # - c\n"),
        ("a:\n- b\n- c: d\n  e: f\n- g\n", ("a", 1), "a:\n- b\n- g\n"),
        ("a:\n  - id: b\n    c: d\n", ("a", 0, "id"), "a:\n  - c: d\n"),
        ("a:\n  - id: b\n    c: d\n", ("a", 0, "c"), "a:\n  - id: b\n"),
        ("a: |\n  b\n\n  c\n\nd: e\n", ("a",), "\nd: e\n"),
        ("a:\n  b:\n    c: d\ne: f\n", ("a",), "e: f\n"),
        ("a: [b, c, d]\n", ("a", 0), "a: [c, d]\n"),
        ("a: [b, c, d]\n", ("a", 1), "a: [b, d]\n"),
        ("a: [b, c, d]\n", ("a", 2), "a: [b, c]\n"),
        ("a: [b, c, ]\n", ("a", 1), "a: [b, ]\n"),
        ("a: [b]\n", ("a", 0), "a: []\n"),
        ("a: {b: c, d: [e, f]}\n", ("a", "d"), "a: {b: c}\n"),
        ("a: {b: c, d: [e, f]}\n", ("a", "d", 1), "a: {b: c, d: [e]}\n"),
        ("a: [\n  b,  # x, y\n  c,\n]\n", ("a", 0), "a: [\n  c,\n]\n"),
        ("a: [\n  b,\n  c  # # #\n]\n", ("a", 1), "a: [\n  b  # # #\n]\n"),
    ],
)
def test_what_to_cut_out(read, text: str, steps, left: str) -> None:
    document, _ = read(text.encode())
    span = document.entry_span(steps)
    assert applied(text.encode(), (Edit(span, ""),)) == left


@pytest.mark.parametrize("steps", [(), ("b",), ("a", 3)])
def test_nothing_is_cut_out_by_mistake(read, steps) -> None:
    document, _ = read(b"a: [b]\n")
    with pytest.raises(KeyError):
        document.entry_span(steps)


# ------------------------------------------------------------------ hostile files

MEGABYTE = 1 << 20
HOSTILE: dict[str, tuple[bytes, str, int, int]] = {
    "brackets": (b"[" * 50_000, "too-deep", 1, 41),
    "brackets below a key": (b"a: " + b"[" * 50_000, "too-deep", 1, 43),
    "brackets on lines": (b"[\n" * 50_000, "too-deep", 41, 1),
    "braces": (b"{a: " * 50_000, "too-deep", 1, 161),
    "braces as keys": (b"{" * 50_000, "key-form", 1, 2),
    "dashes": (b"- " * 50_000 + b"a", "too-deep", 1, 81),
    "question marks": (b"? " * 50_000, "key-form", 1, 3),
    "indentation": (b"".join(b" " * n + b"a:\n" for n in range(1_400)), "too-deep", 41, 41),
    "decoys": (b'a: ["]", ' * 50_000, "too-deep", 1, 181),
    "many items": (b"a: [" + b"b," * 300_000 + b"]", "too-large", 1, 499_993),
    "aliases": (b"a: &a [x]\n" + b"b: [*a,*a]\n" * 9, "yaml-feature", 1, 4),
    "merge keys": (b"a: &a {x: y}\n" + b"b:\n  <<: *a\n" * 9, "yaml-feature", 1, 4),
    "digits": (b"a: " + b"1" * 100_000, "number-form", 1, 4),
    "one long key": (b"a" * 900_000 + b": 1", "yaml-syntax", 1, 1),
    "one open quote": (b'a: "' + b"x " * 450_000, "yaml-syntax", 1, 4),
    "hashes behind an open bracket": (b"a: [b " + b"# " * 450_000, "yaml-syntax", 1, 4),
    "spaces before a colon": (b"a: b" + b" " * 900_000 + b"x: y", "yaml-syntax", 1, 900_006),
    "dashes before a colon": (b"a: b - " + b"- " * 400_000 + b": x", "yaml-syntax", 1, 800_008),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_place_and_in_time(read, name: str) -> None:
    data, page, line, column = HOSTILE[name]
    before = time.process_time()
    document, findings = read(data)
    assert time.process_time() - before < 20
    assert document is None
    assert (f"source/{page}", line, column) in {
        (finding.id, spot_of(finding).line, spot_of(finding).column) for finding in findings
    }


def run_alone(script: str) -> tuple[int, str, str]:
    """Exit status, output and errors of a script in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2] / "generator")},
    )
    return done.returncode, done.stdout, done.stderr


def test_without_libyaml_the_door_opens_all_the_same() -> None:
    script = """
        import sys
        sys.modules["yaml._yaml"] = None
        from partnerbook.source.yaml_events import PureParser, fastest_parser
        from partnerbook.source.yaml_text import parse
        assert fastest_parser is PureParser
        print(parse("f.yml", b"a: NO\\nb: 1.10\\n")[0].data)
    """
    assert run_alone(script) == (0, "{'a': 'NO', 'b': Decimal('1.10')}\n", "")


def test_fifty_thousand_brackets_do_not_kill_the_interpreter() -> None:
    script = """
        from partnerbook.source.yaml_events import PureParser, fastest_parser
        from partnerbook.source.yaml_text import parse
        for text in ("[" * 50_000, "{a: " * 50_000, "- " * 50_000):
            for new_parser in (fastest_parser, PureParser):
                document, findings = parse("f.yml", text.encode(), new_parser=new_parser)
                assert document is None and findings[-1].id == "source/too-deep", findings
        print("alive")
    """
    assert run_alone(script) == (0, "alive\n", "")


def test_the_largest_file_and_one_byte_more(read) -> None:
    largest = b"a: b\n#" + b"x" * (MEGABYTE - 6)
    document, findings = read(largest)
    assert document.data == {"a": "b"}
    document, findings = read(largest + b"x")
    assert outcome(document, findings) == [
        "> 1:1-1 too-large: this file has 1,048,577 bytes; at most 1,048,576 are read"
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"a: b\tc\td\n" * 5_000,
        "a: \u200b\u200d\n".encode() * 5_000,
        b"a: ~\n" * 5_000,
        b"a: [" + b"&x b," * 5_000 + b"]",
        b'a: "' + b"\\0" * 5_000 + b'"',
        b"? a\n: b\n" * 5_000,
    ],
)
def test_findings_without_end_are_listed_up_to_a_hundred(read, data: bytes) -> None:
    _, findings = read(data)
    assert len(findings) == MOST_FINDINGS
    said = ("more", "there are more in this file; the first 100 are listed")
    assert findings[-1].notes == (said,)
    assert all(finding.notes == () for finding in findings[:-1])


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("  - one - two\n    three\n", "one - two three"),
        ("  -\n    - a\n", ["a"]),
        ("  - [a]\n", ["a"]),
        ("  - Ærø\n", "Ærø"),
    ],
)
def test_what_is_looked_at_twice_is_read_to_the_end(read, item: str, value: Any) -> None:
    document, _ = read(("a:\n" + item * 1_000).encode())
    assert document.data == {"a": [value] * 1_000}


# ------------------------------------------------------------------ properties

YAMLISH = st.text(
    alphabet=st.sampled_from([*"ab1:-?[]{},#&*!|>'\"%@` \n~<=\\.x\u00e9\u00a0\u4e00"]), max_size=40
)


def assert_sound(data: bytes, document: YamlDocument | None, findings: list[Finding]) -> None:
    """A document or findings, and every place of every finding inside the file."""
    assert (document is None) == bool(findings)
    lines = data.decode("utf-8-sig", errors="replace").split("\n")
    for finding in findings:
        assert finding.message
        assert finding.fingerprint
        assert finding.places
        for place in range(len(finding.places)):
            at = spot_of(finding, place)
            assert at.file == PATH
            for line, column in ((at.line, at.column), (at.end_line, at.end_column)):
                assert 1 <= line <= len(lines)
                assert 1 <= column <= len(lines[line - 1]) + 1
            assert (at.line, at.column) <= (at.end_line, at.end_column)
        said = finding.message + "".join(repair.say for repair in finding.help)
        assert said.isprintable()


@pytest.mark.parametrize("new_parser", PARSERS.values(), ids=PARSERS)
@given(data=st.binary(max_size=80))
def test_random_bytes(new_parser, data: bytes) -> None:
    assert_sound(data, *parse(PATH, data, new_parser=new_parser))


@pytest.mark.parametrize("new_parser", PARSERS.values(), ids=PARSERS)
@given(text=st.text(max_size=60))
def test_random_text(new_parser, text: str) -> None:
    assert_sound(text.encode(), *parse(PATH, text.encode(), new_parser=new_parser))


@given(text=YAMLISH)
def test_both_parsers_accept_the_same(text: str) -> None:
    data = text.encode()
    ours = parse(PATH, data)
    assert_sound(data, *ours)
    theirs = parse(PATH, data, new_parser=PureParser)
    assert_sound(data, *theirs)
    assert (ours[0] and ours[0].data) == (theirs[0] and theirs[0].data)


LETTERS = st.characters(exclude_categories=["C", "Zl", "Zp"]).filter(
    lambda letter: not UNWELCOME.match(letter)
)
WORDS = st.text(LETTERS | st.just("\n"), min_size=1, max_size=12).filter(str.strip)
KEYS = st.text("abcdef _-:#'\"[]{},*&!?", min_size=1, max_size=8)
NUMBERS = st.integers(-(10**12), 10**12) | st.decimals(
    -1000, 1000, places=2, allow_nan=False, allow_infinity=False
).filter(lambda number: number != 0)
SCALARS = WORDS | NUMBERS | st.booleans()
PLAIN = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)
FILES = st.dictionaries(KEYS, PLAIN, min_size=1, max_size=5)


def scalar(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return scalar(value)


def block(value: Any, indent: int) -> str:
    lead = " " * indent
    if isinstance(value, dict):
        return "".join(f"\n{lead}{scalar(k)}:{block(v, indent + 2)}" for k, v in value.items())
    if isinstance(value, list):
        # a list in a list begins on a line of its own, a mapping beside its dash
        return "".join(
            f"\n{lead}-"
            + (" " + block(v, indent + 2).lstrip() if isinstance(v, dict) else block(v, indent + 2))
            for v in value
        )
    return f" {scalar(value)}"


def all_steps(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if steps:
        yield steps
    keys = value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    for key in keys:
        yield from all_steps(value[key], (*steps, key))


def without(value: Any, steps: tuple[str | int, ...]) -> Any:
    """A copy without one entry."""
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    if len(steps) == 1:
        del copy[steps[0]]
    else:
        copy[steps[0]] = without(copy[steps[0]], steps[1:])
    return copy


def at(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value


@pytest.mark.parametrize("new_parser", PARSERS.values(), ids=PARSERS)
@given(data=FILES, style=st.sampled_from(["block", "flow"]))
def test_what_we_write_comes_back(new_parser, data: dict[str, Any], style: str) -> None:
    text = (block(data, 0).lstrip() if style == "block" else flow(data)) + "\n"
    document, findings = parse(PATH, text.encode(), new_parser=new_parser)
    assert [line_of(finding) for finding in findings] == []
    assert document is not None
    assert document.data == data
    assert repr(document.data) == repr(data)


@given(data=FILES, style=st.sampled_from(["block", "flow"]), pick=st.randoms(use_true_random=False))
def test_every_value_is_found_and_can_be_cut_out(data: dict[str, Any], style: str, pick) -> None:
    text = (block(data, 0).lstrip() if style == "block" else flow(data)) + "\n"
    document, _ = parse(PATH, text.encode())
    assert document is not None
    steps = pick.choice(list(all_steps(data)))
    value = at(data, steps)
    spot = document.spot(steps)
    start = index(text, spot.line, spot.column)
    written = text[start : index(text, spot.end_line, spot.end_column)]
    if not isinstance(value, dict | list):
        assert written == scalar(value)
    elif style == "flow":
        assert written == flow(value)
    key = document.spot(steps, at_key=True)
    if isinstance(steps[-1], str):
        begin = index(text, key.line, key.column)
        assert text[begin : index(text, key.end_line, key.end_column)] == scalar(steps[-1])
    if len(at(data, steps[:-1])) > 1:
        cut = applied(text.encode(), (Edit(document.entry_span(steps), ""),))
        left, findings = parse(PATH, cut.encode())
        assert [line_of(finding) for finding in findings] == []
        assert left is not None
        assert left.data == without(data, steps)


@given(data=FILES)
def test_the_stock_reader_agrees_where_both_can_read(data: dict[str, Any]) -> None:
    """All our texts quoted: another YAML program reads the same, numbers aside."""
    text = block(data, 0).lstrip() + "\n"
    theirs = yaml.safe_load(text)
    document, _ = parse(PATH, text.encode())
    assert document is not None
    assert repr(theirs) == repr(as_floats(document.data))


def as_floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: as_floats(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_floats(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value
