"""Flags a grant that gives a partner nothing that its other grants of the same kind do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.narrowing import removed
from partnerbook.check.territories.stars import capped
from partnerbook.findings import Place, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, Program
from partnerbook.rulebook import Answers, Judgement, Rule


def around(grants: Sequence[Grant]) -> Iterator[tuple[Grant, Sequence[Grant]]]:
    """Each grant that others hold all of, with those; of two alike, only the one written later."""
    out: list[Grant] = []
    for grant in reversed(grants):
        same = (grant.kind, grant.shared_group)
        near = [
            other
            for other in grants
            if other is not grant
            and other not in out
            and (other.kind, other.shared_group) == same
            and other.cells.meets(grant.cells)
        ]
        whole = [other for other in near if grant.cells.inside(other.cells)][:1]
        rest = grant.cells
        for other in near:
            rest = rest.subtract(other.cells)
        if whole or not rest:
            out.append(grant)
            yield grant, whole or near


def judgement(program: Program, grant: Grant, others: Sequence[Grant]) -> Judgement:
    """What is said of one grant."""
    name = program.partners[grant.partner].name
    more = f"nothing more than {capped(other.id for other in others)}"
    return Judgement(
        f"{grant.id} gives {name} {more}: {describe(program.axes, grant.cells)}",
        tuple(
            Place(one.ref.child("for", "places"), label(program, one)) for one in (grant, *others)
        ),
        subject=grant.id,
        help=tuple(removed(program, grant, f"{name} loses nothing")),
        facts=tuple(other.id for other in others),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such grant that is not over yet, once."""
    program = answers.program
    today = program.as_of.toordinal()
    for partner in program.partners.values():
        alive = [one for one in partner.grants if one.cells and one.cells.on("day")[-1][1] > today]
        for grant, others in around(alive):
            yield judgement(program, grant, others)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("product", "territory"),
)
