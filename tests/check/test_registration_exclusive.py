"""A registration that protects a deal from everybody else, and what others hold alone there.

Each case: what is written (see ``test_territory``), what the check says, and its ways out, of which
each that edits was carried out here again: the finding is gone then, and no error came instead.
"""

from __future__ import annotations

import pytest
from tests.check.test_territory import files, told

from partnerbook.check.edits import changed_files
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import MemoryTree

RULE = "territory/registration-exclusive"
INCENTIVE = """\
@ incentives/deal-registration
<name: Deal registration
<summary: Extra discount for the partner who finds a project first.
<kind: deal-registration
<for: {SCOPE}
<from: 2026-06-01
<through: 2026-12-31
<side: partner
<stage: front-end
<base: list
<anchor: registration
<applies: on-request
<protection: PROTECTION
<rate: 5%
<audience: partner
@ engagement/rules
<name: Rules of engagement
<summary: How to register a deal.
<unit: opportunity
<who: Any reseller.
<protection: 90 days
<answer_within: 2 business days
<precedence:
<  - {id: first, name: First, rule: The first complete registration wins.}
"""
OPEN = (
    "@ alpenblick\n<  - {id: x, grant_kind: non-exclusive, for: {places: [FR], products: [core]}}\n"
)


def right(kind: str, scope: str = "places: [DE], products: [core]", more: str = "") -> str:
    dates = "" if "from:" in more else "from: 2026-06-01, through: 2027-12-31"
    tail = ", ".join(filter(None, (dates, more)))
    return f"<  - {{id: one, grant_kind: {kind}, for: {{{scope}}}, {tail}}}\n"


def written(
    text: str,
    scope: str = "products: [all], claim: [first]",
    protection: str = "exclusive",
) -> MemoryTree:
    incentive = INCENTIVE.replace("SCOPE", scope).replace("PROTECTION", protection)
    return MemoryTree(files(f"# a case\n{incentive}{text}"))


def said(tree: MemoryTree) -> list[str]:
    report = told(tree)
    lines = []
    for finding in (one for one in report.findings if one.id == RULE):
        lines.append(f"{finding.severity}: {finding.message}")
        for repair in finding.help:
            lines.append(f"= {repair.say} ({repair.loses})")
            changed = changed_files(report.loaded, repair.edits)
            after = told(Overlay(tree, {path: text.encode() for path, text in changed.items()}))
            before = {one.fingerprint for one in report.findings}
            assert [one.message for one in after.findings if one.id == RULE] == []
            # A discount kept out of all that is sold reaches nobody; that is said, and true.
            new = [one for one in after.findings if one.id != "incentive/unreachable"]
            assert {one.fingerprint for one in new} <= before
    return lines


DROP = (
    "= let deal-registration give price and precedence only (whoever registers no longer has the"
    " deal alone)"
)
RESERVED = """\
@ program
<reserved:
<  - {id: alps, for: {places: [CH], products: [all]}, reason: Ours.}
"""
PUBLIC = "places: [DE], products: [core], sector: [public]"
GROUP = """\
@ program
<shared_groups:
<  - {id: benelux, name: Benelux, limit: 2, for: {places: [NL, BE], products: [core]}, reason: Two.}
"""
MEMBER = (
    "<  - {id: one, grant_kind: shared-exclusive, group: benelux, for: {places: [NL], products:"
    " [core]}, from: 2026-06-01, through: 2027-12-31}\n"
)


UNTIL = "1 June 2026 to 30 March 2027"


def says(who: str, what: str, cells: str) -> str:
    return f"error: Deal registration lets Alpenblick keep {who} out of deals {what}: {cells}"


def carve(where: str) -> str:
    return f"= carve {where} out of deal-registration (no partner earns Deal registration there)"


@pytest.mark.parametrize(
    ("text", "first", "where"),
    [
        pytest.param(
            f"@ nordwind\n{right('exclusive')}{OPEN}",
            says("Nordwind", "in its own exclusive right", f"Germany × all products, {UNTIL}"),
            "Germany",
            id="exclusive",
        ),
        pytest.param(
            f"@ nordwind\n{right('sole', PUBLIC)}{OPEN}",
            says(
                "Nordwind",
                "in its own sole right",
                f"Germany × all products × Public sector, {UNTIL}",
            ),
            "Germany × Public sector",
            id="sole",
        ),
        pytest.param(
            f"{GROUP}@ nordwind\n{MEMBER}@ bergwerk\n{MEMBER}{OPEN}",
            says(
                "the group Benelux",
                "in its own shared exclusive right",
                f"Netherlands × all products, {UNTIL}",
            ),
            "Netherlands",
            id="a group, once for all members",
        ),
        pytest.param(
            f"{RESERVED}{OPEN}",
            says(
                "the vendor", "that it reserves to itself", f"Switzerland × all products, {UNTIL}"
            ),
            "Switzerland",
            id="reserved",
        ),
        pytest.param(
            f"@ nordwind\n{right('exclusive', more='from: 2027-03-30, through: 2027-12-31')}{OPEN}",
            says("Nordwind", "in its own exclusive right", "Germany × all products, 30 March 2027"),
            "Germany",
            id="a right that begins while the last deal is still protected",
        ),
    ],
)
def test_what_is_broken(text: str, first: str, where: str) -> None:
    assert said(written(text)) == [first, carve(where), DROP]


def test_two_holders_are_one_finding() -> None:
    austria = right("exclusive", "places: [AT], products: [core]")
    first, *ways = said(written(f"@ nordwind\n{right('exclusive')}@ bergwerk\n{austria}"))
    assert first == (
        "error: Deal registration lets those who register keep 2 holders of rights out of their own"
        " deals: Bergwerk and Nordwind"
    )
    nobody = carve("Austria and Germany").removesuffix(")")
    assert ways == [DROP, f"{nobody}; then incentive/unreachable warns)"]


@pytest.mark.parametrize(
    ("text", "scope", "protection"),
    [
        pytest.param(
            f"@ nordwind\n{right('exclusive')}{OPEN}", "", "precedence", id="precedence only"
        ),
        pytest.param(f"@ nordwind\n{right('non-exclusive')}{OPEN}", "", "", id="not alone"),
        pytest.param(f"@ nordwind\n{right('exclusive')}", "", "", id="nobody else registers"),
        pytest.param(
            f"@ nordwind group: berg\n{right('exclusive')}"
            + OPEN.replace("\n", " group: berg\n", 1),
            "",
            "",
            id="affiliates",
        ),
        pytest.param(f"{GROUP}@ nordwind\n{MEMBER}@ bergwerk\n{MEMBER}", "", "", id="members"),
        pytest.param(
            f"@ nordwind\n{right('exclusive', more='covers: [host]')}{OPEN}",
            "",
            "",
            id="not a right to resell",
        ),
        pytest.param(
            f"@ nordwind\n{right('exclusive', more='from: 2027-03-31, through: 2027-12-31')}{OPEN}",
            "",
            "",
            id="begins when the last deal is free again",
        ),
        pytest.param(
            f"@ nordwind\n{right('exclusive', more='from: 2026-06-01, through: 2026-11-21')}{OPEN}",
            "",
            "",
            id="over today",
        ),
        pytest.param(
            f"@ nordwind\n{right('exclusive')}{OPEN}",
            "products: [all], claim: [first], tiers: [gold]",
            "",
            id="the others hold another tier",
        ),
        pytest.param(
            f"@ nordwind\n{right('exclusive')}{OPEN}",
            "products: [all], claim: [first], places: [FR]",
            "",
            id="elsewhere",
        ),
        pytest.param(
            f"@ nordwind\n{right('exclusive')}{OPEN}",
            "products: [all], claim: [first], partner_type: [distributor]",
            "",
            id="another type of partner",
        ),
    ],
)
def test_what_breaks_nothing(text: str, scope: str, protection: str) -> None:
    scope = scope or "products: [all], claim: [first]"
    assert said(written(text, scope, protection or "exclusive")) == []


def test_a_right_that_only_a_renewal_keeps_is_a_warning() -> None:
    signed = (
        "agreement: {form: reseller-2026, version: 1, signed: 2025-03-10, effective: 2025-03-15}"
    )
    text = (
        f"@ nordwind {signed}\n{right('exclusive', more='from: 2027-03-15, through: 2027-12-31')}"
    )
    first, *_ = said(written(text + OPEN))
    assert first.startswith(
        "warning: if the agreement of Nordwind renews, Deal registration lets Alpenblick keep"
    )


def test_what_hangs_on_a_tier_that_is_not_known_cannot_be_told() -> None:
    scope = "places: [DE], products: [core], tiers: [gold]"
    held = "standing: [{tier: gold, from: 2026-01-01, through: 2026-05-31, because: earned}]"
    text = f"@ nordwind {held}\n{right('exclusive', scope)}"
    (first, *_) = said(written(text + OPEN))
    assert first.startswith("undetermined: it cannot be told whether Deal registration lets")


def test_many_holders_are_counted_and_capped() -> None:
    places = ("AT", "BE", "CH", "DE", "DK", "ES", "FR")
    names = ("andere", "bndere", "cndere", "dndere", "endere", "fndere", "gndere")
    rights = "".join(
        f"@ {name}\n" + right("exclusive", f"places: [{place}], products: [core]")
        for name, place in zip(names, places, strict=True)
    )
    first, *ways = said(written(rights))
    assert first == (
        "error: Deal registration lets those who register keep 7 holders of rights out of their own"
        " deals: Andere, Bndere, Cndere, Dndere, Endere and 2 more"
    )
    assert ways == [DROP]
