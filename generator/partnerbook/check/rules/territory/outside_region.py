"""Flags a grant outside the places that are authorised for sellers established where it is."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.beyond import less
from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.regions import Regions, holders, too_far, wide_enough
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.authority import AuthorisedRegion
from partnerbook.resolve.naming import describe, name_place
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet

REGIONS = "the regions"


def outside(program: Program, grant: Grant, regions: Regions, cells: BoxSet) -> Judgement:
    """One grant reaches further than its partner's regions."""
    partner = program.partners[grant.partner]
    names = joined([region.name for region in regions], "and")
    several = "s" if len(regions) > 1 else ""
    either = joined([region.name for region in regions], "or")
    seat = name_place(program.axes, partner.seller_place)
    return Judgement(
        f"{grant.id} reaches beyond the authorised region{several} {names}:"
        f" {describe(program.axes, cells)}",
        (
            Place(grant.ref.child("for", "places"), label(program, grant)),
            Place(regions[0].ref.child("places"), f"{names}: all that sellers there may hold"),
            Place(partner.ref.child("establishment"), f"{partner.name}: established in {seat}"),
        ),
        subject=grant.id,
        notes=(("why", "where a partner is established decides where its customers may be"),),
        help=(
            *less(program, grant, cells),
            Repair(f"or let sellers of {either} sell there too (`authorised_regions:`)"),
        ),
        facts=tuple(region.id for region in regions),
    )


def nowhere(program: Program, partner: Partner, regions: Regions) -> Judgement:
    """A partner with grants is established in no region at all."""
    seat = name_place(program.axes, partner.seller_place)
    return Judgement(
        f"{partner.name} holds rights, but is established in no authorised region: {seat}",
        (
            Place(partner.ref.child("establishment"), f"{partner.name}: established in {seat}"),
            Place(program.ref.child("authorised_regions"), f"{REGIONS}: all that is authorised"),
        ),
        subject=partner.id,
        help=(
            *(adopted(partner, region, seat) for region in wide_enough(partner, regions)),
            Repair(f"or say where sellers in {seat} may sell (`authorised_regions:`)"),
        ),
        facts=(partner.seller_place,),
    )


def adopted(partner: Partner, region: AuthorisedRegion, seat: str) -> Repair:
    """Sellers in the partner's place belong to a region too."""
    last = region.ref.child("seller_places", 0)
    edit = Edit(last, partner.seller_place, "insert")
    return Repair(f"add {seat} to the sellers of {region.name}", "nobody loses anything", (edit,))


def say(star: Star) -> str:
    """What several grants beyond one region, or partners in none, have in common."""
    if star.who == REGIONS:
        return f"{star.count} partners with rights are in no authorised region: {star.names}"
    return f"{star.count} rights reach beyond the authorised region {star.who}: {star.names}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each grant that reaches too far, each partner that has rights but no region."""
    program = answers.program
    for partner, mine in holders(program):
        if not mine:
            yield nowhere(program, partner, program.authority.regions or ())
        for grant, cells in too_far(program, partner, mine):
            yield outside(program, grant, mine, cells)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=gathering(say))
