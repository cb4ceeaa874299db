"""Schedule C: how amounts are worked out, then every incentive that the partner can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from partnerbook.render import words
from partnerbook.render.appendix import conditions
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause, Phrase, Value
from partnerbook.render.appendix.reach import Offer, never_buys, offers, sellable
from partnerbook.render.appendix.say import (
    Part,
    clause,
    facts,
    listed,
    listing,
    made,
    optional,
    paragraph,
    phrase,
    prose,
    said,
    worded,
)
from partnerbook.render.appendix.schedules import rates
from partnerbook.render.appendix.schedules.calendar import quarter_starts, year_start
from partnerbook.render.appendix.schedules.gives import gives
from partnerbook.render.appendix.schedules.payouts import borne, payment, running
from partnerbook.render.appendix.schedules.protection import protection
from partnerbook.render.appendix.schedules.stacking import OWN_RECKONING, combined
from partnerbook.render.views.recommended import RECOMMENDED, is_recommended
from partnerbook.render.views.reversal import HOW
from partnerbook.resolve.program import Step
from partnerbook.values.box import touch_spans

_APPLIES = {
    "automatic": "automatically",
    "on-request": "on request",
    "discretionary": "on request, at the Vendor's discretion",
}
_SIDES = {
    "partner": "the Partner",
    "distributor": "the Partner, as a distributor",
    "end-customer": "the end customer, off the price that the Partner sets",
}

_WHOLE = {
    "order": "every line of an order that has a line for ",
    "line": "a line for ",
}


def clauses(case: Case) -> tuple[Clause, ...]:
    """How amounts are worked out, then a clause for each incentive; none if there is none."""
    reached: dict[str, tuple[Step, tuple[Offer, ...]]] = {}
    for step in case.program.steps:
        offered = () if step.nested else offers(case, step)
        if offered:
            reached[step.id] = (step, offered)
    if not reached:
        return ()
    others = {name: step for name, (step, _) in reached.items()}
    return (
        clause("working-out", "How amounts are worked out", *_working(case, others.values())),
        *(_incentive(case, step, offered, others) for step, offered in reached.values()),
    )


def _working(case: Case, reached: Iterable[Step]) -> Iterator[Block | None]:
    if never_buys(case) and all(_is_share_of_list(step) for step in reached):
        yield paragraph("Each amount is a percentage of the list price.")
    else:
        yield from _stages(case)
    yield from _recast(case)
    if not never_buys(case):
        yield from _given_back(case)
    rounding = case.head.find("rounding")
    if rounding is not None:
        yield paragraph(
            "Each amount is rounded to what its currency is paid in, ",
            worded(rounding, words.ROUNDING),
            ".",
        )
    yield paragraph("All of it is for the products and places of the rights in Schedule B.")
    yield paragraph(
        "Quarters begin in ", quarter_starts(case), ", and years begin in ", year_start(case), "."
    )


def _given_back(case: Case) -> Iterator[Block | None]:
    """How much of the price goes back with what is taken back in mid-term."""
    rules = list(case.head.each("reversals"))
    if not rules:
        return
    yield paragraph("Of the price that was paid, what is taken back in mid-term gives back:")
    yield listing(
        [
            phrase(
                listed([worded(t, words.LINE_TYPES) for t in rule.each("on")], "or"),
                ": ",
                worded(rule["how"], words.PRICE_BACK),
            )
            for rule in rules
        ]
    )


def _recast(case: Case) -> Iterator[Block | None]:
    """Which lines count in another deal role, before any price."""
    rules = list(case.head.each("reclassify"))
    if not rules:
        return
    yield paragraph("Before anything is worked out, lines of an order count as follows:")
    yield listing(
        [
            phrase(
                worded(rule["whole"], _WHOLE),
                listed([worded(t, words.LINE_TYPES) for t in rule.each("if", "line_type")], "or"),
                " counts as ",
                worded(rule["set"]["deal_role"], words.DEAL_ROLES),
            )
            for rule in rules
        ]
    )


def _is_share_of_list(step: Step) -> bool:
    plain = not any(line.amounts or line.prices or line.marginal for line in step.rows)
    return step.base == "list" and plain


def _stages(case: Case) -> Iterator[Block | None]:
    yield paragraph(
        "Amounts are worked out from the list price in these stages, one after the other:"
    )
    yield listing([said(stage["name"]) for stage in case.head.each("stages")], ordered=True)
    yield paragraph(
        "Each stage begins with the price that the stage before has left. Things given in the same"
        " stage do not change each other, and each is a percentage of what its clause names."
    )


def _incentive(
    case: Case, step: Step, offered: tuple[Offer, ...], reached: Mapping[str, Step]
) -> Clause:
    node = case.at(step.ref)
    return clause(
        step.id,
        said(node["name"]),
        *prose(node["summary"]),
        facts(
            "Terms",
            ("Kind", _kind(node)),
            *conditions.lines(case, _held(case, node)),
            *(("Not for", box) for box in conditions.left_out(case, node)),
            ("How it is given", worded(node["applies"], _APPLIES)),
            ("Given to", _receiver(node)),
            ("Given only", OWN_RECKONING if step.only_below is not None else None),
            ("Borne by", borne(node)),
            (_base_label(step), _base(case, step, node)),
            ("Day that counts", rates.anchor(step, node)),
            ("From", _from(case, node)),
            ("Through", optional(node.find("through")) or "until changed"),
            ("From a distributor", _advised(case, step)),
            *_caps(case, step),
            ("Paid for how long", _term(node)),
            ("Share of a cost that is paid", optional(node.find("share_of_cost"))),
            *payment(case, node),
            *running(node),
            ("Proof", optional(node.find("proof"))),
            ("Claimed within", _claim(node)),
            ("Taken back on", _taken_back(node)),
            ("Paid back or lapsed", optional(node.find("claw_back"))),
            *combined(case, step, _others(case, step, reached)),
        ),
        *gives(case, node, step, offered),
        *protection(case, node, step),
        *_costs(node),
        *prose(node.find("examples_note")),
    )


def _held(case: Case, node: Node) -> Node:
    """The incentive with those of its products alone on which the partner holds a right."""
    box = node.find("for")
    if box is None or box.find("products") is None:
        return node
    held, axes = sellable(case).on("product"), case.program.axes
    names = [
        each for each in box["products"].value if touch_spans(held, axes.node("product", each))
    ]
    return replace(node, value={**node.value, "for": {**box.value, "products": names}})


def _costs(node: Node) -> Iterator[Block | None]:
    costs = [said(cost) for cost in node.each("eligible_costs")]
    if costs:
        yield paragraph("These costs count:")
        yield listing(costs)


def _base_label(step: Step) -> str:
    return "Reckoned from" if any(line.prices for line in step.rows) else "Percentage of"


def _base(case: Case, step: Step, node: Node) -> Value | None:
    """What the rates are a percentage of; nothing where fixed amounts are given."""
    if not step.base:
        return None
    return None if any(line.amounts for line in step.rows) else rates.base(case, step, node)


def _kind(node: Node) -> Part:
    """What sort of incentive it is, and of an allowance what for."""
    kind, purpose = worded(node["kind"], words.INCENTIVE_KINDS), node.find("purpose")
    return kind if purpose is None else phrase(kind, ", ", worded(purpose, words.PURPOSES))


def _receiver(node: Node) -> Value:
    person = node.find("paid_to")
    if person is not None:
        return worded(person, {"person": "a person at the Partner"})
    return worded(node["side"], _SIDES)


def _from(case: Case, node: Node) -> Phrase:
    announced, start = node.find("announced"), node["from"]
    if announced is None or start.value <= case.on:
        return phrase(said(start))
    return phrase(said(start), " (announced ", said(announced), ")")


def _caps(case: Case, step: Step) -> Iterator[tuple[str, Part]]:
    for cap in step.caps:
        most = cap.amounts.get(case.partner.currency)
        if most is None:
            continue
        node = case.at(step.ref).at(cap.ref)
        where: list[Part] = [value for _, value in conditions.lines(case, node)]
        but = [phrase("except ", box) for box in conditions.left_out(case, node)]
        amount = made(most, step.audience, cap.ref.child("amounts"))
        only: list[Part] = [", for ", listed([*where, *but], "and")] if where or but else []
        per = words.CAPPED_PER.get(cap.per, f"per {cap.per}")
        yield f"At most {per}", phrase(amount, *only)


def _term(node: Node) -> Phrase | None:
    term = node.find("term")
    return None if term is None else phrase(said(term), " from the customer's first sale")


def _advised(case: Case, step: Step) -> str | None:
    return RECOMMENDED if is_recommended(case.program, step.id) else None


def _taken_back(node: Node) -> Phrase | None:
    rule = node.find("reverses")
    if rule is None:
        return None
    on = listed([worded(one, words.LINE_TYPES) for one in rule.each("on")])
    within = rule.find("within")
    until: tuple[Part, ...] = () if within is None else (" within ", said(within), " of the order")
    return phrase(on, *until, ": ", worded(rule["how"], HOW))


def _claim(node: Node) -> Phrase | None:
    window, since = node.find("claim_window"), node.find("claim_counted_from")
    if window is None:
        return None
    return phrase(said(window), " from ", said(since)) if since else phrase(said(window))


def _others(case: Case, step: Step, reached: Mapping[str, Step]) -> list[Step]:
    """What the partner can reach besides, and what is given back to it though another gets it."""
    credited = {one.id: one for one in case.program.steps if one.id == step.credits}
    return [other for other in {**credited, **reached}.values() if other is not step]
