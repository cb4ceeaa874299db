"""One examination of a tree: what stands, what is waived, and what only follows from the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from partnerbook.check.days.as_of import meant
from partnerbook.check.prices.shaken import apart
from partnerbook.check.rules import RULES
from partnerbook.check.waiving import bounds, waivers
from partnerbook.check.waiving.baseline import KnownBefore, set_apart
from partnerbook.check.waiving.register import Entry, register
from partnerbook.check.waiving.watch import Waived
from partnerbook.findings import Finding, Ref, Severity, Spot
from partnerbook.load import Loaded, load_tree
from partnerbook.model.kinds import FOLDERS, ROOT
from partnerbook.pricing.same import PRICING_SECTIONS
from partnerbook.resolve import Fallback, resolve
from partnerbook.resolve.program import Known, Program
from partnerbook.rulebook import Answers
from partnerbook.source.tree import Tree

ASIDE = frozenset({"reference/unknown-contact"})
"""Problems of load and resolve that no rule's verdict can depend on, wherever they stand."""

ASKED_FOR = (("requirements",), ("maintenance",))
"""Where a tier says what it asks for: rules that read that need ``metric``."""

DAY = "date/as-of"
"""Its error makes every verdict doubtful: the program is judged on the day that is meant as well,
and what is found on the wrong one alone only follows."""

MONEY = ("incentive/", "margin/", "price/", "term/")
"""Rules about numbers: while one of them finds an error, what people expect to come out is not."""

RIVALS = "margin/ambiguous-rate"
"""While two rows have the same right, what is earned by either of them is not known."""
ROWS = "rows"

TWICE = "margin/commission"
"""While a commission comes on top of resale, what its rates do besides only follows from that."""

SLIP = "incentive/odd-amount"
"""A warning, but while an amount is probably not the one that is meant, others follow from it."""

Key = tuple[str, Ref | Spot]
"""A rule and the place at which it found something first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an examination found, before repairs are tried.

    ``standing`` is shown; ``withheld`` only follows from it. ``apart`` is what is shown, before
    those with one cause are said as one. ``unjudged`` are the rules that were not asked, because
    files that they need are not understood. ``register``: every waiver, as it stands. ``known``
    was there before, ``gone`` are entries of a baseline whose finding is not; ``fresh`` is all else
    that rules found and nobody waived. ``answers`` is None without a program.
    """

    loaded: Loaded
    answers: Answers | None
    standing: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()
    withheld: tuple[Finding, ...] = ()
    apart: tuple[Finding, ...] = ()
    unjudged: tuple[str, ...] = ()
    register: tuple[Entry, ...] = ()
    known: tuple[KnownBefore, ...] = ()
    gone: tuple[Known, ...] = ()
    fresh: tuple[Finding, ...] = ()

    @property
    def program(self) -> Program | None:
        """The program, as far as it is understood."""
        return self.answers.program if self.answers else None


def examine(
    tree: Tree,
    as_of: date | None,
    reason: str,
    fallback: Fallback | None,
    known: Answers | None = None,
    *,
    skip: Collection[str] = (),
    against: Program | None = None,
) -> Outcome:
    """Read, link and judge a tree.

    ``known``: answers about much the same program, to take over. ``skip``: rules not to ask.
    ``against``: the revision to compare with.
    """
    loaded, shape = load_tree(tree)
    program, links = resolve(loaded, as_of, reason, fallback)
    problems = (*shape, *links)
    if program is None:
        return Outcome(loaded, None, problems, apart=problems, unjudged=tuple(RULES))
    answers = Answers(program, known, against)
    needy = set(_unjudged(problems, loaded.broken))
    unjudged = tuple(name for name in RULES if name in needy or name in skip)
    judged = [
        finding
        for name, rule in RULES.items()
        if name not in unjudged
        for finding in rule.findings(name, answers)
    ]
    split = waivers.apply(program, loaded, RULES, judged, whole=not problems and not skip)
    before = set_apart(program, RULES, split.standing, whole=not problems and not skip)
    first, following = _first_causes((*before.new, *split.back))
    about_waivers = [*split.problems, *before.problems]
    if any(finding.id == DAY and finding.severity is Severity.ERROR for finding in first):
        there = examine(tree, meant(program), reason, None, answers, skip=skip, against=against)
        first, of_the_day = _on_both(first, there)
        about_waivers, more = _on_both(about_waivers, there)
        following += (*of_the_day, *more)
    back = frozenset(split.back)
    fresh = [finding for finding in first if finding not in back]
    told = (*problems, *about_waivers, *(finding for finding in first if finding in back))
    return Outcome(
        loaded,
        answers,
        standing=(*told, *_gathered(answers, fresh, following)),
        waived=tuple(split.waived),
        withheld=(*split.withheld, *following),
        apart=(*told, *fresh),
        unjudged=unjudged,
        known=tuple(before.known),
        gone=tuple(before.gone),
        fresh=tuple(before.new),
        register=tuple(register(program, RULES, split.waived, split.back, split.problems)),
    )


def deepened(outcome: Outcome) -> Outcome:
    """The same, once it is sure what is shown, with what takes long to find about it."""
    standing = outcome.standing
    for name in dict.fromkeys(finding.id for finding in standing):
        deepen = RULES[name].deepen if name in RULES else None
        if deepen is not None and outcome.answers is not None:
            mine = [finding for finding in standing if finding.id == name]
            others = [finding for finding in standing if finding.id != name]
            standing = (*others, *deepen(outcome.answers, mine))
    return replace(outcome, standing=standing)


def _unjudged(problems: Sequence[Finding], broken: Collection[str]) -> Iterator[str]:
    """The rules that need a file in which something is not understood."""
    wrong = [problem for problem in problems if problem.id not in ASIDE]
    spoilt = {kind for problem in wrong for kind in _kinds(problem, broken)}
    for name, rule in RULES.items():
        if not spoilt.isdisjoint(rule.needs):
            yield name


def kind_of(at: Ref | Spot) -> str:
    """The kind of the file that a place lies in; "" for a file that is of none."""
    path = at.document if isinstance(at, Ref) else at.file
    folder = path.removeprefix(f"{ROOT}/").rpartition("/")[0]
    info = FOLDERS.get(folder)
    return info.kind if info else ""


def _kinds(problem: Finding, broken: Collection[str]) -> Iterator[str]:
    """The kinds of files that are understood less because of a finding of load or resolve."""
    for place in problem.places:
        at, kind = place.at, kind_of(place.at)
        # Most of program.yml has nothing to do with deals, such as whom to write to.
        aside = isinstance(at, Ref) and at.steps and at.steps[0] not in PRICING_SECTIONS
        asked = isinstance(at, Ref) and at.document not in broken and at.steps[:1] in ASKED_FOR
        if kind == "tier" and asked:
            # What a tier asks for decides who earns it, and no price; the tier itself is there.
            yield "metric"
        elif kind != "program" or not aside:
            yield kind


def _first_causes(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """The findings, and apart from them those that another one at the same number explains.

    A rate that is far too high takes stacks below the floor, and makes the next tier earn less as
    well. That is one mistake: if the other finding outlives its repair, it comes back.
    """
    findings, shaken = apart(findings, MONEY)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    wrong = {key for finding in errors for key in _keys(finding)}
    slips = {_key(finding) for finding in findings if finding.id == SLIP}
    number = any(one.id.startswith(MONEY) and not RULES[one.id].expects for one in errors)
    first: list[Finding] = []
    following: list[Finding] = []
    for finding in findings:
        causes = _causes(finding)
        follows = (number and RULES[finding.id].expects) or not wrong.isdisjoint(causes)
        follows |= finding.severity is Severity.WARNING and not slips.isdisjoint(causes)
        (following if follows else first).append(finding)
    return first, [*shaken, *following]


def _key(finding: Finding) -> Key:
    return finding.id, finding.places[0].at


def _keys(finding: Finding) -> set[Key]:
    """What a finding explains others by: its first place, its rows, or its whole file."""
    keys = {_key(finding)}
    if finding.id == RIVALS:
        keys |= {(RIVALS, _row(at.at)) for at in finding.places}
    if finding.id == TWICE:
        keys.add((TWICE, _file(finding.places[0].at)))
    return keys


def _causes(finding: Finding) -> set[Key]:
    """What would explain a finding: errors of certain rules at one of its numbers."""
    follows = RULES[finding.id].follows
    if finding.id == TWICE and finding.severity is Severity.ERROR:
        follows = (RIVALS,)
    causes = {(name, at.at) for name in follows for at in finding.places}
    if RIVALS in follows and finding.id.startswith("margin/"):
        causes |= {(RIVALS, _row(at.at)) for at in finding.places}
    if TWICE in follows:
        causes |= {(TWICE, _file(at.at)) for at in finding.places}
    return causes - {_key(finding)}


def _file(at: Ref | Spot) -> Ref:
    """The file that a place lies in."""
    return Ref(at.document if isinstance(at, Ref) else at.file)


def _row(at: Ref | Spot) -> Ref | Spot:
    """The row of a table that a place lies in; elsewhere the place itself."""
    if isinstance(at, Ref) and at.steps[:1] == (ROWS,):
        return Ref(at.document).child(*at.steps[:2])
    return at


def _left_by(finding: Finding, following: Sequence[Finding]) -> list[Finding]:
    """The errors that a finding explains: they come back where it is waived and nothing mended."""
    left = [finding]
    for one in left:
        left += [
            found
            for found in following
            if found not in left
            and found.severity is Severity.ERROR
            # What people wrote down is written anew, not waived.
            and not RULES[found.id].expects
            and not _keys(one).isdisjoint(_causes(found))
        ]
    return left[1:]


def _on_both(first: Sequence[Finding], there: Outcome) -> tuple[list[Finding], list[Finding]]:
    """The findings that stand on the day that is meant too, and those of the wrong day alone."""
    same = {(f.id, f.fingerprint) for f in (*there.standing, *there.withheld)}
    stays = [f.id == DAY or (f.id, f.fingerprint) in same for f in first]
    return (
        [f for f, stands in zip(first, stays, strict=True) if stands],
        [f for f, stands in zip(first, stays, strict=True) if not stands],
    )


def _gathered(
    answers: Answers, findings: Sequence[Finding], following: Sequence[Finding]
) -> Iterator[Finding]:
    """The findings of each rule, those with one cause said once."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.id, []).append(finding)
    for name, mine in by_rule.items():
        for finding in RULES[name].gather(answers, mine):
            # What stands for several findings has no subject that a waiver could cite.
            citable = RULES[name].waivable and finding.subject and finding in mine
            yield _with_subject(answers, finding, following) if citable else finding


def _with_subject(answers: Answers, finding: Finding, following: Sequence[Finding]) -> Finding:
    """A finding that says what a waiver of it would have to say, and what is to be waived with it.

    What only follows from it would stand, were it waived alone.
    """
    more = _left_by(finding, following)
    firm = next((one for one in more if not RULES[one.id].waivable), None)
    if firm is not None:
        said = f"no waiver of it alone would do: {firm.id} would remain, which nobody may waive"
        return replace(finding, notes=(*finding.notes, ("to waive", f"{said} ({firm.message})")))
    said = bounds.each([finding, *more]) if more else bounds.citation(finding)
    short = [
        waiver
        for waiver in answers.program.waivers
        if any((waiver.rule, waiver.subject) == (one.id, one.subject) for one in more)
    ]
    so_far = [("waived so far", bounds.so_far(waiver)) for waiver in short]
    return replace(finding, notes=(*finding.notes, ("to waive", said), *so_far))
