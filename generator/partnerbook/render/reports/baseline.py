"""What is said of the baseline: how much is known from before, what can go, what remains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from partnerbook.check.accepting.baselining import FIRST, Baseline
from partnerbook.findings import Finding, Severity
from partnerbook.render import fmt
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.source import COLUMNS

MOST = 10


def render(answer: Baseline, ink: Ink, *, wrote: bool) -> str:
    """The state of the baseline; ``wrote``: after it was written, else what writing would do."""
    return "\n".join(_lines(answer, ink, wrote=wrote)) + "\n"


def _lines(answer: Baseline, ink: Ink, *, wrote: bool) -> Iterator[str]:
    if answer.first and not answer.known:
        yield "There is nothing for a baseline to hold: what rules find and may be waived, is not."
    elif answer.first:
        done = "Written" if wrote else "partnerbook baseline --write would write"
        yield ink("bold", f"{done}: {FIRST}, {_count(len(answer.known), 'finding')}.")
        yield "From now on check reports what is new, and counts these. It can only shrink."
    else:
        yield from _standing(answer, ink, wrote=wrote)
    yield from _by_rule(answer.known)
    yield from _remaining(answer, ink)


def _standing(answer: Baseline, ink: Ink, *, wrote: bool) -> Iterator[str]:
    records = answer.program.records["baseline"].values()
    said = ", ".join(
        f"{record.ref.document} (written {fmt.day(record['written'])})" for record in records
    )
    total = len(answer.known) + len(answer.gone)
    lead = f"Known from before: {len(answer.known)} of {total}, by {said}."
    first, *rest = wrap(safe(lead), COLUMNS)
    yield ink("bold", first)
    yield from rest
    for path, text in answer.files.items():
        what = "taken out of" if wrote else "can be taken out of"
        mine = sum(entry.ref.document == path for entry in answer.gone)
        if mine:
            left = "" if "\nknown:" in text else " Nothing of it is left; the file stays."
            yield f"{_count(mine, 'entry', 'entries')} {what} {safe(path)}.{left}"
        else:
            yield f"{safe(path)} {'accepts' if wrote else 'could accept'} less than before."
    if not answer.files:
        yield "Nothing of it can go yet."
    elif not wrote:
        yield "partnerbook baseline --write does it."


def _by_rule(known: Sequence[Finding]) -> Iterator[str]:
    counts = Counter(finding.id for finding in known)
    wide = max((len(str(number)) for number in counts.values()), default=0)
    for rule, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"  {number:>{wide}}  {rule}"


def _remaining(answer: Baseline, ink: Ink) -> Iterator[str]:
    if not answer.remaining:
        return
    yield ""
    why = "a baseline cannot hold them" if answer.first else "it takes in nothing new"
    total = _count(len(answer.remaining), "finding")
    yield f"Besides, {total} {_stand(answer.remaining)}; {why}:"
    for finding in answer.remaining[:MOST]:
        lead = f"{finding.severity}[{finding.id}]"
        first, *rest = wrap(safe(f"{lead}: {finding.message}"), COLUMNS - 4)
        style = str(finding.severity) if finding.severity is not Severity.UNDETERMINED else ""
        yield f"  {ink(style, first) if style else first}"
        yield from (f"    {line}" for line in rest)
    more = len(answer.remaining) - MOST
    if more > 0:
        yield f"  and {more} more; partnerbook check shows all"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _stand(findings: Sequence[Finding]) -> str:
    return "stands" if len(findings) == 1 else "stand"
