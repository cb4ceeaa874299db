"""The territory pages of the site say who may actively sell; ``explain`` says the same."""

from __future__ import annotations

import re

import pytest

from partnerbook.explain.limits import RESERVED, ROUTE
from partnerbook.explain.question import Question
from partnerbook.explain.rights import RightsAnswer, explain_rights
from partnerbook.render.escape import md
from partnerbook.render.site import site_files
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER, Viewer

VIEWERS = [("public", PUBLIC_VIEWER), ("partner", PARTNER_VIEWER)]


@pytest.mark.parametrize(("edition", "viewer"), VIEWERS)
def test_territory_pages_agree_with_explain(sample: Program, edition: str, viewer: Viewer) -> None:
    pages = site_files(sample, viewer)
    sold_somewhere = 0
    for territory in sample.territories:
        path = f"territories/{territory}.md"
        if path not in pages:
            continue
        page = pages[path].decode()
        answer = explain_rights(sample, Question(territory, "all"))
        assert isinstance(answer, RightsAnswer)
        listed = {
            str(md(right.partner_name))
            for right in answer.sellers
            if sample.partners[right.partner].listed
        }
        part = page.partition("## Who may actively sell")[2].partition("\n## ")[0]
        shown = set(re.findall(r"^\| \[(.*?)\]\(", part, re.MULTILINE))
        assert shown == listed, (edition, territory)
        sold_somewhere += bool(listed)
        kinds = [limit.kind for limit in answer.limits]
        assert ("keeps for its own team" in page) <= (RESERVED in kinds)
        assert ("No way of buying is prescribed" not in page) == (ROUTE in kinds), territory
        assert ("To sell actively" in page) == answer.active_sales
    assert sold_somewhere > 5
