"""Flags an incentive with rates per tier that says nothing for a tier it is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.incentives.reach import limited_to, running, scope_of, tiers_reached
from partnerbook.check.margins.left_out import added
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, Tier
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive once, with all the tiers that it leaves out."""
    for record, _ in running(answers.program):
        rated = record.get("rates", {})
        # A tier that is not understood may be the one that seems left out.
        if rated and all(name in answers.program.tiers for name in rated):
            reached = tiers_reached(answers.program, record)
            missing = [tier for tier in reached if tier.id not in rated]
            if missing:
                yield judgement(answers.program, record, reached, missing)


def judgement(
    program: Program, record: Record, reached: Sequence[Tier], missing: Sequence[Tier]
) -> Judgement:
    """What an incentive does not say, and the ways to say it."""
    names = joined([tier.name for tier in missing], "and")
    scope = record.ref.child("for", *(["tiers"] if "tiers" in scope_of(record) else []))
    rated = [tier.id for tier in reached if tier not in missing]
    verb = "gets" if len(missing) == 1 else "get"
    help_ = [*fitting(program, record, missing)]
    nought = f"{'or ' if help_ else ''}write 0% if {names} {verb} nothing"
    help_.append(Repair(nought, "", nothing(program, record, missing)))
    if rated:
        only = (limited_to(record, "tiers", rated),)
        help_.append(Repair(f"or limit it to {joined(rated, 'and')}", "", only))
    return Judgement(
        f"{record['name']} is for {names} as well, but has no rate for"
        f" {'it' if len(missing) == 1 else 'them'}: {names} {verb} nothing, and no line says so",
        (
            Place(record.ref.child("rates"), f"no rate for {names}"),
            Place(scope.key(), f"{names} not left out here"),
        ),
        subject="/".join((record.id, *(tier.id for tier in missing))),
        help=tuple(help_),
    )


def fitting(program: Program, record: Record, missing: Sequence[Tier]) -> Iterator[Repair]:
    """A rate that fits those of the other tiers; what the lowest tier gets nobody can know."""
    lowest = min(program.tiers[name].rank for name in record["rates"])
    if all(tier.rank > lowest for tier in missing):
        repair = added(program, record["rates"], record.ref.child("rates"), missing)
        if repair is not None:
            yield repair


def nothing(program: Program, record: Record, missing: Sequence[Tier]) -> tuple[Edit, ...]:
    """A rate of 0 % for each tier behind that of the tier below; none where two go together."""
    rated = [program.tiers[name] for name in record["rates"]]
    edits: list[Edit] = []
    for tier in missing:
        below = [other for other in rated if other.rank < tier.rank] or rated[:1]
        at = max(below, key=lambda other: other.rank)
        edits.append(Edit(record.ref.child("rates", at.id), f"{tier.id}: 0%", "insert"))
    return tuple(edits) if len({edit.at for edit in edits}) == len(edits) else ()


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
