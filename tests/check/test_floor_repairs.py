"""The rate that a floor finding offers is the highest one: a tenth beyond, and one is back.

What a waiver lets pass may stay, as far as the waiver goes, and the waiver stays in use. On the
sample, where Cedar Hollow's special term is waived up to 52% of list.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from partnerbook.check import repairs
from partnerbook.check.outcome import examine
from partnerbook.check.run import check_tree
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

STAYS = "so cedar-hollow/grid-program stays within its waiver, 52% of list given"
AS_WELL = "so a distributor keeps enough as well"
REGISTRATION = ("incentives/deal-registration.yml", "platinum: {}%", "8")
TERM = ("partners/cedar-hollow.yml", "    rate: {}%", "6")
FLOOR = ("program.yml", "    maximum_give: {}%", "50")
Number = tuple[str, str, str]
Row = tuple[Number, str, str, str, str]
"""A number, a rate that is too high, the rate offered, who loses what; a tenth beyond, if tried."""


def changed(number: Number, value: str, good: Tree) -> Tree:
    path, words, now = number
    data = good.read(f"program/{path}")
    assert isinstance(data, bytes)
    text = data.decode()
    assert text.count(words.format(now)) == 1
    data = text.replace(words.format(now), words.format(value)).encode()
    return Overlay(good, {f"program/{path}": data})


@pytest.mark.parametrize(
    "row",
    [
        # From 8.1% on a distributor keeps too little of what is registered as Platinum.
        (REGISTRATION, "28", "8", f"Platinum gets 20 points less; {AS_WELL}", "8.1"),
        (REGISTRATION, "12", "8", f"Platinum gets 4 points less; {AS_WELL}", ""),
        (TERM, "16", "6.7", f"Cedar Hollow Systems, Inc. gets 9.3 points less; {STAYS}", "6.8"),
        (FLOOR, "5", "48", "the vendor may keep 43 points less than it wanted", "47.9"),
    ],
)
def test_what_is_offered_and_a_tenth_beyond(
    row: Row, good: Tree, near: Callable[[Tree], Answers], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, value, offered, loses, beyond = row
    # Only the first repair is looked at here, so no other is tried.
    monkeypatch.setattr(repairs, "MOST_EFFORT", 2 * repairs.DEAR)
    tree = changed(number, value, good)
    report = check_tree(tree, None, "", lambda _zone: (date(2026, 11, 22), "test"), near(tree))
    (finding,) = report.findings
    # A term that is over its own limit too is mended for both at once.
    both = ", so that the floor holds as well as the limit" if number == TERM else ""
    assert finding.help[0].say.endswith(f" to {offered}%{both}")
    assert finding.help[0].loses == loses
    tree = changed(number, offered, good)
    mended = examine(tree, None, "", None, near(tree))
    # What is offered is another rate than the one that the worked examples were written for.
    assert {one.id for one in mended.standing} <= {"margin/worked-example"}
    assert [one.waiver.id for one in mended.waived] == ["cedar-hollow-insight"]
    if beyond:
        tree = changed(number, beyond, good)
        standing = examine(tree, None, "", None, near(tree)).standing
        (back,) = [one for one in standing if one.id != "margin/worked-example"]
        assert back.id == ("margin/two-tier" if number == REGISTRATION else "margin/floor")
