"""Numbers, money, percentages and dates for people, in the house form; nothing else formats them.

Money ``EUR 10,000`` (with cents only where there are any), percent ``12.5%``, dates
``1 January 2027``. Files for machines do not use this: they have plain decimals and ISO dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from unicodedata import combining, normalize

from partnerbook.resolve import naming_words
from partnerbook.values.dates import in_words, period_in_words
from partnerbook.values.language import name_of_language
from partnerbook.values.money import Money, minor_units
from partnerbook.values.percent import Percent
from partnerbook.values.period import MONTHS, Duration, Period

joined = naming_words.joined
"""``a, b and c``."""
_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


def number(value: Decimal | int) -> str:
    """``1,250`` or ``0.5``: thousands with commas, no zeros at the end of decimals."""
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Money) -> str:
    """``EUR 10,000`` or ``EUR 1,200.50``: all cents or none."""
    digits = minor_units(value.currency)
    whole = value.amount == value.amount.to_integral_value()
    return f"{value.currency} {value.amount:,.{0 if whole else digits}f}"


def amounts(values: Sequence[Money], last: str = "or") -> str:
    """``EUR 10,000, USD 11,000 or JPY 1,600,000``: the same in each currency."""
    return joined([money(value) for value in values], last)


def percent(value: Percent) -> str:
    """``12.5%``."""
    return f"{number(value.points)}%"


def day(value: date) -> str:
    """``1 January 2027``."""
    return in_words(value)


def period(value: Period) -> str:
    """``1 March to 31 December 2027``, ``from …``, ``until …`` or ``at any time``."""
    return period_in_words(value)


def month(number: int) -> str:
    """``January`` for 1."""
    return MONTHS[number - 1]


def quarter_starts(first: int) -> str:
    """The months in which quarters of a year begin that itself begins in month ``first``."""
    return joined([month((first - 1 + later) % 12 + 1) for later in (0, 3, 6, 9)])


def duration(value: Duration) -> str:
    """``90 days``, ``1 month``, ``10 business days``."""
    return str(value)


def alphabetical(name: str) -> tuple[str, str]:
    """Where a name stands in an English list: ``Åland Islands`` beside ``Albania``."""
    plain = "".join(char for char in normalize("NFKD", name) if not combining(char))
    return plain.casefold(), name


def count(how_many: int, one: str, many: str = "") -> str:
    """``no partners``, ``one partner``, ``14 partners``."""
    number_word = _SMALL[how_many] if how_many < len(_SMALL) else number(how_many)
    return f"{number_word} {one if how_many == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """The text with a capital at its beginning; the rest is left alone."""
    return text[:1].upper() + text[1:]


def language(code: str) -> str:
    """What a language is called in English, with its script or country: ``Portuguese (BR)``."""
    base, _, region = code.partition("-")
    name = name_of_language(base)
    return f"{name} ({region})" if region else name
