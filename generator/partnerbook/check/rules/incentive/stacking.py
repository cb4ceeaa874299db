"""Flags incentives that require what they exclude, and exclusions that only one side mentions."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.one_sided import one_sided, silent
from partnerbook.check.incentives.reach import running
from partnerbook.check.incentives.reached import needs, over_limit
from partnerbook.check.incentives.stacking_told import contradiction, itself, past
from partnerbook.findings import Severity
from partnerbook.pricing.stacks import clash
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each contradiction, then each incentive on the silent or the speaking side of exclusions."""
    program = answers.program
    known = {step.id: (record, step) for record, step in running(program)}
    for record, step in known.values():
        for at, need in needs(program, step):
            if need is not None and need.id != step.id and clash(step, need):
                yield contradiction(record, step, at, need)
        for key in ("excludes", "requires"):
            own = record.get("stacks", {}).get(key, ())
            if step.id in own:
                yield itself(record, key, own.index(step.id))
        limit = over_limit(program, step)
        if limit is not None:
            yield past(record, step, limit, [known[n][1].name for n in step.requires if n in known])
    yield from one_sided({name: record for name, (record, _) in known.items()}, silent(known))


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=("incentive",))
