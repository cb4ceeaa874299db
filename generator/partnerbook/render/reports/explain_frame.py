"""What stands around every answer: the program, its day, what is wrong with it, and the lines."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.explain.applicant import ApplicantAnswer
from partnerbook.explain.coverage import CoverageAnswer
from partnerbook.explain.doubts import RIGHTS, SELECTION, STANDING, Missing, Topic, missing, money
from partnerbook.explain.margin import MarginAnswer
from partnerbook.explain.price import PriceAnswer
from partnerbook.explain.rights import PartnerAnswer, RightsAnswer
from partnerbook.explain.selection import SelectionAnswer
from partnerbook.explain.standing import StandingAnswer
from partnerbook.findings import Finding, Ref, Severity, Spot
from partnerbook.load import Loaded
from partnerbook.resolve.program import Program
from partnerbook.values.dates import in_words

ACTIVE_SALES = (
    "To sell actively is to approach customers of one's own accord. Requests that reach a partner"
    " unasked may always be answered."
)
AboutRights = RightsAnswer | PartnerAnswer | CoverageAnswer | ApplicantAnswer
Answer = AboutRights | PriceAnswer | MarginAnswer | StandingAnswer | SelectionAnswer
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is left out and that the answer would need, and why: empty if unknown."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The program that was asked, and how many unwaived errors ``check`` finds in it.

    ``options`` are those with which the question was asked, and every other has to be: the folder
    and the day. ``doubts`` are why the answer cannot be told for sure.
    """

    program: Program
    loaded: Loaded
    errors: int
    options: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    def command(self, words: str) -> str:
        """Another command about the same program on the same day."""
        return " ".join((f"partnerbook {words}", *map(shlex.quote, self.options)))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The files and the things in them that take no part in the answer."""
        return (*sorted(self.program.broken), *self.program.left_out)

    @property
    def vendor(self) -> str:
        """Whose program it is."""
        (head,) = self.program.records["program"].values()
        return str(head["vendor"]["legal_name"])

    def spot(self, ref: Ref) -> Spot:
        """File, line and column of a value."""
        return self.loaded.spot(ref)

    def at(self, place: Ref | Spot) -> Spot:
        """The same of a place that a finding names."""
        return place if isinstance(place, Spot) else self.spot(place)

    def line(self, place: Ref | Spot) -> str:
        """``partners/kitano.yml:20``."""
        at = self.at(place)
        return f"{at.file.removeprefix('program/')}:{at.line}"


def topic_of(answer: Answer) -> Topic:
    """What an answer is about."""
    if isinstance(answer, PriceAnswer):
        return money(answer.order.partner)
    if isinstance(answer, StandingAnswer):
        return STANDING
    if isinstance(answer, SelectionAnswer):
        return SELECTION
    return money(answer.partner) if isinstance(answer, MarginAnswer) else RIGHTS


def doubts(
    program: Program, loaded: Loaded, findings: Sequence[Finding], topic: Topic
) -> tuple[Doubt, ...]:
    """What an answer about the topic lacks, each with what is wrong with it."""
    wrong = [one for one in findings if one.severity is Severity.ERROR and one.places]
    return tuple(Doubt(one.what, _reason(one, loaded, wrong)) for one in missing(program, topic))


def _reason(one: Missing, loaded: Loaded, wrong: Sequence[Finding]) -> str:
    """``partners/kitano.yml:20: there is no product called insigt``: the first error in it.

    Of a whole file, which is named anyway: ``line 20: …``.
    """
    around = loaded.spot(one.ref)
    for finding in wrong:
        for place in finding.places:
            at = place.at if isinstance(place.at, Spot) else loaded.spot(place.at)
            inside = not one.ref.pointer or around.line <= at.line <= around.end_line
            if at.file == one.ref.document and inside:
                file = at.file.removeprefix("program/")
                where = f"line {at.line}" if file == one.what else f"{file}:{at.line}"
                return f"{where}: {finding.message}"
    return ""


def until_words(until: date | None, renews_from: date | None) -> str:
    """``until 31 March 2027, longer if the agreement renews``."""
    if renews_from is None:
        return f"until {in_words(until)}" if until else "without an end"
    firm = in_words(renews_from - _ONE_DAY)
    if until is None:
        return f"until {firm}, longer if the agreement renews"
    return f"until {firm}, and until {in_words(until)} if the agreement renews"
