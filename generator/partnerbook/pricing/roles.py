"""Before any price: in which deal role every line of an order counts, and which never come up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from partnerbook.findings import Ref
from partnerbook.pricing.order import Line, Order
from partnerbook.resolve.program import Program, Reclassify
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import spans

WHOLE_ORDER = "order"
_A_LINE = {
    "new": "new",
    "added": "an addition",
    "renewal": "a renewal",
    "upgrade": "an upgrade",
    "downgrade": "a downgrade",
    "cancellation": "a cancellation",
    "return": "a return",
}


@dataclass(frozen=True, slots=True)
class Recast:
    """A line that counts in another role than was said.

    ``line``: which one, from 0; ``because``: the line whose ``line_type`` decides. ``was`` is None
    where nothing was said.
    """

    rule: Reclassify
    line: int
    because: int
    line_type: str
    was: str | None

    @property
    def ref(self) -> Ref:
        """Where the rule stands."""
        return self.rule.ref


@dataclass(frozen=True, slots=True)
class Roles:
    """The order to price, its lines in the role in which they count.

    ``untold``: the lines whose role hangs on the type of a line that does not state it.
    ``torn``: rules that give one line several roles.
    """

    order: Order
    recast: tuple[Recast, ...]
    untold: frozenset[int]
    torn: tuple[tuple[int, tuple[Reclassify, ...]], ...]

    def asked(self, line: int, missing: frozenset[str]) -> frozenset[str]:
        """What has to be said about a line: its type where that is what its role hangs on."""
        if line not in self.untold or "deal_role" not in missing:
            return missing
        return missing - {"deal_role"} | {"line_type"}


def in_words(recast: Sequence[Recast]) -> Iterator[tuple[str, Recast]]:
    """What each rule does to an order, in a sentence; lines are counted from 1."""
    for rule in dict.fromkeys(one.rule for one in recast):
        mine = [one for one in recast if one.rule == rule]
        if rule.whole == WHOLE_ORDER:
            because = f"line {mine[0].because + 1} is {_A_LINE[mine[0].line_type]}"
            yield f"the whole order counts as {rule.role}, because {because}", mine[0]
            continue
        for one in mine:
            because = f"it is {_A_LINE[one.line_type]}"
            yield f"line {one.line + 1} counts as {rule.role}, because {because}", one


def in_roles(program: Program, order: Order) -> Roles:
    """In which role every line counts, by the rules of the program."""
    lines: list[Line] = []
    recast: list[Recast] = []
    untold: set[int] = set()
    torn: list[tuple[int, tuple[Reclassify, ...]]] = []
    for at, line in enumerate(order.lines):
        said = line.deal_role or order.deal_role
        rules = _rules(program, order, at)
        roles = {rule.role for rule, _ in rules}
        if len(roles) > 1:
            torn.append((at, tuple(rule for rule, _ in rules)))
        elif rules and rules[0][0].role != said:
            recast.append(_recast(order, at, *rules[0], said))
        role = rules[0][0].role if len(roles) == 1 else said
        if len(roles) > 1 or _may_change(program, order, at, role, ruled=bool(rules)):
            untold.add(at)
            role = None
        lines.append(replace(line, deal_role=role))
    # Every line says its own role now; one that is untold must not fall back on the order's.
    cast = replace(order, lines=tuple(lines), deal_role=None)
    return Roles(cast, tuple(recast), frozenset(untold), tuple(torn))


def _recast(order: Order, at: int, rule: Reclassify, because: int, was: str | None) -> Recast:
    return Recast(rule, at, because, order.lines[because].line_type or "", was)


def _rules(program: Program, order: Order, at: int) -> list[tuple[Reclassify, int]]:
    """The rules that decide about a line, each with the line that it looks at."""
    whole = [
        (rule, because)
        for rule in program.reclassify
        if rule.whole == WHOLE_ORDER
        for because in [_first(order, rule)]
        if because is not None
    ]
    mine = order.lines[at].line_type
    return whole or [
        (rule, at)
        for rule in program.reclassify
        if rule.whole != WHOLE_ORDER and mine in rule.line_types
    ]


def _first(order: Order, rule: Reclassify) -> int | None:
    types = [line.line_type for line in order.lines]
    return next((at for at, said in enumerate(types) if said in rule.line_types), None)


def _may_change(program: Program, order: Order, at: int, role: str | None, *, ruled: bool) -> bool:
    """Whether a line that does not state its type could still give this one another role."""
    silent = any(line.line_type is None for line in order.lines)
    mine = order.lines[at].line_type is None
    for rule in program.reclassify:
        if rule.role == role:
            continue
        if silent if rule.whole == WHOLE_ORDER else mine and not ruled:
            return True
    return False


def never(program: Program) -> Iterator[BoxSet]:
    """The cells in which no line counts: of a type that counts in other roles alone."""
    axes = program.axes
    roles = axes.values["deal_role"]
    types = axes.values["line_type"]
    whole = {name: _set_for(program, name, whole=True) for name in types}
    # Rules that contradict each other give no line a role.
    of_orders = {role for found in whole.values() if len(found) == 1 for role in found}
    for line_type in types:
        mine, alone = whole[line_type], _set_for(program, line_type, whole=False)
        if not mine and not alone:
            continue
        decided = mine or alone
        allowed = (decided if len(decided) == 1 else set()) | (set() if mine else of_orders)
        others = spans((at, at + 1) for at, role in enumerate(roles) if role not in allowed)
        if others:
            here = axes.node("line_type", line_type)
            yield axes.space.box({"line_type": here, "deal_role": others})


def _set_for(program: Program, line_type: str, *, whole: bool) -> set[str]:
    """The roles that rules of one sort give lines of a type."""
    return {
        rule.role
        for rule in program.reclassify
        if (rule.whole == WHOLE_ORDER) == whole and line_type in rule.line_types
    }
