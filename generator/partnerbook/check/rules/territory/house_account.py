"""Flags a grant, or a deal registration, that reaches an account which the vendor keeps."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.house import granted, registrable
from partnerbook.check.territories.narrowing import excepted, written
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, HouseAccount, Program, Step
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet

HOUSE, INCENTIVE = "house account", "incentive"


def by_grant(program: Program, grant: Grant, house: HouseAccount, cells: BoxSet) -> Judgement:
    """A partner may sell to the account."""
    name = program.partners[grant.partner].name
    said = written(program, grant)
    return Judgement(
        f"{grant.id} of {name} reaches the house account {house.name}:"
        f" {describe(program.axes, cells)}",
        (
            Place(grant.ref.child("for", "places"), label(program, grant)),
            Place(house.ref.child("house"), f"{house.name}: {HOUSE}"),
        ),
        subject=f"{grant.id} {house.id}",
        notes=(("why", "a house account is kept by the vendor, so grants must carve it out"),),
        help=(
            Repair(
                f"carve {house.name} out of {grant.id}",
                f"{name} loses {house.name}",
                excepted(grant.ref, said, {"accounts": (house.id,)}),
            ),
            given_up(house),
        ),
    )


def by_step(program: Program, step: Step, house: HouseAccount, cells: BoxSet) -> Judgement:
    """A partner may register a deal with the account."""
    said = program.records["incentive"][step.id]
    asked = cells.axes() - {"account", "place", f"day:{step.anchor}", "day"}
    return Judgement(
        f"{step.name} can be claimed for the house account {house.name}:"
        f" {describe(program.axes, cells.without(*asked))}",
        (
            Place(step.ref.child("for").key(), f"{step.name}: {INCENTIVE}"),
            Place(house.ref.child("house"), f"{house.name}: {HOUSE}"),
        ),
        subject=f"{step.id} {house.id}",
        notes=(("why", "a house account is kept by the vendor, so nobody registers its deals"),),
        help=(
            Repair(
                f"carve {house.name} out of {step.id}",
                f"no partner earns {step.name} there",
                excepted(step.ref, said.data, {"accounts": (house.id,)}),
            ),
            given_up(house),
        ),
    )


def given_up(house: HouseAccount) -> Repair:
    """The account is the vendor's alone no longer."""
    edit = Edit(house.ref.child("house"), "false")
    return Repair(f"let partners have {house.name}", "the vendor has to share it", (edit,))


def say(star: Star) -> str:
    """What several pairs around one account, or around one grant, have in common."""
    if star.kind == HOUSE:
        return f"{star.who} is a {HOUSE}, but within reach of {star.names}"
    if star.kind == INCENTIVE:
        return f"{star.who} can be claimed for {star.count} house accounts: {star.names}"
    return f"{star.who} ({star.kind}) reaches {star.count} house accounts: {star.names}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each thing and account that meet today or later; not where all of it is reserved anyway."""
    program = answers.program
    for grant, house, cells in granted(answers):
        yield by_grant(program, grant, house, cells)
    for step, house, cells in registrable(program):
        yield by_step(program, step, house, cells)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("account",),
    gather=gathering(say),
)
