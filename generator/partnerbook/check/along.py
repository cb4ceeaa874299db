"""What goes along with the repair of another finding, and so is not told besides it (0063)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from partnerbook.check.rules import RULES
from partnerbook.findings import Finding, Ref, Repair, Severity, Spot

SUMS = ("incentive/", "margin/", "price/", "term/")
"""Rules about numbers: a number that is wrong breaks several of them."""
MOST_NAMED = 3
_FAILING = (Severity.ERROR, Severity.UNDETERMINED)


def _places(finding: Finding) -> set[Ref | Spot]:
    return {place.at for place in finding.places}


def _numbers(finding: Finding) -> set[Ref | Spot]:
    """What an error is about, and what it is summed up from: a rate may be wrong in either."""
    return _places(finding) | {term.source for term in finding.sum if term.source is not None}


class Along:
    """Which errors go with which repairs, as far as those are tried.

    ``single``: the id and fingerprint of each finding that does not stand for several.
    """

    def __init__(self, findings: Sequence[Finding], single: Collection[tuple[str, str]]) -> None:
        self._findings, self._single = findings, single
        self._numbers = {
            at: _numbers(finding)
            for at, finding in enumerate(findings)
            if finding.severity is Severity.ERROR and finding.id.startswith(SUMS)
        }
        self._places = {at: _places(findings[at]) for at in self._numbers}
        # What cannot be told only follows: it has no number that is known to be wrong.
        self._doubts = [
            at
            for at, finding in enumerate(findings)
            if finding.severity is Severity.UNDETERMINED and finding.id.startswith(SUMS)
        ]
        self._gone: dict[int, dict[int, set[int]]] = {}
        self._mended: set[int] = set()

    def reach(self, at: int, repair: Repair) -> int:
        """How many errors a repair of finding ``at`` may mend: what mends most is tried first.

        Of a number that the finding is about, those that are summed up from it as well. Else the
        repairs of what only follows, and of what is unrelated, would use up the effort.
        """
        changed = {edit.at for edit in repair.edits}
        own = not changed.isdisjoint(_places(self._findings[at]))
        numbers = self._numbers if own else self._places
        return max(1, sum(not changed.isdisjoint(mine) for mine in numbers.values()))

    def is_mended(self, at: int) -> bool:
        """Whether a repair at one of its own numbers, tried for another finding, mends it too."""
        return at in self._mended

    def mended(self, at: int, number: int, repair: Repair, after: Iterable[Finding]) -> None:
        """A finding goes with its repair ``number``; ``after`` is all that is found then."""
        if at not in self._numbers:
            return
        errors = [one for one in after if one.severity in _FAILING]
        left = {(one.id, one.fingerprint) for one in errors}
        rules = {one.id for one in errors}
        changed = {edit.at for edit in repair.edits}
        gone = set()
        for other in (*self._numbers, *self._doubts):
            finding = self._findings[other]
            key = (finding.id, finding.fingerprint)
            # Of what stands for several some may be left by themselves.
            stays = key in left if key in self._single else finding.id in rules
            if other != at and not stays and not RULES[finding.id].expects:
                gone.add(other)
                if not changed.isdisjoint(self._numbers.get(other, ())):
                    self._mended.add(other)
        self._gone.setdefault(at, {})[number] = gone

    def ranked(self, at: int) -> Iterator[tuple[int, Repair]]:
        """The repairs of a finding with their numbers, first the one that most goes with."""
        best = self._best(at)
        repairs = list(enumerate(self._findings[at].help))
        yield from (one for one in repairs if one[0] == best)
        yield from (one for one in repairs if one[0] != best)

    def _best(self, at: int) -> int | None:
        known = self._gone.get(at, {})
        best = max(known, key=lambda number: (len(known[number]), -number), default=None)
        return best if best is not None and known[best] else None

    def _along(self, at: int) -> set[int]:
        best = self._best(at)
        return set() if best is None else self._gone[at][best]

    def told(self, proven: Sequence[Finding]) -> list[Finding]:
        """The findings without those that go along, which the one that they go with names."""
        causes: dict[int, list[int]] = {}
        hidden: set[int] = set()
        for at in sorted(self._gone, key=lambda one: (-len(self._along(one)), one)):
            if at in hidden:
                continue
            mine = self._along(at)
            for other in sorted(mine - hidden):
                # Of two that go with each other neither is known to be the cause.
                theirs = self._along(other)
                if at not in theirs or theirs - {at} < mine - {other}:
                    hidden.add(other)
                    causes.setdefault(at, []).append(other)
        return [
            self._pointed(self._naming(finding, causes.get(at, ())))
            for at, finding in enumerate(proven)
            if at not in hidden
        ]

    def _naming(self, finding: Finding, along: Sequence[int]) -> Finding:
        if not along:
            return finding
        named = [self._findings[one] for one in along[:MOST_NAMED]]
        how = "with the first repair"
        if RULES[finding.id].waivable:
            how += ", not with a waiver"
        notes = [("goes too", f"{how}: {one.message} ({one.id})") for one in named]
        if more := len(along) - len(named):
            notes.append(("goes too", f"{more} more"))
        return replace(finding, notes=(*finding.notes, *notes))

    def _pointed(self, finding: Finding) -> Finding:
        """First the number that the first repair changes, where none changes what is first."""
        # An example comes out otherwise at its own line, whatever would mend it.
        if not finding.help or not finding.id.startswith(SUMS) or RULES[finding.id].expects:
            return finding
        every = {edit.at for repair in finding.help for edit in repair.edits}
        if not finding.places or finding.places[0].at in every:
            return finding
        changed = {edit.at for edit in finding.help[0].edits}
        mine = [place for place in finding.places if place.at in changed]
        rest = [place for place in finding.places if place.at not in changed]
        return replace(finding, places=(*mine, *rest))
