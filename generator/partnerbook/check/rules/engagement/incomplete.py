"""Flags rules of engagement that leave open what partners will ask first when two of them meet."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule

ASKED = {
    "extension": "whether the protection can be extended",
    "extension_rule": "when the protection is extended",
    "minimum": "how small a deal may be",
    "submit_before_close": "the last day to register",
    "refusal_reasons": "for which reasons a registration is refused",
    "competing_claims": "what holds for a second claim",
    "after_expiry": "what holds when the protection ends",
    "escalation": "who decides a dispute",
}
"""Key → what partners cannot know without it. The shape asks for the others already."""
INCUMBENT = "incumbent"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each file of rules once, with all that it leaves open."""
    program = answers.program
    sold = {price.price.currency for price in program.prices}
    for record in program.records.get("engagement", {}).values():
        open_ = [key for key in ASKED if key not in record.data]
        if "extension" in open_:
            open_.remove("extension_rule")
        newcomers = not any(INCUMBENT in step["id"] for step in record["precedence"])
        stated = {money.currency for money in record.get("minimum", ())}
        # Where none is said at all, that is what is open.
        silent = [one for one in program.currencies if stated and one in sold - stated]
        if open_ or newcomers or silent:
            yield judgement(record, open_, silent, newcomers=newcomers)


def judgement(record: Record, open_: list[str], silent: list[str], *, newcomers: bool) -> Judgement:
    """What is left open, and where it would stand; ``silent``: the currencies without a minimum."""
    asked = [ASKED[key] for key in open_]
    if silent:
        asked.append(f"how small a deal in {joined(silent, 'and')} may be")
    if newcomers:
        asked.append("whether the partner who serves the customer comes before a new one")
    help_ = [Repair(f"write {joined([f'`{key}:`' for key in open_], 'and')}")] if open_ else []
    if silent:
        help_.append(Repair(f"add the smallest deal in {joined(silent, 'and')} to `minimum:`"))
    if newcomers:
        help_.append(
            Repair(f"say in `precedence:`, under the id `{INCUMBENT}`, when that partner is first")
        )
    things = f"{len(asked)} thing{'' if len(asked) == 1 else 's'} open"
    return Judgement(
        f"{record['name']} leaves open {joined(asked, 'and')}",
        (Place(at(record, open_, silent), things),),
        subject=record.id,
        help=tuple(help_),
        facts=(*open_, *silent, *([INCUMBENT] if newcomers else [])),
    )


def at(record: Record, open_: list[str], silent: list[str]) -> Ref:
    """The nearest text: the minimum, precedence, the extension without a rule, or the name."""
    if silent and not open_:
        return record.ref.child("minimum")
    if not open_:
        return record.ref.child("precedence").key()
    return record.ref.child("extension" if open_ == ["extension_rule"] else "name")


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
