"""Drafts a waiver, and proves on a copy of the files that it does what it is meant to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.check.accepting.written import Wanted, text_of
from partnerbook.check.declined import Declined
from partnerbook.check.outcome import Outcome, examine
from partnerbook.check.page_files import is_named
from partnerbook.check.reviewing.cost import priced_entry
from partnerbook.check.reviewing.worth import Appraiser
from partnerbook.check.rules import RULES
from partnerbook.check.waiving import bounds, levels
from partnerbook.check.waiving.register import Entry
from partnerbook.findings import Finding, Ref, Severity
from partnerbook.load import Loaded
from partnerbook.resolve import Fallback
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import near_rules
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree
from partnerbook.values.dates import in_words
from partnerbook.values.ident import as_id, closest, is_id
from partnerbook.values.percent import Percent, parse_percent

FOLDER = "program/waivers/"
MOST_NAMED = 8
LONGEST_NAME = 40


class _No(Exception):
    """Ends the drafting."""

    def __init__(self, say: str, *, usage: bool = False) -> None:
        super().__init__(say)
        self.declined = Declined(say, usage)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A waiver that works. ``path`` and ``text`` of its file; ``entry``: as it then stands.

    ``warnings`` are about the new file; ``then`` stands once it is there, and only followed from
    what it waives.
    """

    path: str
    text: str
    entry: Entry
    program: Program
    loaded: Loaded
    warnings: tuple[Finding, ...]
    then: tuple[Finding, ...]


def draft_waiver(
    tree: Tree, wanted: Wanted, as_of: date | None, reason: str, fallback: Fallback | None
) -> Drafted | Declined:
    """The waiver that is wanted, or why it would not do.

    It is judged on its first day where that lies ahead, else today.
    """
    try:
        return _drafted(tree, wanted, as_of, reason, fallback)
    except _No as no:
        return no.declined


def _drafted(
    tree: Tree, wanted: Wanted, as_of: date | None, reason: str, fallback: Fallback | None
) -> Drafted:
    before = examine(tree, as_of, reason, fallback)
    now = before.program.as_of if before.program else date.min
    if before.program is not None and wanted.start and wanted.start > now:
        before = examine(tree, wanted.start, "--from", fallback)
    program = before.program
    if program is None:
        raise _No("program/program.yml is missing or not understood; partnerbook check says why")
    today = program.as_of
    _may_be_waived(program, wanted)
    mine = _findings(before, wanted)
    if wanted.through < today:
        raise _No(f"--through {wanted.through} lies before {today}", usage=True)
    _far_enough(wanted, mine)
    paths = set(tree.list()[0])
    name = _name(wanted, paths)
    path = f"{FOLDER}{name}.yml"
    text = text_of(wanted, wanted.start or now, wanted.approved or now, _kept(mine))
    after = examine(
        Overlay(tree, {path: text.encode()}), today, program.as_of_reason, None, before.answers
    )
    return _proven(before, after, path, text, mine)


def _may_be_waived(program: Program, wanted: Wanted) -> None:
    """Ends it for a rule or an approver that there is not."""
    rule = RULES.get(wanted.rule)
    if rule is None and not is_named(wanted.rule):
        near = near_rules(wanted.rule, RULES)
        hint = f"did you mean {near[0]}?" if near else "partnerbook rules lists all"
        raise _No(f"there is no rule {wanted.rule} that could be waived; {hint}", usage=True)
    if rule is None or not rule.waivable:
        why = f"mend what it says (partnerbook rules {wanted.rule})"
        raise _No(f"{wanted.rule} cannot be waived by anybody; {why}", usage=True)
    if wanted.approver not in program.approvers:
        known = joined([one.id for one in program.approvers.values()], "and")
        who = f"the approvers are {known}" if known else "program.yml names no approvers"
        raise _No(f"there is no approver {wanted.approver}; {who}", usage=True)
    if not wanted.reason.strip():
        raise _No("say with --reason why it is accepted", usage=True)


def _findings(before: Outcome, wanted: Wanted) -> list[Finding]:
    """What stands of just that rule and subject. Ends it where nothing does."""
    standing = [one for one in before.apart if one.id == wanted.rule]
    mine = [one for one in standing if one.subject == wanted.subject]
    if mine:
        return mine
    for one in before.waived:
        if (one.finding.id, one.finding.subject) == (wanted.rule, wanted.subject):
            last, waiver = one.waiver.period.through, one.waiver
            assert last is not None
            raise _No(
                f"{waiver.id} waives it already, until {in_words(last)}; let a new waiver begin"
                f" after that (--from {waiver.period.end}), or change {waiver.ref.document}"
            )
    if any((one.id, one.subject) == (wanted.rule, wanted.subject) for one in before.withheld):
        raise _No(
            f"what {wanted.rule} finds about {wanted.subject} only follows from what else"
            " partnerbook check shows; mend or waive that first"
        )
    about = sorted({one.subject for one in standing if one.subject})
    if not about:
        raise _No(f"{wanted.rule} finds nothing today, so there is nothing to waive")
    near = closest(wanted.subject, about, 1)
    more = f" and {len(about) - MOST_NAMED} more" if len(about) > MOST_NAMED else ""
    hint = f"did you mean {near[0]}?" if near else f"it is about {', '.join(about[:MOST_NAMED])}"
    raise _No(
        f"{wanted.rule} finds nothing about {wanted.subject}; {hint}{'' if near else more}",
        usage=True,
    )


def _far_enough(wanted: Wanted, mine: Sequence[Finding]) -> None:
    """Ends it for bounds that are missing, wrong or do not cover what is there."""
    told = {name: _bound(name, text) for name, text in wanted.accepts.items()}
    deepest = _deepest(mine)
    if deepest and not told:
        if any(not bounds.accepts(finding.depths) for finding in mine if finding.depths):
            raise _No(bounds.LOSS)
        options = [f"--accepts {name}={value}" for name, value in deepest.items()]
        raise _No(f"say how far it may go; what there is needs {' '.join(options)}", usage=True)
    for finding in mine:
        for depth in finding.depths:
            measure, bound = bounds.MEASURES[depth.measure], told.get(depth.measure)
            if bound is None or measure.deeper(depth.value, bound.fraction):
                needs = deepest.get(depth.measure)
                if needs is None:
                    raise _No(bounds.LOSS)
                raise _No(
                    f"what there is goes further; it needs --accepts {depth.measure}={needs}",
                    usage=True,
                )


def _kept(mine: Sequence[Finding]) -> str:
    """What a waiver of a tier says that the partner has: just what it has now."""
    return next((said for one in mine if (said := levels.keeps(one.levels))), "")


def _deepest(mine: Sequence[Finding]) -> Mapping[str, str]:
    return bounds.needed(mine)


def _bound(name: str, text: str) -> Percent:
    if name not in bounds.MEASURES:
        known = joined(list(bounds.MEASURES), "and")
        raise _No(f"--accepts {name}={text}: what can be bounded is {known}", usage=True)
    try:
        return parse_percent(text)
    except ValueError as problem:
        raise _No(f"--accepts {name}={text}: {problem}", usage=True) from None


def _name(wanted: Wanted, paths: set[str]) -> str:
    """The id of the new file. Ends it for one that there is already."""
    if wanted.name:
        if not is_id(wanted.name):
            hint = as_id(wanted.name)
            meant = f"; did you mean {hint}?" if hint else ""
            raise _No(
                f"--id {wanted.name}: write small letters, digits and hyphens{meant}", usage=True
            )
        if f"{FOLDER}{wanted.name}.yml" in paths:
            raise _No(f"{FOLDER}{wanted.name}.yml is there already; choose another --id")
        return wanted.name
    stem = (as_id(wanted.subject) or "waiver")[:LONGEST_NAME].rstrip("-")
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(paths) + 3)))
    return next(name for name in names if f"{FOLDER}{name}.yml" not in paths)


def _proven(
    before: Outcome, after: Outcome, path: str, text: str, mine: Sequence[Finding]
) -> Drafted:
    """The draft, if it waives all that it is meant to and nothing worse comes of it."""
    assert after.program is not None
    said = [one for one in after.standing if _in_file(one, path)]
    wrong = [one for one in said if one.severity is Severity.ERROR]
    if wrong:
        raise _No(f"it would not count: {'; '.join(_why(one) for one in wrong)}")
    entry = next((one for one in after.register if one.waiver.ref.document == path), None)
    covered = {one.fingerprint for one in entry.findings} if entry else set()
    if entry is None or not {one.fingerprint for one in mine} <= covered:
        raise _No(f"it would not cover {mine[0].subject}: {mine[0].message}")
    known = {(one.id, one.fingerprint) for one in before.apart}
    then = [
        one
        for one in after.apart
        if one.severity is Severity.ERROR and (one.id, one.fingerprint) not in known
    ]
    firm = next((one for one in then if one.id in RULES and not RULES[one.id].waivable), None)
    if firm is not None:
        raise _No(
            f"a waiver of it alone would not do: {firm.id} would remain, which nobody may waive"
            f" ({firm.message})"
        )
    return Drafted(
        path,
        text,
        priced_entry(after.program, Appraiser(after.program), entry),
        after.program,
        after.loaded,
        tuple(one for one in said if one not in wrong),
        tuple(then),
    )


def _why(wrong: Finding) -> str:
    """Why a waiver would not count, and what to do."""
    ways = [repair.say for repair in wrong.help]
    do = f" ({'; '.join(ways)})" if ways else ""
    return wrong.message.rpartition(" does not count: ")[2] + do


def _in_file(finding: Finding, path: str) -> bool:
    """Whether a finding is about a file."""
    at = finding.places[0].at if finding.places else None
    if at is None:
        return False
    return (at.document if isinstance(at, Ref) else at.file) == path
