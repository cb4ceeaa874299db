"""Flags bands at whose edge more units cost less in all than fewer, by more than is accepted."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.edges import Edge, drops
from partnerbook.check.margins.inversion_told import accepted_drop, judgement
from partnerbook.findings import Ref, Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each table of bands once for each currency, with the edge at which most is lost."""
    program = answers.program
    for found in answers.derived(_drops):
        bands = Ref(found[0].low.ref.document, found[0].low.ref.pointer.rpartition("/rows/")[0])
        accepted = accepted_drop(program, found[0], bands)
        beyond = [edge for edge in found if accepted is None or edge.drop > accepted.fraction]
        if beyond:
            yield judgement(program, beyond, bands, accepted)


def _drops(answers: Answers) -> tuple[list[Edge], ...]:
    return tuple(drops(answers.program))


RULE = Rule(severity=Severity.WARNING, waivable=False, judge=judge, needs=PRICING)
