"""The one shape of a partner's appendices, from which Markdown, HTML and data are written.

Everything a reader sees is here once: clause numbers, marks, words and values. Renderers add layout
only. A ``Value`` comes from the program's files and knows from where; plain text around it is fixed
wording of the appendices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.values.audience import Audience
from partnerbook.values.dates import in_words

MARKS = (
    "A number in brackets behind the title of a clause stands for its entry in a list of sources"
    " that the Vendor keeps; it is not part of the terms."
)
"""What the marks are and who holds the list they point to; said on the first page."""
LEFT_BLANK = "[Intentionally left blank]"
"""What stands where a schedule or clause has nothing for this partner, so that numbers stay."""


SIGNED = ("Company", "Name", "Title", "Place and date", "Signature")
"""What stands above each party's signature: its company, then lines to fill in by hand."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value as the parties read it.

    ``kind``: text, name, id, count, percent, money, date, duration, choice, places. ``plain`` is
    the value for machines: ``"12.5%"``, ``"10000 EUR"``, ``"2027-01-01"``, ``"90 days"``, a count
    as an integer, everything else as text. ``refs`` are never empty.
    """

    text: str
    kind: str
    plain: str | int
    refs: tuple[Ref, ...]
    audience: Audience


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and values in reading order."""

    runs: tuple[str | Value, ...]

    @property
    def text(self) -> str:
        """The whole phrase as plain text."""
        return "".join(run if isinstance(run, str) else run.text for run in self.runs)

    @property
    def values(self) -> tuple[Value, ...]:
        """The values in it, in reading order."""
        return tuple(run for run in self.runs if isinstance(run, Value))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A phrase that stands alone."""

    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Listing:
    """Items one below the other; ``ordered`` ones are counted."""

    items: tuple[Phrase, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand on the right."""

    title: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, one phrase per column, the first naming the line."""

    cells: tuple[Phrase, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """The values of all cells, in reading order."""
        return tuple(value for cell in self.cells for value in cell.values)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titled columns. ``caption`` names the table for those who hear it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


Block = Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause: ``B.2``. Without blocks it is left blank intentionally.

    ``mark`` is its number in the vendor's list of sources; 0 when it states no value.
    """

    id: str
    title: Phrase
    blocks: tuple[Block, ...]
    number: str = ""
    mark: int = 0

    @property
    def pieces(self) -> tuple[Phrase | Row, ...]:
        """Its title, its sentences and the rows of its tables, in reading order."""
        return (self.title, *(piece for block in self.blocks for piece in phrases_of(block)))


@dataclass(frozen=True, slots=True)
class Schedule:
    """One schedule: ``letter`` is empty for the key terms. Without clauses it is left blank."""

    id: str
    letter: str
    title: str
    clauses: tuple[Clause, ...]

    @property
    def heading(self) -> str:
        """``Schedule B: Territory and exclusivity``, or the title alone without a letter."""
        return f"Schedule {self.letter}: {self.title}" if self.letter else self.title


@dataclass(frozen=True, slots=True)
class Signature:
    """Where one party signs: its role and its legal name; the lines are empty."""

    role: str
    name: Value


@dataclass(frozen=True, slots=True)
class AppendixSet:
    """Everything one partner signs beside its agreement.

    ``id`` is ``partner/form-version``; ``release`` the program's release, ``on`` the day whose
    state it gives, ``digest`` the SHA-256 of its terms (hexadecimal).
    """

    id: str
    title: str
    language: str
    release: str
    on: date
    partner: str
    form: str
    form_version: int
    issued: date
    effective: date
    schedules: tuple[Schedule, ...]
    signatures: tuple[Signature, Signature]
    digest: str = ""

    @property
    def version(self) -> str:
        """What tells this state of the document from others: ``2026.4 of 22 November 2026``."""
        return f"{self.release} of {in_words(self.on)}"

    @property
    def fingerprint(self) -> str:
        """The short form of the digest that stands on every page."""
        return self.digest[:12]

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        """What identifies the document, as label and text."""
        return (
            ("Document", self.id),
            ("Form", f"{self.form}, version {self.form_version}, issued {in_words(self.issued)}"),
            ("Agreement in effect from", in_words(self.effective)),
            ("Terms", f"release {self.version}"),
            ("Fingerprint of the terms", self.fingerprint),
        )


def phrases_of(block: Block) -> tuple[Phrase | Row, ...]:
    """The sentences or rows of a block, in reading order."""
    if isinstance(block, Paragraph):
        return (block.phrase,)
    if isinstance(block, Listing):
        return block.items
    return block.rows


def values_of(document: AppendixSet) -> Iterator[tuple[Clause, Value]]:
    """Every value with its clause, in reading order."""
    for schedule in document.schedules:
        for clause in schedule.clauses:
            for piece in clause.pieces:
                for value in piece.values:
                    yield clause, value
