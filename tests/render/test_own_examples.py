"""Worked examples that only some may read: who gets which page, and exactly what a page says."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.render.own_examples import example_sheets
from partnerbook.render.pages.engine import fill
from partnerbook.render.views.worked import Example
from partnerbook.render.views.written import written
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER

EXPECTED = Path(__file__).parent / "expected"
DISTRIBUTORS = ["potomac-row", "wislana"]


def program_of(tree: FolderTree | MemoryTree) -> Program:
    program, _ = resolve(load_tree(tree)[0])
    assert program is not None
    return program


def changed(root: Path, **audiences: str) -> Program:
    """The sample, with another audience of some examples."""
    base = FolderTree(root)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    for name, audience in audiences.items():
        path = f"program/examples/{name.replace('_', '-')}.yml"
        before = files[path]
        files[path] = before.replace(b"audience: partner", f"audience: {audience}".encode())
        assert files[path] != before
    return program_of(MemoryTree(files))


def test_the_page_of_a_distributor(sample_root: Path, request: pytest.FixtureRequest) -> None:
    said = example_sheets(program_of(FolderTree(sample_root)))["wislana/worked-examples.md"]
    path = EXPECTED / "worked-examples-wislana.md"
    if request.config.getoption("--accept"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(said)
    assert said.decode() == path.read_text("utf-8")


def test_a_distributor_pays_where_it_holds_a_right(sample_root: Path) -> None:
    sheets = example_sheets(program_of(FolderTree(sample_root)))
    for name, mine in (("wislana", "gateway"), ("potomac-row", "What a distributor pays")):
        for part in sheets[f"{name}/worked-examples.md"].decode().split("\n## ")[1:]:
            own = mine in part.partition("\n")[0]
            assert ("What you pay:" in part, "The distributor pays" in part) == (own, not own)


def test_every_distributor_has_one_and_nobody_else(sample_root: Path) -> None:
    program = program_of(FolderTree(sample_root))
    sheets = example_sheets(program)
    assert sorted(sheets) == [f"{name}/worked-examples.md" for name in DISTRIBUTORS]
    for example in program.examples:
        if example.audience.level == "distributor":
            assert all(f"## {example.name}\n" in data.decode() for data in sheets.values())


def test_no_edition_shows_them(sample_root: Path) -> None:
    program = program_of(FolderTree(sample_root))
    narrow = {one.id for one in program.examples if one.audience.level == "distributor"}
    assert narrow
    for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
        assert narrow.isdisjoint(one.id for one in written(program, viewer))


def test_an_example_for_one_partner_is_that_partners_alone(sample_root: Path) -> None:
    program = changed(sample_root, registered_project="own")
    sheets = example_sheets(program)
    name = "A Gold reseller registers a project"
    held = [path for path, data in sheets.items() if f"## {name}\n" in data.decode()]
    assert held == ["mueller-soehne/worked-examples.md"]
    assert "What you pay:" not in sheets[held[0]].decode()


def test_what_the_vendor_keeps_for_itself_is_on_no_page(sample_root: Path) -> None:
    program = changed(sample_root, registered_project="internal")
    text = b"\n".join(example_sheets(program).values()).decode()
    assert "A Gold reseller registers a project" not in text
    assert "vendor" not in text.lower()


@pytest.mark.parametrize("amount", ["EUR 10", "EUR -10"])
def test_an_amount_stays_with_its_currency_on_one_line(amount: str) -> None:
    example = Example("Said", (), f"It is {amount} in all.")
    values = {"examples": [example], "note": ""}
    said = fill("example.md.j2", "tiers/gold.md", values).decode()
    assert f"It is {amount.replace(' ', chr(0xA0))}" in said.replace("\\", "").replace(
        "&nbsp;", chr(0xA0)
    )
