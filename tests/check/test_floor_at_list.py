"""A floor that is above what list prices leave with nothing given is found once, at the floor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from partnerbook.check.run import check_tree
from partnerbook.findings import Spot
from partnerbook.source.tree import FolderTree, MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"


def test_a_floor_that_no_list_price_keeps_is_one_finding_at_the_floor() -> None:
    base = FolderTree(MINIMAL)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    frame = "program/program.yml"
    files[frame] = files[frame].replace(b"minimum_margin: 30%", b"minimum_margin: 85%")
    family, prices = "program/products/platform.yml", "program/prices/europe.csv"
    core = files[family].decode().partition("products:\n")[2]
    second = core.replace("id: core", "id: plus").replace("name: Core", "name: Plus")
    files[family] += second.replace("MIN-100", "MIN-200").encode()
    files[prices] += b"MIN-200,101.00,user-year\n"
    report = check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))
    (finding,) = (one for one in report.findings if one.id == "margin/floor")
    assert finding.message == (
        "the floor of 85% is above what Core and Plus leave at list price, with nothing given: Core"
        " leaves 80% in EUR"
    )
    at = finding.places[0].at
    assert isinstance(at, Spot)
    assert (at.file, finding.places[0].label) == (frame, "2 list prices break it")
    assert [repair.say for repair in finding.help] == [
        "set the floor to 73.3%, which holds with all that may be given",
        "or correct the costs or the list prices",
    ]
