"""What is said of a waiver that has been drafted, and perhaps written."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.accepting.drafting import Drafted
from partnerbook.check.waiving import bounds, claims, levels
from partnerbook.render import fmt
from partnerbook.render.reports import costs
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.source import COLUMNS


def render(draft: Drafted, ink: Ink, *, dry: bool) -> str:
    """The file where nothing was written, and what it lets pass, until when and at what cost."""
    return "\n".join(_lines(draft, ink, dry=dry)) + "\n"


def _lines(draft: Drafted, ink: Ink, *, dry: bool) -> Iterator[str]:
    if dry:
        yield ink("bold", f"{draft.path} would be:")
        yield from (f"  {safe(line)}" for line in draft.text.splitlines())
    else:
        yield ink("bold", f"Written: {draft.path}")
    yield ""
    for said in _told(draft):
        yield from wrap(safe(said), COLUMNS)
    for warning in draft.warnings:
        first, *rest = wrap(safe(f"warning[{warning.id}]: {warning.message}"), COLUMNS - 2)
        yield ink("warning", first)
        yield from (f"  {line}" for line in rest)
        for repair in warning.help:
            yield from wrap(safe(f"  help: {repair.say}"), COLUMNS)
    if draft.then:
        yield ""
        yield "This only followed from it, and stands now; mend or waive it too:"
        for one in draft.then:
            first, *rest = wrap(safe(f"{one.id} for {one.subject}: {one.message}"), COLUMNS - 4)
            yield f"  {first}"
            yield from (f"    {line}" for line in rest)


def _told(draft: Drafted) -> Iterator[str]:
    entry, waiver = draft.entry, draft.entry.waiver
    what = f"{waiver.rule} for {waiver.subject}"
    yield f"{what} is waived {fmt.period(waiver.period)}; tried on a copy, it works."
    for finding in entry.findings:
        yield f"It lets pass: {finding.message}."
    if waiver.accepts:
        yield (
            f"It accepts {bounds.bound_words(waiver)}; today it is at"
            f" {bounds.reaches(entry.findings)}."
        )
    if waiver.keeps:
        yield f"It keeps {levels.words(waiver)}: with less the finding is back."
    if entry.cost is not None:
        yield f"It costs {costs.in_words(entry.cost)}."
    proof = "" if waiver.proof else "; --proof names what shows it"
    yield f"Approved by {claims.in_words(waiver)} on {fmt.day(waiver.approved)}{proof}."
