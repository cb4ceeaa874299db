"""Flags a line of support that answers severe cases later than lighter ones, or says one twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from partnerbook.check.days.signed import title
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule

SEVERITIES = ("critical", "high", "normal", "low")
_MINUTES = {"minute": 1, "hour": 60, "day": 24 * 60}
_TIME = re.compile(r"(?P<count>[0-9]+) (?P<business>business )?(?P<unit>minute|hour|day)s?")


def minutes(text: str) -> tuple[str, int] | None:
    """By which clock a time runs, and how long; None for days of business, of unknown length."""
    hit = _TIME.fullmatch(text)
    if hit is None or (hit["business"] and hit["unit"] == "day"):
        return None
    return hit["business"] or "", int(hit["count"]) * _MINUTES[hit["unit"]]


def slower(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether the first is answered later than the second, by the same clock."""
    first, second = minutes(one["within"]), minutes(two["within"])
    return first is not None and second is not None and first[0] == second[0] and first > second


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of answers of each line of each form."""
    for _, form in sorted(answers.program.forms.items()):
        for number, line in enumerate(form.record.get("support", {}).get("lines", ())):
            said = list(enumerate(line.get("answers", ())))
            for (at, one), (other, two) in combinations(said, 2):
                severe, light = sorted((one, two), key=lambda a: SEVERITIES.index(a["severity"]))
                twice = one["severity"] == two["severity"]
                if not twice and not slower(severe, light):
                    continue
                ref = form.ref.child("support", "lines", number, "answers")
                what = (
                    f"says twice how fast it answers {one['severity']} cases"
                    if twice
                    else f"answers {severe['severity']} cases within {severe['within']}, and"
                    f" {light['severity']} ones within {light['within']}"
                )
                yield Judgement(
                    f"the line {line['id']} of {title(form)} {what}",
                    (
                        Place(ref.child(other, "within"), two["within"]),
                        Place(ref.child(at, "within"), one["within"]),
                    ),
                    subject=f"{form.record.id}/{line['id']}",
                    help=(Repair("let the more severe case be answered first, in a new version"),),
                    facts=(one["severity"], two["severity"]),
                )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
