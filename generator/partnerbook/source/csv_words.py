"""Where the cells of a table stand in its text, and what the CSV door says about wrong ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from partnerbook.findings import Finding, Repair
from partnerbook.source.characters import ODD_SPACE, look_alike, shown
from partnerbook.source.csv_numbers import joined_numbers
from partnerbook.source.voice import Span, Voice
from partnerbook.values.ident import closest

_QUOTED = re.compile(r'"(?:[^"]++|"")*+(")?')
_BARE = re.compile(r"[^,\n]*+")
# What a spreadsheet takes for a formula when it opens the file, also from a Japanese keyboard.
_FORMULA = frozenset("=+-@＝＋－＠")
_NEGATIVE = re.compile(r"-[0-9][0-9.,]*%?\Z")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")


@dataclass(slots=True)
class Grid(Voice):
    """The places of rows and cells; rows are counted from the header, which is row 0."""

    starts: list[int] = field(default_factory=list)
    """The index of the first character of each row."""

    def cells(self, row: int) -> list[Span]:
        """The stretch of each cell of a row, with its quotes if it has any."""
        return self.cells_from(self.starts[row])

    def cells_from(self, start: int) -> list[Span]:
        """The stretches of the cells of the row that begins at an index."""
        found = []
        while True:
            hit = _QUOTED.match(self.text, start) or _BARE.match(self.text, start)
            end = hit.end() if hit else start
            if end > start and self.text[end - 1] == "\r":
                end -= 1
            found.append((start, end))
            if self.text[end : end + 1] != ",":
                return found
            start = end + 1

    def lines(self, row: int) -> Span:
        """The stretch of a whole row with its line break."""
        end = self.cells(row)[-1][1]
        line_break = self.text.find("\n", end)
        return self.starts[row], len(self.text) if line_break < 0 else line_break + 1


def empty(grid: Grid, columns: tuple[str, ...]) -> Finding:
    """The finding about a table without even a header."""
    return grid.finding(
        "empty-file",
        "the table is empty; not even its columns are named",
        ((0, 0), "the names of the columns are expected"),
        repairs=(Repair(f"begin it with the line {','.join(columns)}"),),
    )


def separated(grid: Grid, separator: str) -> Finding:
    """The finding about a table whose first row has something else than commas between names."""
    first = grid.text.partition("\n")[0].removesuffix("\r")
    return grid.finding(
        "csv-columns",
        f"the cells of this table are separated by {separator}; write commas",
        ((0, len(first)), "one column only, if commas separate"),
        repairs=(Repair("save it as CSV with commas, and its numbers like 1234.50"),),
    )


def about_header(grid: Grid, header: list[str], columns: tuple[str, ...]) -> list[Finding]:
    """The findings about a first row that is not exactly the row of column names."""
    if tuple(header) == columns:
        return []
    cells = grid.cells(0)
    row = (cells[0][0], cells[-1][1])
    wanted = ",".join(columns)
    for sign, separator in ((";", "semicolons"), ("|", "bars")):
        if len(header) == 1 and sign in header[0]:
            return [separated(grid, separator)]
    findings = []
    missing = [column for column in columns if column not in header]
    for number, name in enumerate(header):
        first = header.index(name)
        if first < number:
            message = f"the column {shown(name)} is there twice"
            also = [(cells[first], "the first one")]
            repairs: tuple[Repair, ...] = (Repair("remove one of the two"),)
        elif name not in columns:
            likely = closest(name, missing or columns)
            message = (
                f"{shown(name)} is no column of this table" if name else "a column has no name"
            )
            also = []
            repairs = tuple(
                grid.replaced(f"did you mean {column}?", cells[number], column) for column in likely
            ) or (Repair(f"the columns are {wanted}"),)
            missing = [column for column in missing if (column,) != likely[:1]]
        else:
            continue
        findings.append(
            grid.finding(
                "csv-columns",
                message,
                (cells[number], "not expected here"),
                *also,
                repairs=repairs,
                facts=(name, number),
            )
        )
    if missing:
        what = "column" if len(missing) == 1 else "columns"
        findings.append(
            grid.finding(
                "csv-columns",
                f"the {what} {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
                (row, "the columns of this table"),
                repairs=(Repair(f"the columns are {wanted}"),),
                facts=tuple(missing),
            )
        )
    if findings:
        return findings
    return [
        grid.finding(
            "csv-columns",
            f"the columns stand in another order than {wanted}",
            (row, "another order"),
            repairs=(Repair("sort the columns"),),
        )
    ]


def about_row(grid: Grid, number: int, row: list[str], columns: tuple[str, ...]) -> Finding:
    """The finding about a row with another number of cells than there are columns, or with none."""
    cells = grid.cells(number)
    whole = (cells[0][0], cells[-1][1])
    if not any(row):
        return grid.finding(
            "csv-shape",
            "this row is empty",
            (whole, "nothing in it"),
            repairs=(Repair("remove the line"),),
            facts=("empty", number),
        )
    header = grid.cells(0)
    named = (header[0][0], header[-1][1])
    if len(row) > len(columns):
        extra = cells[len(columns)][0]
        place = ((extra, whole[1]), "more cells than columns")
        repairs = joined_numbers(grid, row, cells, len(row) - len(columns)) or (
            Repair("put a text with a comma in it in double quotes; write numbers without commas"),
        )
    else:
        hint = f"leave the cell of {columns[len(row)]} empty, but write its comma"
        place = ((whole[1], whole[1]), f"{columns[len(row)]} is expected here")
        repairs = (Repair(hint),)
    return grid.finding(
        "csv-shape",
        f"this row has {len(row)} {'cell' if len(row) == 1 else 'cells'}, but the table has "
        f"{len(columns)} columns",
        place,
        (named, "the columns"),
        repairs=repairs,
        facts=("ragged", *row),
    )


def about_cell(
    grid: Grid, number: int, column: int, cell: str, columns: tuple[str, ...]
) -> list[Finding]:
    """The findings about a cell that is not only ASCII letters and digits; mostly none."""
    facts = (columns[column], cell)
    if cell[0] in _FORMULA and not _NEGATIVE.match(cell):
        span = grid.cells(number)[column]
        return [
            grid.finding(
                "csv-formula",
                f"{shown(cell)} begins with {cell[0]}, so a spreadsheet runs it as a formula",
                (span, "read as a formula"),
                repairs=(_unsigned(grid, span, cell),),
                facts=facts,
            )
        ]
    if cell != cell.strip():
        span = grid.cells(number)[column]
        return [
            grid.finding(
                "csv-shape",
                f"this cell has a blank or line break before or after {shown(cell.strip())}",
                (span, "blanks belong to the cell"),
                repairs=(Repair("remove it"),),
                facts=facts,
            )
        ]
    if '"' in cell and not grid.text.startswith('"', grid.cells(number)[column][0]):
        span = grid.cells(number)[column]
        written = '"' + cell.replace('"', '""') + '"'
        return [
            grid.finding(
                "csv-shape",
                "a double quote stands in a cell that is not in quotes",
                (span, "a quote in the midst of it"),
                repairs=(grid.replaced("put the cell in quotes, its own doubled", span, written),),
                facts=facts,
            )
        ]
    if not cell.isascii() and (reason := look_alike(cell)):
        span = grid.cells(number)[column]
        usual = ODD_SPACE.sub(" ", unicodedata.normalize("NFC", cell))
        plain = usual != cell and not re.search('[",\n]', cell)
        return [
            grid.finding(
                "look-alike",
                f"{shown(usual)} {reason}",
                (span, "not what it looks like"),
                repairs=(
                    grid.replaced("write it the usual way (it looks the same)", span, usual)
                    if plain
                    else Repair("type it again with one keyboard"),
                ),
                facts=facts,
            )
        ]
    return []


def _unsigned(grid: Grid, span: Span, cell: str) -> Repair:
    """What to write for a cell that begins like a formula."""
    bare = cell[1:]
    if cell[0] in "=+＝＋" and _NUMBER.match(bare):
        return grid.replaced(f"write {bare}", span, bare)
    if cell[0] in "=＝":
        return Repair("write what the formula comes to, as a text or in digits")
    return Repair(f"write it without the {cell[0]}" if bare else f"remove the {cell[0]}")


def broken(grid: Grid, start: int, why: str) -> Finding:
    """The finding about a row whose quotes cannot be right; what follows cannot be read."""
    cells = grid.cells_from(start)
    last, end = cells[-1]
    if "field limit" in why:
        return grid.finding(
            "csv-shape",
            "this row has a cell that is too long to be one",
            (cells[0], "a quote that is never closed, perhaps"),
            repairs=(Repair("look for a double quote that stands alone"),),
        )
    if "end of data" in why:
        return grid.finding(
            "csv-shape",
            'the cell that begins here with " is never closed',
            ((last, last + 1), 'the closing " is missing'),
            repairs=(Repair('write " at the end of the cell'),),
            facts=(grid.text[last : last + 40],),
        )
    return grid.finding(
        "csv-shape",
        "something follows the closing quote of this cell",
        ((end, min(end + 1, len(grid.text))), "outside the quotes"),
        ((last, end), "the cell in quotes"),
        repairs=(Repair('write "" for a double quote inside a cell'),),
        facts=(grid.text[last:end],),
    )
