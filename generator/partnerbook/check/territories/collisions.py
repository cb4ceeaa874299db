"""Rights that collide, in words: who intrudes, what is met where, and which right is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from partnerbook.check.territories.missing_fact import missing, told
from partnerbook.check.territories.overlaps import Right, repairs
from partnerbook.check.territories.pointing import pointed
from partnerbook.check.territories.stars import Star
from partnerbook.findings import Place, Severity
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program, Reserved, SharedGroup
from partnerbook.rights import (
    EXCLUSIVE,
    RESERVED,
    SHARED,
    SHARED_LIMIT,
    SHARED_SCOPE,
    SOLE,
    Conflict,
)
from partnerbook.rulebook import Answers, Judgement

WHY = {
    EXCLUSIVE: "an exclusive right leaves no room for any other partner in the same cells",
    SHARED: "a shared exclusive right is met only by members of its own group",
    SOLE: "a sole right leaves room for the vendor, for no other partner",
    RESERVED: "what the vendor reserves, no partner may be granted",
    SHARED_LIMIT: "the group is closed: it has more partners there than its limit",
    SHARED_SCOPE: "a member's grant must lie inside what its group holds",
}
_SAYS = {
    EXCLUSIVE: "{first} and {second} hold rights that exclude each other",
    SHARED: "{first} is granted what {second} holds alone with its group",
    SOLE: "{first} is granted what {second} holds as the only partner",
    RESERVED: "{first} is granted what the vendor reserves",
    SHARED_LIMIT: "{first} is one of too many partners in {second}",
    SHARED_SCOPE: "{first} is granted more than {second} holds",
}
"""Who intrudes is the first, what it meets the second."""
_AT_MOST, _SCOPE = "at most {} partners", "all that its members may hold"


def colliding(*rules: str) -> Callable[[Answers], Iterator[Judgement]]:
    """Judges the pairs that break one of these rules (see ``rights.Conflict``), each once."""
    return partial(_judge, rules)


def _judge(rules: tuple[str, ...], answers: Answers) -> Iterator[Judgement]:
    for conflict in answers.conflicts:
        if conflict.rule in rules:
            yield judgement(answers.program, conflict)


def judgement(program: Program, conflict: Conflict) -> Judgement:
    """What is said of one pair."""
    first, second = _newcomer_first(conflict)
    names = {"first": _holder(program, first), "second": _holder(program, second)}
    say = _SAYS[conflict.rule].format(**names)
    severity = Severity.WARNING if conflict.assumed else None
    if conflict.assumed:
        say = f"if {renewing(program, conflict)}, {say}"
    if not conflict.certain:
        say, severity = f"it cannot be told whether {say}", Severity.UNDETERMINED
    return Judgement(
        f"{say}: {describe(program.axes, conflict.cells)}",
        tuple(
            Place(pointed(program, one, conflict), _label(program, one, conflict.rule))
            for one in (first, second)
        ),
        subject=f"{conflict.left.id} {conflict.right.id}",
        notes=(
            ("why", WHY[conflict.rule]),
            *(("missing", fact) for fact in missing(program, conflict)),
        ),
        help=(*told(program, conflict), *repairs(program, conflict)),
        facts=conflict.key,
        severity=severity,
        inside=conflict.cells.inside,
    )


def renewing(program: Program, conflict: Conflict) -> str:
    """Whose agreement must renew before two rights meet."""
    first = int(conflict.cells.on("day")[0][0])
    names = [
        partner.name
        for right in (conflict.left, conflict.right)
        if isinstance(right, Grant)
        and (partner := program.partners[right.partner]).agreement
        and partner.agreement.firm.end.toordinal() <= first
    ]
    if len(names) == 1:
        return f"the agreement of {names[0]} renews"
    return f"the agreements of {joined(names, 'and')} renew"


def say(star: Star) -> str:
    """What several pairs around one right have in common."""
    if star.kind == "reserved":
        return f"{star.who} reserves what {star.count} rights hold: {star.names}"
    if star.kind == _SCOPE:
        return f"{star.count} members are granted more than {star.who} holds: {star.names}"
    if _too_many(star):
        return f"{star.who} ({star.kind}) is held by too many: {star.names}"
    return f"{star.who} ({star.kind}) collides with {star.count} rights: {star.names}"


def fewer(star: Star) -> str:
    """What to do where a group has too many members: not all of them must go."""
    return f"take members out until there are {star.kind}" if _too_many(star) else ""


def _too_many(star: Star) -> bool:
    return star.kind.startswith(_AT_MOST.partition("{")[0])


def label(program: Program, grant: Grant) -> str:
    """What stands where a grant says its places: who, which kind, how long."""
    return f"{program.partners[grant.partner].name}: {held(program, grant)}"


def held(program: Program, grant: Grant) -> str:
    """Which kind of right a grant is, and how long it holds."""
    return f"{grant.kind}, {describe_axis(program.axes, 'day', grant.cells.on('day'))}"


def _holder(program: Program, right: Right) -> str:
    """Who holds a right, as people call it."""
    if isinstance(right, Grant):
        return program.partners[right.partner].name
    return f"the group {right.name}" if isinstance(right, SharedGroup) else "the vendor"


def _label(program: Program, right: Right, rule: str) -> str:
    """What stands there in the reader's words: who, and after a colon with what."""
    if isinstance(right, Grant):
        return label(program, right)
    if isinstance(right, Reserved):
        return "the vendor: reserved"
    return f"{right.name}: {_AT_MOST.format(right.limit) if rule == SHARED_LIMIT else _SCOPE}"


def _newcomer_first(conflict: Conflict) -> tuple[Right, Right]:
    """The right that intrudes, then the one that it meets.

    That is the weaker of two kinds, of two alike the one that begins later: whoever was promised a
    place alone, or first, is not at fault. A group or the vendor is never the one that intrudes.
    """
    left, right = conflict.left, conflict.right
    if not isinstance(right, Grant):
        return left, right
    begins = [int(grant.cells.on("day")[0][0]) for grant in (left, right)]
    later = left.kind == right.kind and begins[0] > begins[1]
    return (left, right) if later else (right, left)
