"""Markdown, HTML and data say the same, always in the same bytes, in files that stand alone."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from partnerbook.render.appendix import appendix_files, render_appendices, vendor_files

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
REACHES_OUT = re.compile(
    r"(?i)\b(?:src|srcset|action|background|poster)\s*=|url\(|@import|<script|<link"
)


class Text(HTMLParser):
    """What a reader sees of a page, a line per element, without marks and what is only heard."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.links: list[str] = []
        self._hidden: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag not in ("meta", "br"):
            self._open.append(tag)
            heard = "sr" in (given.get("class") or "").split() and tag != "thead"
            if heard or tag in ("sup", "style", "title"):
                self._hidden.append(tag)
        if tag not in ("span", "strong"):
            self.lines.append("")

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, f"</{tag}> closes something else"
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()
        if tag not in ("span", "strong"):
            self.lines.append("")

    def handle_data(self, data):
        if not self._hidden and data.strip():
            self.lines[-1] += data


def page_text(page: str) -> Text:
    reader = Text()
    reader.feed(page)
    assert reader._open == []
    return reader


def markdown_text(text: str) -> str:
    without = re.sub(r" ?<sup>\[\d+\]</sup>", "", text)
    return html.unescape(without)


def data_text(terms) -> list[str]:
    """The text of ``terms.json`` in reading order."""
    head = terms["document"]
    said = [head["title"], head["form"], str(head["form_version"]), head["id"], head["release"]]
    for schedule in terms["schedules"]:
        said.append(schedule["title"])
        for clause in schedule["clauses"]:
            said.append(f"{clause['number']} {clause['title']['text']}")
            for block in clause["blocks"]:
                if block["kind"] == "paragraph":
                    said.append(block["text"])
                said += [item["text"] for item in block.get("items", ())]
                said += block.get("columns", [])
                said += [cell["text"] for row in block.get("rows", ()) for cell in row["cells"]]
    return said


def clauses_only(text: str) -> str:
    """From the first clause to the signatures: what all three outputs have word for word."""
    start, end = text.index("1 Parties"), text.rindex("By signing below")
    return text[start:end]


@pytest.fixture(scope="module", params=["kitano", "pennine-gate", "wislana", "liffeyside"])
def files(request, sample):
    return appendix_files(sample, request.param, sample.as_of)


def test_the_partner_gets_three_files(files):
    assert sorted(files) == ["appendix.html", "appendix.md", "terms.json"]


def test_all_numbers_are_the_same_everywhere(files):
    terms = json.loads(files["terms.json"])
    data = " \n".join(data_text(terms))
    page = "\n".join(line for line in page_text(files["appendix.html"].decode()).lines if line)
    # A list counts its items in Markdown; in HTML the browser does, and data needs no counting.
    text = re.sub(r"(?m)^\d+\. ", "", markdown_text(files["appendix.md"].decode()))
    numbers = NUMBER.findall(clauses_only(data))
    assert len(numbers) > 60
    assert NUMBER.findall(clauses_only(page)) == numbers
    assert NUMBER.findall(clauses_only(text)) == numbers


def test_all_words_are_the_same_everywhere(files):
    terms = json.loads(files["terms.json"])
    page = " ".join(" ".join(page_text(files["appendix.html"].decode()).lines).split())
    text = " ".join(markdown_text(files["appendix.md"].decode()).split())
    for said in data_text(terms):
        assert said in page, said
        assert said in text, said


def test_the_fingerprint_is_that_of_the_terms(files):
    terms = json.loads(files["terms.json"])
    digest = terms["digest"]
    bare = {**terms, "digest": ""}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(text.encode()).hexdigest() == digest
    assert digest[:12] in files["appendix.md"].decode()
    page = files["appendix.html"].decode()
    assert page.count(digest[:12]) == 3  # cover, end, foot of every printed page


def test_the_page_stands_alone(files):
    page = files["appendix.html"].decode()
    assert REACHES_OUT.findall(page) == []
    assert {link[:1] for link in page_text(page).links} == {"#"}
    assert "http" not in page
    for target in page_text(page).links:
        assert f'id="{target[1:]}"' in page


def test_the_page_keeps_the_signatures_with_their_clause(files):
    page = files["appendix.html"].decode()
    together = page[page.index('<div class="together">') :]
    assert "By signing below" in together
    assert together.count('class="signature"') == 2
    assert "break-inside: avoid" in page[page.index(".together") :][:60]


def test_no_source_reaches_the_partner(files):
    for data in files.values():
        assert b".yml" not in data
        assert b"program/" not in data


def test_the_vendor_gets_the_sources(sample):
    files = vendor_files(sample, "kitano", sample.as_of)
    assert sorted(files) == ["provenance.json", "provenance.md"]
    sources = json.loads(files["provenance.json"])
    rates = [
        entry for entry in sources["values"] if entry["clause"] == "A.3" and "%" in entry["value"]
    ]
    assert rates[0]["value"] == "24%"
    assert rates[0]["sources"] == ["program/discounts/partner-discount.yml#/rows/0/rates/gold"]
    terms = json.loads(appendix_files(sample, "kitano", sample.as_of)["terms.json"])
    assert terms["digest"] == sources["digest"]


def test_every_mark_of_the_terms_is_in_the_list_of_sources(sample):
    terms = appendix_files(sample, "hansekai", sample.as_of)["terms.json"].decode()
    sources = json.loads(vendor_files(sample, "hansekai", sample.as_of)["provenance.json"])
    marks = {int(mark) for mark in re.findall(r'"mark": (\d+)', terms)} - {0}
    assert marks == {entry["mark"] for entry in sources["values"]}


def test_all_partners_at_once_with_the_sources_kept_apart(sample, sets):
    files = render_appendices(sample)
    folders = {name.split("/")[0] for name in files}
    assert folders == {*sets, "_vendor"}
    for name in sets:
        assert sorted(f for f in files if f.startswith((f"{name}/", f"_vendor/{name}/"))) == [
            f"_vendor/{name}/provenance.json",
            f"_vendor/{name}/provenance.md",
            f"{name}/appendix.html",
            f"{name}/appendix.md",
            f"{name}/terms.json",
        ]
    one = appendix_files(sample, "kitano", sample.as_of)
    assert {f"kitano/{name}": data for name, data in one.items()}.items() <= files.items()


PRINT_DIGEST = """
import hashlib, sys
from pathlib import Path
from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files, vendor_files
from partnerbook.resolve import resolve
from partnerbook.source.tree import FolderTree
program, _ = resolve(load_tree(FolderTree(Path(sys.argv[1])))[0])
total = hashlib.sha256()
for partner in list(program.partners)[::4]:
    for made in (appendix_files, vendor_files):
        for name, data in made(program, partner, program.as_of).items():
            total.update(name.encode() + data)
print(total.hexdigest())
"""


def test_other_seed_time_zone_and_locale_give_the_same_bytes(sample_root):
    found = set()
    for seed, zone, language in (("1", "Asia/Tokyo", "C"), ("2", "America/New_York", "C.UTF-8")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        ran = subprocess.run(
            [sys.executable, "-c", PRINT_DIGEST, str(sample_root)],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(ran.stdout)
    assert len(found) == 1
