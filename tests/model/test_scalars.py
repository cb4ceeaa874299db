"""Every scalar text: what it means, or the plain reason why it means nothing."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from partnerbook.model import agreement_rhythms, agreement_support, scalars
from partnerbook.model.scalars import FORMATS
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Duration

PERCENT_WORDS = "write a percentage such as 12.5%, with the sign and no space"
MONEY_WORDS = "write an amount such as 250000 EUR: digits, a space, the currency"
DATE_WORDS = "write a date as year-month-day, such as 2027-01-31"
DURATION_WORDS = "write a duration such as 90 days, 12 months or 10 business days"
ID_WORDS = "an id has only small letters a-z, digits and single hyphens, such as dach-core"
ZONE_WORDS = "no time zone has this name; write its region and city, such as Europe/Berlin"
ANSWER_WORDS = "write a time such as 30 minutes, 4 business hours or 2 business days"
RHYTHM_WORDS = (
    "write a rhythm such as Every January, Every 15 January and 15 July, or Every 6 months"
)
LINE_WORDS = "write one line of text, without a space at either end"

ACCEPTED = (
    ("rate", "0%", Percent(Decimal(0))),
    ("rate", "12.5%", Percent(Decimal("12.5"))),
    ("rate", "100.00%", Percent(Decimal(100))),
    ("percent", "120%", Percent(Decimal(120))),
    ("margin", "-2.5%", Percent(Decimal("-2.5"))),
    ("growth", "-12.5%", Percent(Decimal("-12.5"))),
    ("growth", "140%", Percent(Decimal(140))),
    ("money", "250000 EUR", Money(Decimal(250000), "EUR")),
    ("money", "0.125 KWD", Money(Decimal("0.125"), "KWD")),
    ("sum", "-19200.50 EUR", Money(Decimal("-19200.50"), "EUR")),
    ("earned-base", "recurring", "recurring"),
    ("date", "2028-02-29", date(2028, 2, 29)),
    ("duration", "10 business days", Duration(10, "business days")),
    ("duration", "1 month", Duration(1, "months")),
    ("currency", "JPY", "JPY"),
    ("id", "dach-core-2", "dach-core-2"),
    ("taken", "none", "none"),
    ("line", "Größe: L & XL", "Größe: L & XL"),
    ("line", "x", "x"),
    ("prose", "One.\n\nTwo.\n", "One.\n\nTwo."),
    ("email-role", "partners@corp.example", "partners@corp.example"),
    ("web-address", "https://a.example:8080/x?y=1#z", "https://a.example:8080/x?y=1#z"),
    ("language", "pt-BR", "pt-BR"),
    ("language", "zh-Hant", "zh-Hant"),
    ("language", "zh-Hant-TW", "zh-Hant-TW"),
    ("language", "fil", "fil"),
    ("country", "NO", "NO"),
    ("place-code", "DE", "DE"),
    ("place-code", "FR-75C", "FR-75C"),
    ("postal-prefix", "80", "80"),
    ("postal-prefix", "SW1", "SW1"),
    ("time-zone", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("time-zone", "UTC", "UTC"),
    ("time-zone", "Etc/GMT+5", "Etc/GMT+5"),
    ("time-zone", "EST5EDT", "EST5EDT"),
    ("base", "after-tier-discount", "after-tier-discount"),
    ("rule", "margin/tier-order", "margin/tier-order"),
    ("moment", "2026-11-16T06:00Z", "2026-11-16T06:00Z"),
    ("total", "-1840250.50 EUR", "-1840250.50 EUR"),
    ("total", "12 certified people", "12 certified people"),
    ("sha256", "0" * 64, "0" * 64),
    ("fingerprint", "84cd2b72d56cf6bc", "84cd2b72d56cf6bc"),
    ("section", "late_interest", "late_interest"),
    ("answer-time", "30 minutes", "30 minutes"),
    ("answer-time", "1 business day", "1 business day"),
    ("within-time", "4 hours", "4 hours"),
    ("within-time", "1 business days", Duration(1, "business days")),
    ("review-date", "Every January, level and territory", "Every January, level and territory"),
    ("review-date", "every 29 February", "every 29 February"),
    ("due", "Every 15 January and 15 July", "Every 15 January and 15 July"),
    ("due", "Every 6 months", "Every 6 months"),
)
REFUSED = (
    ("rate", "12", PERCENT_WORDS),
    ("margin", "101%", "a margin is never more than 100%"),
    ("growth", "-101%", "nothing shrinks by more than 100%"),
    ("rate", "12 %", PERCENT_WORDS),
    ("rate", "12%\n", PERCENT_WORDS),
    ("rate", "012%", PERCENT_WORDS),
    ("rate", "١٢%", PERCENT_WORDS),
    ("rate", "100.01%", "a rate lies between 0% and 100%"),
    ("rate", "-1%", "a rate is never negative; it says how much is given"),
    ("percent", "-1%", "a percentage here is never negative"),
    ("money", "250.000,00 EUR", MONEY_WORDS),
    ("money", "250000EUR", MONEY_WORDS),
    ("money", "-5 EUR", "an amount here is never negative"),
    ("money", "0.5 JPY", "JPY has 0 decimals, not 1"),
    ("money", "5 EUX", "EUX is not a currency code we know (ISO 4217)"),
    ("sum", "-0.5 JPY", "JPY has 0 decimals, not 1"),
    (
        "earned-base",
        "repeating",
        (
            "write list, opening, recurring, or after- and the id of a stage, such as "
            "after-tier-discount"
        ),
    ),
    ("date", "2026-1-5", DATE_WORDS),
    ("date", "2026-02-29", "February 2026 has 28 days"),
    ("date", "2026-02-28\n", DATE_WORDS),
    ("duration", "90", DURATION_WORDS),
    ("duration", "0 days", "a duration has at least 1 day; where there is none, leave it out"),
    ("currency", "EURO", "EURO is not a currency code we know (ISO 4217)"),
    ("id", "Gold", ID_WORDS),
    ("id", "dach--core", ID_WORDS),
    ("id", "gold\n", ID_WORDS),
    ("id", "all", "all has a meaning of its own and cannot name anything"),
    ("taken", "all", "all has a meaning of its own and cannot name anything"),
    ("line", "two\nlines", LINE_WORDS),
    ("line", " x", LINE_WORDS),
    ("line", "x\n", LINE_WORDS),
    ("line", "", LINE_WORDS),
    ("line", "x" * 301, "at most 300 characters fit here, not 301"),
    ("prose", "x" * 20_001, "at most 20,000 characters fit here, not 20,001"),
    ("prose", " \n ", "write something here, or leave the line out"),
    ("email-role", "partners", "write the address of a role mailbox, such as partners@example.com"),
    ("web-address", "http://a.example", "write a web address that begins with https://"),
    ("web-address", "javascript:x", "write a web address that begins with https://"),
    ("language", "EN", "write a language code such as en, ja or pt-BR"),
    ("language", "jp", "jp is no code of a language (ISO 639)"),
    ("language", "zh-Hand", "Hand is no code of a script we know, such as Hant (ISO 15924)"),
    ("time-zone", "Europe/Berln", ZONE_WORDS),
    ("time-zone", "Berlin time", ZONE_WORDS),
    (
        "place-code",
        "de-by",
        "write a country's code, or a part's with its country before it, such as DE or DE-BY",
    ),
    ("postal-prefix", "8 0", "write capitals and digits without blanks, such as 80 or SW1"),
    ("country", "de", "write a code of two capital letters, such as DE"),
    (
        "base",
        "net",
        "write list, opening, or after- and the id of a stage, such as after-tier-discount",
    ),
    ("rule", "floor", "write the name of a rule, such as margin/floor"),
    ("fingerprint", "84CD2B72D56CF6BC", "write its 16 hexadecimal digits"),
    (
        "moment",
        "2026-11-16 06:00",
        DATE_WORDS,
    ),
    ("moment", "2026-11-16T6:00Z", "write a day and a time in UTC, such as 2026-11-16T06:00Z"),
    ("total", "1,840 EUR", "write a sum and its unit, such as 1840250.00 EUR or 310 users"),
    ("sha256", "0" * 63, "write the 64 hexadecimal digits of the SHA-256"),
    ("answer-time", "1 week", ANSWER_WORDS),
    ("answer-time", "0 hours", ANSWER_WORDS),
    ("within-time", "0 hours", ANSWER_WORDS),
    ("within-time", "4 weeks", DURATION_WORDS.replace("90 days", "4 hours")),
    ("review-date", "Every winter, prices", RHYTHM_WORDS),
    ("review-date", "Every January, ", RHYTHM_WORDS),
    ("review-date", "Every 30 February", "February has at most 29 days"),
    (
        "review-date",
        "Every January, July and October",
        "join the months by and, such as Every January and July",
    ),
    ("due", "Every quarter", RHYTHM_WORDS),
    (
        "due",
        "Every January, reports",
        "only the rhythm stands here, such as Every 15 January and 15 July",
    ),
)
MEANINGS = {
    value.name: value
    for module in (scalars, agreement_rhythms, agreement_support)
    for value in vars(module).values()
    if isinstance(value, scalars.Meaning)
}


@pytest.mark.parametrize(("name", "text", "value"), ACCEPTED)
def test_a_text_means(name, text, value):
    assert FORMATS[name](text) == value


@pytest.mark.parametrize(("name", "text", "reason"), REFUSED)
def test_a_text_is_refused_with_a_plain_reason(name, text, reason):
    with pytest.raises(ValueError, match=re.escape(reason)) as caught:
        FORMATS[name](text)
    assert str(caught.value) == reason


def test_every_format_is_tried_both_ways():
    without_reason = {"section"}
    assert {name for name, *_ in ACCEPTED} == set(FORMATS) == set(MEANINGS)
    assert {name for name, *_ in REFUSED} == set(FORMATS) - without_reason


@pytest.mark.parametrize("name", sorted(MEANINGS))
def test_the_pattern_for_editors_is_ascii_and_as_strict_as_ascii_can_be(name):
    pattern = MEANINGS[name].pattern
    assert pattern.isascii()
    assert r"\d" not in pattern
    assert r"\w" not in pattern
    assert r"\s" not in pattern
    for said, text, *_ in ACCEPTED:
        if said == name:
            assert re.search(pattern, text)
    judged_by_parsing = (
        "currency code",
        "decimals, not",
        "February",
        "meaning of its own",
        "fit here",
        "no code of",
        "no time zone has",
    )
    for said, text, reason in REFUSED:
        if said == name and not any(word in reason for word in judged_by_parsing):
            # A pattern's $ lets one line break pass in Python; the format does not.
            assert not re.search(pattern.removesuffix("$") + r"\Z", text), text


@pytest.mark.parametrize("odd", [7, Decimal("1.5"), True, None, ["12%"], {"a": "b"}])
def test_only_text_is_a_text(odd):
    for meaning in (scalars.RateText, scalars.DateText, scalars.Id, scalars.Line):
        with pytest.raises(ValueError, match="string"):
            TypeAdapter(meaning).validate_python(odd)


def test_a_value_goes_out_as_it_was_written():
    adapter = TypeAdapter(scalars.MoneyText)
    assert adapter.dump_python(adapter.validate_python("12.50 EUR")) == "12.50 EUR"
