"""The template engine of the pages: sandboxed, strict, and escaping every value by itself.

A template sees rows of plain text and the functions given here, never a model. What it writes is
Markdown of our own; every expression in it is data and is escaped, unless it is Markup that one of
the functions below made from escaped parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from posixpath import dirname, relpath

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from partnerbook.render.escape import Markup, html, mail_link, md, prose, web_link

Values = Mapping[str, object]
_BREAK = "<br>"
"""The search joins what stands on both sides of a break, so a space goes with each."""
_AMOUNT = re.compile(r"\b([A-Z]{3}) (?=-?[0-9])")


def fill(template: str, here: str, values: Values) -> bytes:
    """One page. ``here`` is its path from the top of the site, from which its links start."""
    tools = {"link": partial(link, here), "path": partial(path, here)}
    text = _environment().get_template(template).render({**values, **tools, "here": here})
    text = text.replace(_BREAK, f"{_BREAK} ")
    lines = [line.rstrip() for line in text.splitlines()]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return ("\n".join(kept).strip("\n") + "\n").encode()


def link(here: str, label: str, target: str) -> Markup:
    """A link to another page, given from the top of the site; plain text without a target."""
    return Markup(f"[{md(label)}]({path(here, target)})") if target else md(label)


def path(here: str, target: str) -> Markup:
    """The way from one page to another; MkDocs checks that it leads somewhere."""
    file, _, anchor = target.partition("#")
    way = relpath(file, dirname(here) or ".")
    return Markup(f"{way}#{anchor}" if anchor else way)


def _finalize(value: object) -> str:
    """How every expression of a template is written."""
    if isinstance(value, (Markup, StrictUndefined)):
        return str(value)  # what is undefined raises here and says its name
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise TypeError(f"a template may write texts and counts only, not {value!r}")
    return md(_kept(value))


def _raw(value: str | int) -> Markup:
    """How a value is written where Markdown does not look: in raw HTML and in the front matter."""
    return value if isinstance(value, Markup) else html(_kept(value))


def _kept(value: str | int) -> str:
    """A currency and its amount stay on one line."""
    return _AMOUNT.sub("\\1\xa0", str(value))


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=PackageLoader("partnerbook.render", "templates"),
        undefined=StrictUndefined,
        finalize=_finalize,
        auto_reload=False,
        autoescape=False,  # finalize escapes, for Markdown as well as for HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"html": _raw, "prose": prose, "mail": mail_link}
    environment.globals |= {"web": web_link}
    return environment
