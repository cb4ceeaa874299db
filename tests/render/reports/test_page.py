"""Pages of the catalogue at a terminal; and that they are written in what the renderer reads."""

from __future__ import annotations

import re

import pytest

from partnerbook.check.catalogue import Entry, catalogue
from partnerbook.render.reports import page
from partnerbook.render.reports.ink import Ink, width

PAGE = """\
# Two partners may not hold *it*

Whoever was **promised** a territory alone (see `stacks: {excludes: …}` or
[the guide](guide.md)), an **own right**, or [the law](https://example.com/law).

## Bad

- one thing
- another thing that is so long that it has to be broken at the end of the line, as all
  others
- `code`

```yaml title="program/tiers/gold.yml"
name: **Gold**

rank: 3
```

```findings
program/tiers/gold.yml:2:7: tier/equal-rank: Gold and Silver have the same rank: who leads is open
```

The end.
"""
SHOWN = """\
Two partners may not hold *it*
tier/some-rule: error, can be waived

  Whoever was promised a territory alone (see `stacks: {excludes: …}` or the
  guide), an own right, or the law (https://example.com/law).

Bad

  - one thing
  - another thing that is so long that it has to be broken at the end of the
    line, as all others
  - `code`

  program/tiers/gold.yml:
    name: **Gold**

    rank: 3

  The check says:
    program/tiers/gold.yml:2:7: tier/equal-rank: Gold and Silver have the same
      rank: who leads is open

  The end.
"""
ENTRY = Entry("tier/some-rule", "error", waivable=True, stage="rules", headline="", page=PAGE)


def plain(painted: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", painted)


def test_a_page_without_marks() -> None:
    assert page.render(ENTRY, Ink()) == SHOWN


def test_colour_only_paints() -> None:
    painted = page.render(ENTRY, Ink(colour=True))
    assert plain(painted) == SHOWN
    assert "\x1b[1mTwo partners may not hold *it*\x1b[0m" in painted
    assert "was \x1b[1mpromised\x1b[0m a" in painted
    assert "\x1b[1mown\x1b[0m \x1b[1mright,\x1b[0m" in painted


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_every_page_is_readable_at_80_columns(name: str) -> None:
    entry = catalogue()[name]
    shown = page.render(entry, Ink())
    assert plain(page.render(entry, Ink(colour=True))) == shown
    examples = [line for line in shown.split("\n") if line.startswith("    ")]
    words = [line for line in shown.split("\n") if line not in examples]
    assert [line for line in words if width(line) > 80] == []
    assert [line for line in words if re.search(r"\*\*|```|\]\(|^#", line)] == []
    assert [line for line in shown.split("\n") if line != line.rstrip()] == []
    # Nothing is lost: every word of the page is there, in the same order.
    body = entry.page.partition("\n")[2]
    assert _words(shown.split("\n", 2)[2])[-len(_words(body)) :] == _words(body)


def _words(text: str) -> list[str]:
    """The words of a page, however it is written."""
    text = re.sub(r"^```[a-z]+ title=\"(.*)\"$", r"\1:", text, flags=re.MULTILINE)
    text = re.sub(r"^```findings$", "The check says:", text, flags=re.MULTILINE)
    text = re.sub(r"^```[a-z]*$", "", text, flags=re.MULTILINE)
    return [word for word in text.replace("**", "").split() if word not in ("#", "##")]


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_pages_are_written_in_what_is_read(name: str) -> None:
    """Headings of two levels, paragraphs, one level of list, fences; inside: bold, code, links."""
    text = catalogue()[name].page
    fenced = re.compile(r"^```[a-z]+(?: title=\"[^\"]+\")?\n.*?^```$", re.MULTILINE | re.DOTALL)
    prose = fenced.sub("", text)
    assert "```" not in prose
    for line in prose.split("\n"):
        inside = re.sub(r"`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\([^)\s]+\)", "", line)
        assert not re.match(r"#{3}|>|\||\d+[.)] | {3}|\t|[*+] |<|!\[|---|===|  - ", line), line
        assert not re.search(r"\*\*|__|`|\]\(|<[a-z/]|~~|\\$|  $", inside), line
