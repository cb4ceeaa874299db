"""What the day changes: the agreement's last day, tiers that change, rates announced for later."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.render.appendix import (
    appendix_files,
    appendix_set,
    render_appendices,
    vendor_files,
)

FIXED = "agreement: {form: reseller-2026, version: 1, signed: 2026-03-10, effective: 2026-04-01"
OPEN = f"{FIXED}}}"
UNTIL = f"{FIXED}, notice_given: 2026-09-01, first_term_through: 2027-03-31}}"


@pytest.fixture
def ending(make, text_of):
    text = text_of("partners/nordwind.yml").replace(OPEN, UNTIL)
    return make({"partners/nordwind.yml": text})


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_there_is_an_appendix_while_the_agreement_is_in_force(ending, day, there):
    assert (appendix_set(ending, "nordwind", day) is not None) == there
    assert bool(appendix_files(ending, "nordwind", day)) == there
    assert bool(vendor_files(ending, "nordwind", day)) == there
    assert bool(render_appendices(ending, day)) == there


@pytest.mark.parametrize("status", ["onboarding", "terminated"])
def test_no_agreement_no_appendix(make, text_of, status):
    text = text_of("partners/nordwind.yml").replace("status: active", f"status: {status}")
    if status == "terminated":
        text += "ended: 2026-10-31\n"
    else:
        text = text.replace(f"{OPEN}\n", "")
    program = make({"partners/nordwind.yml": text})
    assert appendix_set(program, "nordwind", program.as_of) is None


def test_the_end_is_said_when_notice_was_given(ending, told):
    document = appendix_set(ending, "nordwind", date(2026, 11, 22))
    assert told(document, "H.3") == [
        "Notice that ends the agreement",
        "Notice was given on 1 September 2026: the agreement ends on 31 March 2027.",
    ]
    said = "Limited by | The agreement, which ends on 31 March 2027 at the latest (Schedule H)"
    assert said in told(document, "B.1")


def test_without_notice_the_last_day_for_it_is_said(make, told):
    document = appendix_set(make(), "nordwind", date(2026, 11, 22))
    assert told(document, "H.1") == [
        "Term",
        "First day | 1 April 2026",
        "First term | 24 months",
        "Last day of the term that runs now | 31 March 2028",
    ]
    assert told(document, "H.3")[1:] == [
        (
            "A side that does not want the agreement to go on says so at least 90 days before the"
            " term ends."
        ),
        "For the term that ends on 31 March 2028, the last day for it is 1 January 2028.",
    ]


def test_a_tier_that_ends_and_the_next_one_both_show_their_rates(sets, told):
    rates = [
        line for line in told(sets["pennine-gate"], "A.3") if line.startswith("Corvenna Connect")
    ]
    assert rates[:2] == [
        (
            "Corvenna Connect | The Partner buys from the Vendor | Gold | 1 January 2026"
            " | 29 December 2026 | 18%"
        ),
        # The row of 2027 leaves Silver at 14%, so it makes no line of its own here.
        (
            "Corvenna Connect | The Partner buys from the Vendor | Silver | 30 December 2026"
            " | until changed | 14%"
        ),
    ]
    assert told(sets["pennine-gate"], "3")[-2:] == [
        "Gold | 1 October 2024 | 29 December 2026 | earned and then kept during grace",
        "Silver | 30 December 2026 | until changed | earned",
    ]


def test_an_announced_rate_stands_beside_todays_until_it_starts(sample, told):
    before = appendix_set(sample, "kitano", date(2026, 11, 22))
    after = appendix_set(sample, "kitano", date(2027, 1, 1))
    now, later = "| 31 December 2026 | 18%", "| until changed | 19%"

    def ends(document):
        return [line for line in told(document, "A.3") if line.endswith((now, later))]

    assert [line[-10:] for line in ends(before)] == ["2026 | 18%", "nged | 19%"]
    assert "announced" in ends(before)[1]
    assert [line[-10:] for line in ends(after)] == ["nged | 19%"]
    assert "announced" not in ends(after)[0]


def test_a_right_with_its_own_end_goes_when_it_has_ended(sample, told):
    on_last = appendix_set(sample, "donaublick", date(2027, 12, 31))
    after = appendix_set(sample, "donaublick", date(2028, 1, 1))
    assert on_last is not None
    assert after is not None
    assert told(on_last, "B.1")[0] == "Right austria-public"
    assert told(after, "B.1")[0] == "Right austria"


@pytest.mark.parametrize(
    ("renewal", "said"),
    [
        ("none", []),
        (
            "by-agreement",
            [
                (
                    "A side that will not agree to go on tells the other at least 90 days before"
                    " the term ends."
                )
            ],
        ),
    ],
)
def test_without_renewal_by_itself_there_is_no_last_day_for_notice(
    make, text_of, told, renewal, said
):
    form = "agreements/reseller-2026-1.yml"
    text = text_of(form).replace("renewal: automatic, renews_for: 12 months", f"renewal: {renewal}")
    document = appendix_set(make({form: text}), "nordwind", date(2026, 11, 22))
    assert told(document, "H.3")[1:] == [
        "The agreement ends with its term; that needs no notice.",
        *said,
    ]
