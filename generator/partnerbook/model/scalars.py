"""The texts and numbers a file may hold, each with its meaning, its pattern and its plain reason.

A scalar is one ``Meaning``: a named format, an ASCII pattern that editors understand, and a parse
function that turns the text into a value or says in plain words what to write instead. The model
parses with it, the schema shows the pattern, and load asserts the format: one definition.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from partnerbook.model.zones import parse_zone
from partnerbook.values.ident import NONE, RESERVED, is_id
from partnerbook.values.language import PATTERN as LANGUAGE_PATTERN
from partnerbook.values.language import parse_language
from partnerbook.values.money import CURRENCIES, Money, parse_money
from partnerbook.values.money import PATTERN as MONEY_PATTERN
from partnerbook.values.percent import Percent, parse_percent
from partnerbook.values.period import (
    DATE_PATTERN,
    DURATION_PATTERN,
    MOMENT_PATTERN,
    Duration,
    parse_date,
    parse_duration,
    parse_moment,
)

LINE_LIMIT, PROSE_LIMIT = 300, 20_000
FORMATS: dict[str, Callable[[str], object]] = {}
"""Name of a format → its parse function, which raises ValueError with a plain reason."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text in a file means. ``unit`` says what a bare number lacks: ``12`` → ``12%``."""

    name: str
    parse: Callable[[str], object]
    pattern: str = ""
    limit: int = LINE_LIMIT
    unit: str = ""

    def __post_init__(self) -> None:
        FORMATS[self.name] = self.read

    def read(self, text: str) -> object:
        """The value of a text. Raises ValueError with a plain reason."""
        if len(text) > self.limit:
            raise ValueError(f"at most {self.limit:,} characters fit here, not {len(text):,}")
        return self.parse(text)

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(
            self.read,
            core_schema.str_schema(strict=True),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        said = {**handler(schema), "format": self.name, "maxLength": self.limit}
        if self.pattern:
            said["pattern"] = self.pattern
        if self.unit:
            said["x-unit"] = self.unit
        return said


class _PlainDigits(Meaning):
    """A text that often is digits only: without quotes, too, they are a text and nothing is lost.

    A leading zero makes it a text anyway (see ``source.yaml_text``).
    """

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        inner = Meaning.__get_pydantic_core_schema__(self, source, handler)
        return core_schema.no_info_before_validator_function(_as_text, inner)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        said = Meaning.__get_pydantic_json_schema__(self, schema, handler)
        return {**said, "type": ["string", "integer"], "minimum": 0}


def _as_text(value: object) -> object:
    return str(value) if type(value) is int else value


def _matching(pattern: str, reason: str) -> Callable[[str], str]:
    """A parse function for a text that only has to look right."""
    whole = re.compile(pattern.removesuffix("$") + r"\Z")

    def parse(text: str) -> str:
        if not whole.match(text):
            raise ValueError(reason)
        return text

    return parse


def _looking(name: str, pattern: str, reason: str) -> Meaning:
    return Meaning(name, _matching(pattern, reason), pattern)


def _parse_rate(text: str) -> Percent:
    value = parse_percent(text)
    if text.startswith("-"):
        raise ValueError("a rate is never negative; it says how much is given")
    if value.points > Decimal(100):
        raise ValueError("a rate lies between 0% and 100%")
    return value


def _parse_positive_percent(text: str) -> Percent:
    value = parse_percent(text)
    if text.startswith("-"):
        raise ValueError("a percentage here is never negative")
    return value


def _parse_margin(text: str) -> Percent:
    value = parse_percent(text)
    if value.points > Decimal(100):
        raise ValueError("a margin is never more than 100%")
    return value


def _parse_growth(text: str) -> Percent:
    value = parse_percent(text)
    if value.points < Decimal(-100):
        raise ValueError("nothing shrinks by more than 100%")
    return value


def _parse_amount(text: str) -> Money:
    value = parse_money(text)
    if text.startswith("-"):
        raise ValueError("an amount here is never negative")
    return value


def _parse_currency(text: str) -> str:
    if text not in CURRENCIES:
        raise ValueError(f"{text} is not a currency code we know (ISO 4217)")
    return text


ID_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"


def _parse_id(text: str) -> str:
    if text in RESERVED:
        raise ValueError(f"{text} has a meaning of its own and cannot name anything")
    if not is_id(text):
        raise ValueError(
            "an id has only small letters a-z, digits and single hyphens, such as dach-core"
        )
    return text


_PROSE_PATTERN = "[^ \\t\\r\\n]"


def _parse_prose(text: str) -> str:
    if not text.strip(" \t\r\n"):
        raise ValueError("write something here, or leave the line out")
    return text.rstrip("\n")


RATE = Meaning(
    "rate", _parse_rate, r"^(100(\.0{1,6})?|(0|[1-9][0-9]?)(\.[0-9]{1,6})?)%$", 20, unit="%"
)
PERCENT = Meaning(
    "percent", _parse_positive_percent, r"^(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?%$", 20, unit="%"
)
MARGIN = Meaning(
    "margin",
    _parse_margin,
    r"^(100(\.0{1,6})?|(0|[1-9][0-9]?)(\.[0-9]{1,6})?|-(0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?)%$",
    20,
    unit="%",
)
GROWTH = Meaning(
    "growth",
    _parse_growth,
    r"^((0|[1-9][0-9]{0,3})(\.[0-9]{1,6})?|-100(\.0{1,6})?|-(0|[1-9][0-9]?)(\.[0-9]{1,6})?)%$",
    20,
    unit="%",
)
MONEY = Meaning(
    "money", _parse_amount, r"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})? [A-Z]{3}$", 30, unit=" EUR"
)
SUM = Meaning("sum", parse_money, MONEY_PATTERN, 31, unit=" EUR")
DATE = Meaning("date", parse_date, DATE_PATTERN, 20)
DURATION = Meaning("duration", parse_duration, DURATION_PATTERN, 30, unit=" days")
CURRENCY = Meaning("currency", _parse_currency, "^[A-Z]{3}$", 20)
TAKEN = Meaning("taken", lambda text: text if text == NONE else _parse_id(text), ID_PATTERN, 64)
ID = Meaning("id", _parse_id, ID_PATTERN, 64)
LINE = _looking(
    "line",
    r"^[^ \t\r\n]([^\r\n]*[^ \t\r\n])?$",
    "write one line of text, without a space at either end",
)
PROSE = Meaning("prose", _parse_prose, _PROSE_PATTERN, PROSE_LIMIT)
EMAIL = _looking(
    "email-role",
    r"^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
    "write the address of a role mailbox, such as partners@example.com",
)
WEB = _looking(
    "web-address",
    r"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?$",
    "write a web address that begins with https://",
)
LANGUAGE = Meaning("language", parse_language, LANGUAGE_PATTERN, 20)
COUNTRY = _looking("country", r"^[A-Z]{2}$", "write a code of two capital letters, such as DE")
TIME_ZONE = Meaning("time-zone", parse_zone, r"^[A-Za-z0-9+-]+(/[A-Za-z0-9_+-]+)*$", 60)
BASE = _looking(
    "base",
    r"^(list|opening|after-[a-z0-9]+(-[a-z0-9]+)*)$",
    "write list, opening, or after- and the id of a stage, such as after-tier-discount",
)
EARNED_BASE = _looking(
    "earned-base",
    r"^(list|opening|recurring|after-[a-z0-9]+(-[a-z0-9]+)*)$",
    "write list, opening, recurring, or after- and the id of a stage, such as after-tier-discount",
)
RULE = _looking(
    "rule",
    r"^[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*$",
    "write the name of a rule, such as margin/floor",
)
PLACE_CODE = _looking(
    "place-code",
    r"^[A-Z]{2}(-[A-Z0-9]{1,6})?$",
    "write a country's code, or a part's with its country before it, such as DE or DE-BY",
)
POSTAL_PREFIX = _PlainDigits(
    "postal-prefix",
    _matching(r"^[A-Z0-9]{1,10}$", "write capitals and digits without blanks, such as 80 or SW1"),
    r"^[A-Z0-9]{1,10}$",
)
MOMENT = Meaning("moment", parse_moment, MOMENT_PATTERN, 20)
TOTAL = _looking(
    "total",
    r"^-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,6})? [^ \t\r\n]([^\t\r\n]*[^ \t\r\n])?$",
    "write a sum and its unit, such as 1840250.00 EUR or 310 users",
)
SHA256 = _looking("sha256", r"^[0-9a-f]{64}$", "write the 64 hexadecimal digits of the SHA-256")
FINGERPRINT = _looking("fingerprint", r"^[0-9a-f]{16}$", "write its 16 hexadecimal digits")
SECTION = _looking(
    "section", r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", "write the name of a section, such as payment"
)

RateText = Annotated[Percent, RATE]
PercentText = Annotated[Percent, PERCENT]
MarginText = Annotated[Percent, MARGIN]
GrowthText = Annotated[Percent, GROWTH]
MoneyText = Annotated[Money, MONEY]
SumText = Annotated[Money, SUM]
DateText = Annotated[date, DATE]
DurationText = Annotated[Duration, DURATION]
CurrencyCode = Annotated[str, CURRENCY]
Id = Annotated[str, ID]
TakenId = Annotated[str, TAKEN]
MomentText = Annotated[str, MOMENT]
TotalText = Annotated[str, TOTAL]
Line = Annotated[str, LINE]
Prose = Annotated[str, PROSE]
Email = Annotated[str, EMAIL]
WebAddress = Annotated[str, WEB]
Language = Annotated[str, LANGUAGE]
CountryCode = Annotated[str, COUNTRY]
TimeZone = Annotated[str, TIME_ZONE]
BaseName = Annotated[str, BASE]
EarnedBase = Annotated[str, EARNED_BASE]
RuleName = Annotated[str, RULE]
PlaceCode = Annotated[str, PLACE_CODE]
PostalPrefix = Annotated[str, POSTAL_PREFIX]
Sha256 = Annotated[str, SHA256]
Fingerprint = Annotated[str, FINGERPRINT]
Section = Annotated[str, SECTION]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
