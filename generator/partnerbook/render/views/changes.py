"""What changes and what changed lately: dated rows, each with was and becomes where seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from partnerbook.render import fmt, words
from partnerbook.render.views import rates
from partnerbook.render.views.places import listed
from partnerbook.render.views.rates import Move
from partnerbook.render.views.scope import cases, scope_of
from partnerbook.render.views.seen import Seen, documents, period_of
from partnerbook.render.views.tier_changes import turns
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer
from partnerbook.values.box import Spans, subtract_spans
from partnerbook.values.period import Period, add_months

LOOK_BACK_MONTHS = 12
ENDS, IN_FORCE, NOT_IN_FORCE = "Ends", "In force", "Not in force"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``page`` is that of its subject, from the top of the site."""

    effective: date
    subject: str
    what: str
    page: str
    moves: tuple[Move, ...] = ()
    announced_on: date | None = None

    @property
    def day(self) -> str:
        """The first day on which it holds, in words."""
        return fmt.day(self.effective)

    @property
    def was(self) -> str:
        """What it was: ``Gold 18%, Platinum 22%``; may be empty."""
        return ", ".join(f"{move.label} {move.was}".strip() for move in self.moves if move.was)

    @property
    def becomes(self) -> str:
        """What it becomes; may be empty."""
        return ", ".join(
            f"{move.label} {move.becomes}".strip() for move in self.moves if move.becomes
        )

    @property
    def before(self) -> str:
        """What it was, in words even where there was nothing."""
        return self.was or (IN_FORCE if self.what.startswith(ENDS) else NOT_IN_FORCE)

    @property
    def after(self) -> str:
        """What it becomes, in words even where nothing is left."""
        return self.becomes or (NOT_IN_FORCE if self.what.startswith(ENDS) else IN_FORCE)

    @property
    def said(self) -> str:
        """Both in one line: ``Gold 18% → 19%, Platinum 22% → 24%``."""
        return ", ".join(
            f"{move.label} {' → '.join(filter(None, (move.was, move.becomes)))}".strip()
            for move in self.moves
        )

    @property
    def announced(self) -> str:
        """The day on which it was announced, in words; empty if not said."""
        return fmt.day(self.announced_on) if self.announced_on else ""


@dataclass(frozen=True, slots=True)
class Changes:
    """``coming``: soonest first; ``recent``: the last twelve months, latest first."""

    coming: tuple[Change, ...]
    recent: tuple[Change, ...]


def changes(program: Program, viewer: Viewer, on: date) -> Changes:
    """Everything dated that the viewer may see. A start without a before is news only ahead."""
    found = sorted(set(_all(program, viewer)), key=_order)
    since = add_months(on, -LOOK_BACK_MONTHS)
    told = [change for change in found if change.was or change.announced_on]
    return Changes(
        tuple(change for change in found if change.effective > on),
        tuple(change for change in reversed(told) if since < change.effective <= on),
    )


def _order(change: Change) -> tuple[date, str, str]:
    return change.effective, change.subject, change.what


def _all(program: Program, viewer: Viewer) -> Iterator[Change]:
    yield from _discounts(program, viewer)
    yield from _incentives(program, viewer)
    yield from _territories(program, viewer)
    yield from _products(program, viewer)
    yield from _price_lists(program, viewer)
    yield from _routes(program, viewer)
    yield from _forms(program, viewer)
    yield from _tiers(program, viewer)


def _starts(period: Period) -> bool:
    return period.start != date.min


def _last(period: Period) -> str:
    return f"{ENDS} after {fmt.day(period.end - _DAY)}"


def _ends(period: Period) -> bool:
    return period.end != date.max


def _discounts(program: Program, viewer: Viewer) -> Iterator[Change]:
    for name, table in documents(program, "discount", viewer).items():
        page = f"discounts/{name}.md"
        rows = [row for row in table.get("rows", ()) if "for" in row]
        for row in rows:
            period = period_of(row)
            said = cases(scope_of(program, viewer, row))
            subject = f"{table['name']}: {said}" if said else str(table["name"])
            alike = [other for other in rows if _scope(other) == _scope(row)]
            before = next((r for r in alike if period_of(r).end == period.start), None)
            after = any(period_of(r).start == period.end for r in alike)
            announced = row.get("announced")
            if before is not None and _starts(period):
                if moved := rates.moves(program, before, row):
                    yield Change(period.start, subject, "New rates", page, moved, announced)
            elif _starts(period):
                yield Change(period.start, subject, "Starts", page, announced_on=announced)
            if _ends(period) and not after:
                yield Change(period.end, subject, _last(period), page, (), announced)


def _scope(row: Seen) -> tuple[object, object]:
    return row["for"], row.get("except")


def _incentives(program: Program, viewer: Viewer) -> Iterator[Change]:
    for name, incentive in documents(program, "incentive", viewer).items():
        subject, page = str(incentive["name"]), f"incentives/{name}.md"
        period = period_of(incentive)
        announced = incentive.get("announced")
        if _starts(period):
            gives = rates.gives(incentive)
            moves = (Move("", "", gives),) if gives else ()
            yield Change(period.start, subject, "Starts", page, moves, announced)
        if _ends(period):
            yield Change(period.end, subject, _last(period), page, (), announced)


def _territories(program: Program, viewer: Viewer) -> Iterator[Change]:
    for name, territory in documents(program, "territory", viewer).items():
        held = program.axes.territories.get(name, ())
        page = f"territories/{name}.md"
        for (earlier, old), (later, new) in pairwise(held):
            if earlier.end == later.start:
                joins, leaves = _names(program, new, old), _names(program, old, new)
                moves = [Move("", f"without {joins}", f"with {joins}")] * bool(joins)
                moves += [Move("", f"with {leaves}", f"without {leaves}")] * bool(leaves)
                subject = str(territory["name"])
                yield Change(later.start, subject, "Places", page, tuple(moves))


def _names(program: Program, more: Spans, less: Spans) -> str:
    """The places that are in one set and not in the other; empty if none."""
    held = subtract_spans(more, less)
    return listed(program, held) if held else ""


def _products(program: Program, viewer: Viewer) -> Iterator[Change]:
    for family in documents(program, "product", viewer).values():
        for product in _nested(family):
            subject = str(product.get("name", ""))
            if "launch" in product:
                yield Change(product["launch"], subject, "On sale", "products.md")
            if "end_of_sale" in product:
                yield Change(
                    product["end_of_sale"] + _DAY, subject, f"{ENDS}: no longer sold", "products.md"
                )


def _nested(group: Seen) -> Iterator[Seen]:
    for product in group.get("products", ()):
        yield product
        yield from _nested(product)


def _price_lists(program: Program, viewer: Viewer) -> Iterator[Change]:
    for price_list in documents(program, "price-list", viewer).values():
        period = period_of(price_list)
        subject = str(price_list["name"])
        yield Change(period.start, subject, "In force", "products.md")
        if _ends(period):
            yield Change(period.end, subject, _last(period), "products.md")


def _routes(program: Program, viewer: Viewer) -> Iterator[Change]:
    for table in documents(program, "route", viewer).values():
        for rule in table.get("rules", ()):
            period = period_of(rule)
            lines = scope_of(program, viewer, rule).lines
            places = [line.text for line in lines if line.label == "Customers in"]
            subject = f"Way of buying: {fmt.joined(places) or table['name']}"
            way = words.ROUTES[rule["must_use"]]
            if _starts(period):
                moves = (Move("", "", way),)
                yield Change(period.start, subject, "Starts", "territories.md", moves)
            if _ends(period):
                moves = (Move("", way, ""),)
                yield Change(period.end, subject, _last(period), "territories.md", moves)


def _forms(program: Program, viewer: Viewer) -> Iterator[Change]:
    for name, form in documents(program, "agreement", viewer).items():
        subject = f"{form['name']}, version {form['version']}"
        yield Change(form["issued"], subject, "Issued", f"agreements/{name}.md")


def _tiers(program: Program, viewer: Viewer) -> Iterator[Change]:
    for turn in turns(program, viewer):
        subject = f"{program.tiers[turn.tier].name}: {turn.title}"
        what = "What it asks" if turn.becomes else f"{ENDS}: no longer asked"
        moves = (Move("", turn.was, turn.becomes),)
        yield Change(turn.day, subject, what, f"tiers/{turn.tier}.md", moves, turn.announced)
