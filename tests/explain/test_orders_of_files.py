"""Orders that only files can state, such as returns, as the answer to explain price shows them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import pytest
from tests.explain.conftest import EXPECTED

from partnerbook.explain.price import explain_order
from partnerbook.pricing.written import order_of
from partnerbook.render.reports import explain_price_csv
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_price import price
from partnerbook.render.reports.ink import Ink, width


@pytest.mark.parametrize(
    "example", ["returned-users", "integrator-upgrade", "service-share-renewal"]
)
def test_an_example_as_a_question(
    example: str, frame: Frame, sample_root: Path, request: pytest.FixtureRequest
) -> None:
    found = next(one for one in frame.program.examples if one.id == example)
    answer = explain_order(frame.program, order_of(found.order))
    text = price(answer, frame, Ink())
    path = EXPECTED / f"order-{example}.txt"
    if request.config.getoption("--accept"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
    assert [line for line in text.splitlines() if width(line) > 80] == []
    schema = json.loads((sample_root / "schemas" / "explain-price.schema.json").read_text("utf-8"))
    jsonschema.validate(json.loads(explain_price_csv.render("json", answer, frame)), schema)
    rows = list(csv.reader(explain_price_csv.render("csv", answer, frame).splitlines()))
    assert {len(row) for row in rows} == {len(explain_price_csv.COLUMNS)}
