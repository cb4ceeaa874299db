"""The built site in a real browser: from a disk and on a phone. Needs Chromium (make browser)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BROWSER = pytest.mark.skipif(
    CHROMIUM is None, reason="PAGES NOT LOOKED AT: there is no Chromium; run `make browser`"
)
pytestmark = BROWSER
PAGES = (
    "index tiers tiers/gold incentives incentives/deal-registration discounts/partner-discount"
    " territories territories/dach products deal-registration agreements agreements/reseller-4"
    " partners changes data about"
).split()
# Opens every page in a frame of a given width and writes down what it finds there.
HARNESS = """<!doctype html><meta charset="utf-8"><pre id="said"></pre><script>
const pages = %s, width = %d, said = {};
const look = (frame) => {
  const root = frame.contentDocument.documentElement;
  const outside = frame.contentWindow.performance.getEntriesByType("resource")
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith(location.origin) && !name.startsWith("data:"));
  const small = [...frame.contentDocument.querySelectorAll(".pb-filter__bar :is(input, select)")]
    .filter((box) => box.getBoundingClientRect().height < 24).length;
  const nameless = frame.contentDocument.querySelectorAll(".md-search:not([aria-label])").length;
  const unreachable = [...frame.contentDocument.querySelectorAll(".md-typeset__scrollwrap")]
    .filter((box) => box.scrollWidth > box.clientWidth + 1 && box.tabIndex !== 0).length;
  return {scrolls: root.scrollWidth > root.clientWidth, outside, small, nameless, unreachable,
          title: frame.contentDocument.title};
};
(async () => {
  for (const page of pages) {
    const frame = document.createElement("iframe");
    frame.style = `width:${width}px;height:900px;border:0`;
    frame.src = `/${page}.html`;
    document.body.append(frame);
    await new Promise((done) => { frame.onload = done; });
    await new Promise((done) => setTimeout(done, 150));
    said[page] = look(frame);
    frame.remove();
  }
  document.getElementById("said").textContent = JSON.stringify(said);
})();
</script>"""


# Types words into the finder, one after the other, and writes down the first cells that stay.
TYPING = """<!doctype html><meta charset="utf-8"><pre id="said"></pre><script>
(async () => {
  const frame = document.createElement("iframe"), said = {};
  frame.style = "width:1280px;height:900px;border:0";
  frame.src = "/territories.html";
  document.body.append(frame);
  await new Promise((done) => { frame.onload = done; });
  const page = frame.contentDocument, box = page.querySelector(".pb-filter");
  const field = box.querySelector("input");
  for (const words of %s) {
    field.value = words;
    field.dispatchEvent(new frame.contentWindow.Event("input", {bubbles: true}));
    said[words] = [...box.querySelectorAll("tbody tr:not([hidden])")]
      .map((row) => row.cells[0].innerText.replace(/\\s+/g, " "));
  }
  document.getElementById("said").textContent = JSON.stringify(said);
})();
</script>"""


def chromium(profile: Path, address: str) -> tuple[str, list[str]]:
    """The page as it stands after its scripts ran, and what it wrote to the console."""
    assert CHROMIUM is not None
    ran = subprocess.run(
        [
            CHROMIUM,
            *"--headless --no-sandbox --disable-gpu --disable-quic --no-first-run".split(),
            *"--disable-background-networking --enable-logging=stderr --v=0".split(),
            f"--user-data-dir={profile}",
            "--virtual-time-budget=20000",
            "--dump-dom",
            address,
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return ran.stdout, re.findall(r"CONSOLE[:(]\d+[)]?\] (.*)", ran.stderr)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, Path]]:
    """A folder on a local address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", folder
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def served(built) -> Iterator[tuple[str, Path]]:
    """The partner edition on a local address."""
    with serving(built.html("partner")) as found:
        yield found


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways_or_asks_other_servers(
    width: int, served: tuple[str, Path], tmp_path: Path
) -> None:
    origin, folder = served
    harness = folder / f"harness-{width}.html"
    harness.write_text(HARNESS % (json.dumps(PAGES), width), encoding="utf-8")
    page, console = chromium(tmp_path, f"{origin}/{harness.name}")
    harness.unlink()
    found = re.search(r'<pre id="said">(.+?)</pre>', page)
    assert found, console
    said = json.loads(unescape(found[1]))
    assert sorted(said) == sorted(PAGES)
    for name, seen in said.items():
        assert seen["title"], name
        del seen["title"]
        assert seen == {
            "scrolls": False,
            "outside": [],
            "small": 0,
            "nameless": 0,
            "unreachable": 0,
        }, name
    assert console == []


def test_home_and_search_work_from_a_disk(built, tmp_path: Path) -> None:
    home = built.html("public") / "index.html"
    page, console = chromium(tmp_path, f"{home.as_uri()}?q=nordics")
    assert console == []
    assert re.search(r"[1-9]\d* matching documents", page)
    assert "What may I sell, where?" in page


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Japan", "territories.html"),
        ("Bavaria", "territories.html"),
        ("Bayern", "territories.html"),
        ("nordics", "territories/nordics.html"),
        ("gold", "tiers/gold.html"),
        ("rebate", "incentives/quarterly-rebate.html"),
        ("Kitano", "partners.html"),
    ],
)
@pytest.mark.parametrize("edition", ["public", "partner"])
def test_the_search_leads_to_the_right_page_first(
    asked: str, first: str, edition: str, built, tmp_path: Path
) -> None:
    home = built.html(edition) / "index.html"
    page, console = chromium(tmp_path, f"{home.as_uri()}?q={asked}")
    assert console == []
    found = re.findall(r'<a href="([^"]+)" class="md-search-result__link"', page)
    assert found, page
    assert found[0].partition("?")[0].endswith(f"/{edition}/{first}")


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("partners.html?h=minatobashi", "1 of 31 shown"),
        ("partners.html?h=qqqq+zzzz", "31 of 31 shown"),
        ("partners.html", "31 of 31 shown"),
    ],
)
def test_who_comes_from_the_search_sees_what_was_looked_for(
    where: str, shown: str, built, tmp_path: Path
) -> None:
    page, console = chromium(tmp_path, f"{built.html('public').as_uri()}/{where}")
    assert console == []
    assert f"<output>{shown}</output>" in page


def test_the_directory_filters(built, tmp_path: Path) -> None:
    page, console = chromium(tmp_path, (built.html("public") / "partners.html").as_uri())
    assert console == []
    assert re.search(r"<output>\d+ of \d+ shown</output>", page)
    assert re.search(r"<label>Tier <select name=\"tier\">.*?<option value=\"gold\">Gold<", page)


def test_the_finder_knows_german_names(served: tuple[str, Path], tmp_path: Path) -> None:
    """It shows the name that was asked for, and none when nothing is asked any more."""
    origin, folder = served
    asked = ["Deutschland", "bayern", "osterreich", "kalifornien", "Germany", "Nirgends", ""]
    harness = folder / "typing.html"
    harness.write_text(TYPING % json.dumps(asked), encoding="utf-8")
    page, console = chromium(tmp_path, f"{origin}/{harness.name}")
    harness.unlink()
    found = re.search(r'<pre id="said">(.+?)</pre>', page)
    assert found, console
    said = json.loads(unescape(found[1]))
    assert said["Deutschland"] == ["Germany (Deutschland)"]
    assert said["bayern"] == ["Germany (Bavaria, Bayern)"]
    (austria,) = said["osterreich"]
    assert austria.startswith("Austria (Österreich; Lower Austria, Niederösterreich;")
    (west,) = said["kalifornien"]
    assert west.startswith("United States: Arizona, California")
    assert west.endswith(" (California, Kalifornien)")
    assert said["Germany"] == ["Germany"]
    assert said["Nirgends"] == []
    assert len(said[""]) > 60
    assert not any("(" in name for name in said[""])
    assert console == []


def test_the_search_finds_german_names(built, tmp_path: Path) -> None:
    home = built.html("public") / "index.html"
    page, console = chromium(tmp_path, f"{home.as_uri()}?q=bayern")
    assert console == []
    assert re.search(r"[1-9]\d* matching document", page)
    assert "Territories" in page
