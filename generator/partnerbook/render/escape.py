"""The one door through which data enters a page, a cell or a link: always text, never markup.

Only a character that could be markup where it stands is escaped, so that pages read well as plain
text too. ``md`` writes a backslash where Markdown knows one, ``html`` references only, for places
that Markdown leaves alone: raw HTML, quoted attributes, the front matter. Both take the beginning
of a text for the beginning of a line, where most Markdown begins; data never holds a line end.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_letters, digits

_SPECIAL = re.compile(
    # Markup anywhere in a line: code, emphasis, links, tables, tags, templates, attribute lists,
    # headings and their closing signs, formulas, and what extensions make of signs in pairs.
    r"""[\\`*_\[\]|#<>"{}$~^@]|[+=]{2,}"""
    r"|&(?! )"  # not the one between two words
    # Names of pictures, addresses and definitions; not "08:00", and not before a space.
    r"|:(?! |\Z|(?<=[0-9]:)[0-9]{2}(?![0-9]))"
    r"|(?<![A-Za-z0-9])(?i:www)\."  # an address without a scheme
    # Beginnings: items, numbered items, quotations, definitions, notes, blocks, titles.
    r"|\A[-+=:!?/;%]+|\A[0-9]+[.)](?= |\Z)"
    r"|!\Z"  # a link that stands behind it would become a picture
)
_ASIDE = frozenset("\\`*_[]|#+-.!)")
"""What Markdown, ours and that of forges, takes for plain behind a backslash, and Jinja too."""
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_WORD = frozenset(ascii_letters + digits)
# In a quoted attribute of a tag inside a line, Markdown looks for nothing beyond these.
_PLAIN_IN_ATTRIBUTE = re.compile(r"[^A-Za-z0-9:/.,@%+=?;~-]")
# Controls end lines for some readers and mark places in Python-Markdown's own bookkeeping. The
# no-break space stays what it is.
_BLANKS = re.compile(r"(?:[^\S\xa0]|[\x00-\x1f\x7f-\x9f\u2028\u2029])+")
_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_WEB = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[!-~]*)?\Z")
_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")
_NUMERIC_CELL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z")
# What makes a spreadsheet calculate, in the wide forms of East Asian settings too.
_FORMULA = tuple("=+-@＝＋－＠")


class Markup(str):
    """Text that is our own Markdown or HTML already, in which all data has been escaped."""

    __slots__ = ()


def md(text: str) -> Markup:
    """One line of data as Markdown text, at the beginning of a line too.

    Where a backslash would show, in raw HTML, it is still safe, but ``html`` reads better.
    """
    return Markup(_SPECIAL.sub(lambda found: _each(_marked, found[0]), _line(text)))


def html(text: str) -> Markup:
    """One line of data as HTML text or as the value of an attribute in double quotes.

    It stays text where Markdown looks at the HTML, and in a quoted text of the front matter.
    """
    return Markup(_SPECIAL.sub(lambda found: _each(_referred, found[0]), _line(text)))


def prose(text: str) -> Markup:
    """Several lines of data as paragraphs: blank lines part them, other line ends are spaces."""
    paragraphs = _PARAGRAPHS.split(text.replace("\r\n", "\n").strip())
    return Markup("\n\n".join(md(paragraph) for paragraph in paragraphs))


def web_link(address: str, label: str) -> Markup:
    """A link to a web page of somebody else; plain text when it is not an https address."""
    if not _WEB.match(address):
        return md(label)
    return Markup(f'<a href="{_attribute(address)}" rel="noopener">{md(label)}</a>')


def mail_link(address: str) -> Markup:
    """A link that writes to a mailbox; plain text when it is none."""
    if not _MAILBOX.match(address):
        return md(address)
    # Inside a link Markdown looks for no other, so the address may be read as it is.
    label = md(address).replace(_referred("@"), "@")
    return Markup(f"[{label}](mailto:{address})")


def csv_cell(text: str) -> str:
    """A quoted CSV cell that no spreadsheet takes for a formula; plain numbers stay numbers."""
    line = _line(text)
    if line.startswith(_FORMULA) and not _NUMERIC_CELL.match(line):
        line = "'" + line
    return '"' + line.replace('"', '""') + '"'


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" \xa0")


def _each(write: Callable[[str], str], text: str) -> str:
    return "".join(char if char in _WORD else write(char) for char in text)


def _marked(char: str) -> str:
    return f"\\{char}" if char in _ASIDE else _referred(char)


def _referred(char: str) -> str:
    return _NAMED.get(char) or f"&#{ord(char)};"


def _attribute(text: str) -> str:
    return _PLAIN_IN_ATTRIBUTE.sub(lambda found: _referred(found[0]), text)
