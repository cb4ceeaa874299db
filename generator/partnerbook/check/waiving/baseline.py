"""Sets apart what was there when the program came under check: counted, not reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from partnerbook.check.waiving import bounds
from partnerbook.findings import Edit, Finding, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Known, Program
from partnerbook.rulebook import Rule


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """A finding and the entry of a baseline by which it is only counted."""

    finding: Finding
    entry: Known


@dataclass(slots=True)
class Apart:
    """The findings that are new, those that are known, entries without one, and what is wrong.

    A finding that has gone further than its entry says is new, and says so.
    """

    new: list[Finding] = field(default_factory=list)
    known: list[KnownBefore] = field(default_factory=list)
    gone: list[Known] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)


def set_apart(
    program: Program, rules: Mapping[str, Rule], findings: Sequence[Finding], *, whole: bool
) -> Apart:
    """Split the findings by the program's baselines.

    ``whole``: everything was read and judged, so that an entry without a finding has none.
    """
    out = Apart()
    entries: dict[tuple[str, str], Known] = {}
    refused: dict[str, list[Known]] = {}
    for entry in program.known:
        if entry.rule in rules and rules[entry.rule].waivable:
            entries.setdefault((entry.rule, entry.fingerprint), entry)
        else:
            refused.setdefault(entry.rule, []).append(entry)
    found: set[tuple[str, str]] = set()
    for finding in findings:
        key = (finding.id, finding.fingerprint)
        known = entries.get(key)
        if known is None:
            out.new.append(finding)
            continue
        found.add(key)
        if bounds.beyond(known, finding):
            out.new.append(_deeper(known, finding))
        else:
            out.known.append(KnownBefore(finding, known))
    out.gone = [entry for key, entry in entries.items() if whole and key not in found]
    out.problems = [_refused(rule, mine, rules) for rule, mine in refused.items()]
    by_file: dict[str, list[Known]] = {}
    for entry in out.gone:
        by_file.setdefault(entry.ref.document, []).append(entry)
    out.problems += [_gone(program, path, mine) for path, mine in by_file.items()]
    return out


def _deeper(known: Known, finding: Finding) -> Finding:
    """A finding that has gone further than when it was written down."""
    then = f"known from before {bounds.bound_words(known)}" if known.accepts else "known before"
    at = known.ref.child("accepts" if known.accepts else "rule")
    return replace(
        finding,
        severity=Severity.ERROR,
        message=f"{finding.message}; {then}, and now it goes further",
        places=(*finding.places, Place(at, "as it was known")),
    )


def _refused(rule: str, mine: Sequence[Known], rules: Mapping[str, Rule]) -> Finding:
    """Entries of a rule that a baseline may not hold, or that there is not."""
    said = f"nobody may let {rule} pass" if rule in rules else f"there is no rule {rule}"
    count = f"{len(mine)} entries do" if len(mine) > 1 else "an entry does"
    return Finding(
        "baseline/not-allowed",
        Severity.ERROR,
        f"{count} not count: {said}",
        tuple(Place(entry.ref.child("rule")) for entry in mine),
        subject=rule,
        help=(_without(mine),),
        facts=(rule,),
    )


def _gone(program: Program, path: str, mine: Sequence[Known]) -> Finding:
    """Entries whose finding is mended or waived by now."""
    mine = sorted(mine, key=lambda entry: int(entry.ref.steps[-1]))
    said = f"{len(mine)} findings that it knows no longer stand"
    if len(mine) == 1:
        said = f"what {mine[0].rule} found about {mine[0].subject} no longer stands"
    in_file = sum(entry.ref.document == path for entry in program.known)
    if len(mine) == in_file:
        edit = Edit(Ref(path).child("known"), "", "delete")
        say = "take `known:` out (partnerbook baseline --write does); the file stays, so that"
        way = Repair(f"{say} no new one is written", edits=(edit,))
    else:
        way = _without(mine)
    return Finding(
        "baseline/gone",
        Severity.WARNING,
        f"the baseline can shrink: {said}",
        tuple(Place(entry.ref, "mended, or waived") for entry in mine),
        subject=Ref(path).document,
        help=(way,),
        facts=tuple(entry.fingerprint for entry in mine),
    )


def _without(mine: Sequence[Known]) -> Repair:
    """The entries taken out."""
    what = "take it out" if len(mine) == 1 else f"take these {len(mine)} out"
    say = f"{what} (partnerbook baseline --write does)"
    return Repair(say, edits=tuple(Edit(entry.ref, "", "delete") for entry in mine))
