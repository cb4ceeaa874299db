"""Telephone numbers in a text, as people write them in the countries where partners sell."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EXTENSION = r"(?:,? ?(?:ext(?:ension|\.)?|x|Durchwahl) ?[0-9]{1,6})?"
_GAP = r"[ ()/.-]{0,3}"
_FORMS = tuple(
    re.compile(rf"(?<![\w.,/+-])(?:{form}){_EXTENSION}(?![\w%]|[.,][0-9])")
    for form in (
        # +81-3-1234-5678, +49 (0)171 2345678, 0049 171 2345678
        rf"\(?(?:\+|00)[1-9](?:{_GAP}[0-9]){{6,16}}",
        # (415) 555-0132, 1-415-555-0132
        r"(?:1[ .-])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-])[2-9][0-9]{2}[ .-][0-9]{4}",
        # 0171 2345678, (089) 1234-567, 03-1234-5678
        r"\(?0[1-9][0-9]{0,4}\)?(?: ?[ /-] ?|\.)[0-9]{3,}(?:[ .-][0-9]{2,})*",
        # 01 23 45 67 89
        r"0[1-9](?:[ .-][0-9]{2}){4}",
    )
)
# Six digits are many things; with such a word before or behind them they are a telephone's.
_CUED = re.compile(
    r"\b(?:[Tt]el(?:efon|ephone)?|[Pp]hone|[Mm]obile?|[Cc]ell|[Hh]andy|[Ff]ax)\b\.?:? *"
    rf"([0-9(][0-9 ()/.-]{{4,}}[0-9]{_EXTENSION})"
    r"|(?<![\w.,/+-])([0-9][0-9 -]{4,}[0-9],? ?(?:ext(?:ension|\.)?|Durchwahl) ?[0-9]{1,6})"
)
_FREE = frozenset("800 0800 00800 +800 833 844 855 866 877 888".split())
_THOUSANDS = re.compile(r"\+[0-9]{1,3}(?:[ .][0-9]{3})+\Z")


def telephones(text: str) -> Iterator[str]:
    """The telephone numbers of a text with their extensions, each once."""
    if not re.search(r"[0-9]{2}", text):
        return
    seen: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            words = match[0].strip()
            fresh = all(match.end() <= start or match.start() >= end for start, end in seen)
            if fresh and _is_one(words):
                seen.append(match.span())
                yield words
    for match in _CUED.finditer(text):
        if all(match.end() <= start or match.start() >= end for start, end in seen):
            yield (match[1] or match[2]).strip()


def _is_one(words: str) -> bool:
    """Whether as many digits, in such groups, are a telephone number that may be a person's."""
    number = re.split(r"[exD,]", words)[0].strip()
    digits = re.sub(r"[^0-9]", "", number)
    if _free(number):
        return False
    if not number.startswith(("+", "(+", "00")):
        return 9 <= len(digits) <= 13
    if number.startswith("+1"):
        return re.match(r"\+1(?:[ (./-]|[0-9]{10}\Z)", number) is not None and len(digits) == 11
    # +345 678 900 is a number with a sign; a telephone number in threes has more digits.
    least = 11 if _THOUSANDS.match(number) else 9
    return least <= len(digits) <= 17 and "000 000" not in number


def _free(number: str) -> bool:
    """Whether it is free to call: such numbers are a company's, not a person's."""
    groups = re.findall(r"\+?[0-9]+", number)
    abroad = groups[0].startswith("+") or groups[0] == "1"
    return groups[1 if abroad and len(groups) > 1 else 0] in _FREE
