"""Flags a form or a region that keeps partners inside it although nobody holds the rest alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from partnerbook.check.law import REVIEW, SOURCE, Area, areas, buyers, held_alone
from partnerbook.check.signed import title
from partnerbook.check.stars import MOST_SIDES, capped
from partnerbook.check.uncovered import in_doubt
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet, inside_spans


@dataclass(slots=True)
class Fence:
    """Something that says how far the grants of some partners may reach."""

    id: str
    name: str
    at: Ref
    cells: BoxSet
    held: BoxSet
    inside: list[Partner] = field(default_factory=list)


def fences(program: Program, area: Area) -> Sequence[Fence]:
    """The forms and regions that limit places, with the partners in the area that they limit."""
    nothing, limits = program.axes.space.nothing, program.authority
    found: dict[str, Fence] = {}
    for region in limits.regions or ():
        at = region.ref.child("places")
        name = f"the authorised region {region.name}"
        cells = region.cells.without("seller")
        found[region.id] = Fence(region.id, name, at, cells, nothing)
    for (form, version), cells in limits.forms.items():
        made, key = program.forms[(form, version)], f"{form}-{version}"
        if "territory" in made.record.data:
            at = made.ref.child("territory", "places")
            found[f"/{key}"] = Fence(key, title(made), at, cells.without("product"), nothing)
    for partner, cells in buyers(program, area):
        seat = program.axes.node("seller", partner.seller_place)
        names = [
            region.id
            for region in limits.regions or ()
            if inside_spans(seat, region.cells.on("seller"))
        ]
        signed = partner.agreement and partner.agreement.form
        names += [f"/{signed.form}-{signed.version}"] if signed else []
        for name in names:
            # Who holds something outside all the same is not kept inside; that is an error itself.
            if name in found and cells.without("day").inside(found[name].cells.without("day")):
                found[name].inside.append(partner)
                found[name].held = found[name].held.union(cells)
    return [fence for fence in found.values() if fence.inside]


def judgement(program: Program, fence: Fence, area: Area, rest: BoxSet) -> Judgement:
    """What is said of one form or region."""
    names = capped(partner.name for partner in fence.inside)
    return Judgement(
        f"for legal review: {fence.name} keeps {names} inside it, but nobody holds the rest"
        f" alone ({area.words}): {describe(program.axes, rest)}",
        (
            Place(fence.at, f"{fence.name}: no further"),
            *(
                Place(partner.ref.child("establishment"), f"{partner.name}: kept inside")
                for partner in fence.inside[:MOST_SIDES]
            ),
        ),
        subject=fence.id,
        notes=(REVIEW, SOURCE),
        help=(Repair("name wider places, or reserve the rest or grant it exclusively"),),
        facts=(area.id,),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each limit of places inside an area of the policy, for the products of its partners."""
    program = answers.program
    space, today = program.axes.space, program.axes.on(program.as_of)
    for area in () if in_doubt(program) else areas(program):
        closed = space.nothing
        for right in program.reserved:
            closed = closed.union(right.cells)
        for _, cells in held_alone(program, area):
            closed = closed.union(cells)
        for fence in fences(program, area):
            wanted = {"place": area.places, "product": fence.held.on("product")}
            rest = space.box(wanted).meet(today).subtract(fence.cells).subtract(closed)
            if rest:
                yield judgement(program, fence, area, rest.without("day"))


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("agreement", "partner", "program", "territory"),
)
