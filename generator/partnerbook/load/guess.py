"""What a person probably meant by a text that its format refuses: ``12,5 %`` → ``12.5%``.

A guess is only offered after the format itself accepts it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from partnerbook.model.scalars import FORMATS
from partnerbook.values.ident import as_id, closest
from partnerbook.values.money import CURRENCIES

_GROUPED = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:(?P<sign>[.,' ])[0-9]{3})(?:(?P=sign)[0-9]{3})*)"
    r"(?:(?!(?P=sign))[.,](?P<part>[0-9]{1,2}))?\Z"
)
_AMOUNT = re.compile(
    r"(?P<left>[A-Za-z]{3})? ?(?P<number>[0-9][0-9.,' ]*?) ?(?P<right>[A-Za-z]{3})?\Z"
)
_SIGNS = {"€": "EUR", "US$": "USD", "$": "USD", "£": "GBP", "¥": "JPY", "YEN": "JPY"}
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\Z")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\Z")
_SPAN = re.compile(r"([0-9]+)[ -]?([A-Za-z]+(?: [A-Za-z]+)?)\Z")
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


def guess(name: str, text: str) -> str | None:
    """The text that the format ``name`` accepts and a person probably meant, if any."""
    make = _GUESSES.get(name)
    for candidate in make(text.strip()) if make else ():
        try:
            FORMATS[name](candidate)
        except ValueError:
            continue
        return candidate
    return None


def plain_number(text: str) -> str:
    """Digits and one point from a number with separators: ``1.250,50`` → ``1250.50``."""
    text = text.strip()
    if hit := _GROUPED.match(text):
        whole = re.sub(r"[.,' ]", "", hit["whole"])
        return f"{whole}.{hit['part']}" if hit["part"] else whole
    return text.replace("'", "").replace(" ", "").replace(",", ".")


def _percent(text: str) -> Iterator[str]:
    number = re.sub(r"(?i)\s*(%|percent|per cent|pct)\s*\Z", "", text)
    yield number.replace(",", ".").replace(" ", "") + "%"


def _money(text: str) -> Iterator[str]:
    for sign, code in _SIGNS.items():
        text = text.replace(sign, f" {code} ").strip()
    if hit := _AMOUNT.match(re.sub(r"\s+", " ", text)):
        code = (hit["right"] or hit["left"] or "").upper()
        near = (code,) if code in CURRENCIES else closest(code, CURRENCIES)
        for currency in near[:1]:
            yield f"{plain_number(hit['number'])} {currency}"


def _date(text: str) -> Iterator[str]:
    if hit := _YEAR_FIRST.match(text):
        yield f"{hit[1]}-{hit[2]:0>2}-{hit[3]:0>2}"
    if hit := _DAY_FIRST.match(text):
        yield f"{hit[3]}-{hit[2]:0>2}-{hit[1]:0>2}"


def _duration(text: str) -> Iterator[str]:
    hit = _SPAN.match(text.lower())
    if hit and hit[2] in _UNITS:
        times, unit = _UNITS[hit[2]]
        yield f"{int(hit[1]) * times} {unit}"


def _currency(text: str) -> Iterator[str]:
    if text in _SIGNS:
        yield _SIGNS[text]
    yield text.upper()
    yield from closest(text.upper(), CURRENCIES)[:1]


def _id(text: str) -> Iterator[str]:
    if found := as_id(text):
        yield found


def _web(text: str) -> Iterator[str]:
    yield "https://" + text.removeprefix("http://")


def _upper(text: str) -> Iterator[str]:
    yield text.upper()


def _language(text: str) -> Iterator[str]:
    first, dash, second = text.replace("_", "-").partition("-")
    yield first.lower() + dash + second.upper()


def _one_line(text: str) -> Iterator[str]:
    yield " ".join(text.split())


_GUESSES: dict[str, Callable[[str], Iterator[str]]] = {
    "rate": _percent,
    "percent": _percent,
    "money": _money,
    "date": _date,
    "duration": _duration,
    "currency": _currency,
    "id": _id,
    "web-address": _web,
    "country": _upper,
    "language": _language,
    "line": _one_line,
}
