"""The baseline of a program: written once when it comes under check, from then on only shrunk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.check.accepting.known_text import text_of
from partnerbook.check.declined import Declined
from partnerbook.check.outcome import DAY, Outcome, examine
from partnerbook.check.rules import RULES
from partnerbook.check.waiving import bounds
from partnerbook.check.waiving.baseline import KnownBefore
from partnerbook.findings import Finding, Ref, Severity
from partnerbook.load import Loaded
from partnerbook.resolve import Fallback
from partnerbook.resolve.program import Known, Program
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

FOLDER = "program/baselines/"
FIRST = f"{FOLDER}adoption.yml"
WAIVERS = "waiver/"


@dataclass(frozen=True, slots=True)
class Baseline:
    """How it stands, and what writing it would do.

    ``files``: path → text of each that would change. ``first``: there is none yet.
    ``known`` is in it and stands, or would be; ``gone`` is to go. ``remaining``: what stands
    besides, and is reported whatever is written.
    """

    program: Program
    loaded: Loaded
    first: bool
    files: Mapping[str, str]
    known: tuple[Finding, ...]
    gone: tuple[Known, ...]
    remaining: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many errors are reported whatever is written."""
        return sum(one.severity is Severity.ERROR for one in self.remaining)


def baseline_of(
    tree: Tree, as_of: date | None, reason: str, fallback: Fallback | None
) -> Baseline | Declined:
    """The baseline as it is and as it would be written, or why there can be none."""
    outcome = examine(tree, as_of, reason, fallback)
    program = outcome.program
    if program is None:
        say = "program/program.yml is missing or not understood; partnerbook check says why"
        return Declined(say)
    broken = [path for path in sorted(program.broken) if path.startswith(FOLDER)]
    if broken:
        return Declined(f"{broken[0]} is not understood; partnerbook check says why")
    if not program.records.get("baseline"):
        return _first(tree, outcome, program)
    files = dict(_shrunk(outcome, program))
    known = tuple(one.finding for one in outcome.known)
    remaining = tuple(one for one in outcome.standing if not one.id.startswith("baseline/"))
    over = _over(outcome, program)
    return Baseline(program, outcome.loaded, False, files, known, over, remaining)


def _over(outcome: Outcome, program: Program) -> tuple[Known, ...]:
    """The entries that are to go: of what stands no more, and of what nobody may let pass."""
    firm = (one for one in program.known if one.rule not in RULES or not RULES[one.rule].waivable)
    return (*outcome.gone, *firm)


def _first(tree: Tree, outcome: Outcome, program: Program) -> Baseline | Declined:
    """What a first baseline would hold: all that rules find, may be waived, and is not waived.

    Only of a program that is understood as a whole: what is not judged today could not be added.
    """
    blind = [one for one in outcome.standing if one.id not in RULES or one.id == DAY]
    unread = [one for one in blind if not one.id.startswith(WAIVERS)]
    if unread or outcome.unjudged:
        first = f": {unread[0].message}" if unread else ""
        return Declined(
            "a baseline can only shrink, so it is written when all is understood; mend first what"
            f" partnerbook check finds in single files and their links{first}"
        )
    fits = [finding for finding in outcome.fresh if _fits(finding)]
    if not fits:
        return Baseline(program, outcome.loaded, True, {}, (), (), outcome.standing)
    text = text_of(program.as_of, [_entry(finding) for finding in fits])
    after = examine(
        Overlay(tree, {FIRST: text.encode()}),
        program.as_of,
        program.as_of_reason,
        None,
        outcome.answers,
    )
    known = tuple(one.finding for one in after.known)
    return Baseline(program, after.loaded, True, {FIRST: text}, known, (), after.standing)


def _fits(finding: Finding) -> bool:
    """Whether a baseline may hold a finding: nobody may let a loss pass without a word."""
    if finding.severity is Severity.UNDETERMINED or not RULES[finding.id].waivable:
        return False
    return not finding.depths or bool(bounds.accepts(finding.depths))


Line = tuple[str, str, str, Mapping[str, str]]
"""Rule, subject, fingerprint and bounds of an entry."""


def _entry(finding: Finding) -> Line:
    return finding.id, finding.subject, finding.fingerprint, bounds.needed([finding])


def _shrunk(outcome: Outcome, program: Program) -> Iterator[tuple[str, str]]:
    """Each file from which something can be taken, with what is left of it."""
    standing: dict[Ref, list[KnownBefore]] = {}
    for one in outcome.known:
        standing.setdefault(one.entry.ref, []).append(one)
    over = _over(outcome, program)
    for record in program.records["baseline"].values():
        path = record.ref.document
        mine = [entry for entry in program.known if entry.ref.document == path]
        left = [entry for entry in mine if entry not in over]
        lines = [_tightened(entry, standing.get(entry.ref, ())) for entry in left]
        if lines != [_written(entry) for entry in mine]:
            yield path, text_of(record["written"], lines)


def _written(entry: Known) -> Line:
    accepts = {measure: str(bound) for measure, bound in entry.accepts.items()}
    return entry.rule, entry.subject, entry.fingerprint, accepts


def _tightened(entry: Known, now: Sequence[KnownBefore]) -> Line:
    """An entry that accepts no more than is there now; one that is outgrown stays as it is."""
    if not now or not entry.accepts:
        return _written(entry)
    needed = bounds.needed([one.finding for one in now])
    return entry.rule, entry.subject, entry.fingerprint, needed
