"""Values in the house form, and the few shapes in which schedules put them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from partnerbook.findings import Ref
from partnerbook.render import fmt
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import (
    Block,
    Clause,
    Column,
    Listing,
    Paragraph,
    Phrase,
    Row,
    Table,
    Value,
)
from partnerbook.values.audience import Audience
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Duration

Part = str | Value | Phrase
FACTS = (Column("Item"), Column("Agreed"))
_ENDS = (".", "!", "?", ":", "…", "。")


def said(node: Node) -> Value:
    """What a document says at a place, whatever its type."""
    return made(node.value, node.audience, node.ref)


def made(value: object, audience: Audience, *refs: Ref) -> Value:
    """A value of the program with where it comes from."""
    if isinstance(value, Percent):
        return Value(fmt.percent(value), "percent", str(value), refs, audience)
    if isinstance(value, Money):
        return Value(fmt.money(value), "money", str(value), refs, audience)
    if isinstance(value, date):
        return Value(fmt.day(value), "date", value.isoformat(), refs, audience)
    if isinstance(value, Duration):
        return Value(fmt.duration(value), "duration", str(value), refs, audience)
    if isinstance(value, int):
        return Value(fmt.number(value), "count", value, refs, audience)
    line = " ".join(str(value).split())
    return Value(line, "text", line, refs, audience)


def worded(node: Node, words: Mapping[str, str] | str) -> Value:
    """A code of the language in plain words; the code itself stays for machines."""
    code = str(node.value)
    text = words if isinstance(words, str) else words.get(code, code)
    return Value(text, "choice", code, (node.ref,), node.audience)


def name(text: str, code: str, audience: Audience, *refs: Ref) -> Value:
    """What people call a thing that has an id."""
    return Value(text, "name", code, refs, audience)


def phrase(*parts: Part) -> Phrase:
    """Words, values and phrases one after the other."""
    runs: list[str | Value] = []
    for part in parts:
        runs.extend(part.runs if isinstance(part, Phrase) else (part,))
    return Phrase(tuple(run for run in runs if run != ""))


def sentence(*parts: Part) -> Phrase:
    """The same, with a capital at its beginning where words begin it, and a full stop."""
    whole = phrase(*parts)
    first, *rest = whole.runs
    if isinstance(first, str):
        whole = Phrase((fmt.sentence(first), *rest))
    return whole if whole.text.endswith(_ENDS) else phrase(whole, ".")


def listed(values: Sequence[Part], last: str = "and") -> Phrase:
    """``a, b and c``."""
    parts: list[Part] = []
    for at, value in enumerate(values):
        if at:
            parts.append(f" {last} " if at == len(values) - 1 else ", ")
        parts.append(value)
    return phrase(*parts)


def in_currency(case: Case, amounts: Iterable[Node]) -> Phrase | None:
    """The amount in the partner's currency; all of them without one, None without any."""
    found = list(amounts)
    mine = [each for each in found if each.value.currency == case.own["currency"].value]
    return listed([said(each) for each in mine or found], "or") if found else None


def paragraph(*parts: Part) -> Paragraph:
    """A sentence that stands alone."""
    return Paragraph(sentence(*parts))


def listing(nodes: Sequence[Part], *, ordered: bool = False) -> Listing | None:
    """One sentence below the other; None without any."""
    items = tuple(sentence(node) for node in nodes)
    return Listing(items, ordered) if items else None


def row(*cells: Part) -> Row:
    """One line of a table."""
    return Row(tuple(phrase(cell) for cell in cells))


def table(caption: str, columns: Sequence[Column], rows: Sequence[Row]) -> Table | None:
    """A table; None without a row. Columns in which no row says anything are left out."""
    if not rows:
        return None
    kept = [
        at for at, _ in enumerate(columns) if not at or any(line.cells[at].runs for line in rows)
    ]
    return Table(
        caption,
        tuple(columns[at] for at in kept),
        tuple(Row(tuple(line.cells[at] for at in kept)) for line in rows),
    )


def facts(caption: str, *pairs: tuple[str, Part | None]) -> Table | None:
    """Items and what was agreed on each; items of which nothing is said are left out."""
    return table(caption, FACTS, [row(label, what) for label, what in pairs if what is not None])


def clause(clause_id: str, title: Part, *blocks: Block | None) -> Clause:
    """A clause; without any block it is left blank."""
    return Clause(clause_id, phrase(title), tuple(block for block in blocks if block is not None))


def optional(node: Node | None) -> Value | None:
    """What a document says at a place, if it says anything there."""
    return None if node is None else said(node)


def prose(node: Node | None) -> tuple[Paragraph, ...]:
    """A text of one or more paragraphs, parted by blank lines."""
    if node is None:
        return ()
    parts = (part.strip() for part in str(node.value).split("\n\n"))
    return tuple(paragraph(made(part, node.audience, node.ref)) for part in parts if part)
