"""With a revision to compare with, what was edited is blamed before what stood there already."""

from __future__ import annotations

import pytest

from partnerbook.check.outcome import examine
from partnerbook.findings import Ref
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree


@pytest.mark.parametrize("compared", [True, False])
def test_the_rate_that_was_raised(compared: bool, good: Tree, known: Answers) -> None:
    path = "program/discounts/partner-discount.yml"
    data = good.read(path)
    assert isinstance(data, bytes)
    assert b"gold: 24%" in data
    tree = Overlay(good, {path: data.replace(b"gold: 24%", b"gold: 34%", 1)})
    outcome = examine(tree, None, "", None, known, against=known.program if compared else None)
    (found,) = (one for one in outcome.standing if one.id == "margin/floor")
    at = found.places[0].at
    assert isinstance(at, Ref)
    assert (at.document == path) is compared
