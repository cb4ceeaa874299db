"""Names and texts of every sort are printed as they are and never become markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib import import_module

import pytest

from partnerbook.render.appendix import appendix_files
from partnerbook.render.appendix.markdown import cell

markdown = import_module("markdown")  # the stock reader; it has no types

NASTY = [
    "Müller & Söhne <K.K.> #1 {{x}}",
    "A | B || C",
    "`code` ``more`` ```fence",
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "[click](javascript:alert(4))",
    "![x](https://evil.example/x.png)",
    "**bold**{: onmouseover=alert(5) }",
    "__init__ *star* ~~gone~~ ==high==",
    '--8<-- "secret.txt"',
    "{% include 'secret' %} {{ 7*7 }} {# no #}",
    "1. first",
    "2) second",
    "- item",
    "+ item",
    "# heading",
    "> quote",
    "--- ",
    "=== three",
    "www.evil.example and https://evil.example",
    "mail@evil.example @team #12 :smile: $x^2$",
    "\\| backslash \\",
    "&lt;b&gt; &#60;i&#62; &amp;",
    '" onload="alert(6)',
    "' --> ]]> <!--",
    "content: '\"; } body { display: none",
    "=1+1",
    "[^1] and [1]: https://evil.example",
    "ends with [Intentionally left blank](x)",
]
ALLOWED = set("p h1 h2 h3 ul ol li table thead tbody tr th td sup".split())


class Reader(HTMLParser):
    """The elements and attributes of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def quoted(text: str) -> str:
    return json.dumps(text.strip(), ensure_ascii=False)


@pytest.fixture(scope="module")
def shown(make, text_of):
    """The files of a partner whose every text is nasty, and those texts."""
    names = [text.strip() for text in NASTY]
    partner = text_of("partners/nordwind.yml").replace(
        "  name: Nordwind Systemhaus GmbH\n", f"  name: {quoted(names[0])}\n"
    )
    partner = partner.replace("register: HRB 123 (Munich)", f"register: {quoted(names[1])}")
    partner += "commitments:\n" + "".join(
        f"  - {{id: c{at}, what: {said}, period: {said}, if_missed: {said}}}\n"
        for at, said in enumerate(map(quoted, names))
    )
    form = text_of("agreements/reseller-2026-1.yml").replace(
        "[Insolvency of the other side]", f"[{', '.join(map(quoted, names))}]"
    )
    form += "clauses:\n" + "".join(
        f"  - {{id: k{at}, schedule: brand, title: {quoted(text)}, text: {quoted(text)}}}\n"
        for at, text in enumerate(names)
    )
    frame = text_of("program.yml").replace('"2026.1"', quoted('1" } </style><script>x'))
    program = make(
        {
            "partners/nordwind.yml": partner,
            "agreements/reseller-2026-1.yml": form,
            "program.yml": frame,
        }
    )
    return names, appendix_files(program, "nordwind", program.as_of)


def test_the_page_shows_them_and_has_no_element_of_theirs(shown):
    names, files = shown
    reader = read(files["appendix.html"].decode())
    for text in names:
        assert reader.text.count(text) >= 5, text
    tags = {tag for tag, _ in reader.tags}
    assert not tags & {"script", "img", "iframe", "b", "i", "link", "form"}
    assert not any(name.startswith("on") for _, given in reader.tags for name in given)
    assert all((given.get("href") or "#").startswith("#") for _, given in reader.tags)
    assert [tag for tag, _ in reader.tags].count("style") == 1


def test_the_style_sheet_holds_no_text_of_theirs(shown):
    _, files = shown
    page = files["appendix.html"].decode()
    style = page[page.index("<style>") : page.index("</style>")]
    (foot,) = re.findall(r'@bottom-left \{ content: "([^"]*)" \}', style)
    assert re.fullmatch(r"(?:[A-Za-z0-9]|\\[0-9a-f]{6})+", foot)
    said = re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), foot)
    assert said.startswith(
        'nordwind/reseller-2026-1 · 1" } </style><script>x of 22 November 2026 ·'
    )


def test_markdown_shows_them_as_text(shown):
    names, files = shown
    text = files["appendix.md"].decode()
    page = markdown.markdown(
        text, extensions=["tables", "attr_list", "md_in_html", "def_list", "footnotes", "abbr"]
    )
    reader = read(page)
    for name in names:
        assert reader.text.count(name) >= 5, name
    assert {tag for tag, _ in reader.tags} <= ALLOWED
    given = {name for _, attrs in reader.tags for name in attrs}
    assert given <= {"style"}  # the alignment of columns


@pytest.mark.parametrize("text", NASTY)
def test_a_line_of_data_alone_is_one_paragraph_with_that_text(text):
    page = markdown.markdown(cell(text), extensions=["tables", "attr_list", "footnotes"])
    reader = read(page)
    assert [tag for tag, _ in reader.tags] == ["p"]
    assert reader.text.strip() == text.strip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("EUR 10,000.50 (12.5%), user's; 9/10", "EUR 10,000.50 (12.5%), user's; 9/10"),
        ("Kind: sole", "Kind: sole"),
        ("2027-01-01", "2027-01-01"),
        ("www.evil.example", r"www\.evil.example"),
        ("https://evil.example", "https&#58;//evil.example"),
        ("legal@wislana.example", "legal@wislana.example"),
        ("08:00 to 17:00", "08:00 to 17:00"),
        ("Roots & Sons", "Roots & Sons"),
        ("ask @team", "ask &#64;team"),
        (":100:", "&#58;100:"),
        ("1:100:", "1&#58;100:"),
        ("&lt; &#60;", r"&amp;lt; &amp;\#60;"),
        ("1. first", r"1\. first"),
        ("-x", r"\-x"),
        ("a\nb\tc", "a b c"),
    ],
)
def test_plain_texts_stay_readable_in_the_source(text, shown):
    assert cell(text) == shown


def test_data_keeps_them_exactly(shown):
    names, files = shown
    terms = json.loads(files["terms.json"])
    (brand,) = [s for s in terms["schedules"] if s["id"] == "brand"]
    assert [clause["title"]["text"] for clause in brand["clauses"]][-len(names) :] == names
