"""The one shape of bad news: what is wrong, where, why, and what would mend it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money


class Severity(StrEnum):
    """How bad it is. Only an unwaived ERROR makes a run fail."""

    ERROR = "error"
    WARNING = "warning"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A stretch of text in a file: 1-based lines and columns, counted in code points.

    ``end_line``/``end_column`` point just behind the last character.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A value in a document, by its place in the document's structure, not by line.

    ``document`` is the path relative to the root (``program/partners/nordwind.yml``);
    ``pointer`` is an RFC 6901 JSON pointer (``/grants/0/for/places/1``), empty for the document.
    ``at_key`` points at the key of a mapping entry instead of its value.
    """

    document: str
    pointer: str = ""
    at_key: bool = False

    def child(self, *steps: str | int) -> Ref:
        """The Ref of a value inside this one."""
        pointer = self.pointer
        for step in steps:
            text = str(step)
            if "~" in text or "/" in text:
                text = text.replace("~", "~0").replace("/", "~1")
            pointer = f"{pointer}/{text}"
        return Ref(self.document, pointer)

    @property
    def parent(self) -> Ref:
        """The Ref of what this value lies in; of the document, the document itself."""
        return Ref(self.document, self.pointer.rpartition("/")[0])

    def key(self) -> Ref:
        """The same entry, pointing at its key."""
        return Ref(self.document, self.pointer, at_key=True)

    @property
    def steps(self) -> tuple[str, ...]:
        """The unescaped steps of the pointer."""
        if not self.pointer:
            return ()
        raw = self.pointer[1:].split("/")
        return tuple(step.replace("~1", "/").replace("~0", "~") for step in raw)


@dataclass(frozen=True, slots=True)
class Place:
    """One of the texts a finding is about, with what it says there in the reader's words.

    ``words`` are those inside the text that it is about; "" if it is about all of it.
    """

    at: Ref | Spot
    label: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One textual change of a repair.

    ``how`` is ``replace`` (the value at ``at``), ``delete`` (the whole entry or list item at
    ``at``), ``insert`` (``text`` becomes new line(s) after the entry at ``at``, same indent) or
    ``copy`` (the text of ``source`` takes the place of that at ``at``: rows change places).
    """

    at: Ref | Spot
    text: str
    how: str = "replace"
    source: Ref | None = None


@dataclass(frozen=True, slots=True)
class Repair:
    """A concrete way out: what to do, who loses what by it, and the edits that do it.

    ``harder``: what goes further, to be taken where these edits turn out not to mend.
    """

    say: str
    loses: str = ""
    edits: tuple[Edit, ...] = ()
    harder: Repair | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One line of the arithmetic behind a finding: ``amount`` is ready-to-print text."""

    amount: str
    label: str
    source: Ref | None = None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Depth:
    """How far something has gone on one measure, as a factor: exact, or to 60 digits.

    ``measure`` is the key under which a waiver bounds it: ``maximum_give`` (part of list) or
    ``minimum_margin`` (part of net revenue).
    """

    measure: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Level:
    """What a partner has of one thing that a tier asks for and that it does not meet.

    ``value`` and ``needs`` are in ``unit`` (a currency, what is counted, "%" or "points"), None
    where it is met or not. ``name`` is what people call it.
    """

    tier: str
    requirement: str
    name: str
    value: Fraction | None
    needs: Fraction | None
    unit: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a finding takes from the vendor in money, on one deal.

    ``short``: what lies below the limit, as it can be paid; ``value``: that deal at list price;
    ``share``: the one as a factor of the other. ``on``: which deal, ``on the smallest such deal``;
    ``endless``: no one deal but whatever size, so that the share alone says something.
    ``at_most``: it may be less, as not everything that decides it is known.
    """

    short: Money
    value: Money
    share: Decimal
    on: str
    endless: bool = False
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, said once.

    ``subject`` is the id a waiver cites (``nordwind/dach-core``). ``facts`` are the structured
    fields that make this finding this finding: no wording, no line numbers; they alone make the
    fingerprint. ``notes`` are (label, text) pairs such as ("overlap", "Bavaria, 1 March 2027 …").
    ``depths`` say how far it goes, where that can be measured: a waiver covers no more than it
    says. They are no facts: the same finding grows deeper. ``levels``: the same of a tier that is
    not earned. ``cost`` is what it takes on the deal
    that it shows, where that is money. ``inside``: whether all that it is about lies in some cells;
    None where nobody can tell.
    """

    id: str
    severity: Severity
    message: str
    places: tuple[Place, ...] = ()
    subject: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    sum_intro: str = ""
    sum: tuple[Term, ...] = ()
    help: tuple[Repair, ...] = ()
    facts: tuple[str, ...] = field(default=())
    depths: tuple[Depth, ...] = ()
    levels: tuple[Level, ...] = ()
    cost: Cost | None = None
    inside: Callable[[BoxSet], bool] | None = field(default=None, compare=False)

    @property
    def page(self) -> str:
        """Name of the page that explains it; the same as the id."""
        return self.id

    @property
    def fingerprint(self) -> str:
        """A short stable name for this very finding, the same after a reworded message."""
        parts = (self.id, self.subject, *self.facts)
        text = "\x1f".join(parts)
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
