"""The partner directory in a real browser: its filters, their address, and what it says of nobody.

Needs Chromium (make browser).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from tests.render.test_browser import BROWSER, chromium, serving

ROW = re.compile(r"<tr([^>]*)>\s*<td[^>]*><h2 class=\"pb-row\" id=\"partner-([a-z0-9-]+)\"")
# Fills in fields one after the other, presses buttons, and writes down what the page then says.
DOING = """<!doctype html><meta charset="utf-8"><pre id="said"></pre><script>
(async () => {
  const frame = document.createElement("iframe"), said = [];
  frame.style = "width:%d px;height:900px;border:0";
  frame.src = "/partners.html";
  document.body.append(frame);
  await new Promise((done) => { frame.onload = done; });
  await new Promise((done) => setTimeout(done, 50));
  const page = frame.contentDocument, view = frame.contentWindow;
  const form = page.querySelector(".pb-directory__bar");
  const look = () => ({
    rows: [...page.querySelectorAll(".pb-directory tbody tr:not([hidden]) .pb-row")]
      .map((head) => head.id.replace("partner-", "")),
    count: form.querySelector("output").value,
    hint: form.querySelector("#pb-place").textContent,
    wrong: form.elements.place.getAttribute("aria-invalid"),
    hash: view.location.hash,
    nobody: page.querySelector(".pb-nobody").hidden
      ? "" : page.querySelector(".pb-nobody").innerText.replace(/\\s+/g, " ").trim(),
    focus: page.activeElement.name ?? "",
  });
  for (const [name, value] of %s) {
    if (name === "press") {
      const buttons = [...page.querySelectorAll(".pb-button:not([hidden])")];
      buttons.find((button) => button.textContent.startsWith(value)).click();
    } else if (name === "go") {
      view.location.hash = value;
      await new Promise((done) => setTimeout(done, 50));
    } else {
      form.elements[name].value = value;
      form.elements[name].dispatchEvent(new view.Event("input", {bubbles: true}));
    }
    said.push(look());
  }
  document.getElementById("said").textContent = JSON.stringify(said);
})();
</script>"""


@pytest.fixture(scope="module")
def served(built) -> Iterator[tuple[str, Path]]:
    """The public edition on a local address."""
    with serving(built.html("public")) as found:
        yield found


def done(served: tuple[str, Path], profile: Path, steps: list[tuple[str, str]]) -> list[dict]:
    """What the page says after each step."""
    origin, folder = served
    harness = folder / "doing.html"
    harness.write_text(DOING % (1280, json.dumps(steps)), encoding="utf-8")
    page, console = chromium(profile, f"{origin}/{harness.name}")
    harness.unlink()
    found = re.search(r'<pre id="said">(.+?)</pre>', page, re.DOTALL)
    assert found, console
    assert console == []
    said: list[dict] = json.loads(unescape(found[1]))
    return said


def shown(page: str) -> set[str]:
    return {name for attributes, name in ROW.findall(page) if "hidden" not in attributes}


# Who serves Bavaria: all of Germany, DACH, north-west Europe, the EEA.
BAVARIA = "alpgrat hansekai isarsensorik mueller-soehne rheinkontor seidel-brandt"


@BROWSER
@pytest.mark.parametrize(
    ("asked", "there"),
    [
        # The region above counts, and so do the territories and the parts below.
        ("place=DE-BY", BAVARIA),
        ("place=DE", BAVARIA),
        ("place=US-OH", "cedar-hollow lakefront-advisory potomac-row trellis-loop"),
        ("place=US-CA", "basin-ridge cedar-hollow potomac-row trellis-loop"),
        ("place=BR", ""),
        # A product and a place are met by one right, not by two.
        ("place=NO&product=connect-edge", "fjellsyn"),
        ("place=NO&product=insight", "fjellsyn havnegaarden skogsmark"),
        ("place=dach&product=insight&type=reseller", "donaublick seidel-brandt"),
        # A service is done where, and in which language, it says.
        ("place=DE-BY&service=support", "isarsensorik rheinkontor"),
        ("place=DE-BY&service=implementation&language=en", "hansekai"),
        ("place=NL&competency=condition-monitoring&language=nl", "hansekai polderwerk"),
        ("vertical=rail&tier=gold", "donaublick garance tiszapart wattle-range"),
        ("language=ja", "kitano minatobashi"),
        ("find=STAHL+wasser", ""),
        ("find=reseller+muller", "mueller-soehne"),
    ],
)
def test_a_link_shows_the_same_partners_from_a_disk(
    asked: str, there: str, built, tmp_path: Path
) -> None:
    address = (built.html("public") / "partners.html").as_uri()
    page, console = chromium(tmp_path, f"{address}#{asked}")
    assert console == []
    assert shown(page) == set(there.split())
    assert f"<output>{len(there.split())} of 31 shown</output>" in page


@BROWSER
def test_what_the_directory_says_step_by_step(served: tuple[str, Path], tmp_path: Path) -> None:
    steps = [
        ("place", "Bay"),
        ("place", "bayern"),
        ("language", "ja"),
        ("press", "Without “Place"),
        ("press", "Clear all"),
        ("place", "Georgia"),
        ("place", "Nirgendwo"),
        ("place", "UK"),
        ("place", "the Czech Republic"),
        ("place", "u.s.a."),
        ("place", "great britain"),
        ("go", "#place=nordics&product=insight"),
        ("go", "#language=xx&product=insight"),
        ("go", "#partner-kitano"),
    ]
    bay, bavaria, nobody, without, clear, georgia, nowhere, *called, link, slip, row = done(
        served, tmp_path, steps
    )
    assert bay["count"] == "31 of 31 shown"
    assert bay["hint"].startswith("Not filtered by place yet. Did you mean: ")
    assert bay["wrong"] == "true"
    assert set(bavaria["rows"]) == set(BAVARIA.split())
    assert bavaria["count"] == "6 of 31 shown"
    assert bavaria["hint"] == "Bavaria, Germany: who serves it, or a part of it."
    assert bavaria["hash"] == "#place=DE-BY"
    assert bavaria["nobody"] == ""
    assert nobody["count"] == "0 of 31 shown"
    assert nobody["nobody"] == (
        "No partner fits all of this."
        " Without “Place of the customer”: 2 partners Without “Language”: 6 partners"
        " Or write to partners@corvenna.example, and we tell you who can help."
    )
    assert without["rows"] == ["kitano", "minatobashi"]
    assert without["hash"] == "#language=ja"
    assert without["focus"] == "place"
    assert clear["count"] == "31 of 31 shown"
    assert clear["hash"] == ""
    assert clear["focus"] == "find"
    # A country and a part of another: the larger one is taken, and said.
    assert georgia["hint"] == (
        "Georgia: who serves it, or a part of it. There is also: Georgia, United States."
    )
    assert georgia["count"] == "0 of 31 shown"
    assert nowhere["hint"] == (
        "Not filtered by place: we know no country, region or part of a country of this name. For a"
        " city, write its country or region."
    )
    assert nowhere["count"] == "31 of 31 shown"
    # Places have other names, and abbreviations.
    assert [one["hash"] for one in called] == ["#place=GB", "#place=CZ", "#place=US", "#place=GB"]
    assert link["rows"] == ["skogsmark", "fjellsyn", "havnegaarden"]
    assert slip["count"] == "20 of 31 shown"
    # The address of one partner's row is no question.
    assert row["count"] == slip["count"]


def test_without_script_the_whole_table_shows_and_no_filter(built) -> None:
    page = (built.html("public") / "partners.html").read_text("utf-8")
    assert len(shown(page)) == len(ROW.findall(page)) == 31
    (form,) = re.findall(r"<form class=\"pb-filter__bar[^>]*>", page)
    assert form.endswith(" hidden>")
    assert re.search(r"<div class=\"pb-nobody\"[^>]* hidden>", page)


def test_every_control_has_a_name_and_only_choices_that_somebody_meets(built) -> None:
    page = (built.html("public") / "partners.html").read_text("utf-8")
    form = page.partition('<form class="pb-filter__bar')[2].partition("</form>")[0]
    controls = re.findall(r"<(?:input|select)[^>]* name=\"([a-z]+)\"", form)
    named = re.findall(r"<label>[A-Z][a-z ]+ <(?:input|select)[^>]* name=\"([a-z]+)\"", form)
    assert controls == named
    assert set(controls) >= {"find", "place", "product", "type", "competency", "language"}
    assert '<option value="coral">' not in form
    assert "Arabic" not in form
    # What is only in the vendor's files, or of partners that are not listed, is not there.
    assert "coral-bight" not in page
    assert not re.search(r"\son[a-z]+=", form)
