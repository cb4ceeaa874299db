"""Keeps only those repairs whose edits were tried on the files and found to mend them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from partnerbook.check.along import Along
from partnerbook.check.edits import changed_files
from partnerbook.check.outcome import Outcome, examine, kind_of
from partnerbook.check.rules import RULES
from partnerbook.findings import Edit, Finding, Ref, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import PRICING
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

MOST_EFFORT = 24
"""Each proof reads and judges the program again, so a run tries only so many repairs."""
DEAR = 5
"""The effort of a proof that has to work out every deal again; that of another is 1."""
BANDS = "margin/bands"
MOST_DEALS = 100_000
"""So many sorts of deals are worked out again in one run, at most, to try repairs.

Counted, and not timed, so that the same repairs are offered on every machine (0068).
"""
DEALS = "margin/floor"
"""Where this rule is not asked, no proof works out deals."""


def proven(tree: Tree, outcome: Outcome) -> list[Finding]:
    """The findings with only those repairs that mend them; repairs in words alone stay.

    A repair mends when its finding is gone, or goes no further than a waiver accepts, and no error
    is there that was not there before; a harder one is tried only where the gentler fails. The
    first repair of every finding is tried before the second of any; those that are too many to
    try are left out. What goes with the repair of another finding is not told besides that (0063).
    """
    trial = _Trial(tree, outcome)
    findings = outcome.standing
    mending: dict[int, dict[int, Repair]] = {}
    changed: dict[tuple[int, int], int] = {}
    also = Along(findings, trial.single)
    order = sorted(
        (-also.reach(at, repair), number, at)
        for at, finding in enumerate(findings)
        for number, repair in enumerate(finding.help)
        if repair.edits
    )
    for _, number, at in order:
        repair: Repair | None = None if also.is_mended(at) else findings[at].help[number]
        while repair and not trial.mends(findings[at], repair):
            repair = repair.harder
        if repair:
            also.mended(at, number, repair, trial.after)
            mending.setdefault(at, {})[number] = _warned(repair, trial)
            changed[at, number] = trial.changed
    shown = [
        replace(
            finding,
            help=_begun(
                _needed(
                    [
                        mending.get(at, {}).get(number, repair)
                        for number, repair in sorted(
                            also.ranked(at),
                            # What people worked out tells which of two numbers is wrong.
                            key=lambda one: changed.get((at, one[0]), 0) * (finding.id == BANDS),
                        )
                        if not repair.edits or number in mending.get(at, {})
                    ]
                )
            ),
        )
        for at, finding in enumerate(findings)
    ]
    return also.told(shown)


def _warned(repair: Repair, trial: _Trial) -> Repair:
    """A repair that says what it brings about besides who loses what.

    Which rules then warn or cannot tell, and how many worked examples come out otherwise than they
    say.
    """
    then = []
    if raised := trial.raised:
        then.append(f"{joined(raised, 'and')} {'warns' if len(raised) == 1 else 'warn'}")
    if trial.untold:
        then.append(f"{joined(trial.untold, 'and')} cannot tell any more")
    if trial.changed:
        many = trial.changed > 1
        examples = f"worked example{'s' * many} {'come' if many else 'comes'} out differently"
        then.append(f"{trial.changed} {examples}")
    if then:
        said = f"then {' and '.join(then)}"
        repair = replace(repair, loses="; ".join(filter(None, (repair.loses, said))))
    return replace(repair, harder=None)


def _needed(shown: Sequence[Repair]) -> list[Repair]:
    """The repairs without those that do all that another does, and more."""
    done = [frozenset(repair.edits) for repair in shown if repair.edits]
    return [repair for repair in shown if not any(less < frozenset(repair.edits) for less in done)]


def _begun(shown: Sequence[Repair]) -> tuple[Repair, ...]:
    """The repairs that are left; the first of them is no longer the other way ("or …")."""
    return tuple(
        repair
        if number
        else replace(repair, say=repair.say.removeprefix("or, ").removeprefix("or "))
        for number, repair in enumerate(shown)
    )


class _Trial:
    """Tries repairs as long as the effort allows."""

    def __init__(self, tree: Tree, outcome: Outcome) -> None:
        self.tree, self.outcome, self.left = tree, outcome, MOST_EFFORT
        self.deals = MOST_DEALS
        # Not those that are waived: a repair may not take one further than its waiver allows.
        self.before, self.apart = errors_of(outcome.standing), errors_of(outcome.apart)
        self.single = {(finding.id, finding.fingerprint) for finding in outcome.apart}
        self.warned = _all(outcome) | _named(outcome.apart)
        self.raised: tuple[str, ...] = ()
        """The rules with new warnings after the repair that was tried last."""
        self.untold: tuple[str, ...] = ()
        """The rules that then cannot tell what they could tell before."""
        self.changed = 0
        """How many worked examples come out otherwise then than now, and not as they say."""
        self.after: Sequence[Finding] = ()
        """What is found after the repair that was found to mend last."""
        self.differing = _examples((*outcome.standing, *outcome.apart, *outcome.withheld))

    def mends(self, finding: Finding, repair: Repair) -> bool:
        """Whether the finding goes, and no new error comes, by the edits of a repair."""
        outcome = self.outcome
        dear = self._is_dear(repair.edits)
        effort = DEAR if dear else 1
        again = len(outcome.answers.extremes) if dear and outcome.answers else 0
        if effort > self.left or again > self.deals:
            return False
        self.left, self.deals = self.left - effort, self.deals - again
        files = changed_files(outcome.loaded, repair.edits)
        program = outcome.program
        after = examine(
            Overlay(self.tree, {path: text.encode() for path, text in files.items()}),
            *self._day(program, repair.edits),
            None,
            outcome.answers,
            # Rules that could not be asked before would only find what was wrong all along.
            skip=outcome.unjudged,
            against=outcome.answers.against if outcome.answers else None,
        )
        self.raised = self._new(after, Severity.WARNING)
        self.untold = self._new(after, Severity.UNDETERMINED)
        # While something else is wrong examples are withheld, before and after.
        differ = _examples((*after.apart, *after.withheld))
        then = differ - self.differing
        self.changed = len({subject for subject, _ in then})
        key = (finding.id, finding.fingerprint)
        if _all(after)[key] >= max(1, _all(outcome)[key]):
            return False
        # Of several examples said as one none may be left.
        if _expects(finding) and any(subject in finding.facts for subject, _ in differ):
            return False
        # What only followed from a finding may not outlive it: it would be an error of its own.
        # Of several said as one, fewer may be left: that is no new error.
        mended = (
            not errors_of(after.apart) - self.apart
            if key in self.single
            else not errors_of(after.standing) - self.before
        )
        if mended:
            self.after = (*after.standing, *after.apart, *after.withheld)
        return mended

    def _new(self, after: Outcome, severity: Severity) -> tuple[str, ...]:
        """The rules that find what they did not find before, as a warning or as not known."""
        new = _named(f for f in after.apart if f.severity is severity) - self.warned
        return tuple(sorted({name for name, _ in new}))

    @staticmethod
    def _day(program: Program | None, edits: Iterable[Edit]) -> tuple[date | None, str]:
        """The day to judge on and why: the same, unless it is what the edits mend."""
        if program is None:
            return date.min, ""  # There is no day; the repaired program is judged on any.
        if any(edit.at == program.ref.child("as_of") for edit in edits):
            return None, ""
        return program.as_of, program.as_of_reason

    def _is_dear(self, edits: Iterable[Edit]) -> bool:
        """Whether the edits change what is earned on deals, and that is judged."""
        if self.outcome.program is None or DEALS in self.outcome.unjudged:
            return False
        return any(
            kind_of(edit.at) in PRICING
            or (isinstance(edit.at, Ref) and edit.at.steps[:1] == ("special_terms",))
            for edit in edits
        )


Named = Counter[tuple[str, str]]


def _all(outcome: Outcome) -> Named:
    return _named((*outcome.standing, *outcome.withheld))


def _named(findings: Iterable[Finding]) -> Named:
    return Counter((finding.id, finding.fingerprint) for finding in findings)


def _examples(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """The worked examples of which something else comes out than people wrote down, and what."""
    return {(f.subject, f.message) for f in findings if _expects(f)}


def _expects(finding: Finding) -> bool:
    return finding.id in RULES and RULES[finding.id].expects


def errors_of(findings: Iterable[Finding]) -> Named:
    """The errors that no repair may bring; that written results change is no error of a repair."""
    return _named(f for f in findings if f.severity is Severity.ERROR and not _expects(f))
