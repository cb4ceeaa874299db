"""The worst and the best stacks of a product, for people at a terminal: at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from partnerbook.check.margins.deals import deal_words
from partnerbook.explain.margin import Group, Kept, MarginAnswer, Sort
from partnerbook.findings import Ref
from partnerbook.pricing.exact import ZERO, exactly, points
from partnerbook.pricing.stack import Stack, distributor_gets_back, gets, vendor_gives
from partnerbook.pricing.waterfall import Taken
from partnerbook.render.fmt import joined, percent
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_text import closing, heading
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.ledger import Entry, borne_notes, cap_words, ledger, plain, sourced
from partnerbook.render.reports.source import COLUMNS
from partnerbook.resolve.program import Floor

HEADS = ("vendor gives", "vendor keeps", "margin", "partner earns")
UNDER = ("at most", "at least", "then", "at most")
MOST_SHOWN = 12
"""So many groups are shown with their steps."""
_TITLED = ("partner", "tier", "product")


def margin(answer: MarginAnswer, frame: Frame, ink: Ink) -> str:
    """How far stacks may go, route by route, and with which steps."""
    named = {axis: name for axis, _, name in answer.asked}
    who = f"{named['tier']} partners"
    if "partner" in named:
        who = f"{named['partner']} at {named['tier']}"
    lines = [*heading(f"What {named['product']} may give to {who}", frame, ink), ""]
    further = [f"in {name}" if axis == "currency" else name for axis, _, name in _further(answer)]
    if answer.others:
        further.append(f"other currencies with --currency {joined(answer.others, 'or')}")
    lines += wrap(
        safe("; ".join(["deals from this day on; none that takes an earlier one back", *further])),
        COLUMNS,
    )
    if answer.note:
        lines += [ink("warning", line) for line in wrap(safe(f"{answer.note}."), COLUMNS)]
    if not answer.groups:
        lines += ["", "No such deal is possible: there is no price, or no rate of any kind."]
    else:
        lines += ["", *_table(answer, frame, ink)]
    if len(answer.groups) > MOST_SHOWN:
        text = "Too many to show the steps of each: ask about one product, --route or --claim."
        lines += ["", *wrap(f"{text} JSON and CSV have them all.", COLUMNS)]
    else:
        for group in answer.groups:
            lines += ["", *_group(group, frame, ink)]
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def _further(answer: MarginAnswer) -> list[tuple[str, str, str]]:
    return [one for one in answer.asked if one[0] not in _TITLED]


def group_words(group: Group) -> str:
    """``one-tier route, first registration``."""
    return ", ".join(filter(None, group.words)) or "all deals"


def share(part: Decimal) -> str:
    """A factor as a percentage, to two decimals."""
    return percent(points(part))


def _table(answer: MarginAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """One line per group, product by product."""
    entries = [Entry("", UNDER, style="dim")]
    product = ""
    for group in answer.groups:
        if group.product != product:
            product = group.product
            entries.append(Entry(frame.program.products[product].name, ("",) * 4, style="bold"))
        worst, best = group.worst.worst, group.best.best
        sure = "" if group.proven else " (not proven)"
        with_more = _more(group)
        figures = (
            share(worst.stack.given_share),
            share(worst.stack.kept_share),
            percent(worst.margin) if worst.margin is not None else "not known",
            share(best.stack.earned_share),
        )
        notes = ((with_more, None),) if with_more else ()
        entries.append(Entry(f"{group_words(group)}{sure}", figures, notes))
    yield from ledger(entries, HEADS, frame, ink)
    text = (
        "gives, keeps, earns: in % of list price, before rounding; margin: in % of net"
        " revenue (internal)"
    )
    yield from (ink("dim", line) for line in wrap(text, COLUMNS))


def _more(group: Group) -> str:
    """What the partner may earn besides what it can count on; empty for nothing."""
    if group.most <= group.best.best.stack.earned_share:
        return ""
    return f"earns up to {share(group.most)} with what is at the vendor's discretion"


def _group(group: Group, frame: Frame, ink: Ink) -> Iterator[str]:
    name = frame.program.products[group.product].name
    title = f"{name}: {group_words(group)}"
    yield from (ink("bold", line) for line in wrap(safe(title), COLUMNS))
    worst, best = group.worst, group.best
    if group.untold:
        yield from (ink("warning", line) for line in wrap(f"Not proven: {group.untold}.", COLUMNS))
    same = worst is best and _steps_of(worst.worst) == _steps_of(best.best)
    said = f"the vendor gives {share(worst.worst.stack.given_share)}"
    if same:
        said += f", the partner earns {share(best.best.stack.earned_share)}"
    yield from _stack(f"At most {said}", worst, worst.worst, frame, ink)
    for floor in worst.extreme.floors:
        yield from sourced(f"floor {floor.id}: {_floor(floor)}", floor.ref, frame, ink, 4)
    if not same:
        earned = share(best.best.stack.earned_share)
        more = f", without what is at the vendor's discretion ({share(group.most)} with it)"
        said = f"At most the partner earns {earned}{more if _more(group) else ''}"
        yield from _stack(said, best, best.best, frame, ink)


def _steps_of(kept: Kept) -> list[str]:
    return [one.row.id for one in kept.stack.taken if one.amount]


def _floor(floor: Floor) -> str:
    said = []
    if floor.maximum_give is not None:
        said.append(f"give at most {percent(floor.maximum_give)} of list")
    if floor.minimum_margin is not None:
        said.append(f"margin at least {percent(floor.minimum_margin)} of net")
    return ", ".join(said)


def _stack(title: str, sort: Sort, kept: Kept, frame: Frame, ink: Ink) -> Iterator[str]:
    """The steps of a stack on its deal, as a ledger."""
    stack, currency = kept.paid, kept.paid.currency
    yield from sourced(f"{title}: {_deal(sort, kept)}", stack.price.ref, frame, ink, 2)
    rows = [taken.row for taken in stack.taken]
    words = deal_words(frame.program, sort.words, rows)
    yield from sourced(f"such a deal: {words}", None, frame, ink, 4)
    entries = []
    for taken in stack.taken:
        if not taken.amount:
            continue
        name = taken.step.name
        if stack.two_tier and taken.step.side == "end-customer":
            name += f" (in the {taken.chain}'s price)"
        elif taken.chain == "distributor":
            name += " (the distributor's)"
        elif taken.chain == "person":
            name += " (to a person)"
        rate = percent(taken.rate) if taken.rate is not None else taken.how
        notes: list[tuple[str, Ref | None]] = [
            (f"of the {taken.base}" if taken.rate else taken.base, taken.row.rate_ref)
        ]
        if taken.cap is not None:
            notes.append((f"cut by the cap {cap_words(taken.cap, currency)}", taken.cap.ref))
        notes += borne_notes(taken, currency)
        entries.append(Entry(f"  {name}", (rate, plain(taken.amount, currency)), tuple(notes)))
    entries.append(_total("vendor gives", stack.given, currency, _given(stack)))
    entries.append(_total("vendor keeps (net revenue)", stack.kept, currency))
    entries.append(_total("partner company earns", stack.earned, currency))
    if stack.two_tier:
        entries.append(_total("distributor gets", stack.distributor, currency, _gotten(stack)))
        left = stack.partner_pays - stack.distributor_pays
        words = "distributor keeps of the partner's price"
        entries.append(_total(words, left, currency))
    yield from ledger(entries, ("", ""), frame, ink)


def _given(stack: Stack) -> str:
    """What the vendor's part is the sum of, where the distributor gives some of what is listed."""
    if not stack.two_tier:
        return ""
    with exactly():
        parts = [(t, vendor_gives(t, two_tier=True)) for t in stack.taken]
    passed = [
        t.step.name
        for t, amount in parts
        if t.amount and not amount and t.front and t.step.side == "partner"
    ]
    verb = "lowers" if len(passed) == 1 else "lower"
    theirs = f"; {joined(passed)} {verb} only what the distributor asks" if passed else ""
    return f"{_parts(stack, parts)}{theirs}"


def _gotten(stack: Stack) -> str:
    """What the distributor's part is the sum of."""
    with exactly():
        parts = [
            (
                t,
                (t.amount if gets(t) == "distributor" else ZERO)
                + distributor_gets_back(t, two_tier=True),
            )
            for t in stack.taken
        ]
    return _parts(stack, parts)


def _parts(stack: Stack, parts: Sequence[tuple[Taken, Decimal]]) -> str:
    """``Distributor discount 39.15 and Winter promotion 2.61``."""
    told = [f"{t.step.name} {plain(amount, stack.currency)}" for t, amount in parts if amount]
    return joined(told)


def _total(words: str, amount: Decimal, currency: str, note: str = "") -> Entry:
    notes = ((note, None),) if note else ()
    return Entry(f"  = {words}", ("", plain(amount, currency)), notes)


def _deal(sort: Sort, kept: Kept) -> str:
    stack = kept.stack
    if stack.endless:
        return "on ever larger deals; shown on one of them"
    least = max(sort.extreme.lines, stack.lines)
    lines = f" on {least} lines" if least > 1 else ""
    value = plain(stack.value, stack.currency)
    units = f"{stack.units:,} unit{'' if stack.units == 1 else 's'}"
    return f"on {units}{lines}, {stack.currency} {value} at list"
