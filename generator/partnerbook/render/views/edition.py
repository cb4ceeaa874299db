"""All rows of one edition, each worked out once; pages and data files are both made from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.render.views.agreements import FormPage, form_pages
from partnerbook.render.views.changes import Changes, changes
from partnerbook.render.views.directory import Directory, directory
from partnerbook.render.views.discounts import DiscountPage, discount_pages
from partnerbook.render.views.engagement import RuleCard, rule_cards
from partnerbook.render.views.home import Home, Status, home, status
from partnerbook.render.views.incentives import IncentivePage, incentive_pages
from partnerbook.render.views.partners import PartnerRow, partner_rows
from partnerbook.render.views.products import ProductPage, product_page
from partnerbook.render.views.recast import (
    BackRow,
    RecastRow,
    back_rows,
    recast_rows,
    rounding_words,
)
from partnerbook.render.views.territories import TerritoryPage, territory_pages
from partnerbook.render.views.tiers import Matrix, TierPage, matrices, tier_pages
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer


@dataclass(frozen=True, slots=True)
class Edition:
    """What one viewer may see of a program on a day."""

    program: Program
    viewer: Viewer
    on: date
    news: Changes
    status: Status
    home: Home
    matrices: tuple[Matrix, ...]
    tiers: tuple[TierPage, ...]
    discounts: tuple[DiscountPage, ...]
    incentives: tuple[IncentivePage, ...]
    territories: tuple[TerritoryPage, ...]
    products: ProductPage
    rules: tuple[RuleCard, ...]
    forms: tuple[FormPage, ...]
    partners: tuple[PartnerRow, ...]
    directory: Directory
    recast: tuple[RecastRow, ...]
    given_back: tuple[BackRow, ...]
    rounding: str


def edition_of(program: Program, viewer: Viewer, on: date) -> Edition:
    """Work out everything that the edition shows."""
    news = changes(program, viewer, on)
    partners = partner_rows(program, viewer, on)
    return Edition(
        program=program,
        viewer=viewer,
        on=on,
        news=news,
        status=status(program, viewer, on, news),
        home=home(program, viewer, on, news),
        matrices=matrices(program, viewer, on),
        tiers=tier_pages(program, viewer, on),
        discounts=discount_pages(program, viewer, on),
        incentives=incentive_pages(program, viewer, on),
        territories=territory_pages(program, viewer, on),
        products=product_page(program, viewer, on),
        rules=rule_cards(program, viewer),
        forms=form_pages(program, viewer, on),
        partners=partners,
        directory=directory(program, viewer, on, [row.keys for row in partners]),
        recast=recast_rows(program, viewer),
        given_back=back_rows(program, viewer),
        rounding=rounding_words(program, viewer),
    )
