"""Who supports customers: lines with hours and languages, answers by severity, escalation."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from partnerbook.model.base import Items, Maybe, Names, Part, optional, required
from partnerbook.model.scalars import Id, Language, Line, Meaning, Prose
from partnerbook.values.period import Duration, parse_duration

_TIME = r"^[1-9][0-9]{0,3} (minutes?|hours?|business hours?|days?|business days?)$"


def _parse_time(text: str) -> str:
    if not re.match(_TIME.removesuffix("$") + r"\Z", text):
        raise ValueError("write a time such as 30 minutes, 4 business hours or 2 business days")
    return text


ANSWER_TIME = Meaning("answer-time", _parse_time, _TIME)
AnswerText = Annotated[str, ANSWER_TIME]
_WITHIN = r"^[1-9][0-9]{0,3} (minutes?|hours?|business hours?|days?|business days?|months?)$"


def _parse_within(text: str) -> Duration | str:
    if re.match(r"[0-9]+ (minutes?|(business )?hours?)\Z", text):
        return _parse_time(text)
    try:
        return parse_duration(text)
    except ValueError as reason:
        raise ValueError(str(reason).replace("such as 90 days", "such as 4 hours")) from None


WITHIN_TIME = Meaning("within-time", _parse_within, _WITHIN)
WithinText = Annotated[Duration | str, WITHIN_TIME]


class Answer(Part):
    """How fast a line of support answers to cases of one severity."""

    severity: Literal["critical", "high", "normal", "low"] = required(
        "Severity", "How severe the case is.", "critical", adverse="any"
    )
    meaning: Maybe[Line] = optional(
        "Meaning", "Which cases that are.", "Nobody can work with the product.", adverse="any"
    )
    within: AnswerText = required("Within", "How fast it answers at most.", "1 hour", adverse="any")


class Escalation(Part):
    """To whom a case goes that a line of support has not solved in time."""

    after: AnswerText = required("After", "After which time.", "4 hours", adverse="any")
    to: Line = required("To", "To which role.", "Head of support", adverse="any")


class SupportLine(Part):
    """Who answers customers at one level of support."""

    id: Id = required("Id", "The id, unique in this file.", "first-line")
    line: Line = required("Line", "The level of support, in quotes.", "1")
    provider: Literal["partner", "vendor", "distributor"] = required(
        "Provider", "Who does it.", "partner", adverse="any"
    )
    hours: Maybe[Line] = optional(
        "Hours", "When it answers.", "Monday to Friday, 9 to 17", adverse="any"
    )
    languages: Maybe[Names[Language]] = optional(
        "Languages", "In which languages.", ["de", "en"], adverse="any"
    )
    answer_within: Maybe[Line] = optional(
        "Answer within", "How fast it answers, hours too.", "4 business hours", adverse="any"
    )
    answers: Maybe[Items[Answer]] = optional(
        "Answers",
        "How fast it answers by severity, the most severe first.",
        [{"severity": "critical", "within": "1 hour"}],
        adverse="any",
    )
    escalation: Maybe[Items[Escalation]] = optional(
        "Escalation",
        "To whom unsolved cases go, step by step.",
        [{"after": "4 hours", "to": "Head of support"}],
        adverse="any",
    )


class Support(Part):
    """Who supports the customer."""

    lines: Items[SupportLine] = required(
        "Lines",
        "The levels of support.",
        [{"id": "first-line", "line": "1", "provider": "partner"}],
        adverse="any",
    )
    notes: Maybe[Prose] = optional("Notes", "What else to know.", "By ticket.", adverse="any")
