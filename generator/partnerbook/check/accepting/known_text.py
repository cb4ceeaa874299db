"""The text of a baseline's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from partnerbook.check.accepting.written import in_quotes, quoted

HEAD = """\
# yaml-language-server: $schema=../../schemas/baseline.schema.json
# What stood when the program came under check: counted, not reported. Entries only go, none come:
# partnerbook baseline --write takes out what is mended.
"""
EMPTY = """\
# All of it is mended. The file stays: where there is one, nobody writes a new one.
"""


def text_of(written: date, entries: Iterable[tuple[str, str, str, Mapping[str, str]]]) -> str:
    """The whole file: (rule, subject, fingerprint, bounds by measure) each, sorted."""
    lines = []
    for rule, subject, fingerprint, accepts in sorted(set(map(_key, entries))):
        said = [f"rule: {quoted(rule)}"]
        said += [f"subject: {quoted(subject)}"] if subject else []
        said.append(f"fingerprint: {in_quotes(fingerprint)}")
        bounds = ", ".join(f"{measure}: {bound}" for measure, bound in accepts)
        said += [f"accepts: {{{bounds}}}"] if bounds else []
        lines.append(f"  - {{{', '.join(said)}}}\n")
    known = f"known:\n{''.join(lines)}" if lines else EMPTY
    return f"{HEAD}written: {written}\n{known}"


def _key(
    entry: tuple[str, str, str, Mapping[str, str]],
) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    rule, subject, fingerprint, accepts = entry
    return rule, subject, fingerprint, tuple(accepts.items())
