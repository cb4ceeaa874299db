"""Flags where a partner may sell a bundle, but not each of its parts: it cannot be sold there."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.parts import lacking
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.naming_words import joined
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each grant of a bundle, once, with the parts that its partner may not sell."""
    program = answers.program
    for grant, bundle, found in lacking(program):
        names = joined([program.products[part.product].name for part, _ in found], "or")
        cells = found[0][1]
        for _, more in found[1:]:
            cells = cells.union(more)
        here = cells.limited("product", program.axes.own("product", bundle.id))
        yield Judgement(
            f"{bundle.name} cannot be sold by {program.partners[grant.partner].name} here, who may"
            f" not sell {names}, a part of it: {describe(program.axes, here)}",
            (
                Place(grant.ref.child("for", "products"), f"{bundle.name} is granted here"),
                *(Place(part.ref.child("product"), "a part of it") for part, _ in found),
            ),
            subject=f"{grant.id} {bundle.id}",
            help=(Repair(f"grant {names} there too, or take {bundle.name} off {grant.id}"),),
            facts=tuple(part.product for part, _ in found),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
