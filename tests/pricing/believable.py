"""A made-up program of believable shape and any size: twelve steps, four tiers, three lists."""

from __future__ import annotations

from decimal import Decimal

from tests.pricing.build import Maker, Nested

from partnerbook.resolve.program import Program
from partnerbook.values.audience import DISTRIBUTOR

TIERS = ("registered", "silver", "gold", "platinum")
CURRENCIES = ("EUR", "USD", "JPY")
LISTS = {"EUR": "eu", "USD": "us", "JPY": "jp"}
WORTH = {"EUR": Decimal(1), "USD": Decimal("1.1"), "JPY": Decimal(160)}


def money(euro: int, currency: str) -> str:
    """A round amount of about so many euro."""
    return f"{int(euro * WORTH[currency])} {currency}"


def believable(families: int = 3, each: int = 3, *, partners: int = 0) -> Program:
    """The program. ``families`` × ``each`` products; so many partners with special terms."""
    tree: Nested = {f"f{f}": {f"f{f}p{p}": {} for p in range(each)} for f in range(families)}
    made = Maker(
        tree,
        tiers=TIERS,
        currencies=CURRENCIES,
        tracks=("resell", "services"),
        values={"sector": ("commercial", "public"), "size": ("smb", "mid", "large")},
    )
    for f in range(families):
        for p in range(each):
            for currency, place in LISTS.items():
                made.price(f"f{f}p{p}", money(40 + 290 * p + 70 * f, currency), {"place": place})
    _tables(made, families)
    _incentives(made)
    made.floor("general", "60%", "20%").floor("large", "62%", None, {"size": "large"})
    made.route("japan", "two-tier", {"place": "jp", "tier": "registered silver"})
    for number in range(partners):
        name = f"p{number}"
        made.partner(name, TIERS[1 + number % 3])
        made.step(
            f"{name}/term",
            made.row("term", "3%", {"product": "f0"}, start="2026-01-01", through="2027-12-31"),
            stage="special",
            partner=name,
            kind="special-price",
        )
    return made.program()


def _tables(made: Maker, families: int) -> None:
    """What resellers and distributors buy at: by family and tier, one change announced."""
    rows = []
    for f in range(families):
        for at, tier in enumerate(TIERS):
            for name, route, less in (
                ("one", "one-tier marketplace direct", 0),
                ("two", "two-tier", 3),
            ):
                scope = {"product": f"f{f}", "tier": tier, "route": route, "track": "resell"}
                rate = f"{10 + 6 * at + f - less}%"
                if f == 0:
                    rows.append(made.row(f"{name}-{f}-{at}", rate, scope, through="2026-12-31"))
                    rate = f"{11 + 6 * at - less}%"
                    rows.append(made.row(f"{name}-{f}-{at}n", rate, scope, start="2027-01-01"))
                else:
                    rows.append(made.row(f"{name}-{f}-{at}", rate, scope))
            scope = {
                "product": f"f{f}",
                "tier": tier,
                "sector": "public",
                "track": "resell",
                "route": "one-tier two-tier marketplace direct",
            }
            rows.append(made.row(f"public-{f}-{at}", f"{8 + 5 * at + f}%", scope))
    made.table("reseller-discount", *rows)
    made.table(
        "distributor-discount",
        ("36%", {"route": "two-tier"}),
        ("39%", {"route": "two-tier", "place": "jp"}),
        side="distributor",
        audience=DISTRIBUTOR,
    )


def _incentives(made: Maker) -> None:
    """Ten more steps."""
    resale = "one-tier two-tier marketplace direct"
    cap = "deal 10000 EUR 11000 USD 1600000 JPY"
    made.step(
        "registration",
        *(
            made.row(
                f"r{at}",
                f"{4 + 2 * at}%",
                {
                    "tier": tier,
                    "claim": "first",
                    "line_type": "new added",
                    "route": resale,
                    f"list_value:{currency}": (money(5000, currency).split()[0], None),
                },
                band_currency=currency,
                anchor="registration",
            )
            for at, tier in enumerate(TIERS[1:])
            for currency in CURRENCIES
        ),
        kind="deal-registration",
        applies="on-request",
        anchor="registration",
        caps=[cap],
        group="uplift",
    )
    made.step(
        "incumbent",
        ("3%", {"line_type": "renewal", "incumbent": "yes", "route": resale}),
        group="uplift",
    )
    made.step(
        "volume",
        *(
            made.row(f"b{at}", rate, {"quantity": band, "route": resale})
            for at, (rate, band) in enumerate(
                [("0%", (1, 50)), ("3%", (50, 200)), ("5%", (200, 1000)), ("7%", (1000, None))]
            )
        ),
        kind="volume-discount",
        base="opening",
        measure="quantity",
    )
    made.step(
        "special",
        ("5%", {"size": "large", "route": resale}),
        stage="special",
        applies="on-request",
        kind="special-price",
        excludes=("registration",),
        base="opening",
    )
    made.step(
        "rebate",
        *(
            made.row(
                f"{currency}-{at}",
                rate,
                {
                    "tier": "gold platinum",
                    "route": resale,
                    f"period_value:{currency}": (
                        money(low, currency).split()[0],
                        money(high, currency).split()[0] if high else None,
                    ),
                },
                band_currency=currency,
                anchor="invoice",
            )
            for currency in CURRENCIES
            for at, (rate, low, high) in enumerate(
                [("1%", 0, 50000), ("2%", 50000, 250000), ("4%", 250000, 0)]
            )
        ),
        stage="back",
        kind="rebate",
        base="opening",
        anchor="invoice",
        measure="period-value",
    )
    made.step("mdf", "3%", stage="back", kind="development-funds", applies="discretionary")
    made.step(
        "commission",
        ("12%", {"route": "referral", "partner_type": "referral-partner agent"}),
        stage="back",
        kind="commission",
        caps=["month 500 EUR 550 USD 80000 JPY", "year 5000 EUR 5500 USD 800000 JPY"],
    )
    made.step(
        "spiff",
        made.row(
            "s",
            "50 EUR, 55 USD, 8000 JPY",
            {
                "product": "f1",
                "line_type": "new",
                "route": "one-tier two-tier",
                "tier": "gold platinum",
            },
        ),
        stage="back",
        kind="spiff",
        paid_to="person",
    )
    made.step(
        "allowance",
        ("2%", {"route": "two-tier"}),
        stage="back",
        side="distributor",
        kind="allowance",
        audience=DISTRIBUTOR,
    )
    made.step(
        "first-order",
        made.row(
            "f",
            "2%",
            {"tier": "gold platinum", "deal_role": "sourced", "route": resale},
            start="2026-06-01",
            through="2027-06-30",
        ),
        stage="back",
        kind="bonus",
    )
