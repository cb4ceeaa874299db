"""What stands around every answer: the program, its day, what is wrong with it, and the lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.explain.applicant import ApplicantAnswer
from partnerbook.explain.coverage import CoverageAnswer
from partnerbook.explain.rights import PartnerAnswer, RightsAnswer
from partnerbook.findings import Ref, Spot
from partnerbook.load import Loaded
from partnerbook.resolve.program import Program
from partnerbook.values.dates import in_words

ACTIVE_SALES = (
    "To sell actively is to approach customers of one's own accord. Requests that reach a partner"
    " unasked may always be answered."
)
Answer = RightsAnswer | PartnerAnswer | CoverageAnswer | ApplicantAnswer
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """The program that was asked, and how many unwaived errors ``check`` finds in it."""

    program: Program
    loaded: Loaded
    errors: int

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

    def line(self, ref: Ref) -> str:
        """``partners/kitano.yml:20``."""
        at = self.spot(ref)
        return f"{at.file.removeprefix('program/')}:{at.line}"


def until_words(until: date | None, renews_from: date | None) -> str:
    """``until 31 March 2027, longer if the agreement renews``."""
    if renews_from is None:
        return f"until {in_words(until)}" if until else "without an end"
    firm = in_words(renews_from - _ONE_DAY)
    if until is None:
        return f"until {firm}, longer if the agreement renews"
    return f"until {firm}, and until {in_words(until)} if the agreement renews"
