"""Incentives: the index, and one page each with who gets it, what it gives and how it is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views import rates
from partnerbook.render.views.calendar import beginnings, counted_by
from partnerbook.render.views.example import example
from partnerbook.render.views.payment import credit_note, payment_of
from partnerbook.render.views.protection import protection_of
from partnerbook.render.views.rates import Bands, TierRate
from partnerbook.render.views.recommended import RECOMMENDED, is_recommended
from partnerbook.render.views.scope import Scope, ScopeLine, scope_of
from partnerbook.render.views.seen import Seen, documents, period_of, stage_names
from partnerbook.render.views.stacking import LimitLine, given_only, limits_of, one_of_words
from partnerbook.render.views.worked import Example
from partnerbook.render.views.written import Written, about, written
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER, Viewer
from partnerbook.values.period import Period


@dataclass(frozen=True, slots=True)
class IncentiveRow:
    """One line of the index.

    ``gives`` is empty when the viewer may not see it, ``partner_types`` when it is for all of them.
    """

    id: str
    name: str
    page: str
    kind: str
    summary: str
    gives: str
    partner_types: str
    applies: str
    state: str


@dataclass(frozen=True, slots=True)
class IncentivePage:
    """Everything about one incentive; what the viewer may not see is empty.

    ``examples`` are those that people wrote or, without any, one that is made up.
    """

    row: IncentiveRow
    kind: str
    period: str
    base: str
    facts: tuple[ScopeLine, ...]
    scope: Scope
    everyone: bool
    protection: tuple[str, ...]
    figures_shown: bool
    single: str
    tier_rates: tuple[TierRate, ...]
    bands: tuple[Bands, ...]
    bands_note: str
    milestones: tuple[tuple[str, str, str], ...]
    caps: tuple[str, ...]
    calendar: tuple[str, ...]
    excludes: tuple[tuple[str, str], ...]
    requires: tuple[tuple[str, str], ...]
    one_of: tuple[tuple[str, str], ...]
    one_of_says: str
    limits: tuple[LimitLine, ...]
    combines: str
    eligible_costs: tuple[str, ...]
    share_of_cost: str
    payment: tuple[ScopeLine, ...]
    proof: str
    claw_back: str
    note: str
    examples: tuple[Example, ...]


def in_order(pages: Sequence[IncentivePage]) -> list[IncentivePage]:
    """As the index lists them: those of one kind together, then by name."""
    order = list(words.INCENTIVE_KINDS)
    return sorted(pages, key=lambda page: (order.index(page.kind), fmt.alphabetical(page.row.name)))


def incentive_pages(program: Program, viewer: Viewer, on: date) -> tuple[IncentivePage, ...]:
    """A page for each incentive."""
    seen = documents(program, "incentive", viewer)
    orders = written(program, viewer)
    return tuple(_page(program, viewer, on, name, seen, orders=orders) for name in seen)


def state(period: Period, on: date) -> str:
    """Where a day stands to the days of an incentive, in words."""
    if on in period:
        return "In force"
    return f"Starts on {fmt.day(period.start)}" if on < period.start else "Ended"


def partner_types(incentive: Seen) -> str:
    """For which types of partner it is, in words; empty where the type makes no difference."""
    box = incentive.get("for", {})
    types = () if isinstance(box, str) else box.get("partner_type", ())
    return fmt.sentence(fmt.joined([words.PARTNER_TYPES[code].lower() for code in types], "or"))


def _row(name: str, incentive: Seen, on: date) -> IncentiveRow:
    return IncentiveRow(
        id=name,
        name=incentive["name"],
        page=f"incentives/{name}.md",
        kind=words.incentive_kind(incentive["kind"], incentive.get("purpose", "")),
        summary=incentive.get("summary", ""),
        gives=fmt.sentence(rates.gives(incentive)),
        partner_types=partner_types(incentive),
        applies=words.APPLIES[incentive["applies"]] if "applies" in incentive else "",
        state=state(period_of(incentive), on),
    )


def _page(
    program: Program,
    viewer: Viewer,
    on: date,
    name: str,
    seen: dict[str, Seen],
    *,
    orders: Sequence[Written],
) -> IncentivePage:
    incentive = seen[name]
    row = _row(name, incentive, on)
    stacks = incentive.get("stacks", {})
    excludes = set(stacks.get("excludes", ()))
    excludes |= {
        i for i, other in seen.items() if name in other.get("stacks", {}).get("excludes", ())
    }
    barred = _links(seen, excludes)
    required = _links(seen, {*stacks.get("requires", ()), *_credited(incentive)})
    one_of = _links(seen, _same_group(seen, name))
    limits = limits_of(program, viewer, name, seen)
    return IncentivePage(
        row=row,
        kind=incentive["kind"],
        period=fmt.sentence(fmt.period(period_of(incentive))),
        facts=tuple(_facts(program, viewer, name, incentive)),
        base="" if "prices" in incentive else _base(program, incentive),
        scope=scope_of(program, viewer, incentive),
        everyone=isinstance(incentive.get("for"), str),
        protection=protection_of(program, viewer, name, incentive, on),
        figures_shown=bool(row.gives),
        single=row.gives if {"rate", "amounts", "prices"} & {*incentive} else "",
        tier_rates=rates.tier_rates(program, incentive),
        bands=rates.bands(incentive),
        bands_note=_bands_note(incentive) or credit_note(incentive),
        milestones=rates.milestones(incentive),
        caps=rates.caps(program, viewer, incentive),
        calendar=beginnings(program, viewer, counted_by(incentive)),
        excludes=barred,
        requires=required,
        one_of=one_of,
        one_of_says=one_of_words(incentive),
        limits=limits,
        combines=_combines(viewer, some=bool(barred or required or one_of or limits)),
        eligible_costs=tuple(incentive.get("eligible_costs", ())),
        share_of_cost=fmt.percent(incentive["share_of_cost"])
        if "share_of_cost" in incentive
        else "",
        payment=tuple(payment_of(incentive)),
        proof=incentive.get("proof", ""),
        claw_back=incentive.get("claw_back", ""),
        note=incentive.get("examples_note", ""),
        examples=_examples(program, viewer, on, name, orders),
    )


def _examples(
    program: Program, viewer: Viewer, on: date, name: str, orders: Sequence[Written]
) -> tuple[Example, ...]:
    found = about(program, orders, name)
    made_up = None if found else example(program, viewer, on, name)
    return found if made_up is None else (made_up,)


def _combines(viewer: Viewer, *, some: bool) -> str:
    """What is said of all other steps.

    It depends on the viewer and on what is shown to it, never on what is hidden from it.
    """
    if not viewer.sees(PARTNER):
        return f"What {'else ' * some}it may be combined with is shown to signed partners."
    return "" if some else "With every other incentive on this site."


def _facts(program: Program, viewer: Viewer, name: str, incentive: Seen) -> list[ScopeLine]:
    found = [("Kind", words.incentive_kind(incentive["kind"], incentive.get("purpose", "")))]
    if "side" in incentive:
        person = incentive.get("paid_to") == "person"
        found.append(
            ("Goes to", "A person at the partner" if person else words.SIDES[incentive["side"]])
        )
    if "applies" in incentive:
        found.append(("How you get it", words.APPLIES[incentive["applies"]]))
    if only := given_only(program, viewer, name):
        found.append(("Given only", only))
    if base := _base(program, incentive):
        label = "Reckoned from" if "prices" in incentive else "A percentage of"
        found.append((label, fmt.sentence(base)))
    if "borne_by" in incentive:
        found.append(("Borne by", words.borne_by(incentive["borne_by"])))
    if "anchor" in incentive:
        found.append(("The date that counts", fmt.sentence(words.ANCHORS[incentive["anchor"]])))
    if "term" in incentive:
        term = fmt.duration(incentive["term"])
        found.append(("Paid for", f"{term} from the customer's first sale"))
    if is_recommended(program, name):
        found.append(("From a distributor", RECOMMENDED))
    if "track" in incentive:
        track = incentive["track"]
        found.append(("Track", program.axes.names.get(("track", track), track)))
    return [ScopeLine(label, text) for label, text in found]


def _base(program: Program, incentive: Seen) -> str:
    """What its rates are a percentage of, or its price is reckoned from; empty for amounts."""
    if "base" not in incentive or "amounts" in incentive:
        return ""
    base = "opening" if "prices" in incentive else incentive["base"]
    return words.base(base, incentive["stage"], stage_names(program))


def _bands_note(incentive: Seen) -> str:
    said = incentive.get("bands", {})
    if not said:
        return ""
    what = {
        "quantity": "quantity of the order line",
        "list-value": "deal at list price",
        "period-value": f"purchases of a {said.get('period', 'period')}",
        "period-growth": f"growth of purchases over the {said.get('period', 'period')} before",
    }[said["measure"]]
    if said["counts"] == "marginal":
        return f"Measured by the {what}. Each part has the rate of the band in which it lies."
    return f"Measured by the {what}. Once a band is reached, its rate is for all of it."


def _credited(incentive: Seen) -> list[str]:
    return [incentive["of"]] if "of" in incentive else []


def _same_group(seen: dict[str, Seen], name: str) -> set[str]:
    group = seen[name].get("stacks", {}).get("group")
    if not group:
        return set()
    return {i for i, other in seen.items() if other.get("stacks", {}).get("group") == group} - {
        name
    }


def _links(seen: dict[str, Seen], ids: set[str]) -> tuple[tuple[str, str], ...]:
    """(name, page) of those incentives that the viewer may see, by name."""
    return tuple(sorted((str(seen[i]["name"]), f"incentives/{i}.md") for i in ids if i in seen))
