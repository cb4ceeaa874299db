"""The text of a new waiver's file."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

MODELINE = "# yaml-language-server: $schema=../../schemas/waiver.schema.json"
_PLAIN = re.compile(r"[a-z][a-z0-9-]*([/+ ][a-z0-9-]+)*\Z")
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to have waived. ``start`` and ``approved`` None: today.

    ``accepts``: bounds by measure, as texts. ``proof``: its kind and where it is, or nothing.
    """

    rule: str
    subject: str
    through: date
    reason: str
    approver: str
    accepts: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    start: date | None = None
    approved: date | None = None
    link: str = ""
    proof: tuple[str, str] | None = None


def text_of(wanted: Wanted, start: date, approved: date, keeps: str = "") -> str:
    """The file, from the line that names its schema to its last.

    ``keeps``: of a tier that is not earned, what the partner has, as the file says it.
    """
    said = textwrap.wrap(
        " ".join(wanted.reason.split()), WIDTH - 2, break_long_words=False, break_on_hyphens=False
    )
    bounds = ", ".join(f"{measure}: {bound}" for measure, bound in wanted.accepts.items())
    lines = [
        MODELINE,
        f"rule: {quoted(wanted.rule)}",
        f"subject: {quoted(wanted.subject)}",
        *([f"accepts: {{{bounds}}}"] if bounds else []),
        *([keeps] if keeps else []),
        f"from: {start}",
        f"through: {wanted.through}",
        "reason: >",
        *(f"  {line}" for line in said),
        f"approver: {quoted(wanted.approver)}",
        f"approved: {approved}",
        *([f"link: {in_quotes(wanted.link)}"] if wanted.link else []),
    ]
    if wanted.proof:
        kind, link = wanted.proof
        lines.append(f"proof: {{kind: {quoted(kind)}, link: {in_quotes(link)}}}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as it may stand bare in a block or in brackets, else in quotes."""
    return text if _PLAIN.match(text) else in_quotes(text)


def in_quotes(text: str) -> str:
    """A text in double quotes."""
    return json.dumps(text, ensure_ascii=False)
