"""Data is text: hostile strings through the same Markdown, and the whole of stock MkDocs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.yaml import yaml_load

from partnerbook.render.escape import csv_cell, html, mail_link, md, prose, web_link
from partnerbook.render.pages.engine import fill

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "</title><script>alert(1)</script>",
    "**b**{: onmouseover=alert(2) }",
    "[x](javascript:alert(3))",
    '--8<-- "secret.txt"',
    "![x](https://evil.example/x.png)",
    "<img src=x onerror=alert(4)>",
    "| a | b |",
    "`code` ~~~ ``` ::: !!! note",
    "# heading\n\n## other",
    "1. one\n2. two\n- three\n    four",
    "&lt;b&gt; &#60;i&#62; &amp;amp;",
    "{{ 7 * 7 }} {% include 'x' %} ${x} #{x}",
    "*[HTML]: abbreviation",
    "[ref]: https://evil.example 'x'",
    "Term\n: definition",
    "---\ntitle: x\n---",
    "\u2028<b>\u2029\x85<i>\x02klzzwxh:0\x03",
    "\x02wzxhzdk:0\x03 and \x02amp\x03",
    '"><svg onload=alert(5)>',
    "' onclick='alert(6)",
    "<!-- comment --> <?php ?> <![CDATA[x]]> <!doctype x>",
    "https://auto.example www.auto.example a@auto.example",
    "<https://auto.example>",
    ":smile: :material-home: ++ctrl++ ==mark== ^^ins^^ ~sub~",
    "\\# \\[ backslash \\",
    "=cmd|' /C calc'!A0",
    "Müller & Söhne – 東京 ✓ مرحبا",
    "[TOC]",
    "[^1]: footnote [^1]",
    "- [x] done",
    "> quoted",
    ": defined",
    "===",
    "?? ?",
    "??? note",
    "/// note",
    "::: module",
    "~~~",
    "%%",
    "12) twelve",
    "#42 @team R&D AT&amp",
    "great!",
    "+ plus",
    "x {++y++} {--z--} {>>w<<}",
    "{# remark #} {{x}} {%x%}",
)
TEMPLATE = """# {x}

Text {x} more

- {x}

1. {x}

| Head | {x} |
|---|---|
| {x} | [{x}](other.md) |

<p class="own">{h}</p>

<span class="own" title="{h}">{x}</span>

<div class="own" markdown="1">

{x}

</div>

<dl class="own"><div><dt>{h}</dt><dd>{h}</dd></div></dl>

{x}
"""
"""Every sort of place into which a page puts data: {x} by ``md``, {h} by ``html``."""
MORE = (
    "attr_list abbr def_list fenced_code footnotes pymdownx.betterem pymdownx.caret"
    " pymdownx.critic pymdownx.details pymdownx.emoji pymdownx.highlight pymdownx.keys"
    " pymdownx.magiclink pymdownx.mark pymdownx.snippets"
    " pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde"
    " pymdownx.blocks.admonition pymdownx.blocks.details pymdownx.blocks.html"
).split()
"""Extensions that a site of its own may add and that see markup where there is none."""


class Reader(HTMLParser):
    """What a page consists of: its tags with the names of their attributes, and its texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.titles: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.titles += [value or "" for name, value in attrs if name == "title"]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", (data,)))

    def handle_decl(self, decl: str) -> None:
        self.tags.append(("!", (decl,)))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("?", (data,)))


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def extensions() -> tuple[list[str], dict[str, dict[str, object]]]:
    """The Markdown extensions of our own configuration, with those that MkDocs always adds."""
    config = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names, settings = ["fenced_code"], {}
    for item in config["markdown_extensions"]:
        if isinstance(item, str):
            names.append(item)
        else:
            ((name, options),) = item.items()
            names.append(name)
            settings[name] = options
    return names, settings


def rendered(marked: str, referred: str, more: Sequence[str] = ()) -> Reader:
    names, settings = extensions()
    page = TEMPLATE.replace("{x}", marked).replace("{h}", referred)
    return read(markdown.markdown(page, extensions=[*names, *more], extension_configs=settings))


def line_of(text: str) -> str:
    """A text as one line without controls: what a reader should see of it."""
    return re.sub(r"(?:[^\S\xa0]|[\x00-\x1f\x7f-\x9f\u2028\u2029])+", " ", text).strip(" \xa0")


PLAIN = rendered("Plain", "Plain")


def check(text: str, more: Sequence[str] = ()) -> None:
    found = rendered(md(text), html(text), more)
    seen = line_of(text)
    assert found.tags == PLAIN.tags
    assert found.text == PLAIN.text.replace("Plain", seen)
    assert seen in found.titles


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text_with_other_extensions(text: str) -> None:
    check(text, MORE)


@given(st.text(min_size=1, max_size=80))
def test_any_text_at_all_is_read_as_it_was_written(text: str) -> None:
    if line_of(text):
        check(text)


@given(
    st.lists(
        st.sampled_from(
            [*"<>&*_`[](){}|#!-+=:;'\"\\/~^@$%?,. \n\t1", "script", "a", "é", "www.", "://", "\x02"]
        ),
        min_size=1,
        max_size=30,
    ).map("".join)
)
def test_any_text_stays_text(text: str) -> None:
    if line_of(text):
        check(text)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Kitano Plant Systems K.K.", "Kitano Plant Systems K.K."),
        ("EUR 4,800 (85%), at list", "EUR 4,800 (85%), at list"),
        (
            "Müller & Söhne, 08:00–17:00: the partner's",
            "Müller & Söhne, 08:00–17:00: the partner's",
        ),
        ("two-tier; 5/6? Yes!? A = b, a + b.", "two-tier; 5/6? Yes!? A = b, a + b."),
        ("snake_case *x* [y]", r"snake\_case \*x\* \[y\]"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("a < b & c", "a &lt; b & c"),
        ("https://a.example", "https&#58;//a.example"),
    ],
)
def test_what_is_no_markup_stays_readable(text: str, page: str) -> None:
    assert md(text) == page


@given(st.text(max_size=60))
def test_html_is_safe_between_tags_and_in_attributes(text: str) -> None:
    found = read(f'<p title="{html(text)}">{html(text)}</p>')
    assert found.tags == [("p", ("title",))]
    assert found.titles == [line_of(text)]
    assert found.text == line_of(text)


def test_prose_keeps_paragraphs_and_nothing_else() -> None:
    found = read(markdown.markdown(prose("One *line*\nstill one\n \n\n    # two\r\n\r\n> three")))
    assert [tag for tag, _ in found.tags] == ["p", "p", "p"]
    assert found.text.split("\n") == ["One *line* still one", "# two", "> three"]


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://www.example.com", True),
        ("https://www.example.com/a?b=c&d='\"<>()", True),
        ("javascript:alert(1)", False),
        ("http://www.example.com", False),
        ("https://x\n.example", False),
        (" https://x.example", False),
        ("//x.example", False),
    ],
)
def test_only_https_addresses_become_links(address: str, opens: bool) -> None:
    found = read(markdown.markdown(web_link(address, "Site <b>")))
    assert [tag for tag, _ in found.tags] == ["p", *(["a"] if opens else [])]
    assert found.text == "Site <b>"
    if opens:
        assert found.links == [address]


def test_a_mailbox_becomes_a_link_and_nothing_else_does() -> None:
    found = read(markdown.markdown(mail_link("partner_desk-1@example.com")))
    assert found.links == ["mailto:partner_desk-1@example.com"]
    assert found.text == "partner_desk-1@example.com"
    assert mail_link("x@y.example?bcc=z@evil.example") == md("x@y.example?bcc=z@evil.example")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+49 89", "'+49 89"),
        ("-5", "-5"),
        ("-5.25", "-5.25"),
        ("-5 and", "'-5 and"),
        ("@x", "'@x"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("  =1", "'=1"),
        ("＝1", "'＝1"),
        ('say "hi", you', 'say "hi", you'),
        ("two\nlines", "two lines"),
        ("", ""),
    ],
)
def test_no_csv_cell_calculates(cell: str, kept: str) -> None:
    assert next(csv.reader(io.StringIO(csv_cell(cell)))) == ([kept] if kept else [""])


def test_a_title_cannot_break_out_of_the_front_matter() -> None:
    class Status:
        on = release = next_change = 'x"\n---\n# y'

    page = fill(
        "data.md.j2",
        "data.md",
        {"title": 'a"\n---\n# b', "status": Status, "hide": "toc", "boost": "", "files": ()},
    ).decode()
    _, front, body = page.split("---\n", 2)
    assert yaml.safe_load(front) == {"title": html('a"\n---\n# b'), "hide": ["toc"]}
    assert body.count("\n# ") == 1


def test_stock_mkdocs_publishes_hostile_names_as_text(tmp_path: Path) -> None:
    pages = tmp_path / "site" / "pages" / "public"
    pages.mkdir(parents=True)
    for name in ("index", "other"):
        (pages / f"{name}.md").write_text("# Other\n", encoding="utf-8")
    for at, text in enumerate(HOSTILE):
        page = f'---\ntitle: "{html(text)}"\n---\n\n{TEMPLATE}'
        page = page.replace("{x}", md(text)).replace("{h}", html(text))
        (pages / f"h{at}.md").write_text(page, encoding="utf-8")
    config = re.sub(
        r"^nav:.*?(?=^\S)",
        "",
        (ROOT / "mkdocs.yml").read_text("utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "site" / "theme").symlink_to(ROOT / "site" / "theme")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    built = tmp_path / "site" / "html" / "public"
    index = json.loads((built / "search" / "search_index.json").read_text("utf-8"))["docs"]
    plain = read((built / "other.html").read_text("utf-8"))
    scripts = [tag for tag in plain.tags if tag[0] == "script"]
    for at, text in enumerate(HOSTILE):
        built_page = read((built / f"h{at}.html").read_text("utf-8"))
        names = {name for _, names in built_page.tags for name in names}
        assert [tag for tag in built_page.tags if tag[0] == "script"] == scripts
        assert not {name for name in names if name.startswith("on")}
        assert not {tag for tag, _ in built_page.tags} & {"img", "iframe", "object", "embed"}
        assert f"{line_of(text)} - " in built_page.text  # the <title>
        said = [doc for doc in index if doc["location"] == f"h{at}.html"]
        assert len(said) == 1
        assert line_of(text) in read(said[0]["title"]).text
        assert line_of(text) in read(said[0]["text"]).text
