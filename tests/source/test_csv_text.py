"""The CSV door: what each table gives, where its cells stand, and that it never crashes."""

from __future__ import annotations

import csv
import io
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.findings import Finding, Spot
from partnerbook.source import csv_text as door
from partnerbook.source.characters import MOST_FINDINGS
from partnerbook.source.csv_text import CsvDocument, parse_csv

PATH = "program/prices/europe.csv"
COLUMNS = ("sku", "price", "per")
HEAD = "sku,price,per\n"


def spot_of(finding: Finding, place: int = 0) -> Spot:
    at = finding.places[place].at
    assert isinstance(at, Spot)
    return at


def text_of(spot: Spot) -> str:
    end = f"{spot.end_line}:{spot.end_column}"
    return f"{spot.line}:{spot.column}-{end if spot.end_line != spot.line else spot.end_column}"


def line_of(finding: Finding) -> str:
    also = [text_of(spot_of(finding, n)) for n in range(1, len(finding.places))]
    tail = "".join(f"; {spot}" for spot in also)
    name = finding.id.removeprefix("source/")
    return f"{text_of(spot_of(finding))} {name}: {finding.message}{tail}"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (HEAD, []),
        ("sku,price,per", []),
        (HEAD + "A,1.00,year\n", [("A", "1.00", "year")]),
        (HEAD + "A,1.00,year", [("A", "1.00", "year")]),
        (HEAD + "A,,\n", [("A", "", "")]),
        (HEAD + "A,1,year\n\n\n", [("A", "1", "year")]),
        ("\ufeff" + HEAD + "A,1,year\n", [("A", "1", "year")]),
        ("sku,price,per\r\nA,1,year\r\nB,2,year\r\n", [("A", "1", "year"), ("B", "2", "year")]),
        ('"sku","price","per"\n"A","1","year"\n', [("A", "1", "year")]),
        (HEAD + '"A, ""B""","1,000",year\n', [('A, "B"', "1,000", "year")]),
        (
            HEAD + '"two\nlines",1,year\nB,2,year\n',
            [("two\nlines", "1", "year"), ("B", "2", "year")],
        ),
        (HEAD + "0010,-1,-1.50\n", [("0010", "-1", "-1.50")]),
        (HEAD + '-5%,"-1,000.00",NO\n', [("-5%", "-1,000.00", "NO")]),
        (HEAD + "Müller,ミカサ商事,2026-01-01\n", [("Müller", "ミカサ商事", "2026-01-01")]),
        (HEAD + "A B,1:30,#1\n", [("A B", "1:30", "#1")]),
    ],
)
def test_tables_that_are_read(text: str, rows: list[tuple[str, ...]]) -> None:
    document, findings = parse_csv(PATH, text.encode(), COLUMNS)
    assert [line_of(finding) for finding in findings] == []
    assert document is not None
    assert [tuple(row.values()) for row in document.rows] == rows
    assert all(tuple(row) == COLUMNS for row in document.rows)
    assert document.text == text.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ["1:1-1 empty-file: the table is empty; not even its columns are named"]),
        ("\n\n", ["1:1-1 empty-file: the table is empty; not even its columns are named"]),
        ("\ufeff", ["1:1-1 empty-file: the table is empty; not even its columns are named"]),
        # columns
        ("sku,prise,per\n", ["1:5-10 csv-columns: prise is no column of this table"]),
        ("SKU,price,per\n", ["1:1-4 csv-columns: SKU is no column of this table"]),
        (" sku,price,per\n", ["1:1-5 csv-columns:  sku is no column of this table"]),
        ("sku,price\n", ["1:1-10 csv-columns: the column per is missing"]),
        ("sku\n", ["1:1-4 csv-columns: the columns price, per are missing"]),
        (
            "sku,price,per,sku\n",
            ["1:15-18 csv-columns: the column sku is there twice; 1:1-4"],
        ),
        ("sku,price,per,\n", ["1:15-15 csv-columns: a column has no name"]),
        ("sku,price,per,note\n", ["1:15-19 csv-columns: note is no column of this table"]),
        (
            "price,sku,per\n",
            ["1:1-14 csv-columns: the columns stand in another order than sku,price,per"],
        ),
        (
            "a,b\n",
            [
                "1:1-2 csv-columns: a is no column of this table",
                "1:3-4 csv-columns: b is no column of this table",
                "1:1-4 csv-columns: the columns sku, price, per are missing",
            ],
        ),
        (
            "sku;price;per\nA;1,00;year\n",
            [
                (
                    "1:1-14 csv-columns: the cells of this table are separated by "
                    "semicolons; write commas"
                )
            ],
        ),
        (
            "sku|price|per\r\n",
            ["1:1-14 csv-columns: the cells of this table are separated by bars; write commas"],
        ),
        (
            "\ufeffsku\tprice\tper\nA\t1\tyear\n",
            ["1:1-14 csv-columns: the cells of this table are separated by tabs; write commas"],
        ),
        # rows
        (
            HEAD + "A,1\n",
            ["2:4-4 csv-shape: this row has 2 cells, but the table has 3 columns; 1:1-14"],
        ),
        (
            HEAD + "A\n",
            ["2:2-2 csv-shape: this row has 1 cell, but the table has 3 columns; 1:1-14"],
        ),
        (
            HEAD + "A,1,000,year\n",
            ["2:9-13 csv-shape: this row has 4 cells, but the table has 3 columns; 1:1-14"],
        ),
        (HEAD + "A,1,y\n\nB,1,y\n", ["3:1-1 csv-shape: this row is empty"]),
        (HEAD + "A,1,y\n,,\n", ["3:1-3 csv-shape: this row is empty"]),
        (
            HEAD + "A,1,y\n  \nB,1,y\n",
            ["3:3-3 csv-shape: this row has 1 cell, but the table has 3 columns; 1:1-14"],
        ),
        # quotes
        (
            HEAD + 'A,"1,y\nB,2,y\n',
            ['2:3-4 csv-shape: the cell that begins here with " is never closed'],
        ),
        (
            HEAD + 'A,1,y\n"B" x,2,y\nC,3\n',
            ["3:4-5 csv-shape: something follows the closing quote of this cell; 3:1-4"],
        ),
        (
            HEAD + 'A 5" x,1,y\n',
            ["2:1-7 csv-shape: a double quote stands in a cell that is not in quotes"],
        ),
        (
            HEAD + "A ,1,y\n",
            ["2:1-3 csv-shape: this cell has a blank or line break before or after A"],
        ),
        (
            HEAD + 'A,"1 ",y\n',
            ["2:3-7 csv-shape: this cell has a blank or line break before or after 1"],
        ),
        (
            HEAD + 'A,1,"' + "x" * 140_000 + '"\n',
            ["2:1-2 csv-shape: this row has a cell that is too long to be one"],
        ),
        # formulas
        (
            HEAD + "=1+1,1,y\n",
            ["2:1-5 csv-formula: =1+1 begins with =, so a spreadsheet runs it as a formula"],
        ),
        (
            HEAD + 'A,"=HYPERLINK(""x"")",y\n',
            [
                (
                    '2:3-22 csv-formula: =HYPERLINK("x") begins with =, so a spreadsheet runs it '
                    "as a formula"
                )
            ],
        ),
        (
            HEAD + "A,+1,@y\n",
            [
                "2:3-5 csv-formula: +1 begins with +, so a spreadsheet runs it as a formula",
                "2:6-8 csv-formula: @y begins with @, so a spreadsheet runs it as a formula",
            ],
        ),
        (
            HEAD + "-A,-1+2,-\n",
            [
                "2:1-3 csv-formula: -A begins with -, so a spreadsheet runs it as a formula",
                "2:4-8 csv-formula: -1+2 begins with -, so a spreadsheet runs it as a formula",
                "2:9-10 csv-formula: - begins with -, so a spreadsheet runs it as a formula",
            ],
        ),
        (
            HEAD + "＝1,1,y\n",
            ["2:1-3 csv-formula: ＝1 begins with ＝, so a spreadsheet runs it as a formula"],
        ),
        # characters
        (HEAD + "A,1\t,y\n", ["2:4-5 tab: a tab stands in the text; write a space"]),
        (
            HEAD + "A,1,y\u200b\n",
            [
                (
                    "2:6-7 hidden-character: an invisible character stands in the text (U+200B "
                    "ZERO "
                    "WIDTH SPACE)"
                )
            ],
        ),
        (
            HEAD + "A,1,y\rB,1,y\r",
            [
                (
                    "2:6-7 hidden-character: this character ends the line for some programs and "
                    "not "
                    "for others (U+000D CARRIAGE RETURN)"
                ),
                (
                    "2:12-13 hidden-character: this character ends the line for some programs and "
                    "not "
                    "for others (U+000D CARRIAGE RETURN)"
                ),
            ],
        ),
        (
            HEAD + "A,1\u00a0000,y\n",
            [
                (
                    "2:3-8 look-alike: 1 000 has a blank in it that is not the ordinary space "
                    "(U+00A0 "
                    "NO-BREAK SPACE)"
                )
            ],
        ),
        (
            HEAD + '"two\nlines",1,y\n\u0420L,1,y\n',
            [
                (
                    "4:1-3 look-alike: \u0420L mixes Latin letters with Cyrillic ones (U+0420 "
                    "CYRILLIC "
                    "CAPITAL LETTER ER)"
                )
            ],
        ),
        # many at once
        (
            HEAD + "=A,1\nB,2,y,z\n=C, 1,y\n",
            [
                "2:5-5 csv-shape: this row has 2 cells, but the table has 3 columns; 1:1-14",
                "3:7-8 csv-shape: this row has 4 cells, but the table has 3 columns; 1:1-14",
                "4:1-3 csv-formula: =C begins with =, so a spreadsheet runs it as a formula",
                "4:4-6 csv-shape: this cell has a blank or line break before or after 1",
            ],
        ),
    ],
)
def test_tables_that_are_refused(text: str, said: list[str]) -> None:
    document, findings = parse_csv(PATH, text.encode(), COLUMNS)
    assert document is None
    assert [line_of(finding) for finding in findings] == said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"sku,price,per\nA,1,\xfc\n",
            (
                "2:5-6 not-utf8: this file is not saved as UTF-8: byte 0xFC at byte offset 18 "
                "(line 2) "
                "cannot be read; in an old Windows or Latin-1 file it would be ü"
            ),
        ),
        (
            HEAD.encode("utf-16"),
            (
                "1:1-1 not-utf8: this file is saved as UTF-16, not as UTF-8 (seen at byte "
                "offset 0, "
                "line 1)"
            ),
        ),
        (
            HEAD.encode() + b"x" * (32 << 20),
            "1:1-1 too-large: this file has 33,554,446 bytes; at most 33,554,432 are read",
        ),
    ],
    ids=["latin-1", "utf-16", "large"],
)
def test_bytes_that_are_no_text(data: bytes, said: str) -> None:
    document, findings = parse_csv(PATH, data, COLUMNS)
    assert document is None
    assert [line_of(finding) for finding in findings] == [said]


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST_ROWS", 3)
    assert parse_csv(PATH, (HEAD + "A,1,y\n" * 3).encode(), COLUMNS)[1] == []
    _, findings = parse_csv(PATH, (HEAD + "A,1,y\n" * 4).encode(), COLUMNS)
    assert [line_of(f) for f in findings] == ["5:1-1 too-large: this table has more than 3 rows"]


def test_findings_without_end_are_listed_up_to_a_hundred() -> None:
    _, findings = parse_csv(PATH, (HEAD + "=A,1,y\n" * 5_000).encode(), COLUMNS)
    assert len(findings) == MOST_FINDINGS
    assert findings[-1].notes == (
        ("more", "there are more in this file; the first 100 are listed"),
    )


@pytest.mark.parametrize(
    ("header", "offered"),
    [
        ("sku,prise,per", ["did you mean price?"]),
        ("Sku,price,per", ["did you mean sku?"]),
        ("sku,price,pre", ["did you mean per?"]),
        ("sku,price,per,zzzzzz", ["the columns are sku,price,per"]),
    ],
)
def test_did_you_mean(header: str, offered: list[str]) -> None:
    _, (finding,) = parse_csv(PATH, f"{header}\n".encode(), COLUMNS)
    assert [repair.say for repair in finding.help] == offered


@pytest.mark.parametrize(
    ("row", "offered"),
    [
        ("A,7,757.44,year", ["write 7757.44 | A,7757.44,year"]),
        ("A,1,234,567.89,year", ["write 1234567.89 | A,1234567.89,year"]),
        ("A,7.757,44,year", ["write 7757.44 | A,7757.44,year"]),
        ("A,12,5,year", ["write 12.5 | A,12.5,year"]),
        ("A,1,000,year", ["write 1000 | A,1000,year", "or write 1.000 | A,1.000,year"]),
        (
            "A,1,year,1,5",
            ["put a text with a comma in it in double quotes; write numbers without commas"],
        ),
        (
            "A,B,1,year",
            ["put a text with a comma in it in double quotes; write numbers without commas"],
        ),
        ("A,=7757.44,year", ["write 7757.44 | A,7757.44,year"]),
        ("A,+12.50,year", ["write 12.50 | A,12.50,year"]),
        ("A,=7757.44+1,year", ["write what the formula comes to, as a text or in digits"]),
        ("@A,1,year", ["write it without the @"]),
        ("A,1,-", ["remove the -"]),
    ],
)
def test_what_is_offered_for_a_row_can_be_read(row: str, offered: list[str]) -> None:
    _, (finding,) = parse_csv(PATH, f"{HEAD}{row}\n".encode(), COLUMNS)
    said = []
    for repair in finding.help:
        mended = row
        for edit in repair.edits:
            assert isinstance(edit.at, Spot)
            mended = mended[: edit.at.column - 1] + edit.text + mended[edit.at.end_column - 1 :]
            assert parse_csv(PATH, f"{HEAD}{mended}\n".encode(), COLUMNS)[1] == []
        said.append(f"{repair.say} | {mended}" if repair.edits else repair.say)
    assert said == offered


SAMPLE = 'sku,price,per\r\n"A, ""x""",1.00,year\r\nü𝕏,"two\r\nlines",\r\nC,3,month'


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (0, "sku", "2:1-11"),
        (0, "price", "2:12-16"),
        (0, "per", "2:17-21"),
        (1, "sku", "3:1-3"),
        (1, "price", "3:4-4:7"),
        (1, "per", "4:8-8"),
        (2, "per", "5:5-10"),
        (1, "", "3:1-4:8"),
        (1, "nothing", "3:1-4:8"),
        (7, "sku", "1:1-14"),
        (-1, "", "1:1-14"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_where_cells_stand(row: int, column: str, expected: str, mark: str) -> None:
    document, _ = parse_csv(PATH, (mark + SAMPLE).encode(), COLUMNS)
    assert document is not None
    assert text_of(document.spot(row, column)) == expected


def test_where_columns_stand() -> None:
    document, _ = parse_csv(PATH, SAMPLE.encode(), COLUMNS)
    assert document is not None
    assert text_of(document.header("price")) == "1:5-10"
    assert text_of(document.header()) == "1:1-14"
    assert text_of(document.row_span(0)) == "2:1-3:1"
    assert text_of(document.row_span(1)) == "3:1-5:1"
    assert text_of(document.row_span(2)) == "5:1-10"
    with pytest.raises(IndexError):
        document.row_span(3)


# ------------------------------------------------------------------ properties


def assert_sound(data: bytes, document: CsvDocument | None, findings: list[Finding]) -> None:
    assert (document is None) == bool(findings)
    lines = data.decode("utf-8-sig", errors="replace").split("\n")
    for finding in findings:
        assert finding.message.isprintable()
        assert finding.fingerprint
        for place in range(len(finding.places)):
            at = spot_of(finding, place)
            for line, column in ((at.line, at.column), (at.end_line, at.end_column)):
                assert 1 <= line <= len(lines)
                assert 1 <= column <= len(lines[line - 1]) + 1
            assert (at.line, at.column) <= (at.end_line, at.end_column)


@given(data=st.binary(max_size=80))
def test_random_bytes(data: bytes) -> None:
    assert_sound(data, *parse_csv(PATH, data, COLUMNS))


@given(text=st.text(st.sampled_from([*'a1,,,"""\n\n\r\t =-+;ü\u00a0']), max_size=40))
def test_random_tables(text: str) -> None:
    data = (HEAD + text).encode()
    assert_sound(data, *parse_csv(PATH, data, COLUMNS))


CELL = st.text(string.ascii_letters + string.digits + ' ,"\n.:%', max_size=8).filter(
    lambda cell: cell == cell.strip()
)


@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL).filter(any), max_size=6),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_comes_back_and_is_found(rows: Any, quoting: Any, ending: str) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=ending, quoting=quoting)
    writer.writerows([COLUMNS, *rows])
    text = file.getvalue()
    document, findings = parse_csv(PATH, text.encode(), COLUMNS)
    assert [line_of(finding) for finding in findings] == []
    assert document is not None
    assert [tuple(row.values()) for row in document.rows] == rows
    lines = text.split("\n")
    for number, row in enumerate(document.rows):
        for column, cell in row.items():
            at = document.spot(number, column)
            start = sum(len(line) + 1 for line in lines[: at.line - 1]) + at.column - 1
            end = sum(len(line) + 1 for line in lines[: at.end_line - 1]) + at.end_column - 1
            written = text[start:end]
            assert written in {cell, '"' + cell.replace('"', '""') + '"'}
