"""Applies waivers: an exact rule and subject, in its time, by somebody who may approve it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from partnerbook.check.page_files import is_named
from partnerbook.check.waiving import bounds
from partnerbook.check.waiving.refusals import out_of_scope, problem_of
from partnerbook.check.waiving.subjects import meant, names_something
from partnerbook.check.waiving.watch import Waived, watched
from partnerbook.findings import Edit, Finding, Place, Ref, Repair, Severity
from partnerbook.load import Loaded
from partnerbook.resolve.program import Program, Waiver
from partnerbook.rulebook import Rule, near_rules
from partnerbook.values.dates import in_words

FOLDER = "program/waivers/"
NO_RATE = "margin/no-rate"


@dataclass(slots=True)
class Split:
    """The findings that stand, those that are waived, and what is wrong with the waivers.

    ``back`` are findings of a waiver that is out of time or that they have outgrown; each says so.
    ``withheld`` are the findings that a waiver was meant for which does not count: they are
    named in ``problems``.
    """

    standing: list[Finding] = field(default_factory=list)
    back: list[Finding] = field(default_factory=list)
    waived: list[Waived] = field(default_factory=list)
    withheld: list[Finding] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)


def apply(
    program: Program,
    loaded: Loaded,
    rules: Mapping[str, Rule],
    findings: Iterable[Finding],
    *,
    whole: bool,
) -> Split:
    """Split the findings by the program's waivers; a bad or unused waiver is a finding too.

    ``whole``: everything was read and judged, so that a waiver without a finding has none.
    """
    out = Split(problems=list(_unknown_rules(program, rules)))
    left = list(findings)
    # While a rate is missing nobody knows what such deals give.
    unpriced = any(one.id == NO_RATE and one.severity is Severity.ERROR for one in left)

    def about(waiver: Waiver) -> list[Finding]:
        """What is left of the findings that a waiver is about."""
        rule = _rule_of(waiver, rules)
        return [found for found in left if (found.id, found.subject) == (rule, waiver.subject)]

    def done(mine: Sequence[Finding]) -> None:
        left[:] = [found for found in left if found not in mine]

    refused = {w.id: problem for w in program.waivers if (problem := problem_of(program, rules, w))}
    for waiver in program.waivers:
        for found in () if waiver.id in refused else about(waiver):
            if problem := out_of_scope(program, waiver, found):
                refused[waiver.id] = problem
    counting = [waiver for waiver in program.waivers if waiver.id not in refused]
    active = [waiver for waiver in counting if program.as_of in waiver.period]
    idle: list[Waiver] = []
    for waiver in active:
        mine = [found for found in about(waiver) if bounds.covers(waiver, found)]
        done(mine)
        out.waived += [Waived(found, waiver) for found in mine]
        idle += [] if mine else [waiver]
    unused = [waiver for waiver in idle if not about(waiver)]
    for waiver in idle:
        mine = about(waiver)
        done(mine)
        for found in mine:
            if bounds.says_nothing(waiver, found):
                out.withheld.append(found)
                out.problems.append(_with_stands(bounds.no_bound(waiver, found), [found]))
            else:
                out.back.append(bounds.too_deep(waiver, found))
    for waiver in program.waivers:
        mine = about(waiver)
        if waiver.id in refused:
            if not mine and waiver.rule in rules and _of_other_rule(waiver, left):
                # Nobody may approve what the waiver does not mean; the rule is what is wrong.
                unused.append(waiver)
                continue
            out.withheld += mine
            out.problems += [_with_stands(f, mine) for f in refused[waiver.id].finding]
        else:
            out.back += [_out_of_time(program, waiver, found) for found in mine]
        done(mine)
    for waiver in unused:
        mine = _of_other_rule(waiver, left) or _misnamed(program, waiver, left)
        done(mine)
        out.withheld += mine
        if mine or (whole and not (unpriced and waiver.rule.startswith("margin/"))):
            out.problems.append(_unused(waiver, mine, _twin(waiver, out.waived)))
    out.problems += watched(program, out.waived, counting)
    unread = [loaded.text(path) for path in sorted(program.broken) if path.startswith(FOLDER)]
    for finding in left:
        meant_by = any(finding.id in text and finding.subject in text for text in unread)
        (out.withheld if meant_by else out.standing).append(finding)
    return out


def _rule_of(waiver: Waiver, rules: Mapping[str, Rule]) -> str:
    """The rule that a waiver means, if it is misspelt the nearest one."""
    if waiver.rule in rules or is_named(waiver.rule):
        return waiver.rule
    return next(iter(near_rules(waiver.rule, rules)), waiver.rule)


def _with_stands(problem: Finding, mine: Sequence[Finding]) -> Finding:
    """The finding about a waiver, with what stands because the waiver does not count."""
    return replace(
        problem,
        places=(*problem.places, *(Place(f.places[0].at, "what it was to waive") for f in mine)),
        notes=(*problem.notes, *(("so this stands", finding.message) for finding in mine)),
    )


def _out_of_time(program: Program, waiver: Waiver, finding: Finding) -> Finding:
    """A finding whose waiver has run out, or has yet to begin: as bad as it was without one."""
    over = waiver.period.end <= program.as_of
    key = "through" if over else "from"
    day = in_words((waiver.period.through if over else waiver.period.start) or program.as_of)
    if over:
        words = f"the waiver {waiver.id} ended on {day}, so this is back"
    else:
        words = f"the waiver {waiver.id} begins only on {day}"
    ways = finding.help
    if over:
        ways = (bounds.anew(finding, over=True), *ways)
    if over and not bounds.covers(waiver, finding):
        finding = bounds.too_deep(waiver, finding)
    label = f"waived {'until' if over else 'only from'} {day}"
    return replace(
        finding,
        message=f"{finding.message}; {words}",
        places=(*finding.places, Place(waiver.ref.child(key), label)),
        help=ways,
    )


def _misnamed(program: Program, waiver: Waiver, left: Sequence[Finding]) -> list[Finding]:
    """The findings that a waiver must mean whose subject is no name of anything."""
    if names_something(program, waiver.subject):
        return []
    mine = [finding for finding in left if finding.id == waiver.rule]
    subject = meant(waiver.subject, [finding.subject for finding in mine])
    return [finding for finding in mine if finding.subject == subject]


def _of_other_rule(waiver: Waiver, left: Sequence[Finding]) -> list[Finding]:
    """The findings about just the subject of a waiver, which names another rule."""
    mine = [found for found in left if found.subject == waiver.subject]
    return mine if waiver.subject and len({found.id for found in mine}) == 1 else []


def _twin(waiver: Waiver, waived: Iterable[Waived]) -> Waiver | None:
    """Another waiver that already covers what this one is about."""
    for one in waived:
        if (one.waiver.rule, one.waiver.subject) == (waiver.rule, waiver.subject):
            return one.waiver
    return None


def _unused(waiver: Waiver, near: Sequence[Finding], twin: Waiver | None) -> Finding:
    message = f"the waiver {waiver.id} waives nothing: " + (
        f"{twin.id} already covers {waiver.subject}"
        if twin
        else f"no finding of {waiver.rule} is about {waiver.subject}"
    )
    if not near:
        return Finding(
            "waiver/unused",
            Severity.WARNING,
            f"{message}; remove it",
            (Place(waiver.ref.child("subject")),),
            subject=waiver.id,
        )
    key, wanted = ("subject", near[0].subject)
    if wanted == waiver.subject:
        key, wanted = ("rule", near[0].id)
    at = waiver.ref.child(key)
    found = Finding(
        "waiver/unused",
        Severity.ERROR,
        f"{message}; did you mean {wanted}?",
        (Place(at),),
        subject=waiver.id,
        help=(Repair(f"write {wanted}", edits=(Edit(at, wanted),)),),
        facts=(key,),
    )
    return _with_stands(found, near)


def _unknown_rules(program: Program, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Waivers, and approvers in program.yml, that name a rule that does not exist."""
    named: dict[str, list[Ref]] = {}
    frame = next(iter(program.records["program"].values()))
    for at, approver in enumerate(frame.get("approvers", ())):
        for number, word in enumerate(approver["may"]):
            named.setdefault(word, []).append(frame.ref.child("approvers", at, "may", number))
    for waiver in program.waivers:
        # A waiver of what is no rule but found in reading is refused as what nobody may waive.
        if waiver.rule in rules or not is_named(waiver.rule):
            named.setdefault(waiver.rule, []).append(waiver.ref.child("rule"))
    for word, refs in named.items():
        if word in rules:
            continue
        if is_named(word):
            yield _unwaivable(word, refs)
            continue
        near = near_rules(word, rules)[:1]
        yield Finding(
            "waiver/unknown-rule",
            Severity.ERROR,
            f"there is no rule called {word}" + "".join(f"; did you mean {one}?" for one in near),
            (Place(refs[0]), *(Place(ref, "also here") for ref in refs[1:])),
            subject=word,
            help=tuple(
                Repair(f"write {one}", edits=tuple(Edit(ref, one) for ref in refs)) for one in near
            ),
            facts=(word,),
        )


def _unwaivable(word: str, refs: Sequence[Ref]) -> Finding:
    """Approvers who may waive what is found in reading the files, which nobody can."""
    return Finding(
        "waiver/unknown-rule",
        Severity.ERROR,
        f"{word} cannot be waived by anybody",
        (Place(refs[0]), *(Place(ref, "also here") for ref in refs[1:])),
        subject=word,
        help=(Repair(f"take {word} out of `may:`"),),
        facts=(word,),
    )
