"""The built site: strict, whole, asking nothing of other servers, leaking nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.utils.yaml import yaml_load

from partnerbook.resolve.program import Program

EDITIONS = ("public", "partner")
CONFIGS = {"public": "mkdocs.yml", "partner": "mkdocs.partner.yml"}


class Links(HTMLParser):
    """What a page loads, where it leads, and what can be led to."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.names: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.names |= {said[key] for key in ("id", "name") if key in said}
        self.inline += [name for name in said if name.startswith("on") or name == "style"]
        if "src" in said:
            self.loads.append(said["src"])
        if tag == "link":
            self.loads.append(said["href"])
        elif "href" in said:
            self.leads.append(said["href"])


def read(path: Path) -> Links:
    links = Links()
    links.feed(path.read_text("utf-8"))
    return links


def strict(root: Path, config: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def pages(folder: Path) -> list[Path]:
    """All pages but the one for wrong addresses, whose links must work from anywhere."""
    return sorted(path for path in folder.rglob("*.html") if path.name != "404.html")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_is_built_and_every_link_leads_somewhere(edition: str, built) -> None:
    folder = built.html(edition)
    found = {path: read(path) for path in pages(folder)}
    assert len(found) > 20
    for path, page in found.items():
        for link in page.leads:
            if re.match(r"https://|mailto:", link):
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (path.name, link)
            if anchor and target.suffix == ".html":
                assert anchor in found[target].names, (path.name, link)


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_loaded_from_another_server(edition: str, built) -> None:
    folder = built.html(edition)
    for path in pages(folder):
        for address in read(path).loads:
            assert not re.match(r"[a-z]+:|//", address), (path.name, address)
            assert (path.parent / address).resolve().is_file(), (path.name, address)
    for path in sorted(folder.rglob("*.css")):
        for address in re.findall(r"(?:url\(|@import)\s*[\"']?([^\"')]+)", path.read_text("utf-8")):
            assert address.startswith("data:"), (path.name, address)


@pytest.mark.parametrize("edition", EDITIONS)
def test_generated_pages_have_no_inline_code_or_style(edition: str, built) -> None:
    for path in pages(built.html(edition)):
        body = path.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
        links = Links()
        links.feed(body)
        assert links.inline == [], path.name
        assert "<script" not in body
        assert "<th></th>" not in re.sub(r"\s", "", body)


def test_a_broken_link_stops_the_build(tmp_path: Path, built) -> None:
    for name in ("mkdocs.yml", "site/theme", "site/pages/public"):
        source = built.root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, _made(tmp_path / name))
    page = tmp_path / "site/pages/public/tiers/gold.md"
    links = ("nowhere.md", "silver.md#nowhere", "/tiers.md")
    page.write_bytes(page.read_bytes() + "".join(f"\n[x]({link})\n" for link in links).encode())
    ran = strict(tmp_path, "mkdocs.yml")
    assert ran.returncode == 1
    for link in links:
        assert f"'tiers/gold.md' contains a link '{link}'" in ran.stderr or (
            f"'tiers/gold.md' contains an absolute link '{link}'" in ran.stderr
        )


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_search_finds_what_the_pages_say(edition: str, built) -> None:
    docs = json.loads((built.html(edition) / "search/search_index.json").read_text("utf-8"))["docs"]
    text = " ".join(f"{doc['title']} {doc['text']}" for doc in docs)
    assert "Nordics" in text
    assert "In force on 22 November" not in text  # the status line is not worth finding
    assert ("Partner discount" in text) is (edition == "partner")


@pytest.mark.parametrize("edition", ["public", "partner"])
def test_the_search_keeps_words_and_partners_apart(edition: str, built) -> None:
    docs = json.loads((built.html(edition) / "search/search_index.json").read_text("utf-8"))["docs"]
    by_place = {doc["location"]: doc for doc in docs}
    assert "Step 3 of 4 Tracks Resell and Services" in by_place["tiers/gold.html"]["text"]
    one = by_place["partners.html#partner-cedar-hollow"]
    assert one["title"] == "Cedar Hollow Systems, Inc."
    assert " United States. www.cedar-hollow.example" in one["text"]
    # Pages that list others come after those that are about one thing.
    boost = {place: doc.get("boost", 1) for place, doc in by_place.items() if "#" not in place}
    assert boost["partners.html"] == boost["index.html"] < boost["tiers.html"] < 1
    assert boost["tiers/gold.html"] == boost["territories.html"] == 1


def test_no_marker_is_in_any_built_file(small: Program, tmp_path: Path, lay_out) -> None:
    lay_out(tmp_path, small)
    for edition, markers in (("public", ("canary", "signedonly")), ("partner", ("canary",))):
        assert strict(tmp_path, CONFIGS[edition]).returncode == 0
        folder = tmp_path / "site/html" / edition
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert folder / "search/search_index.json" in files
        for path in files:
            data = path.read_bytes().lower()
            assert not [marker for marker in markers if marker.encode() in data], path


def test_the_same_configuration_builds_any_program(
    sample_root: Path, build, tmp_path: Path, lay_out
) -> None:
    minimal = sample_root / "tests" / "programs" / "minimal"
    for name, kept, config in (
        ("minimal", "", CONFIGS["public"]),
        ("bare", "program/program.yml", CONFIGS["partner"]),
    ):
        files = {
            path.relative_to(minimal).as_posix(): path.read_bytes()
            for path in minimal.rglob("*")
            if path.is_file() and path.relative_to(minimal).as_posix().startswith(kept)
        }
        folder = tmp_path / name
        folder.mkdir()
        lay_out(folder, build(files)[1])
        ran = strict(folder, config)
        assert ran.returncode == 0, ran.stderr


NAMES = {
    "program/tiers/gold.yml": (b"name: Gold", "</title><script>alert(1)</script>"),
    "program/territories/alps.yml": (b"name: Alps", "**b**{: onmouseover=alert(2) }"),
    "program/incentives/volume.yml": (b"name: Volume discount", "[x](javascript:alert(3))"),
    "program/products/platform.yml": (b"name: Platform", '--8<-- "secret.txt"'),
    "program/partners/gipfelbau.yml": (b"name: Gipfelbau AG", "<img src=x onerror=alert(4)>"),
}


def test_hostile_names_in_files_stay_text(small_root: Path, build, tmp_path: Path, lay_out) -> None:
    files = {
        path.relative_to(small_root).as_posix(): path.read_bytes()
        for path in (small_root / "program").rglob("*")
        if path.is_file()
    }
    for path, (name, hostile) in NAMES.items():
        assert files[path].count(name) >= 1
        files[path] = files[path].replace(name, b"name: " + json.dumps(hostile).encode(), 1)
    lay_out(tmp_path, build(files)[1])
    assert strict(tmp_path, "mkdocs.yml").returncode == 0
    text = ""
    for page in pages(tmp_path / "site/html/public"):
        whole = page.read_text("utf-8")
        text += unescape(whole)
        assert len(re.findall("<script", whole)) == len(re.findall("</script>", whole))
        assert not re.search(r"<script>alert|<[a-z]+[^>]*\son[a-z]+=|<img|href=.?javascript", whole)
    for _, hostile in NAMES.values():
        assert hostile in text


def test_the_configuration_is_one_for_any_program(sample_root: Path, sample: Program) -> None:
    config = yaml_load((sample_root / "mkdocs.yml").read_text("utf-8"))
    assert config["site_name"] == sample.name
    assert config["plugins"] == ["search"]
    entries = [next(iter(entry.values())) for entry in config["nav"]]
    ids = {thing for kind in sample.records.values() for thing in kind}
    assert [entry for entry in entries if entry.removesuffix(".md").split("/")[-1] in ids] == [
        "deal-registration.md"
    ]


def test_both_editions_know_each_other_only_by_configuration(built) -> None:
    public, partner = (
        (built.html(edition) / "index.html").read_text("utf-8") for edition in EDITIONS
    )
    assert "For signed partners" in partner
    assert "For signed partners" not in public
    assert 'name="robots" content="noindex"' in partner
    assert "noindex" not in public
