"""Flags what pays persons or referrers on deals with customers under public procurement law."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.public import SOURCES, paid_by_deal, public_values
from partnerbook.check.incentives.reach import running
from partnerbook.check.incentives.reached import ahead, priced
from partnerbook.check.territories.law import REVIEW
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe_axis
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive once for each segmentation that has such customers."""
    program = answers.program
    declared = list(public_values(program))
    for record, step in running(program) if declared else ():
        payee = paid_by_deal(record)
        cells = ahead(program, step) if payee else program.axes.space.nothing
        for axis, values, ref in declared:
            held = tuple(stretch for one in values for stretch in program.axes.node(axis, one))
            reached = cells.limited(axis, held)
            if reached:
                reached = reached.meet(priced(program)).meet(answers.sold)
            if not reached:
                continue
            where = describe_axis(program.axes, axis, reached.on(axis))
            left_out = f"{{{axis}: [{', '.join(values)}]}}"
            edits: tuple[Edit, ...] = ()
            if "except" not in record.data:
                edits = (Edit(record.ref.child("for"), f"except: [{left_out}]", "insert"),)
            yield Judgement(
                f"for legal review: {record['name']} pays {payee} on deals with {where}",
                (
                    Place(record.ref.child("kind"), f"pays {payee}"),
                    Place(ref, "buys under public procurement law"),
                ),
                subject=record.id,
                notes=(("source", SOURCES[payee]), REVIEW),
                help=(
                    Repair(
                        f"leave these deals out: `except: [{left_out}]`",
                        f"nobody earns {record['name']} on them",
                        edits,
                    ),
                ),
                facts=(axis,),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
