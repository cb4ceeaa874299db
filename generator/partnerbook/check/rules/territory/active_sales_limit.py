"""Flags a form that passes on no limit of active sales into what other partners hold alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from partnerbook.check.dating.signed import title
from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.law import (
    CLAUSE,
    REVIEW,
    SOURCE,
    Area,
    areas,
    buyers,
    held_alone,
    limits_active_sales,
)
from partnerbook.check.territories.stars import MOST_SIDES, capped
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Form, Grant, Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet, touch_spans

Alone = Mapping[str, tuple[Grant, BoxSet]]


def judgement(
    program: Program, form: Form, area: Area, rights: Alone, partners: Iterable[Partner]
) -> Judgement:
    """What is said of one form in one area."""
    signers = list(partners)
    names = capped(partner.name for partner in signers)
    holders = capped(program.partners[grant.partner].name for grant, _ in rights.values())
    cells = program.axes.space.nothing
    for _, held in rights.values():
        cells = cells.union(held.without("day"))
    at = "clauses" if "clauses" in form.record.data else "name"
    return Judgement(
        f"for legal review: {title(form)} passes on no limit of active sales into what others"
        f" hold alone ({area.words}): {describe(program.axes, cells)}",
        (
            Place(form.ref.child(at).key(), f"no clause `{CLAUSE}` under `schedule: territory`"),
            *(
                Place(grant.ref.child("for", "places"), label(program, grant))
                for grant, _ in list(rights.values())[:MOST_SIDES]
            ),
            *(
                Place(partner.ref.child("agreement", "form"), f"{partner.name}: signed it")
                for partner in signers[:MOST_SIDES]
            ),
        ),
        subject=f"{form.form}-{form.version}",
        notes=(("held by", holders), ("not passed on to", names), REVIEW, SOURCE),
        help=(Repair(f"enter what was agreed as a clause `{CLAUSE}` under `schedule: territory`"),),
        facts=(area.id,),
    )


def facing(partner: Partner, cells: BoxSet, alone: Alone) -> Iterator[str]:
    """The rights of others to the same products, elsewhere in the area than this partner's."""
    groups = {grant.shared_group for grant in partner.grants if grant.shared_group}
    for name, (grant, held) in alone.items():
        same = grant.owner == partner.owner or grant.shared_group in groups
        # Where both hold the same cells, that is a collision, and said as one.
        alike = touch_spans(held.on("product"), cells.on("product")) and not held.meets(cells)
        if alike and not same:
            yield name


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each form that was signed by a partner which buys the same, in each area of the policy."""
    program = answers.program
    for area in areas(program):
        alone = {grant.id: (grant, cells) for grant, cells in held_alone(program, area)}
        met: dict[tuple[str, int], dict[str, set[str]]] = {}
        for partner, cells in buyers(program, area) if alone else ():
            form = partner.agreement and partner.agreement.form
            names = set(facing(partner, cells, alone))
            if form and names and not limits_active_sales(form):
                met.setdefault((form.form, form.version), {})[partner.id] = names
        for key, found in met.items():
            rights = {name: alone[name] for name in alone if any(name in n for n in found.values())}
            signers = [program.partners[name] for name in found]
            yield judgement(program, program.forms[key], area, rights, signers)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
