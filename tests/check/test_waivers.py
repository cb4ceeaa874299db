"""What waivers do to findings: in time, out of time, refused, misnamed, unused, unread.

The small program with a rebate that breaks its floor; then waivers beside it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.check.costly_rebate import REBATE

from partnerbook.check.report import Report
from partnerbook.check.rules import RULES
from partnerbook.check.run import check_tree
from partnerbook.check.waiving import claims
from partnerbook.findings import Spot
from partnerbook.rulebook import RENAMED, near_rules
from partnerbook.source.tree import FolderTree, MemoryTree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
LAST_YEAR = {"from": "2025-10-01", "approved": "2025-09-20"}
WAIVER = {
    "rule": "margin/floor",
    "subject": "quarterly-rebate/large",
    "accepts": "{maximum_give: 55%}",
    "from": "2026-10-01",
    "through": "2027-03-31",
    "reason": "Interim agreed with both partners.",
    "approver": "channel-chief",
    "approved": "2026-09-20",
}
FLOOR = "incentives/quarterly-rebate.yml:19:42: {} margin/floor"
MEANT = "incentives/quarterly-rebate.yml:19:42 what it was to waive"
Rows = list[dict[str, str | None]]
CASES: dict[str, tuple[Rows, list[str], int]] = {
    "no waiver": ([], [FLOOR.format("error")], 0),
    "one that holds": ([{}], [], 1),
    "one that does not say how far": (
        [{"accepts": None}],
        [f"waivers/0.yml:2:10: error waiver/no-bound + {MEANT}"],
        0,
    ),
    "one that leaves room": ([{"accepts": "{maximum_give: 56.5%}"}], [], 1),
    "one that leaves far too much room": (
        [{"accepts": "{maximum_give: 57.1%}"}],
        ["waivers/0.yml:3:25: warning waiver/over-broad"],
        1,
    ),
    "one that accepts what nothing needs": (
        [{"accepts": "{maximum_give: 55%, minimum_margin: 20%}"}],
        ["waivers/0.yml:3:46: warning waiver/over-broad"],
        1,
    ),
    "one that ends soon": (
        [{"through": "2026-12-22"}],
        ["waivers/0.yml:5:10: warning waiver/ends-soon"],
        1,
    ),
    "one that ends in 31 days": ([{"through": "2026-12-23"}], [], 1),
    "one that ends soon and is followed by another": (
        [{"through": "2026-11-22"}, {"from": "2026-11-23"}],
        [],
        1,
    ),
    "one that ends soon and is followed by one that accepts less": (
        [{"through": "2026-11-22"}, {"from": "2026-11-23", "accepts": "{maximum_give: 54%}"}],
        ["waivers/0.yml:5:10: warning waiver/ends-soon"],
        1,
    ),
    "one that ends soon and is followed too late": (
        [{"through": "2026-11-22"}, {"from": "2026-11-24"}],
        ["waivers/0.yml:5:10: warning waiver/ends-soon"],
        1,
    ),
    "one that accepts less": (
        [{"accepts": "{maximum_give: 54.9%}"}],
        [f"{FLOOR.format('error')} + waivers/0.yml:3:25 waived up to 54.9% of list given, now 55%"],
        0,
    ),
    "one that accepts something else": (
        [{"accepts": "{minimum_margin: 20%}"}],
        [f"{FLOOR.format('error')} + waivers/0.yml:3:10 55% of list given is not waived"],
        0,
    ),
    "two of which one goes far enough": (
        [{"accepts": "{maximum_give: 52%}"}, {}],
        ["waivers/0.yml:2:10: warning waiver/unused"],
        1,
    ),
    "two of which none goes far enough": (
        [{"accepts": "{maximum_give: 52%}"}, {"accepts": "{maximum_give: 53%}"}],
        [f"{FLOOR.format('error')} + waivers/0.yml:3:25 waived up to 52% of list given, now 55%"],
        0,
    ),
    "one that has run out and accepts less": (
        [
            {
                **LAST_YEAR,
                "through": "2026-10-31",
                "accepts": "{maximum_give: 52%}",
            }
        ],
        [f"{FLOOR.format('error')} + waivers/0.yml:5:10 waived until 31 October 2026"],
        0,
    ),
    "one that has run out and never said how far": (
        [{**LAST_YEAR, "through": "2026-10-31", "accepts": None}],
        [f"{FLOOR.format('error')} + waivers/0.yml:4:10 waived until 31 October 2026"],
        0,
    ),
    "one that has run out": (
        [{**LAST_YEAR, "through": "2026-10-31"}],
        [f"{FLOOR.format('error')} + waivers/0.yml:5:10 waived until 31 October 2026"],
        0,
    ),
    "one that is yet to begin": (
        [{"from": "2026-12-01"}],
        [f"{FLOOR.format('error')} + waivers/0.yml:4:7 waived only from 1 December 2026"],
        0,
    ),
    "one that follows another": (
        [{**LAST_YEAR, "through": "2026-09-30"}, {}],
        [],
        1,
    ),
    "two at a time": ([{}, {}], ["waivers/1.yml:2:10: warning waiver/unused"], 1),
    "about something else that exists": (
        [{"subject": "quarterly-rebate/small"}],
        [FLOOR.format("error"), "waivers/0.yml:2:10: warning waiver/unused"],
        0,
    ),
    "about something that does not exist": (
        [{"subject": "quarterly-rebate/lager"}],
        [
            f"waivers/0.yml:2:10: error waiver/unused + {MEANT}",
        ],
        0,
    ),
    "for a rule that does not exist": (
        [{"rule": "margin/flor"}],
        ["waivers/0.yml:1:7: error waiver/unknown-rule"],
        0,
    ),
    "for another rule": (
        [{"rule": "margin/tier-order"}],
        [
            f"waivers/0.yml:1:7: error waiver/unused + {MEANT}",
        ],
        0,
    ),
    "for a rule that cannot be waived": (
        [{"rule": "margin/bands", "subject": "quarterly-rebate/small", "accepts": None}],
        [FLOOR.format("error"), "waivers/0.yml:1:7: error waiver/not-allowed"],
        0,
    ),
    "for what is found in reading": (
        [{"rule": "territory/unknown-place", "subject": "gold", "accepts": None}],
        [FLOOR.format("error"), "waivers/0.yml:1:7: error waiver/not-allowed"],
        0,
    ),
    "by nobody we know": (
        [{"approver": "chanel-chief"}],
        ["waivers/0.yml:7:11: error reference/unknown-approver"],
        0,
    ),
    "in a file that cannot be read": (
        [{"approved": "2026-09-31"}],
        ["waivers/0.yml:8:11: error shape/wrong-value"],
        0,
    ),
    "in a file that cannot be read, about something else": (
        [{"approved": "2026-09-31", "subject": "quarterly-rebate/small"}],
        [FLOOR.format("error"), "waivers/0.yml:8:11: error shape/wrong-value"],
        0,
    ),
}


def told(
    waivers: Rows,
    rate: str = "40%",
    *,
    may: str = "margin/floor",
    silver: str = "20%",
    base: str = "opening",
    limits: str = "",
    held: str = "2026-04-01",
    longest: str = "",
) -> Report:
    rebate = REBATE.replace("rate: 40%", f"rate: {rate}").replace("base: opening", f"base: {base}")
    if silver != "20%":
        rebate = rebate.replace("products: [all]", "products: [all], tiers: [gold]")
    files = {"program/incentives/quarterly-rebate.yml": rebate.encode()}
    for path in BASE.list()[0]:
        data = BASE.read(path)
        assert isinstance(data, bytes)
        text = data.decode().replace("may: [margin/floor]", f"may: [{may}]{limits}")
        text = text.replace("tier: gold, from: 2026-04-01", f"tier: gold, from: {held}")
        if longest and path == "program/program.yml":
            text += f"limits: {{longest_waiver: {longest}}}\n"
        files[path] = text.replace("silver: 20%", f"silver: {silver}").encode()
    for number, changed in enumerate(waivers):
        lines = {**WAIVER, **changed}.items()
        text = "".join(f"{key}: {value}\n" for key, value in lines if value is not None)
        files[f"program/waivers/{number}.yml"] = text.encode()
    return check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))


def said(report: Report) -> list[str]:
    """Place, severity and id of each finding, and its last place where a waiver is spoken of."""
    lines = []
    for finding in report.findings:
        first, last = finding.places[0].at, finding.places[-1].at
        assert isinstance(first, Spot)
        assert isinstance(last, Spot)
        line = f"{_at(first)}: {finding.severity} {finding.id}"
        if "waive" in finding.places[-1].label:
            line += f" + {_at(last)} {finding.places[-1].label}"
        lines.append(line)
    return lines


def _at(spot: Spot) -> str:
    return f"{spot.file.removeprefix('program/')}:{spot.line}:{spot.column}"


@pytest.mark.parametrize("name", CASES)
def test_waivers(name: str) -> None:
    waivers, expected, waived = CASES[name]
    report = told(waivers)
    assert said(report) == expected
    assert report.summary.waived == waived
    # What a bad waiver was meant for does not vanish: it is shown, or counted.
    assert waived or report.summary.suppressed or any("margin/floor" in line for line in expected)


def test_a_waiver_that_does_not_count_says_what_stands() -> None:
    (finding,) = told([{"subject": "quarterly-rebate/lager"}]).findings
    ((label, text),) = finding.notes
    assert label == "so this stands"
    assert text.startswith("stacked Gold incentives on Core give")
    assert [repair.say for repair in finding.help] == ["write quarterly-rebate/large"]


def messages(waivers: Rows, rate: str = "40%") -> list[str]:
    return [finding.message for finding in told(waivers, rate).findings]


ENDED = "the waiver 0 ended on 31 October 2026, so this is back"
TOO_MUCH = "waived up to 60% of list given, now 81.25%"
BOTH = (
    "how much of the list price may be given and how little of net revenue may be left as margin;"
    " today that is 81.25% and -6.67%"
)
FAR = "stacked Gold incentives on Core give 55% of list; the most is 50% (5 points too much)"
DEEP = (
    "stacked Gold incentives on Core give 81.25% of list; the most is 50% (31.25 points too much)"
)


@pytest.mark.parametrize(
    ("changed", "rate", "said"),
    [
        (
            {"accepts": "{maximum_give: 52%}"},
            "40%",
            f"{FAR}; waived up to 52% of list given, now 55%",
        ),
        (
            {**LAST_YEAR, "through": "2026-10-31"},
            "40%",
            f"{FAR}; {ENDED}",
        ),
        (
            {**LAST_YEAR, "through": "2026-10-31", "accepts": "{maximum_give: 52%}"},
            "40%",
            f"{FAR}; waived up to 52% of list given, now 55%; {ENDED}",
        ),
        (
            {"from": "2026-12-01"},
            "40%",
            f"{FAR}; the waiver 0 begins only on 1 December 2026",
        ),
        # A margin is deeper the less of it is left; below zero the deal is a loss.
        (
            {"accepts": "{maximum_give: 82%, minimum_margin: 5%}"},
            "75%",
            f"{DEEP}; waived down to 5% margin, now -6.67%",
        ),
        (
            {"accepts": "{maximum_give: 82%}"},
            "75%",
            f"{DEEP}; -6.67% margin is not waived",
        ),
        (
            {"accepts": "{maximum_give: 60%, minimum_margin: -6%}"},
            "75%",
            f"{DEEP}; {TOO_MUCH}; waived down to -6% margin, now -6.67%",
        ),
        # Nearer to the bound than two decimals show: still not the same figure twice.
        (
            {"accepts": "{maximum_give: 82%, minimum_margin: -6.66%}"},
            "75%",
            f"{DEEP}; waived down to -6.66% margin, now -6.67%",
        ),
        (
            {"accepts": None},
            "75%",
            f"the waiver 0 does not count: it does not say {BOTH}",
        ),
    ],
)
def test_what_is_said(changed: dict[str, str | None], rate: str, said: str) -> None:
    assert messages([changed], rate) == [said]


def test_a_loss_can_be_waived_down_to_a_figure() -> None:
    report = told([{"accepts": "{maximum_give: 82%, minimum_margin: -7%}"}], "75%")
    assert report.findings == ()
    (one,) = report.waived
    assert one.waiver.id == "0"


def test_the_offered_bound_is_what_clears_it() -> None:
    """The figure is rounded so that it covers today's depth; writing it leaves nothing to say."""
    (finding,) = told([{"accepts": None}], "65%").findings
    (repair,) = finding.help
    assert repair.say == "write `accepts: {maximum_give: 73.8%, minimum_margin: 23.8%}`"
    wanted = repair.say.removeprefix("write `accepts: ").removesuffix("`")
    assert told([{"accepts": wanted}], "65%").findings == ()


LOSS = "no waiver is offered for a loss: mend the rate, the cost or the price"


@pytest.mark.parametrize("base", ["opening", "list"])
def test_no_waiver_is_offered_for_a_loss(base: str) -> None:
    """Neither for a margin below zero, nor where there is no net revenue to have one of."""
    (finding,) = told([], "76%", base=base).findings
    assert finding.notes[-1] == ("to waive", LOSS)
    (unbound,) = told([{"accepts": None}], "76%", base=base).findings
    assert [repair.say for repair in unbound.help] == [LOSS]
    (outgrown,) = told([{"accepts": "{maximum_give: 55%}"}], "76%", base=base).findings
    assert [repair.say for repair in outgrown.help][1:] == [LOSS]


def test_without_net_revenue_there_is_no_margin() -> None:
    bound = "{maximum_give: 100%, minimum_margin: -100%}"
    (finding,) = told([{"accepts": bound}], "80%", base="list").findings
    assert finding.message == (
        "stacked Gold incentives on Core give 105% of list; the most is 50% (55 points too much);"
        " waived up to 100% of list given, now 105%; waived down to -100% margin, now no net"
        " revenue"
    )
    (unnamed,) = told([{"accepts": "{maximum_give: 100%}"}], "80%", base="list").findings
    assert unnamed.message.endswith("; no net revenue is not waived")
    (unbound,) = told([{"accepts": None}], "80%", base="list").findings
    assert unbound.message.endswith("; today that is 105% and no net revenue")


NOT_YET = "it is approved only on {}; on 22 November 2026 nobody has approved it yet"


@pytest.mark.parametrize(
    ("approved", "day", "meant"),
    [
        (
            "2062-09-20",
            "20 September 2062",
            ["write 2026-09-20 (20 September 2026), if that is meant"],
        ),
        (
            "2026-11-23",
            "23 November 2026",
            ["write 2025-11-23 (23 November 2025), if that is meant"],
        ),
        ("2026-11-22", "", []),
    ],
)
def test_nobody_has_approved_what_is_approved_tomorrow(
    approved: str, day: str, meant: list[str]
) -> None:
    report = told([{"approved": approved}])
    refused = [one for one in report.findings if one.id == "waiver/not-allowed"]
    assert report.summary.waived == (0 if day else 1)
    assert [one.message for one in refused] == (
        [f"the waiver 0 does not count: {NOT_YET.format(day)}"] if day else []
    )
    for one in refused:
        at = one.places[0].at
        assert isinstance(at, Spot)
        assert _at(at) == "waivers/0.yml:8:11"
        assert [repair.say for repair in one.help] == meant


def test_a_waiver_of_later_need_not_be_approved_yet() -> None:
    """Looking back from a day before it all, nothing is wrong with it."""
    report = told([{"from": "2026-12-10", "approved": "2026-12-01"}])
    assert said(report) == [
        f"{FLOOR.format('error')} + waivers/0.yml:4:7 waived only from 10 December 2026"
    ]


ANEW = "have it approved anew (a new `from`, `through`, `approver` and `approved`"


@pytest.mark.parametrize(
    ("accepts", "wanted"),
    [
        ("{maximum_give: 55%}", "accepts: {maximum_give: 55%}"),
        ("{maximum_give: 52%}", "accepts: {maximum_give: 55%}"),
    ],
)
def test_what_has_run_out_is_approved_anew_or_mended(accepts: str, wanted: str) -> None:
    over: dict[str, str | None] = {**LAST_YEAR, "through": "2026-10-31", "accepts": accepts}
    (finding,) = told([over]).findings
    assert [repair.say for repair in finding.help] == [
        f"{ANEW}, with `{wanted}`), or mend the cause",
        "lower the 40% of Quarterly rebate to 33.3%",
    ]


def test_a_deeper_breach_keeps_its_repairs_and_asks_for_a_new_approval() -> None:
    (finding,) = told([{"accepts": "{maximum_give: 52%}"}]).findings
    assert [repair.say for repair in finding.help] == [
        "lower the 40% of Quarterly rebate to 36%",
        "or have it approved anew, with `accepts: {maximum_give: 55%}`",
    ]
    assert told([{"accepts": "{maximum_give: 52%}"}], "36%").findings == ()
    assert told([{"accepts": "{maximum_give: 52%}"}], "36.1%").findings != ()


def test_a_finding_says_what_a_waiver_would_cite() -> None:
    (finding,) = told([]).findings
    assert finding.notes[-1] == (
        "to waive",
        "subject: quarterly-rebate/large, accepts: {maximum_give: 55%}",
    )


def test_the_twin_of_a_waiver_is_named() -> None:
    assert messages([{}, {}]) == [
        "the waiver 1 waives nothing: 0 already covers quarterly-rebate/large; remove it"
    ]


@pytest.mark.parametrize(
    ("more", "accepts", "why"),
    [
        ("limits: {maximum_give: 55%}", "{maximum_give: 55%}", ""),
        (
            "limits: {maximum_give: 54.9%}",
            "{maximum_give: 55%}",
            "channel-chief may approve up to 54.9% of list given, and this waiver accepts 55%",
        ),
        (
            "limits: {minimum_margin: 10%}",
            "{maximum_give: 55%}",
            "channel-chief may approve no `maximum_give`: its limits do not name it",
        ),
        ("for: {products: [core]}", "{maximum_give: 55%}", ""),
        ("for: {places: [world]}", "{maximum_give: 55%}", ""),
        (
            "for: {places: [DE]}",
            "{maximum_give: 55%}",
            (
                "channel-chief may approve only for Germany × all products;"
                " quarterly-rebate/large reaches beyond"
            ),
        ),
    ],
)
def test_an_approver_has_limits_and_a_scope(more: str, accepts: str, why: str) -> None:
    report = told([{"accepts": accepts}], limits=f", {more}")
    assert [one.message for one in report.findings] == (
        [f"the waiver 0 does not count: {why}"] if why else []
    )
    assert report.summary.waived == (0 if why else 1)
    for one in report.findings:
        assert one.id == "waiver/not-allowed"
        assert one.notes[0][0] == "so this stands"


def test_where_a_scope_is_not_understood_the_approver_counts_for_nothing() -> None:
    report = told([{}], limits=", for: {places: [golf]}")
    assert [one.id for one in report.findings] == ["territory/unknown-place"]
    assert report.summary.waived == 0
    assert report.summary.suppressed == 1


def test_nobody_can_tell_where_every_finding_lies() -> None:
    """Of a date, no scope can be told: only who may approve everywhere may let it pass."""
    waiver: dict[str, str | None] = {
        "rule": "standing/no-tier",
        "subject": "nordwind",
        "accepts": None,
    }
    for limits, waived in (("", 1), (", for: {places: [world]}", 1), (", for: {places: [DE]}", 0)):
        report = told([waiver], may="standing/no-tier", limits=limits, held="2027-01-01")
        assert report.summary.waived == waived
        refused = [one.message for one in report.findings if one.id == "waiver/not-allowed"]
        assert [why.rpartition("; ")[2] for why in refused] == (
            [] if waived else ["nobody can tell whether nordwind lies inside"]
        )


def test_who_may_go_so_far_is_named() -> None:
    """Of two approvers the one with the wider limit; it is offered in place of the other."""
    both = "margin/floor], limits: {maximum_give: 52%}}\n"
    both += "  - {id: finance-chief, role: Finance, may: [margin/floor"
    (refused,) = told([{}], may=both).findings
    assert refused.message.endswith("this waiver accepts 55%; finance-chief may")
    assert [repair.say for repair in refused.help] == [
        "write finance-chief, if that is who approves it"
    ]


TOO_LONG = "it runs longer than the 3 months that the program allows"
NO_RIGHT = "channel-chief may not approve waivers of margin/floor"
TOO_FAR = "channel-chief may approve up to 52% of list given, and this waiver accepts 55%"


@pytest.mark.parametrize(
    ("may", "limits", "whys"),
    [
        ("margin/tier-order", "", [NO_RIGHT, TOO_LONG]),
        ("margin/floor", ", limits: {maximum_give: 52%}", [TOO_FAR, TOO_LONG]),
    ],
)
def test_all_that_is_wrong_with_a_waiver_is_told_at_once(
    may: str, limits: str, whys: list[str]
) -> None:
    findings = told([{}], may=may, limits=limits, longest="3 months").findings
    said = {one.message for one in findings}
    assert said == {f"the waiver 0 does not count: {why}" for why in whys}


def test_no_approver_may_waive_what_is_found_in_reading() -> None:
    found = told([{}], may="margin/floor, territory/unknown-place").findings
    assert [one.message for one in found] == ["territory/unknown-place cannot be waived by anybody"]


def test_a_waiver_says_what_it_costs_and_who_claims_to_have_approved_it() -> None:
    (one,) = told([{}]).waived
    assert one.finding.cost is not None
    assert one.finding.cost.share == Decimal("0.05")
    value, short = one.finding.cost.value, one.finding.cost.short
    assert short == value.times(one.finding.cost.share).rounded()
    assert claims.in_words(one.waiver) == "channel-chief (claimed)"
    proof = "{kind: minutes, link: https://example.com/minutes/7}"
    (one,) = told([{"proof": proof}]).waived
    assert claims.in_words(one.waiver) == (
        "channel-chief (claimed; proof named: minutes, https://example.com/minutes/7)"
    )


def test_only_what_is_measured_can_be_limited() -> None:
    waiver: dict[str, str | None] = {"rule": "margin/tier-order", "subject": "gold/silver"}
    (_, refused) = told([waiver], may="margin/tier-order").findings
    assert refused.id == "waiver/not-allowed"
    assert refused.message == (
        "the waiver 0 does not count: margin/tier-order measures nothing that `accepts` could limit"
    )


def test_no_repair_takes_a_waived_finding_further_than_its_waiver() -> None:
    """Silver earns more than Gold. To raise Gold as well would outgrow what is waived for Gold."""
    offered = {}
    for bound in ("55%", "60%"):
        findings = told([{"accepts": f"{{maximum_give: {bound}}}"}], silver="30%").findings
        (finding,) = (one for one in findings if one.id == "margin/tier-order")
        offered[bound] = [repair.say for repair in finding.help]
    lower = "lower the 30% of Reseller discount for Silver to 25%"
    assert offered["55%"] == [lower]
    assert offered["60%"] == ["raise the 25% of Reseller discount for Gold to 30%", lower]


def test_a_rule_of_another_name_is_refused_with_its_new_one() -> None:
    assert near_rules("incentive/tier-left-out", RULES) == ("incentive/tier-without-rate",)
    assert all(old not in RULES and new in RULES for old, new in RENAMED.items())
