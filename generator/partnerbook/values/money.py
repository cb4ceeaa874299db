"""An amount of money with its currency, exact, rounded only where someone says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact

PATTERN = r"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,4})? [A-Z]{3}$"
_PATTERN = re.compile(PATTERN.replace("$", r"\Z"))
_TOO_LONG = re.compile(r"-?[1-9][0-9]{15,}(\.[0-9]+)? [A-Z]{3}\Z")

# ISO 4217 active codes; amounts have two decimals unless a line below says otherwise.
CURRENCIES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP
    GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
    KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
    MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
    TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG""".split()
)
_MINOR = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    "CLF": 4,
}


# Ten compounding rates need more than Decimal's usual 28 digits; beyond 200 it is our bug, and
# Inexact is raised instead of a digit lost.
_EXACT = Context(prec=200, traps=[Inexact])
_ROUNDING = Context(prec=200)


def minor_units(currency: str) -> int:
    """How many decimals the currency is paid in (JPY 0, EUR 2, KWD 3)."""
    return _MINOR.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """So much of one currency. Mixing two, even by comparing them, is our bug, so it raises."""

    amount: Decimal
    currency: str

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot mix {self.currency} and {other.currency}")

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(_EXACT.add(self.amount, other.amount), self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(_EXACT.subtract(self.amount, other.amount), self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.amount < other.amount

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.amount <= other.amount

    def __gt__(self, other: Money) -> bool:
        return other < self

    def __ge__(self, other: Money) -> bool:
        return other <= self

    def times(self, factor: Decimal | int) -> Money:
        """The exact product, not rounded."""
        return Money(_EXACT.multiply(self.amount, factor), self.currency)

    def rounded(self, rounding: str = ROUND_HALF_UP) -> Money:
        """Rounded to what the currency can be paid in."""
        unit = Decimal(1).scaleb(-minor_units(self.currency))
        return Money(self.amount.quantize(unit, rounding, _ROUNDING), self.currency)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"


def parse_money(text: str) -> Money:
    """``"250000 EUR"`` → Money. Raises ValueError with a plain reason."""
    if _TOO_LONG.match(text):
        raise ValueError("an amount has at most 15 digits before its decimals")
    if not _PATTERN.match(text):
        raise ValueError("write an amount such as 250000 EUR: digits, a space, the currency")
    number, currency = text.split(" ")
    if currency not in CURRENCIES:
        raise ValueError(f"{currency} is not a currency code we know (ISO 4217)")
    amount = Decimal(number)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > minor_units(currency):
        raise ValueError(f"{currency} has {minor_units(currency)} decimals, not {-exponent}")
    return Money(amount, currency)
