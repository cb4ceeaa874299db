"""Flags a grant that gives nothing: its exceptions eat it all, or it fits no such partner."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.exceptions import uncut
from partnerbook.check.territories.misfit import fits, misfits
from partnerbook.check.territories.narrowing import removed
from partnerbook.check.territories.versions import is_unheld
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.rulebook import Answers, Judgement, Rule


def eaten(program: Program, grant: Grant) -> Judgement:
    """Nothing is left of what is written."""
    name = program.partners[grant.partner].name
    places = [Place(grant.ref.child("for", "places"), f"{name}: {grant.kind}")]
    ways: list[Repair] = []
    for at, cut in enumerate(grant.carved):
        if cut:
            ref = grant.ref.child("except", at)
            places.append(Place(ref, f"takes out {describe(program.axes, cut)}"))
            gains = f"{name} gets {describe(program.axes, cut)}"
            ways.append(uncut(program, grant, at, gains))
    why = "its exceptions take out all of it" if ways else "its territories hold no place then"
    ways.extend(removed(program, grant, f"{name} loses nothing"))
    return Judgement(
        f"{grant.id} gives {name} nothing: {why}",
        tuple(places),
        subject=grant.id,
        help=tuple(ways),
        facts=("eaten",),
    )


def unfit(program: Program, grant: Grant) -> Judgement:
    """It asks for a partner of another sort than the one that holds it."""
    partner, axes = program.partners[grant.partner], program.axes
    wrong = misfits(program, grant)
    wanted = " × ".join(one.wanted for one in wrong)
    got = describe(axes, grant.written.without("day", "covers", *PARTNER_SIDE))
    asks = [Place(grant.ref.child("for", one.key), f"asks for {wanted}") for one in wrong]
    way = Repair(
        f"take {joined([one.key for one in wrong], 'and')} off {grant.id}",
        f"{partner.name} gets {got}",
        tuple(Edit(grant.ref.child("for", one.key), "", "delete") for one in wrong),
    )
    return Judgement(
        f"{grant.id} gives {partner.name} nothing: it is only for {wanted}",
        (
            *(asks or [Place(grant.ref.child("for"))]),
            *(Place(one.at, f"{partner.name}: {one.held}") for one in wrong),
        ),
        subject=grant.id,
        help=(way,) if wrong else (),
        facts=("unfit",),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such grant once."""
    program = answers.program
    for grant in program.grants:
        if not grant.written:
            if not is_unheld(program, grant):
                yield eaten(program, grant)
        elif not fits(program, grant):
            yield unfit(program, grant)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("product", "territory"),
)
