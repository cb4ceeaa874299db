"""What a judgement is, and the calculators' answers that judgements are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from partnerbook import rights
from partnerbook.findings import Finding, Place, Repair, Severity, Term
from partnerbook.pricing.ambiguity import Ambiguity, ambiguous
from partnerbook.pricing.extreme import Extreme, Scope, extremes
from partnerbook.pricing.inversion import Inversion, inversions
from partnerbook.resolve.program import Program


class Answers:
    """Each calculator's answers about one program, worked out once, when first asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @cached_property
    def conflicts(self) -> tuple[rights.Conflict, ...]:
        """Rights that collide, now or later."""
        return rights.conflicts(self.program)

    @cached_property
    def extremes(self) -> tuple[Extreme, ...]:
        """The worst and the best permitted stack of every tier, product and deal."""
        return extremes(self.program, Scope())

    @cached_property
    def inversions(self) -> tuple[Inversion, ...]:
        """Deals on which a higher tier earns less than a lower one."""
        return inversions(self.program)

    @cached_property
    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """Cells in which two rate rows apply and none is the more specific."""
        return ambiguous(self.program)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule has to say about one subject. Id, severity and lines are the engine's business.

    The fields are those of a Finding; ``severity`` only where it differs from the rule's own.
    """

    message: str
    places: tuple[Place, ...]
    subject: str
    notes: tuple[tuple[str, str], ...] = ()
    sum_intro: str = ""
    sum: tuple[Term, ...] = ()
    help: tuple[Repair, ...] = ()
    facts: tuple[str, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how bad a breach is, whether it can be waived, and who judges."""

    severity: Severity
    waivable: bool
    judge: Callable[[Answers], Iterable[Judgement]]

    def findings(self, name: str, answers: Answers) -> list[Finding]:
        """Judge, and stamp each judgement with the rule's name and severity."""
        return [
            Finding(
                id=name,
                severity=said.severity or self.severity,
                message=said.message,
                places=said.places,
                subject=said.subject,
                notes=said.notes,
                sum_intro=said.sum_intro,
                sum=said.sum,
                help=said.help,
                facts=said.facts,
            )
            for said in self.judge(answers)
        ]
