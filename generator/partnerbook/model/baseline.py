"""What a baseline says: which findings were there when the program came under check."""

from __future__ import annotations

from partnerbook.model.base import Items, Maybe, Part, optional, required
from partnerbook.model.scalars import DateText, Fingerprint, Line, RuleName
from partnerbook.model.waiver import Accepted


class KnownFinding(Part):
    """One finding that was there before. A program writes it, people only take it out."""

    rule: RuleName = required("Rule", "The name of the rule.", "margin/floor", audience="internal")
    subject: Maybe[Line] = optional(
        "Subject", "What it is about.", "nordwind/dach-core", audience="internal"
    )
    fingerprint: Fingerprint = required(
        "Fingerprint",
        "The name of this very finding, in quotes: the same after other words and lines.",
        "84cd2b72d56cf6bc",
        audience="internal",
    )
    accepts: Maybe[Accepted] = optional(
        "Accepts",
        "How far it went then, where its rule measures that; beyond it the finding is new.",
        {"maximum_give": "55%"},
        audience="internal",
    )


class BaselineFile(Part):
    """What stood when the program came under check, and is to go. It can only shrink."""

    written: DateText = required("Written", "When it was.", "2026-11-22", audience="internal")
    known: Maybe[Items[KnownFinding]] = optional(
        "Known",
        "The findings that are not reported any more, only counted. Without them all is mended; the"
        " file stays, so that nobody writes another one.",
        [{"rule": "standing/no-tier", "subject": "nordwind", "fingerprint": "84cd2b72d56cf6bc"}],
        audience="internal",
    )
