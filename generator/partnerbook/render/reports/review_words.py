"""Why a review proposes what it does, and what that is worth, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from partnerbook.check.reviewing.examples import Rested
from partnerbook.check.reviewing.round import Reviewed, Rewritten
from partnerbook.check.reviewing.worth import Worth
from partnerbook.render.fmt import count, joined, sentence
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ledger import plain
from partnerbook.resolve.program import Program
from partnerbook.standing import proposing as turns
from partnerbook.standing.proposing import Proposal
from partnerbook.standing.verdict import YES
from partnerbook.standing.words import known, line, missing
from partnerbook.values.dates import in_words, period_in_words
from partnerbook.values.money import Money
from partnerbook.values.period import add_months, after

_RESPITES = {"cure": "time to meet it again", "grace": "grace", "appeal": "time to appeal"}
_KEPT = {
    "cohort": "kept under earlier terms (cohort)",
    "hold": "kept because it was reached before (hold)",
    "grace": "kept by grace",
    "cure": "kept while there is time to meet it again",
    "appeal": "kept while an appeal is open",
    "negotiated": "placed by contract",
    "negotiation": "placed by contract",
    "own-wish": "held by the partner's own wish",
    turns.WRITTEN: "its file says already what follows",
}
_FEW = 3
_DAY = timedelta(days=1)


def reason(proposal: Proposal, program: Program) -> str:
    """Why, in one sentence or two without a full stop at the end."""
    return "; ".join(_reasons(proposal, program))


def _reasons(proposal: Proposal, program: Program) -> Iterator[str]:
    found, turn = proposal.position, proposal.turn
    names = {name: tier.name for name, tier in program.tiers.items()}
    held = names[found.held.tier] if found.held else ""
    if turn in (turns.UP, turns.BACK):
        again = " again" if turn == turns.BACK else ""
        met = "; ".join(_met(proposal))
        yield f"it meets what {names[proposal.tier]} asks for{again}" + (f" ({met})" if met else "")
    elif turn in (turns.DOWN, turns.ENDS):
        yield f"{held} is not earned: {_lacks(proposal)}"
        yield from _time_given(proposal)
    elif turn == turns.UNTOLD and proposal.because == turns.UNREAD:
        yield "its standing is not understood"
    else:
        yield from _stays(proposal, names, held)
    if found.could and turn not in (turns.DOWN, turns.ENDS):
        doubted = joined([names[name] for name in found.could], "or")
        said = dict.fromkeys(f"{one.ask.name}: {missing(one)}" for one in proposal.doubts)
        yield f"whether {doubted} is earned cannot be told: {'; '.join(said)}"


def _met(proposal: Proposal) -> Iterator[str]:
    step = proposal.position.steps[proposal.tier]
    for one in step.items:
        if one.needs is not None:
            yield f"{one.ask.name}: {known(one)}"


def _lacks(proposal: Proposal) -> str:
    return "; ".join(line(one) for one in proposal.lacks)


def _time_given(proposal: Proposal) -> Iterator[str]:
    for one in proposal.entries:
        if one.through is not None:
            yield f"{_RESPITES[one.because]} until {in_words(one.through)}"
    if proposal.because and all(one.through is None for one in proposal.entries):
        assert proposal.until is not None
        yield f"{_RESPITES[proposal.because]} ends on {in_words(proposal.until)}"


def own_rule(proposal: Proposal, program: Program) -> str:
    """What a tier that is lost says of its reviews, in words that nothing here can judge."""
    held = proposal.position.held
    if proposal.turn not in (turns.DOWN, turns.ENDS) or held is None:
        return ""
    said: str = program.records["tier"][held.tier].get("review", {}).get("rule", "")
    return " ".join(said.split())


def _stays(proposal: Proposal, names: dict[str, str], held: str) -> Iterator[str]:
    because, until = proposal.because, proposal.until
    beyond = names.get(proposal.beyond, "")
    end = f" until {in_words(until)}" if until else ""
    if because in _KEPT:
        if because == turns.WRITTEN and until is not None:
            end = f": {beyond} from {in_words(until)}"
        elif beyond:
            end += f", then {beyond} as its file says"
        yield f"{_KEPT[because]}{end}"
    elif because == turns.WAIVED:
        yield f"kept by the waiver {proposal.waiver}{end}"
    elif because == turns.OPEN:
        yield "it holds no tier and has earned none"
    elif because == turns.NOT_YET and until is not None:
        yield f"its first tier begins on {in_words(until)}"
    elif because == turns.INVITED:
        yield f"it meets what {beyond} asks for, which is by invitation only"
    elif because == turns.IN_A_ROW and until is not None:
        why = proposal.position.steps[proposal.beyond].why
        yield f"it meets what {beyond} asks for today; {why}"
        yield f"at the earliest it is {beyond} from {in_words(until)}"
    elif because == turns.ELSEWHERE:
        yield f"{held} is no tier of its track and region"
    elif because == turns.UNMEASURED:
        yield "no tier of the program asks for anything that is measured"
    if proposal.position.unearned and proposal.lacks:
        yield f"{held} is not earned: {_lacks(proposal)}"
    elif beyond and proposal.lacks:
        yield f"for {beyond}: {_lacks(proposal)}"
    elif because == turns.EARNED and proposal.position.steps[proposal.tier].verdict == YES:
        yield f"{held} is earned"
    found = proposal.position
    if found.by_own_wish and found.held and found.earned not in ("", found.held.tier):
        yield f"it has earned {names[found.earned]}"


def money(worth: Worth | None) -> str:
    """What the change comes to: ``On its 1,000 EUR of …, it pays 60 EUR less``."""
    if worth is None:
        return ""
    summed = worth.low is not None or worth.ours is not None
    short = f" Not a whole year: {'; '.join(worth.lacks)}." if worth.lacks and summed else ""
    return f"{_money(worth)}{_ours(worth)}{short}"


def _ours(worth: Worth) -> str:
    """`` On the same, the distributor pays us 60 EUR less.``: its discount goes by the tier too."""
    if worth.ours is None:
        return ""
    said = _between(*worth.ours)
    return f" On the same, the distributor pays us {said}."


def _money(worth: Worth) -> str:
    route = worth.route
    if worth.low is None or worth.high is None:
        if worth.untold:
            return f"Not reckoned in money: the rate depends on {joined(worth.untold, 'and')}."
        return "No discount that it buys at depends on the tier."
    currency = worth.base.currency
    if worth.metric is not None and worth.days is not None:
        of = f"its {plain(worth.base.amount, currency)} {currency} of {worth.metric.name}"
        base = f"On {of} ({period_in_words(worth.days)}), taken as list price and {route},"
    else:
        base = f"On each {plain(worth.base.amount, currency)} {currency} of list price, {route},"
    by = "" if worth.low == worth.high else ", by product"
    return f"{base} it pays {_between(worth.low, worth.high)}{by}."


def _between(least: Money, most: Money) -> str:
    """``60 EUR less``, ``60 to 90 EUR more`` or ``from 60 EUR more to 90 EUR less``."""
    low, high, currency = least.amount, most.amount, least.currency
    if low == high:
        return _less(low, currency)
    if low >= 0 or high <= 0:
        near, far = sorted((abs(low), abs(high)))
        which = "less" if high > 0 else "more"
        return f"{plain(near, currency)} to {plain(far, currency)} {currency} {which}"
    return f"from {_less(low, currency)} to {_less(high, currency)}"


def _less(amount: Decimal, currency: str) -> str:
    if not amount:
        return "the same"
    return f"{plain(abs(amount), currency)} {currency} {'less' if amount > 0 else 'more'}"


def rates(worth: Worth, program: Program) -> Iterator[str]:
    """``Partner discount, one-tier, of list: 18% -> 24% (Core); 14% -> 18% (the others)``."""
    by_route: dict[tuple[str, str, str], dict[tuple[str, str, str], list[str]]] = {}
    for one in worth.rates:
        untold = f", by {joined(one.untold, 'and')}" if one.untold else ""
        mine = by_route.setdefault((one.step.name, one.route, one.step.base), {})
        mine.setdefault((one.before, one.after, untold), []).append(one.product)
    for (name, route, base), found in by_route.items():
        groups = sorted(found.items(), key=lambda pair: -len(pair[1]))
        said = [
            f"{before or 'nothing'} -> {after_ or 'nothing'}{untold}"
            f" ({_products(products, program, first=not at, alone=len(groups) == 1)})"
            for at, ((before, after_, untold), products) in enumerate(groups)
        ]
        yield f"{name}, {route}, of {base}: {'; '.join(said)}"


def _products(products: Sequence[str], program: Program, *, first: bool, alone: bool) -> str:
    """Their names; of many, the largest group is told by the others."""
    if first and len(products) > _FEW:
        return "everything that changes" if alone else "all others that change"
    return joined([program.products[name].name for name in products])


def extras(worth: Worth) -> Iterator[str]:
    """``Quarterly rebate: nothing -> 2%``."""
    for one in worth.extras:
        per = " per unit" if one.step.per == "unit" else ""
        said = (
            f"{what}{per * ('%' not in what)}" if what else "nothing"
            for what in (one.before, one.after)
        )
        yield f"{one.step.name}: {' -> '.join(said)}"


def routes(worth: Worth, program: Program) -> Iterator[str]:
    """``Where partners buy (central-europe): it need no longer buy two-tier; …``."""
    for rule, now in worth.bound:
        file = rule.ref.document.rpartition("/")[2].removesuffix(".yml")
        name = program.records["route"][file]["name"]
        asked = "has to" if now else "no longer has to"
        sum_ = f"the money is reckoned {worth.route}, as it buys today"
        yield f"{name} ({rule.id}): it {asked} buy {rule.must_use}; {sum_}"


def examples(tried: Rewritten, *, written: bool) -> str:
    """What the new tiers do to worked examples, and what to do about it."""
    one = len(tried.examples) == 1
    which = sentence(count(len(tried.examples), "worked example"))
    does = "comes" if one else "come"
    when = f"now {does} out otherwise" if written else f"{does} out otherwise once this is written"
    partner = "another partner" if one else "other partners"
    return (
        f"{which} {when}: give {'it' if one else 'them'} {partner}, or write what comes out; until"
        f" then check finds {'an error' if one else 'errors'}"
        f"{', and this command ends with 1 for that alone' if written else ''}."
    )


def rests(one: Rested, program: Program) -> str:
    """``; it rests on Müller & Söhne GmbH being Silver``: why an example comes out otherwise."""
    if not one.partner:
        return ""
    tier = program.tiers[one.tier].name if one.tier else "without a tier"
    return f"; it rests on {program.partners[one.partner].name} being {tier}"


def keeping(one: Reviewed, frame: Frame) -> tuple[str, str]:
    """How it could keep its tier against the criteria: (words, the command); "" for none."""
    held, program = one.proposal.position.held, frame.program
    if one.proposal.turn not in (turns.DOWN, turns.ENDS) or held is None or not one.rule:
        return "", ""
    words = f"To keep it at {program.tiers[held.tier].name} all the same, waive the finding"
    if not one.approvers:
        some = next(iter(program.approvers.values()), None)
        who = f"an approver ({frame.line(some.ref)})" if some else "an approver in program.yml"
        return f"{words}; nobody may approve this yet: add {one.rule} to `may:` of {who}.", ""
    command = (
        f"waive {one.rule} {one.proposal.position.partner} --through {_until(one, program)}"
        f' --reason "WHY" --approver {one.approvers[0]}'
    )
    return f"{words}:", command


def _until(one: Reviewed, program: Program) -> str:
    """The last day of three months from when it would be lost, at most of the longest waiver."""
    last = add_months(max(program.as_of, one.proposal.day or program.as_of), 3)
    longest = program.longest_waiver
    if longest is not None:
        last = min(last, after(program.as_of, longest, program.holidays))
    return str(last - _DAY)
