"""The one door through which data enters a page, a cell or a link: always text, never markup.

Every ASCII character of data that is neither a letter, a digit nor a space is written as a numeric
character reference. So no text can become a tag, an attribute list, a table pipe, a link, an
include or a template, in Markdown and in HTML alike, and search still reads the right words.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]")
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
    """One line of data as Markdown or HTML text, safe inside quoted attributes too."""
    line = _BLANKS.sub(" ", text).strip(" ")
    return Markup(_SPECIAL.sub(lambda found: f"&#{ord(found[0])};", line))


def html(text: str) -> Markup:
    """One line of data as HTML text or as the value of a quoted attribute.

    What is safe in Markdown is safe there too: nothing but letters and references is left.
    """
    return md(text)


def prose(text: str) -> Markup:
    """Several lines of data as paragraphs: blank lines part them, other line ends are spaces."""
    paragraphs = _PARAGRAPHS.split(text.replace("\r\n", "\n").strip())
    return Markup("\n\n".join(md(paragraph) for paragraph in paragraphs))


def web_link(address: str, label: str) -> Markup:
    """A link to a web page of somebody else; plain text when it is not an https address."""
    if not _WEB.match(address):
        return md(label)
    return Markup(f'<a href="{html(address)}" rel="noopener">{html(label)}</a>')


def mail_link(address: str) -> Markup:
    """A link that writes to a mailbox; plain text when it is none."""
    if not _MAILBOX.match(address):
        return md(address)
    return Markup(f'<a href="{html(f"mailto:{address}")}">{html(address)}</a>')


def csv_cell(text: str) -> str:
    """A quoted CSV cell that no spreadsheet takes for a formula; plain numbers stay numbers."""
    line = _BLANKS.sub(" ", text).strip(" ")
    if line.startswith(_FORMULA) and not _NUMERIC_CELL.match(line):
        line = "'" + line
    return '"' + line.replace('"', '""') + '"'
