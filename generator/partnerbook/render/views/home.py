"""The first page: three questions, what changes next, and whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views.changes import Change, Changes
from partnerbook.render.views.contacts import Contact, contacts
from partnerbook.render.views.seen import documents, head
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER, Viewer

NEXT = 3
_TIMING = {"front-end": "known at the order", "back-end": "paid later"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage on the way from list price, in words."""

    name: str
    timing: str


@dataclass(frozen=True, slots=True)
class Home:
    """The first page. ``answers`` are one line for each of the three questions."""

    program: str
    vendor: str
    welcome: str
    has_territories: bool
    sell: str
    earn: str
    stand: str
    stages: tuple[Stage, ...]
    coming: tuple[Change, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """The line on top of every page."""

    program: str
    on: str
    release: str
    next_change: str


def status(program: Program, viewer: Viewer, on: date, news: Changes) -> Status:
    """What is in force, and when that changes next as far as the viewer may see."""
    said = head(program, viewer)
    return Status(
        program=said["name"],
        on=fmt.day(on),
        release=said["release"],
        next_change=news.coming[0].day if news.coming else "",
    )


def home(program: Program, viewer: Viewer, on: date, news: Changes) -> Home:
    """The first page of an edition."""
    said = head(program, viewer)
    territories = len(documents(program, "territory", viewer))
    sold = sum(1 for product in program.products.values() if product.sku and on in product.offered)
    incentives = len(documents(program, "incentive", viewer))
    tiers = documents(program, "tier", viewer)
    names = [
        t["name"] for t in sorted(tiers.values(), key=lambda tier: (tier["rank"], tier["name"]))
    ]
    return Home(
        program=said["name"],
        vendor=said["vendor"]["legal_name"],
        welcome=said.get("welcome", ""),
        has_territories=territories > 0,
        sell=fmt.sentence(
            f"{fmt.count(territories, 'territory', 'territories')} and"
            f" {fmt.count(sold, 'product')}: places, who may actively sell there, how to buy."
        ),
        earn=_earn(incentives, rates=viewer.sees(PARTNER)),
        stand=f"{fmt.joined(names)}: what each tier asks for and gives." if names else "",
        stages=tuple(Stage(stage["name"], _TIMING[stage["timing"]]) for stage in said["stages"]),
        coming=news.coming[:NEXT],
        contacts=contacts(program, viewer),
    )


def _earn(incentives: int, *, rates: bool) -> str:
    """What the pages on earnings answer for this viewer, and no more than that."""
    what = fmt.count(incentives, "incentive") if incentives else "incentives"
    if rates:
        return fmt.sentence(
            f"discounts by tier and {what}: who gets them, how they are paid, what they combine"
            " with."
        )
    return fmt.sentence(f"{what}: who gets them. Rates are shown to signed partners.")
