"""Schedule B: each right with its kind, places, products, customers, days, and what limits it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from partnerbook.render.appendix import conditions
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause, Phrase, Value
from partnerbook.render.appendix.places import Held, codes, over_time
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
    said,
    worded,
)
from partnerbook.render.fmt import period as period_words
from partnerbook.resolve.axes import LAST_DAY, RESELL
from partnerbook.resolve.law import active_sales_areas
from partnerbook.resolve.program import Grant
from partnerbook.rights.roles import FINDS, REFERS, role
from partnerbook.values.audience import own
from partnerbook.values.box import BoxSet, touch_spans

_KINDS = {
    "exclusive": "Exclusive: the Vendor gives the same right to no other partner and leaves selling"
    " to the Partner",
    "sole": "Sole: the Vendor gives the same right to no other partner, but may sell itself",
    "shared-exclusive": "Exclusive within a group: only members of the group hold this right",
    "non-exclusive": "Non-exclusive: the Vendor and other partners may sell too",
}
_ACTIVE = {
    **_KINDS,
    "exclusive": "Exclusive: the Vendor gives the same right to no other partner and leaves active"
    " selling to the Partner",
}
"""The same where the law lets a right limit active sales only."""
_HELPS = {
    REFERS: "may refer customers to the Vendor",
    FINDS: "may find customers for the Vendor",
}
"""What partners do that do not sell themselves."""
_COVERS = {
    "resell": "resell",
    "host": "host for customers",
    "bundle": "bundle with its own products",
    "translate": "translate",
    "white-label": "sell under its own name",
}


def clauses(case: Case) -> tuple[Clause, ...]:
    """A clause for each right held on the day or later, then the wording that law asks for.

    Active sales are spoken of only where a right lies in an area whose law asks for it.
    """
    found = [
        (grant, grant.cells.limited("day", ((case.on.toordinal(), LAST_DAY),)))
        for grant in case.partner.grants
    ]
    held = [(grant, cells) for grant, cells in found if cells]
    if not held:
        return ()
    rights = [_right(case, grant, cells) for grant, cells in held]
    areas = _areas(case, [cells for _, cells in held])
    if not areas:
        return tuple(rights)
    return (*rights, clause("active-sales", "Active sales", *_law(case, areas)))


def _right(case: Case, grant: Grant, cells: BoxSet) -> Clause:
    node = case.own.at(grant.ref)
    held = over_time(cells, case.on)
    active = bool(_areas(case, [cells]))
    helps = _HELPS.get(role(case.partner))
    may = helps or ("may actively sell" if active else "may sell")
    return clause(
        str(node["id"].value),
        phrase("Right ", said(node["id"])),
        paragraph(f"The Partner {may} as follows:"),
        facts(
            "The right",
            ("Kind", _kind(case, node, grant, _ACTIVE if active else _KINDS)),
            ("Covers", None if helps else _covers(node)),
            ("Places", conditions.every(case, "places", node["for"]["places"])),
            *(_codes(case, node, part, alone=len(held) == 1) for part in held),
            ("Products", conditions.every(case, "products", node["for"]["products"])),
            *conditions.lines(case, node, ("places", "products", *conditions.PARTNER_SIDE)),
            ("From", optional(node.find("from")) or "the first day of the agreement"),
            ("Through", optional(node.find("through")) or "the last day of the agreement"),
            ("Limited by", _limit(case, grant)),
        ),
        *_left_out(case, node),
        conditions.companies(node),
    )


def _kind(case: Case, node: Node, grant: Grant, words: Mapping[str, str]) -> Phrase:
    kind = phrase(worded(node["grant_kind"], words))
    group = case.program.shared_groups.get(grant.shared_group)
    if group is None:
        return kind
    head = case.head.at(group.ref)
    return phrase(
        kind,
        ". The group is ",
        said(head["name"]),
        ", with at most ",
        said(head["limit"]),
        " members",
    )


def _covers(node: Node) -> Phrase:
    covered = [worded(each, _COVERS) for each in node.each("covers")]
    return listed(covered) if covered else phrase(_COVERS[RESELL])


def _codes(case: Case, node: Node, held: Held, *, alone: bool) -> tuple[str, Part]:
    places = node["for"]["places"]
    inside = ", ".join(codes(case.program.axes, held.places))
    known = (case.program.territories.get(written) for written in places.value)
    refs = (places.ref, *(territory.ref for territory in known if territory is not None))
    value = Value(inside, "places", inside, refs, places.audience)
    label = "Codes (ISO 3166)"
    return (label if alone else f"{label}, {period_words(held.period)}", value)


def _left_out(case: Case, node: Node) -> Iterator[Block | None]:
    boxes = conditions.left_out(case, node)
    if boxes:
        yield paragraph("Left out of this right is what meets all parts of one of these lines:")
        yield listing(boxes)


def _limit(case: Case, grant: Grant) -> Phrase:
    """What may end the right early. Its own last day, if it has one, stands above."""
    agreement = case.agreement
    if grant.period.end <= agreement.firm.end:
        return phrase("Its own last day, or an earlier end of the agreement (Schedule H)")
    last = _last_day(case, agreement.firm.end)
    if agreement.firm.end == agreement.in_force.end:
        return phrase("The agreement, which ends on ", last, " at the latest (Schedule H)")
    return phrase(
        "The agreement, which runs at least through ",
        last,
        " unless it is ended before, and goes on as long as it renews (Schedule H)",
    )


def _last_day(case: Case, end: date) -> Value:
    """The day before an end of the agreement: it follows from the partner's dates and the form."""
    refs = (case.agreement.ref, case.agreement.form.ref.child("term"))
    return made(end - timedelta(days=1), own(case.partner.id), *refs)


def _areas(case: Case, rights: Sequence[BoxSet]) -> tuple[Node, ...]:
    """The areas of the law policy that the places of some rights touch."""
    here = {
        area.id
        for area in active_sales_areas(case.program, case.on)
        if any(touch_spans(cells.on("place"), area.held) for cells in rights)
    }
    return tuple(area for area in case.head.each("policies", "law") if area["id"].value in here)


def _law(case: Case, areas: Sequence[Node]) -> Iterator[Block]:
    for area in areas:
        yield paragraph(
            "In the ",
            conditions.every(case, "places", area["places"]),
            ", this schedule says where the Partner may actively sell. It does not keep the Partner"
            " from answering customers who come to it unasked.",
        )
