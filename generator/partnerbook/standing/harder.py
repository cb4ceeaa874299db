"""Requirements of tiers that get harder from a day on: more, something new, or something else."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.resolve.asked_over_time import before, same, shown, sizes
from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.rungs import ALL, SCORE, Ask, Part, Rung


def harder(old: Ask | None, new: Ask) -> Iterator[tuple[str, str]]:
    """Each currency in which more is asked for ("" for all partners), with what it says.

    What cannot be compared, as it measures something else, counts as harder: nobody has worked
    towards it yet.
    """
    if old is None:
        yield "", f"{new.name} is asked for"
    elif same(old, new):
        there, here = sizes(old), sizes(new)
        for key in here:
            if key in there and here[key] > there[key]:
                becomes = f"{shown(old, key)} becomes {shown(new, key)}"
                yield key, f"{new.name}: {becomes}"
    elif old.kind != new.kind or old.metric != new.metric or old.window != new.window:
        yield "", f"{new.name} is asked for in place of {old.name}"
    elif new.kind == SCORE:
        yield from _points(old, new)
    elif new.inner:
        yield from _groups(old, new)


def _points(old: Ask, new: Ask) -> Iterator[tuple[str, str]]:
    least = dict(old.minimum)
    there, here = ({(one.metric, one.window): one for one in ask.parts} for ask in (old, new))
    if new.at_least > old.at_least:
        yield "", f"{new.name}: {old.at_least} points become {new.at_least}"
    elif any(points > least.get(category, 0) for category, points in new.minimum):
        yield "", f"{new.name}: a category needs more points"
    elif any(key not in here or _gives_less(part, here[key]) for key, part in there.items()):
        yield "", f"{new.name}: what was done gives fewer points"


def _gives_less(old: Part, new: Part) -> bool:
    if new.points * old.each < old.points * new.each:
        return True
    if new.at_most is not None and (old.at_most is None or new.at_most < old.at_most):
        return True
    return any(
        one in old.amounts and new.amounts[one].amount > old.amounts[one].amount
        for one in new.amounts
    )


def _groups(old: Ask, new: Ask) -> Iterator[tuple[str, str]]:
    """Things inside are the same by what people call them: ids differ from version to version."""
    there, here = ({one.name: one for one in ask.inner} for ask in (old, new))
    fewer, more = there.keys() - here.keys(), here.keys() - there.keys()
    if new.kind == ALL and more:
        yield "", f"{new.name}: {min(more)} is asked for too"
    elif new.kind != ALL and (new.at_least > old.at_least or fewer):
        yield "", f"{new.name}: fewer ways to meet it"
    for name in sorted(here.keys() & there.keys()):
        yield from harder(there[name], here[name])


def turns(rung: Rung) -> Iterator[tuple[Ask, bool, str, str]]:
    """What a tier asks more of from a day on: to stay or not, the currency or "", in words."""
    for asks, stays in ((rung.entry, False), (rung.stay if rung.own_stay else (), True)):
        earlier = before(asks)
        for ask in asks:
            if ask.begins:
                for currency, say in harder(earlier.get(ask.id), ask):
                    yield ask, stays, currency, say


def bites(program: Program, rung: Rung, partner: Partner, ask: Ask, *, stays: bool) -> bool:
    """Whether a partner has to do more: it holds the tier, or may still rise to it."""
    seat = program.axes.node("seller", partner.seller_place)
    if not rung.takes(partner.track, seat):
        return False
    held = partner.held(ask.period.start)
    if held is not None and held.tier == rung.tier:
        return stays or not rung.own_stay
    rank = program.rungs[held.tier].rank if held is not None else 0
    return not stays and not rung.invited and rank < rung.rank
