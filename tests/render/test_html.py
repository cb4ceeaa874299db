"""The built site: strict, whole, asking nothing of other servers, leaking nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

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
    for broken in ("[x](nowhere.md)", "[x](silver.md#nowhere)", "[x](/tiers.md)"):
        whole = page.read_bytes()
        page.write_bytes(whole + f"\n{broken}\n".encode())
        ran = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict"],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        page.write_bytes(whole)
        assert ran.returncode == 1, broken
        assert "tiers/gold.md" in ran.stderr


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


def test_the_configuration_is_one_for_any_program(sample_root: Path, sample: Program) -> None:
    config = yaml.safe_load((sample_root / "mkdocs.yml").read_text("utf-8"))
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
