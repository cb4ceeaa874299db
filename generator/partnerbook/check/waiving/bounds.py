"""How far a waiver lets a finding go: measured against what the waiver says it accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from partnerbook.check.margins.deals import CENT, percent
from partnerbook.check.waiving import levels
from partnerbook.findings import Depth, Edit, Finding, Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Known, Waiver

GIVE, MARGIN = "maximum_give", "minimum_margin"
TENTH = Decimal("0.1")
LOSS = "no waiver is offered for a loss: mend the rate, the cost or the price"


@dataclass(frozen=True, slots=True)
class Measure:
    """One way in which a finding can be deep. ``up``: a larger figure is a deeper one."""

    up: bool
    of: str
    lacks: str

    def deeper(self, value: Decimal, bound: Decimal) -> bool:
        """Whether a figure goes beyond a bound."""
        return value > bound if self.up else value < bound

    def is_loss(self, value: Decimal) -> bool:
        """Whether the vendor does not even keep its cost, or gives all away."""
        return value >= 1 if self.up else value < 0

    def rounded(self, value: Decimal, step: Decimal) -> str:
        """A factor as a percentage that is as deep or a little deeper."""
        how = ROUND_CEILING if self.up else ROUND_FLOOR
        return percent((value * 100).quantize(step, how).scaleb(-2))


MEASURES = {
    GIVE: Measure(up=True, of="of list given", lacks="how much of the list price may be given"),
    MARGIN: Measure(up=False, of="margin", lacks="how little of net revenue may be left as margin"),
}


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Whether a finding goes no further than a waiver says that it may."""
    return not beyond(waiver, finding) and not levels.worse(waiver, finding)


def says_nothing(waiver: Waiver, finding: Finding) -> bool:
    """Whether it does not say at all how far a finding may go that can be measured."""
    if finding.levels and waiver.keeps is None:
        return True
    return bool(finding.depths) and not waiver.accepts


def wanted(finding: Finding) -> str:
    """What a waiver would have to say to cover just this finding; "" where nothing is measured."""
    return accepts(finding.depths) or levels.keeps(finding.levels)


def beyond(accepted: Waiver | Known, finding: Finding) -> list[Depth]:
    """The depths of a finding that go further than is accepted, or that are not named there."""
    return [
        depth
        for depth in finding.depths
        if depth.measure not in accepted.accepts
        or MEASURES[depth.measure].deeper(depth.value, accepted.accepts[depth.measure].fraction)
    ]


def too_deep(waiver: Waiver, finding: Finding) -> Finding:
    """A finding that has gone further than its waiver accepts: an error whatever the day."""
    words = [(depth, _now(waiver, depth)) for depth in beyond(waiver, finding)]
    at = waiver.ref.child("accepts" if waiver.accepts else "subject")
    places = (
        Place(at.child(depth.measure) if depth.measure in waiver.accepts else at, said)
        for depth, said in words
    )
    less = levels.worse(waiver, finding)
    keeps = waiver.ref.child("keeps" if waiver.keeps else "subject")
    said = [*(said for _, said in words), *(one.say for one in less)]
    return replace(
        finding,
        severity=Severity.ERROR,
        message=f"{finding.message}; {'; '.join(said)}",
        places=(
            *finding.places,
            *places,
            *(Place(keeps.child(*one.at) if waiver.keeps else keeps, one.say) for one in less),
        ),
        help=(*finding.help, anew(finding)),
    )


def no_bound(waiver: Waiver, finding: Finding) -> Finding:
    """A waiver that does not say how far it goes, with the figures that would keep today's."""
    lacks = joined([MEASURES[depth.measure].lacks for depth in finding.depths], "and")
    today = joined([_shown(depth) for depth in finding.depths], "and")
    if finding.levels:
        lacks, today = "what the partner has at least", levels.today(finding)
    at, bound = waiver.ref.child("subject"), wanted(finding)
    way = Repair(f"write `{bound}`", edits=(Edit(at, bound, "insert"),))
    return Finding(
        "waiver/no-bound",
        Severity.ERROR,
        f"the waiver {waiver.id} does not count: it does not say {lacks}; today that is {today}",
        (Place(at),),
        subject=waiver.id,
        help=(way if bound else Repair(LOSS),),
    )


def anew(finding: Finding, *, over: bool = False) -> Repair:
    """Another approval, of what there is now. ``over``: of a waiver that has ended."""
    said = wanted(finding)
    if finding.depths and not said:
        return Repair(LOSS)
    if not over:
        return Repair(f"or have it approved anew, with `{said}`")
    keys = "a new `from`, `through`, `approver` and `approved`"
    bound = f", with `{said}`" if said else ""
    return Repair(f"have it approved anew ({keys}{bound}), or mend the cause")


def citation(finding: Finding) -> str:
    """What a waiver of a finding would have to say, or why none is offered."""
    said = wanted(finding)
    if finding.depths and not said:
        return LOSS
    return f"subject: {finding.subject}" + (f", {said}" if said else "")


def each(findings: Sequence[Finding]) -> str:
    """What waivers of several findings would have to cite, each its own.

    The rule is named only where they are of several.
    """
    if any(finding.depths and not accepts(finding.depths) for finding in findings):
        return LOSS
    several = len({finding.id for finding in findings}) > 1
    said = (f"rule: {one.id}, {citation(one)}" if several else citation(one) for one in findings)
    return f"one waiver each, {'; '.join(said)}"


def bound_words(accepted: Waiver | Known) -> str:
    """How far it goes: ``up to 52% of list given and down to 40% margin``."""
    said = [
        f"{'up' if MEASURES[name].up else 'down'} to {bound} {MEASURES[name].of}"
        for name, bound in accepted.accepts.items()
    ]
    return joined(said, "and")


def needed(findings: Iterable[Finding], step: Decimal = TENTH) -> Mapping[str, str]:
    """By measure, how far a waiver of these findings would have to go, to a tenth of a percent.

    Nothing of a deal without net revenue: no figure would do.
    """
    found = _deepest(findings)
    return {name: MEASURES[name].rounded(value, step) for name, value in found.items()}


def _deepest(findings: Iterable[Finding]) -> Mapping[str, Decimal]:
    """By measure, how far these findings go, where that is a figure."""
    deepest: dict[str, Decimal] = {}
    for depth in (depth for finding in findings for depth in finding.depths):
        measure, before = MEASURES[depth.measure], deepest.get(depth.measure)
        if before is None or measure.deeper(depth.value, before):
            deepest[depth.measure] = depth.value
    return {name: value for name, value in deepest.items() if value.is_finite()}


def reaches(findings: Iterable[Finding]) -> str:
    """How far they go, in the figures of the findings: ``51.25% of list given``; "" for nothing."""
    said = [f"{percent(value)} {MEASURES[name].of}" for name, value in _deepest(findings).items()]
    return joined(said, "and") if said else ""


def so_far(waiver: Waiver) -> str:
    """A waiver that would have to go further: ``cedar-hollow/grid-program, up to 52% of …``."""
    return f"{waiver.subject} {bound_words(waiver)}, by {waiver.id}: have that approved anew"


def accepts(depths: Sequence[Depth]) -> str:
    """What a waiver would have to say to accept just this: ``accepts: {maximum_give: 51.3%}``.

    Empty where there is nothing to say, and where the vendor would pay for its own product: nobody
    means to approve that.
    """
    if not depths or any(MEASURES[one.measure].is_loss(one.value) for one in depths):
        return ""
    said = (f"{one.measure}: {MEASURES[one.measure].rounded(one.value, TENTH)}" for one in depths)
    return f"accepts: {{{', '.join(said)}}}"


def _shown(depth: Depth) -> str:
    """A figure as a percentage; of net revenue only where there is any."""
    return percent(depth.value) if depth.value.is_finite() else "no net revenue"


def _now(waiver: Waiver, depth: Depth) -> str:
    """``waived down to 27% margin, now 24.1%``."""
    measure, bound = MEASURES[depth.measure], waiver.accepts.get(depth.measure)
    now = _shown(depth)
    if bound is None:
        return f"{now}{f' {measure.of}' if depth.value.is_finite() else ''} is not waived"
    if depth.value.is_finite() and now == str(bound):  # nearer than two decimals show
        now = measure.rounded(depth.value, CENT)
    return f"waived {'up' if measure.up else 'down'} to {bound} {measure.of}, now {now}"
