"""What a person can have meant by a text that its format refuses: ``12,5 %`` → ``12.5%``.

A reading is only offered after the format itself accepts it. Where a text can be read in two ways
(``72.009 EUR``, ``01/02/2026``) both are given, so that nobody takes one of them unawares.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from partnerbook.model.scalars import FORMATS
from partnerbook.model.zones import zones
from partnerbook.source.geography import Ambiguous, Because, Unknown, geography
from partnerbook.values.ident import as_id, closest
from partnerbook.values.language import languages_meant, name_of_language
from partnerbook.values.money import CURRENCIES, minor_units
from partnerbook.values.period import MONTHS, Duration

# Groups of three digits with one sign between them; "1.250" alone may also be 1.25.
_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<sign>[.,' ])[0-9]{3}(?P<more>(?P=sign)[0-9]{3})*)"
    r"(?:(?!(?P=sign))[.,](?P<part>[0-9]{1,2}))?\Z"
)
_AMOUNT = re.compile(
    r"(?P<left>[A-Za-z]{3})? ?(?P<number>[0-9][0-9.,' ]*?) ?"
    r"(?P<times>(?i:k|m|mio|thousand|million))?\.? ?(?P<right>[A-Za-z]{3,4})?\Z"
)
_TIMES = {"k": 3, "thousand": 3, "m": 6, "mio": 6, "million": 6}
_SIGNS = {"€": "EUR", "US$": "USD", "$": "USD", "£": "GBP", "¥": "JPY", "YEN": "JPY"}
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})(?:[T ][0-9:.Z+-]+)?\Z")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.]) ?([0-9]{1,2})\2 ?([0-9]{4})\Z")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2})\.? )?([A-Za-z]{3,9})\.?(?: ([0-9]{1,2}),?)? ([0-9]{4})\Z")
_SPAN = re.compile(r"[-−]?([0-9]+(?:[.,][0-9]+)?)[ -]?([A-Za-z]+(?: [A-Za-z]+)?)\Z")
_UNITS = {
    "d": (1, "days"),
    "day": (1, "days"),
    "days": (1, "days"),
    "w": (7, "days"),
    "week": (7, "days"),
    "weeks": (7, "days"),
    "m": (1, "months"),
    "month": (1, "months"),
    "months": (1, "months"),
    "quarter": (3, "months"),
    "quarters": (3, "months"),
    "y": (12, "months"),
    "year": (12, "months"),
    "years": (12, "months"),
    "working day": (1, "business days"),
    "working days": (1, "business days"),
    "workdays": (1, "business days"),
    "business day": (1, "business days"),
    "business days": (1, "business days"),
}


def readings(name: str, text: str) -> tuple[str, ...]:
    """What a person can have meant, likeliest first, each accepted by the format ``name``."""
    make = _READINGS.get(name)
    typed = text if name == "line" else unicodedata.normalize("NFKC", text)
    found = dict.fromkeys(make(typed.strip()) if make else ())
    return tuple(candidate for candidate in found if _is_accepted(name, candidate))


def _is_accepted(name: str, candidate: str) -> bool:
    try:
        FORMATS[name](candidate)
    except ValueError:
        return False
    return True


def plain_numbers(text: str, decimals: int) -> tuple[str, ...]:
    """Digits and one point from a number with separators: ``1.250,50`` → ``1250.50``.

    One sign before exactly three digits may stand between thousands or before decimals, so both
    numbers are given; the second is rounded to ``decimals`` if it must be. A number that can only
    have too many decimals gives none: nobody knows which of them were meant.
    """
    text = text.strip()
    if hit := _GROUPED.match(text):
        whole = re.sub(r"[.,' ]", "", hit["whole"])
        if hit["part"]:
            return (f"{whole}.{hit['part']}",)
        if hit["more"] or hit["sign"] in "' ":
            return (whole,)
        point = Decimal(text.replace(",", "."))
        return whole, f"{point.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    plain = text.replace("'", "").replace(" ", "").replace(",", ".")
    return (plain,) if len(plain.partition(".")[2]) <= decimals else ()


def _percent(text: str) -> Iterator[str]:
    number, signs = re.subn(r"(?i)\s*(%|percent|per cent|pct)\s*\Z", "", text)
    plain = number.removeprefix("+").replace(",", ".").replace(" ", "")
    whole, _, part = plain.partition(".")
    whole = whole.lstrip("0") or "0"
    if not signs and whole == "0" and part.isdigit():
        yield f"{Decimal(f'0.{part}').scaleb(2).normalize():f}%"
    yield f"{whole}.{part}%" if part else f"{whole}%"


def _money(text: str) -> Iterator[str]:
    for sign, code in _SIGNS.items():
        text = text.replace(sign, f" {code} ").strip()
    hit = _AMOUNT.match(re.sub(r"\s+", " ", text))
    code = (hit["right"] or hit["left"] or "").upper() if hit else ""
    if not hit or not code:
        return
    for currency in (code,) if code in CURRENCIES else closest(code, CURRENCIES)[:1]:
        for number in plain_numbers(hit["number"], minor_units(currency)):
            if not hit["times"]:
                yield f"{number} {currency}"
            elif re.fullmatch(r"[0-9]+(\.[0-9]+)?", number):
                yield f"{Decimal(number).scaleb(_TIMES[hit['times'].lower()]):f} {currency}"


def _date(text: str) -> Iterator[str]:
    if (hit := _YEAR_FIRST.match(text)) and (hit[2] or len(text) == 8):
        year, second, third = int(hit[1]), int(hit[3]), int(hit[4])
        yield from _days(year, second, third)
        if second > 12:
            yield from _days(year, third, second)
    elif hit := _YEAR_LAST.match(text):
        first, second, year = int(hit[1]), int(hit[3]), int(hit[4])
        yield from _days(year, second, first)
        if hit[2] != ".":
            yield from _days(year, first, second)
    elif hit := _IN_WORDS.match(text):
        months = [n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(hit[2].lower())]
        if len(months) == 1 and (hit[1] or hit[3]):
            yield from _days(int(hit[4]), months[0], int(hit[1] or hit[3]))


def _days(year: int, month: int, day: int) -> Iterator[str]:
    """The date; for a day that the month does not have its last one and the one after."""
    if year and 1 <= month <= 12 and (last := calendar.monthrange(year, month)[1]) < day <= 31:
        yield f"{year:04}-{month:02}-{last:02}"
        yield f"{year:04}-{month + 1:02}-01"
    else:
        yield f"{year:04}-{month:02}-{day:02}"


def _duration(text: str) -> Iterator[str]:
    hit = _SPAN.match(text.lower())
    unit = hit[2] if hit else ""
    if hit and unit not in _UNITS:
        unit = next(iter(closest(unit, [word for word in _UNITS if len(word) > 2], 1)), "")
    if hit and unit:
        times, name = _UNITS[unit]
        for number in plain_numbers(hit[1], 2):
            count = Decimal(number) * times
            if count == int(count):
                yield str(Duration(int(count), name))


def _currency(text: str) -> Iterator[str]:
    if text in _SIGNS:
        yield _SIGNS[text]
    elif text.upper() in CURRENCIES:
        yield text.upper()
    else:
        yield from closest(text.upper(), CURRENCIES)[:1]


def _id(text: str) -> Iterator[str]:
    if found := as_id(text):
        yield found


def _web(text: str) -> Iterator[str]:
    yield "https://" + text.removeprefix("http://")


def _country(text: str) -> Iterator[str]:
    """The code of a country by its name or another code of it; else the same in capitals."""
    found = geography().find(text)
    if isinstance(found, Unknown) and found.because in (Because.CASE, Because.NAME):
        yield from (area.code for area in found.suggestions if area.kind == "country")
    elif isinstance(found, Ambiguous):
        yield from (area.code for area in found.candidates if area.kind == "country")
    yield text.upper()


def _time_zone(text: str) -> Iterator[str]:
    city = text.rpartition("/")[2].casefold().replace(" ", "_")
    same = sorted(zone for zone in zones() if zone.rpartition("/")[2].casefold() == city)
    yield from same or closest(text, zones(), 1)


def _one_line(text: str) -> Iterator[str]:
    yield " ".join(text.split())


_READINGS: dict[str, Callable[[str], Iterator[str]]] = {
    "rate": _percent,
    "percent": _percent,
    "margin": _percent,
    "money": _money,
    "sum": _money,
    "date": _date,
    "duration": _duration,
    "currency": _currency,
    "id": _id,
    "web-address": _web,
    "country": _country,
    "language": languages_meant,
    "time-zone": _time_zone,
    "line": _one_line,
}
"""The name of a format → what may have been meant by a text that it refuses."""


def named(name: str, reading: str) -> str:
    """A reading as a message offers it; of a code also what it stands for: ``ja (Japanese)``."""
    if name == "language":
        return f"{reading} ({name_of_language(reading)})"
    if name == "country" and geography().knows(reading):
        return f"{reading} ({geography().name_of(reading)})"
    return reading
