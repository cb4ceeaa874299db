"""All pages of one edition: the path of each, its template, and the rows that it shows."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.render.appendix.schedules import PLANS
from partnerbook.render.data.catalogue import FILES
from partnerbook.render.escape import Markup
from partnerbook.render.pages.engine import fill
from partnerbook.render.views import tiers
from partnerbook.render.views.calendar import QUARTER, beginnings
from partnerbook.render.views.countries import finder
from partnerbook.render.views.edition import Edition
from partnerbook.render.views.incentives import in_order
from partnerbook.render.views.protection import REGISTRATION
from partnerbook.render.views.regions import regions_of
from partnerbook.values.audience import PARTNER

_WITH_CONTENTS = ("tiers", "tier", "incentive", "territory", "deal-registration", "agreement")
"""Pages long enough for a list of their headings beside them."""
_BOOST = {
    **dict.fromkeys(("tiers", "incentives", "agreements", "changes"), "0.5"),
    **dict.fromkeys(("home", "partners", "data"), "0.05"),
}
"""What the words of a template's pages count in the search, where those of the page that is about a
thing count 1: pages that list such pages come later, and those that mention nearly all words last.
Whatever it is, words in a title or heading come before all others."""
RATES_HIDDEN = "Rates are shown to signed partners."
CHANGES_HIDDEN = "Changes of rates are shown to signed partners."
"""Said whether there are any or not, so it tells nobody that there are."""
Page = tuple[str, bytes]
"""The path from the top of the site, and the Markdown."""


def pages(edition: Edition) -> Iterator[Page]:
    """Every page of an edition."""
    home = edition.home
    hidden = "" if edition.viewer.sees(PARTNER) else CHANGES_HIDDEN
    yield _page(
        edition, "index.md", "home", home.program, home=home, hidden=hidden, tiers=edition.tiers
    )
    yield from _tiers(edition)
    yield from _earnings(edition)
    yield from _territories(edition)
    yield from _rules(edition)
    yield _page(edition, "products.md", "products", "Products", products=edition.products)
    yield _page(
        edition,
        "partners.md",
        "partners",
        "Partner directory",
        partners=edition.partners,
        directory=edition.directory,
    )
    # What is hidden may have changed too: only of what is public it may be said that it has not.
    nothing = "Nothing public" if hidden else "Nothing"
    sections = (
        ("Coming", f"{nothing} is announced.", edition.news.coming),
        ("In the last twelve months", f"{nothing} has changed.", edition.news.recent),
    )
    yield _page(edition, "changes.md", "changes", "What changes", sections=sections, hidden=hidden)
    yield _page(edition, "data.md", "data", "Data", files=FILES)


def _page(edition: Edition, path: str, template: str, title: str, **values: object) -> Page:
    given = {
        "title": title,
        "status": edition.status,
        "rates_hidden": RATES_HIDDEN,
        # The day of an announcement is between us and partners: elsewhere it is not missing.
        "days_told": edition.viewer.sees(PARTNER),
        "boost": Markup(_BOOST.get(template, "")),
        "hide": Markup("navigation" if template in _WITH_CONTENTS else "navigation, toc"),
        **values,
    }
    return path, fill(f"{template}.md.j2", path, given)


def _tiers(edition: Edition) -> Iterator[Page]:
    yield _page(
        edition,
        "tiers.md",
        "tiers",
        "Tiers",
        matrices=edition.matrices,
        not_asked=tiers.NOT_ASKED,
        not_given=tiers.NOT_GIVEN,
        reviews=[tier for tier in edition.tiers if tier.review_rule],
        quarters=_quarters(edition),
    )
    for tier in edition.tiers:
        yield _page(edition, tier.page, "tier", tier.name, tier=tier)


def _earnings(edition: Edition) -> Iterator[Page]:
    yield _page(
        edition,
        "incentives.md",
        "incentives",
        "Discounts and incentives",
        discounts=edition.discounts,
        incentives=[page.row for page in in_order(edition.incentives)],
        any_rates=any(page.figures_shown for page in edition.incentives),
        stages=edition.home.stages,
        recast=edition.recast,
        given_back=edition.given_back,
        rounding=edition.rounding,
        quarters=_quarters(edition),
    )
    for table in edition.discounts:
        yield _page(edition, table.page, "discount", table.name, table=table)
    for incentive in edition.incentives:
        yield _page(edition, incentive.row.page, "incentive", incentive.row.name, it=incentive)


def _quarters(edition: Edition) -> str:
    (sentence,) = beginnings(edition.program, edition.viewer, {QUARTER})
    return sentence


def _territories(edition: Edition) -> Iterator[Page]:
    yield _page(
        edition,
        "territories.md",
        "territories",
        "Territories",
        pages=edition.territories,
        finder=finder(edition.program, edition.viewer, edition.on),
        regions=regions_of(edition.program, edition.viewer, edition.on),
    )
    for page in edition.territories:
        yield _page(edition, page.row.page, "territory", page.row.name, page=page)


def _rules(edition: Edition) -> Iterator[Page]:
    yield _page(
        edition,
        "deal-registration.md",
        "deal-registration",
        "Deal registration",
        cards=edition.rules,
        incentives=[page for page in edition.incentives if page.kind == REGISTRATION],
    )
    yield _page(
        edition,
        "agreements.md",
        "agreements",
        "Agreements",
        forms=[form.row for form in edition.forms],
        terms_shown=any(form.terms for form in edition.forms),
        schedules=[plan.title for plan in PLANS],
    )
    for form in edition.forms:
        title = f"{form.row.name}, version {form.row.version}"
        yield _page(edition, form.row.page, "agreement", title, form=form)
