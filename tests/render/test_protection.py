"""What pages and appendices say that a registration gives: precedence, or the deal alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.render.conftest import VIEWERS, Build, files_of

from partnerbook.render.appendix import appendix_files
from partnerbook.render.site import site_files

INCENTIVE = "program/incentives/deal-registration.yml"
RULES = "program/engagement/deal-registration.yml"
HEAD = "program/program.yml"
EXCLUSIVE = {INCENTIVE: ("applies: on-request", "applies: on-request\nprotection: exclusive")}
ELSEWHERE = {HEAD: ("{id: eea, places: [alps]", "{id: eea, places: [japan]")}
IN_JAPAN = {INCENTIVE: (" claim: [first]", " places: [JP], claim: [first]")}

ONLY = (
    "Besides its price, a registration gives, while it holds (90 days, and up to 30 days more if it"
    " is extended), precedence over later claims, and no more."
)
NO_RIGHTS = (
    "Nobody's rights change: other partners may still sell on the same deal at their own price."
)
ALONE = (
    "Besides its price, a registration protects the deal: while it holds (90 days, and up to 30"
    " days more if it is extended), we support nobody else on that deal, neither another partner"
    " nor our own team."
)
NO_MORE = (
    "This goes for the registered deal alone. All other rights stay as they are, and when the"
    " registration ends, so does the protection."
)
ACTIVE = (
    "In Alps, this limits active sales only: requests that reach another partner unasked may always"
    " be answered."
)

PRICE = (
    "A registration gives this price and precedence over later claims, and nothing else. It changes"
    " no right of the Partner, of another partner or of the Vendor.\n\n"
    "A registration holds for 90 days, and can be extended by 30 days."
)
PROTECTED = (
    "A registration protects the registered deal: while it holds, the Vendor supports nobody else"
    " on that deal, neither another partner nor its own sales team. The Partner gets no support"
    " on deals that another partner has registered in this way. All other rights stay as they"
    " are.\n\n"
    "A registration holds for 90 days, and can be extended by 30 days.\n\n"
    "In the Alps, this limits active sales only. It keeps no partner from answering customers who"
    " come to it unasked."
)


def written(root: Path, *changes: dict[str, tuple[str, str]]) -> dict[str, bytes]:
    files = files_of(root)
    for change in changes:
        for path, (old, new) in change.items():
            assert old.encode() in files[path]
            files[path] = files[path].replace(old.encode(), new.encode())
    return files


@pytest.mark.parametrize("edition", VIEWERS)
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((), [ONLY, NO_RIGHTS]),
        (({INCENTIVE: ("applies:", "protection: precedence\napplies:")},), [ONLY, NO_RIGHTS]),
        ((EXCLUSIVE,), [ALONE, NO_MORE, ACTIVE]),
        ((EXCLUSIVE, ELSEWHERE, IN_JAPAN), [ALONE, NO_MORE, ACTIVE.replace("Alps", "Japan")]),
        ((EXCLUSIVE, IN_JAPAN), [ALONE, NO_MORE]),
        (
            (EXCLUSIVE, {RULES: ("extension: 30 days\n", "")}),
            [ALONE.replace(", and up to 30 days more if it is extended", ""), NO_MORE, ACTIVE],
        ),
    ],
)
def test_the_pages_say_what_a_registration_gives(
    small_root: Path,
    build: Build,
    edition: str,
    changes: tuple[dict[str, tuple[str, str]], ...],
    told: list[str],
) -> None:
    _, program = build(written(small_root, *changes))
    pages = site_files(program, VIEWERS[edition])
    index = pages["deal-registration.md"].decode()
    assert index.partition("## What a registration protects\n\n")[2].strip() == " ".join(told)
    page = pages["incentives/deal-registration.md"].decode()
    part = page.partition("## What it protects\n\n")[2].partition("\n## ")[0]
    assert part.strip() == "\n\n".join(told)
    assert "## What it protects" not in pages["incentives/volume.md"].decode()


def test_the_data_say_it_where_the_file_does(small_root: Path, build: Build) -> None:
    for changes, told in (((), None), ((EXCLUSIVE,), "exclusive")):
        _, program = build(written(small_root, *changes))
        data = json.loads(site_files(program, VIEWERS["public"])["data/program.json"])
        kinds = {one["kind"]: one.get("protection") for one in data["incentives"]}
        assert kinds["deal-registration"] == told
        assert kinds["volume-discount"] is None


@pytest.mark.parametrize(("changes", "told"), [((), PRICE), ((EXCLUSIVE,), PROTECTED)])
def test_the_appendix_says_it(
    small_root: Path,
    build: Build,
    changes: tuple[dict[str, tuple[str, str]], ...],
    told: str,
) -> None:
    _, program = build(written(small_root, *changes))
    text = appendix_files(program, "bergwacht", date(2026, 11, 22))["appendix.md"].decode()
    clause = text.partition(" Registered deal")[2].partition("\n### ")[0]
    assert clause.strip().endswith(told)
    assert text.count("A registration ") == told.count("A registration ")
