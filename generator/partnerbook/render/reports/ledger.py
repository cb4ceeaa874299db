"""Sums of money as columns: labels at the left, figures at the right, at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing import Part, Taken
from partnerbook.pricing.items import PER_UNIT
from partnerbook.render import fmt, words
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.resolve.program import Cap
from partnerbook.values.money import Money

GAP = 2
_LEAST_LABEL, _SMALLEST_LABEL = 16, 10
PAID_OUT = "paid out"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a ledger: its label and figures, and under it notes with where they are written."""

    label: str
    figures: tuple[str, ...]
    notes: tuple[tuple[str, Ref | None], ...] = ()
    style: str = ""


def plain(amount: Decimal, currency: str) -> str:
    """``6,384.00``: all the decimals that the currency is paid in, so that columns line up."""
    paid = Money(amount, currency).rounded().amount
    return f"{paid:,f}"


def ledger(entries: Sequence[Entry], heads: Sequence[str], frame: Frame, ink: Ink) -> Iterator[str]:
    """The entries under the heads of their columns; figures are never cut, labels are wrapped."""
    rows = [heads, *(entry.figures for entry in entries)]
    wide = [max(width(row[at]) for row in rows) for at in range(len(heads))]
    # Very large sums stand closer together.
    gap = GAP if sum(wide) + GAP * len(wide) + GAP + _LEAST_LABEL <= COLUMNS else 1
    room = max(_SMALLEST_LABEL, COLUMNS - sum(wide) - gap * len(wide) - GAP)
    if any(heads):
        yield ink("dim", f"{'':{GAP + room}}{_figures(heads, wide, gap)}".rstrip())
    for entry in entries:
        lines = list(wrap(safe(entry.label), room)) or [""]
        last = lines[-1] + " " * (room - width(lines[-1]))
        for line in (*lines[:-1], f"{last}{_figures(entry.figures, wide, gap)}".rstrip()):
            yield ink(entry.style, f"  {line}") if entry.style else f"  {line}"
        for note, ref in entry.notes:
            yield from sourced(note, ref, frame, ink, 4)


def _figures(figures: Sequence[str], wide: Sequence[int], gap: int) -> str:
    return "".join(
        " " * (gap + most - width(figure)) + figure
        for figure, most in zip(figures, wide, strict=True)
    )


def sourced(text: str, ref: Ref | None, frame: Frame, ink: Ink, indent: int) -> Iterator[str]:
    """A text with where it is written at its right end; further lines are indented more."""
    first, *rest = wrap(safe(text), COLUMNS - indent - 2)
    lines = [" " * indent + first, *(" " * (indent + 2) + line for line in rest)]
    source = frame.line(ref) if ref is not None else ""
    room = COLUMNS - width(lines[-1]) - width(source)
    yield from lines[:-1]
    if not source or room >= GAP:
        yield f"{lines[-1]}{' ' * room}{ink('dim', source)}" if source else lines[-1]
        return
    yield lines[-1]
    yield " " * max(0, COLUMNS - width(source)) + ink("dim", source)


def step(
    taken: Taken,
    currency: str,
    used: Mapping[tuple[str, str], Money],
    *,
    paid_out: bool,
    shared: bool = False,
) -> Entry:
    """One step of a waterfall: base, rate, amount, the price after it, and its sources.

    ``used``: what caps of a period have paid before, by step and cap. ``paid_out``: what comes
    later is paid to the partner, not taken off what it paid. ``shared``: other lines get some too.
    """
    off = "" if taken.amount <= 0 else "-"
    after = plain(taken.price_after, currency)
    if taken.chain == "person" or (paid_out and not taken.front):
        off, after = "", PAID_OUT
    # What was taken off a price that is paid back is put on again.
    amount = abs(taken.amount) if taken.back and after != PAID_OUT else taken.amount
    figures = (
        plain(taken.base_amount, currency) if taken.rate is not None else "",
        fmt.percent(taken.rate) if taken.rate is not None else taken.how,
        f"{off}{plain(amount, currency)}",
        after,
    )
    of = f"of the {taken.base}" if taken.rate is not None else taken.base
    notes: list[tuple[str, Ref | None]] = [(of, taken.row.rate_ref)]
    if taken.row.prices and not taken.amount:
        left = f"{plain(taken.base_amount, currency)} is left, which is no more than that"
        notes.append((f"{left}: nothing is given", None))
    notes += taken.told
    notes += _cuts(taken, currency, used, shared=shared)
    if taken.back:
        rule = taken.step.reverses
        notes.append((taken.back, None if rule is None or taken.front else rule.ref))
    notes += borne_notes(taken, currency)
    return Entry(taken.step.name, figures, tuple(notes))


def _cuts(
    taken: Taken, currency: str, used: Mapping[tuple[str, str], Money], *, shared: bool
) -> Iterator[tuple[str, Ref | None]]:
    """Every cap that cuts it, one after the other, and how lines share what is left."""
    if shared and taken.cap is None and taken.row.amounts and taken.step.per != "unit":
        yield "once per order; each line has its part by its list value", None
    first = f"{plain(taken.raw, currency)} is cut by the cap"
    for cap in (*taken.earlier, *([] if taken.cap is None else [taken.cap])):
        text = f"{first} {cap_words(cap, currency)}"
        before = used.get((taken.step.id, cap.id))
        if before is not None:
            text += f", of which {plain(before.amount, currency)} was used before"
        if shared and cap is taken.cap and taken.part is not None:
            text += f"; {_part_words(taken, taken.part, currency)}"
        first = "and by the cap"
        yield text, cap.ref


def _part_words(taken: Taken, part: Part, currency: str) -> str:
    """How lines share a cap, in figures that can be reckoned again.

    All caps but those per unit are filled at one pace: none of them is in those figures.
    """
    left, mine, wanted = (plain(n, currency) for n in (part.left, part.mine, part.wanted))
    if part.mine == part.wanted:
        return f"the other lines leave {left} of it"
    each = any(cap.per == PER_UNIT for cap in taken.step.caps)
    caps = "with its cap per unit alone" if each else "without any cap"
    by = f"by what each would get {caps}: {mine} of {wanted}"
    return f"the lines share {left} {by}"


def borne_notes(taken: Taken, currency: str) -> list[tuple[str, Ref | None]]:
    """Who bears it, where not the vendor alone: ``the distributor bears 40%: 26.00``."""
    borne, shares = taken.borne, taken.step.terms.borne_by
    if borne is None:
        return []
    parts = {"distributor": borne.distributor, "partner": borne.partner}
    said = [
        f"the {who} bears {fmt.percent(shares[who])} of it: {plain(part, currency)}"
        for who, part in parts.items()
        if part
    ]
    return [("; ".join(said), taken.step.ref.child("borne_by"))]


def cap_words(cap: Cap, currency: str) -> str:
    """``per-deal: at most EUR 10,000 per deal``."""
    per = words.CAPPED_PER.get(cap.per, f"per {cap.per}")
    return f"{cap.id}: at most {fmt.money(cap.amounts[currency])} {per}"
