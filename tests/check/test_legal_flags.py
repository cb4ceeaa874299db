"""What is flagged for legal review in agreement forms: where an act looks, whom, and how far."""

from __future__ import annotations

from datetime import date

import pytest
from tests.resolve.conftest import base_files

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.source.tree import MemoryTree

FORM = "program/agreements/reseller-2026-1.yml"
NEXT = "program/agreements/reseller-2026-2.yml"
FRAME = "program/program.yml"
PARTNER = "program/partners/nordwind.yml"
OURS = {
    "agreement/customer-names",
    "agreement/long-payment",
    "agreement/most-favoured",
    "agreement/no-indemnity",
    "agreement/non-compete",
    "agreement/passive-sales",
    "agreement/resale-price",
    "agreement/short-renewal-notice",
}
DAY = date(2026, 11, 22)
EU = "policies: {law: [{id: eu, places: [DE, FR], active_sales_wording: true}]}\n"
Change = tuple[str, str, str]


def law(acts: str, *, wording: str = "true", places: str = "DE, FR") -> Change:
    """An area that names the acts that apply in it."""
    area = f"{{id: eu, places: [{places}], active_sales_wording: {wording}, acts: [{acts}]}}"
    return FRAME, "", f"policies: {{law: [{area}]}}\n"


def clause(text: str) -> Change:
    """One more clause of the form."""
    return (
        FORM,
        "",
        f"clauses: [{{id: it, schedule: products, title: It, text: Something., {text}}}]\n",
    )


def report(*changes: Change, more: dict[str, str] | None = None) -> Report:
    files = base_files()
    for path, old, new in changes:
        text = files[path].decode()
        assert old in text
        files[path] = (text.replace(old, new, 1) if old else text + new).encode()
    files.update((path, text.encode()) for path, text in (more or {}).items())
    return check_tree(MemoryTree(files), DAY, "test", lambda _: (DAY, ""))


def flags(*changes: Change, more: dict[str, str] | None = None) -> list[Finding]:
    return [one for one in report(*changes, more=more).findings if one.id in OURS]


def names(*changes: Change) -> list[str]:
    return [one.id.removeprefix("agreement/") for one in flags(*changes)]


ALL = (FRAME, "", EU)
PAY = "{days: 30, counted_from: invoice date}"
RENEWS = "renewal: automatic, renews_for: 12 months, notice: 90 days"
ENDS = (FORM, RENEWS, "renewal: none")
LONG = (FORM, "length: 24 months", "length: 61 months")
FIVE = (FORM, "length: 24 months", "length: 60 months")
SEVEN = clause("kind: non-compete, lasts: 84 months")
MINIMUM = clause("kind: resale-price, prices: minimum")
PASSIVE = clause("kind: passive-sales")
BEST = clause("kind: most-favoured")
NAMES = clause("kind: customer-names")
RESERVED = (
    FRAME,
    "",
    "reserved: [{id: f, for: {places: [FR], products: [all]}, reason: Ours.}]\n",
)
HOUSE = {"program/accounts/big.yml": "name: Big\nplace: DE\nhouse: true\nreason: Ours.\n"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # Only where the program says that the act applies.
        ([SEVEN], []),
        ([ALL, SEVEN], ["non-compete"]),
        ([law("vertical-agreements"), SEVEN], ["non-compete"]),
        ([law("vertical-agreements", wording="false"), SEVEN], ["non-compete"]),
        ([law("late-payment"), SEVEN], []),
        # A form that may be used anywhere, and who holds a grant there, are looked at.
        ([law("vertical-agreements", places="JP"), SEVEN], ["non-compete"]),
        (
            [
                law("vertical-agreements", places="JP"),
                SEVEN,
                (FORM, "", "territory: {places: [europe]}\n"),
            ],
            [],
        ),
        # Five years are the limit, with the renewals that come by themselves.
        ([ALL, clause("kind: non-compete, lasts: 60 months")], []),
        ([ALL, clause("kind: non-compete, lasts: 61 months")], ["non-compete"]),
        ([ALL, clause("kind: non-compete, lasts: 12 months, renewal: none")], []),
        ([ALL, clause("kind: non-compete, lasts: 12 months, renewal: automatic")], ["non-compete"]),
        ([ALL, clause("kind: non-compete")], ["non-compete"]),
        ([ALL, clause("kind: non-compete"), ENDS], []),
        ([ALL, clause("kind: non-compete"), ENDS, FIVE], []),
        ([ALL, clause("kind: non-compete"), ENDS, LONG], ["non-compete"]),
        # Prices.
        ([ALL, MINIMUM], ["resale-price"]),
        ([ALL, clause("kind: resale-price, prices: fixed")], ["resale-price"]),
        ([ALL, clause("kind: resale-price, prices: minimum-advertised")], ["resale-price"]),
        ([ALL, clause("kind: resale-price, prices: maximum")], []),
        ([ALL, clause("kind: resale-price, prices: recommended")], []),
        ([MINIMUM], []),
        ([ALL, PASSIVE], ["passive-sales"]),
        ([ALL, clause("kind: active-sales")], []),
        ([ALL, BEST], ["most-favoured"]),
        # Customer names: only where the vendor sells itself, and nothing is in between.
        ([ALL, NAMES], []),
        ([ALL, RESERVED, NAMES], ["customer-names"]),
        ([ALL, (FRAME, "", RESERVED[2].replace("FR", "JP")), NAMES], []),
        ([ALL, RESERVED, clause("kind: customer-names, barrier: The desk alone.")], []),
        # Time to pay: a limit is inside; days from the end of a month begin later.
        ([ALL, (FORM, "days: 30", "days: 60")], []),
        ([ALL, (FORM, "days: 30", "days: 61")], ["long-payment"]),
        ([(FORM, "days: 30", "days: 61")], []),
        ([ALL, (FORM, PAY, "{days: 45, counted_from: the end of the month of the invoice}")], []),
        (
            [ALL, (FORM, PAY, "{days: 60, counted_from: the end of the month of the invoice}")],
            ["long-payment"],
        ),
        # Renewal.
        ([ALL, (FORM, "notice: 90 days}", "notice: 29 days}")], ["short-renewal-notice"]),
        ([ALL, (FORM, "notice: 90 days}", "notice: 20 business days}")], ["short-renewal-notice"]),
        ([ALL, (FORM, "notice: 90 days}", "notice: 1 month}")], []),
        ([ALL, (FORM, ", notice: 90 days}", "}")], ["short-renewal-notice"]),
        ([ALL, (FORM, RENEWS, "renewal: by-agreement, notice: 10 days")], []),
    ],
)
def test_flags(changes: list[Change], expected: list[str]) -> None:
    assert names(*changes) == expected


@pytest.mark.parametrize(
    ("types", "clauses", "end", "expected"),
    [
        ("agent", "", "The marks are taken down.", ["agent"]),
        ("agent", "", "The Partner keeps the indemnity of the law.", []),
        ("agent", "", "Orders are done. No indemnity is owed.", ["agent"]),
        ("agent", "kind: indemnity", "The marks are taken down.", []),
        ("agent", "kind: indemnity", "Compensation is not owed.", ["agent"]),
        ("referral-partner", "", "The marks are taken down.", []),
        ("referral-partner", "kind: agency", "The marks are taken down.", ["referral-partner"]),
        ("reseller", "kind: agency", "The marks are taken down.", []),
    ],
)
def test_indemnity(types: str, clauses: str, end: str, expected: list[str]) -> None:
    form = base_files()[FORM].decode()
    form = form.replace("form: reseller-2026", "form: agency")
    form = form.replace("partner_types: [reseller]", f"partner_types: [{types}]")
    follows = f"consequences: [{{id: end, topic: End, text: {end}}}]"
    form = form.replace("other side]}", f"other side], {follows}}}")
    if clauses:
        form += f"clauses: [{{id: it, schedule: products, title: It, text: A., {clauses}}}]\n"
    found = flags(ALL, more={"program/agreements/agency-1.yml": form})
    assert [one.subject for one in found] == [f"agency-1/{name}" for name in expected]


def test_words_that_negotiate_are_enough() -> None:
    form = base_files()[FORM].decode().replace("form: reseller-2026", "form: referral")
    form = form.replace("partner_types: [reseller]", "partner_types: [referral-partner]")
    for text, count in (("It negotiates.", 1), ("It does not negotiate.", 0)):
        more = f"clauses: [{{id: it, schedule: products, title: It, text: {text}}}]\n"
        assert len(flags(ALL, more={"program/agreements/referral-1.yml": form + more})) == count


def test_a_house_account_is_selling_direct() -> None:
    (one,) = flags(ALL, NAMES, more=HOUSE)
    assert one.places[1].label == "a customer of the vendor's own"


def test_what_is_said() -> None:
    (one,) = flags(ALL, SEVEN)
    assert str(one.severity) == "warning"
    assert [place.label for place in one.places] == [
        "lasts 84 months",
        "Nordwind Systemhaus GmbH: signed it",
    ]
    assert dict(one.notes) == {
        "signed by": "Nordwind Systemhaus GmbH",
        "what this is": "a pointer for legal review: no legal advice, no verdict",
        "source": "Regulation (EU) 2022/720, Art. 5(1)(a) and second subparagraph",
        "to waive": "subject: reseller-2026-1/it",
    }
    assert one.help[0].say.endswith("in a new version of the form")


def test_only_what_nobody_signed_is_edited() -> None:
    files = base_files()
    newer = (
        files[FORM].decode().replace("version: 1", "version: 2").replace("days: 30,", "days: 90,")
    )
    (one,) = flags(ALL, more={NEXT: newer})
    assert (one.subject, [edit.text for edit in one.help[0].edits]) == (
        "reseller-2026-2/payment",
        ["60"],
    )
    (signed,) = flags(ALL, (FORM, "days: 30", "days: 90"))
    assert signed.help[0].edits == ()


def test_an_old_version_counts_while_somebody_has_it() -> None:
    newer = base_files()[FORM].decode().replace("version: 1", "version: 2")
    changes = (ALL, (FORM, "days: 30", "days: 90"))
    assert [one.subject for one in flags(*changes, more={NEXT: newer})] == [
        "reseller-2026-1/payment"
    ]
    over = (PARTNER, "status: active", "status: terminated")
    assert flags(*changes, over, more={NEXT: newer}) == []


def test_a_commission_is_paid_in_time() -> None:
    text = (
        "name: Commission\nsummary: A share.\nkind: commission\nfor: {places: [DE]}\nrate: 5%\n"
        "from: 2026-01-01\nside: partner\nstage: back-end\nbase: list\nanchor: order\n"
        "applies: automatic\naudience: partner\npayment: {how: transfer, within: 90 days}\n"
    )
    (one,) = flags(ALL, more={"program/incentives/share.yml": text})
    assert one.message == (
        "for legal review (Germany and France): Commission is paid within 90 days, more"
        " than 60 days"
    )


def test_a_flag_can_be_waived() -> None:
    waiver = (
        "rule: agreement/non-compete\nsubject: reseller-2026-1/it\nfrom: 2026-11-01\n"
        "through: 2027-06-30\nreason: Counsel looked at it.\napprover: channel-chief\n"
        "approved: 2026-11-01\n"
    )
    may = (FRAME, "may: [margin/floor]", "may: [margin/floor, agreement/non-compete]")
    result = report(ALL, SEVEN, may, more={"program/waivers/it.yml": waiver})
    assert not [one for one in result.findings if one.id in OURS]
    assert len(result.waived) == 1


@pytest.mark.parametrize(
    ("lasts", "say"),
    [
        ("", "leave it out, or limit how long it holds (`lasts:`), in a new version of the form"),
        (", lasts: 12 months", "leave it out, or limit it, in a new version of the form"),
    ],
)
def test_what_a_most_favoured_clause_may_become(lasts: str, say: str) -> None:
    (one,) = flags(ALL, clause(f"kind: most-favoured{lasts}"))
    opinion = "and, once it was looked at as it stands, waive it with a link to the opinion"
    assert one.help[0].say == f"{say}, {opinion}"
