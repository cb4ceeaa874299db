"""When something comes round under an agreement form, as people write it."""

from __future__ import annotations

from typing import Annotated

from partnerbook.model.scalars import Meaning
from partnerbook.values.rhythm import REVIEW_PATTERN, RHYTHM_PATTERN, parse_rhythm


def _parse_review(text: str) -> str:
    parse_rhythm(text)
    return text


def _parse_due(text: str) -> str:
    if parse_rhythm(text).about:
        raise ValueError("only the rhythm stands here, such as Every 15 January and 15 July")
    return text


REVIEW_DATE = Meaning("review-date", _parse_review, REVIEW_PATTERN)
DUE = Meaning("due", _parse_due, RHYTHM_PATTERN)
ReviewDate = Annotated[str, REVIEW_DATE]
DueText = Annotated[str, DUE]
