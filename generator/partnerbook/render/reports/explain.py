"""An answer in one of its forms: for people, for programs, for a spreadsheet."""

from __future__ import annotations

from partnerbook.explain.coverage import CoverageAnswer
from partnerbook.explain.margin import MarginAnswer
from partnerbook.explain.price import PriceAnswer
from partnerbook.explain.rights import PartnerAnswer, RightsAnswer
from partnerbook.explain.selection import SelectionAnswer
from partnerbook.explain.standing import StandingAnswer
from partnerbook.render.reports import (
    explain_coverage,
    explain_csv,
    explain_data,
    explain_margin,
    explain_margin_data,
    explain_price,
    explain_price_csv,
    explain_selection,
    explain_selection_data,
    explain_standing,
    explain_standing_data,
    explain_text,
)
from partnerbook.render.reports.explain_frame import Answer, Frame
from partnerbook.render.reports.ink import Ink


def render(form: str, answer: Answer, frame: Frame, ink: Ink) -> str:
    """The answer as ``text``, ``json`` or ``csv``."""
    if isinstance(answer, PriceAnswer):
        if form == "text":
            return explain_price.price(answer, frame, ink)
        return explain_price_csv.render(form, answer, frame)
    if isinstance(answer, MarginAnswer):
        if form == "text":
            return explain_margin.margin(answer, frame, ink)
        return explain_margin_data.render(form, answer, frame)
    if isinstance(answer, StandingAnswer):
        if form == "text":
            return explain_standing.standing(answer, frame, ink)
        return explain_standing_data.render(form, answer, frame)
    if isinstance(answer, SelectionAnswer):
        if form == "text":
            return explain_selection.selection(answer, frame, ink)
        return explain_selection_data.render(form, answer, frame)
    if form == "json":
        return explain_data.render(answer, frame)
    if form == "csv":
        return explain_csv.render(answer, frame)
    if isinstance(answer, RightsAnswer):
        return explain_text.rights(answer, frame, ink)
    if isinstance(answer, PartnerAnswer):
        return explain_text.partner(answer, frame, ink)
    if isinstance(answer, CoverageAnswer):
        return explain_coverage.coverage(answer, frame, ink)
    return explain_coverage.applicant(answer, frame, ink)
