"""The whole program, linked and timeless: what every calculator reads and nothing else does.

Every thing keeps its ``ref`` (the document and the place in it). A field's own Ref is
``thing.ref.child("field")``. Cell sets (``BoxSet``) hold the dates too, on the axes that
``resolve.axes`` names, so a thing in force only for a while simply has fewer cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.accepted import Approver, Known, Waiver
from partnerbook.resolve.asides import Aside
from partnerbook.resolve.authority import Authority
from partnerbook.resolve.axes import Axes
from partnerbook.resolve.engagement import EngagementModel, Manager
from partnerbook.resolve.evidence import Evidence, Metric
from partnerbook.resolve.held import Held
from partnerbook.resolve.life import Life
from partnerbook.resolve.notices import Notice
from partnerbook.resolve.offer import (
    BundlePart,
    Cap,
    Floor,
    ListPrice,
    Product,
    Reclassify,
    Reverses,
    RouteRule,
    Row,
    StackLimit,
    Stage,
    Step,
    Territory,
    Tier,
)
from partnerbook.resolve.record import Record
from partnerbook.resolve.rungs import Rung
from partnerbook.resolve.written import Example, Expected, WrittenLine, WrittenOrder
from partnerbook.source.geography import Area, Geography, geography
from partnerbook.values.box import BoxSet
from partnerbook.values.percent import Percent
from partnerbook.values.period import Days, Duration, Period

__all__ = [
    "Agreement",
    "Approver",
    "Area",
    "BundlePart",
    "Cap",
    "Example",
    "Expected",
    "Floor",
    "Form",
    "Geography",
    "Grant",
    "Held",
    "HouseAccount",
    "Known",
    "ListPrice",
    "Partner",
    "Product",
    "Program",
    "Reclassify",
    "Reserved",
    "Reverses",
    "RouteRule",
    "Row",
    "SharedGroup",
    "StackLimit",
    "Stage",
    "Step",
    "Territory",
    "Tier",
    "Waiver",
    "WrittenLine",
    "WrittenOrder",
]


@dataclass(frozen=True, slots=True)
class Form:
    """One immutable version of an agreement form. Its wording is in ``record``.

    ``sha256`` is the fingerprint of its text, as agreements keep that of the text signed.
    """

    form: str
    version: int
    name: str
    partner_types: tuple[str, ...]
    renewal: str
    length: Duration
    renews_for: Duration | None
    notice: Duration | None
    sha256: str
    record: Record
    ref: Ref


@dataclass(frozen=True, slots=True)
class Agreement:
    """A partner's signed agreement.

    ``in_force``: all days on which it binds, assumed renewals included (open-ended when it renews
    by itself and no notice was given). ``firm``: the part that is already certain on the as-of
    day. ``next_end`` is the first day after the term that runs on the as-of day.
    """

    form: Form
    signed: date
    effective: date
    in_force: Period
    firm: Period
    next_end: date
    ref: Ref


@dataclass(frozen=True, slots=True)
class Grant:
    """A right of one partner. ``id`` is ``partner/grant``.

    ``written`` are the cells as the file says (own period included); ``cells`` are those clipped
    to the days on which the agreement is in force and the partner is not suspended or ended;
    ``assumed`` are the cells of ``cells`` that hold only if the agreement renews.
    ``shared_group`` names the shared group of a shared-exclusive grant; ``carved`` is what each box
    of its ``except:``, in their order, takes out of what it would hold in its own period.
    """

    id: str
    partner: str
    owner: str
    kind: str
    written: BoxSet
    cells: BoxSet
    assumed: BoxSet
    period: Period
    covers: tuple[str, ...]
    shared_group: str
    ref: Ref
    carved: tuple[BoxSet, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedGroup:
    """A closed group that may hold a right together: at most ``limit`` owners inside ``cells``."""

    id: str
    name: str
    limit: int
    cells: BoxSet
    ref: Ref


@dataclass(frozen=True, slots=True)
class Reserved:
    """Cells that the vendor keeps for itself."""

    id: str
    cells: BoxSet
    ref: Ref


@dataclass(frozen=True, slots=True)
class HouseAccount:
    """A customer by name that the vendor keeps for itself.

    ``cells`` are the customers of its tree in its place, on the days on which that holds it.
    ``above`` are the accounts that it belongs to, the next one first.
    """

    id: str
    name: str
    cells: BoxSet
    above: tuple[str, ...]
    reason: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Partner:
    """One legal entity. ``owner`` is its corporate group, or itself: affiliates count as one.

    ``status`` is its state on the as-of day: applicant, onboarding, active, on-notice, suspended,
    terminated or merged. ``life`` has the states of all days.
    """

    id: str
    name: str
    owner: str
    type: str
    track: str
    seller_place: str
    currency: str
    buys_from: str
    status: str
    life: Life
    standing: tuple[Held, ...]
    agreement: Agreement | None
    grants: tuple[Grant, ...]
    listed: bool
    record: Record
    ref: Ref

    @property
    def active(self) -> Days:
        """The days on which rights, prices and the listing count, if an agreement binds."""
        return self.life.active

    def status_ref(self, on: date) -> Ref:
        """Where the file says what the partner is on a day."""
        state = self.life.on(on)
        return state.ref if state else self.ref

    def held(self, on: date) -> Held | None:
        """The tier written for a day, whether or not an agreement is in force; None without."""
        return next((held for held in self.standing if on in held.period), None)


@dataclass(frozen=True, slots=True)
class Program:
    """Everything the files say, checked against each other.

    ``broken`` names files left out, ``left_out`` the things inside readable files
    (``partner/grant``, ``step/row``, a file's id) that do not take part because a part of them is
    not understood; ``suppressed`` counts the findings not made because they only follow from a
    broken file. ``asides`` are comments and cells of tables, which mean nothing here. ``authority``
    says how far rights may reach at all, and what must be covered. ``geography`` is the table of
    places with what the program says over it. ``house_accounts`` are those that are understood,
    parents before their subsidiaries; so are ``examples``, worked orders in the order of their ids.
    ``reclassify`` says by which deal role lines of some types count, ``reversals`` how much of
    the price goes back with some types of line, ``stack_limits`` how many
    incentives one deal can have, ``rounding`` how amounts become payable (half-up, half-even, down
    or up). ``known`` are findings that were there before, in the order of their files. ``rungs``
    say what each tier asks for, ``metrics`` how that is measured, ``evidence`` what is known of
    partners; ``fiscal_month`` is the first of the fiscal year. ``former``: where a partner's file
    calls a tier by an id that it had before, that id. ``managers`` look after partners, ``model``
    says which of them get what.
    """

    name: str
    release: str
    as_of: date
    as_of_reason: str
    axes: Axes
    currencies: tuple[str, ...]
    holidays: frozenset[date]
    stages: tuple[Stage, ...]
    rounding: str
    floors: tuple[Floor, ...]
    minimum_distributor_margin: Percent | None
    longest_waiver: Duration | None
    products: Mapping[str, Product]
    prices: tuple[ListPrice, ...]
    territories: Mapping[str, Territory]
    tiers: Mapping[str, Tier]
    steps: tuple[Step, ...]
    routes: tuple[RouteRule, ...]
    forms: Mapping[tuple[str, int], Form]
    shared_groups: Mapping[str, SharedGroup]
    reserved: tuple[Reserved, ...]
    partners: Mapping[str, Partner]
    grants: tuple[Grant, ...]
    waivers: tuple[Waiver, ...]
    approvers: Mapping[str, Approver]
    records: Mapping[str, Mapping[str, Record]]
    ref: Ref
    house_accounts: tuple[HouseAccount, ...] = ()
    broken: frozenset[str] = field(default=frozenset())
    left_out: tuple[str, ...] = ()
    suppressed: int = 0
    asides: tuple[Aside, ...] = ()
    authority: Authority = field(default_factory=Authority)
    geography: Geography = field(default_factory=geography)
    examples: tuple[Example, ...] = ()
    reclassify: tuple[Reclassify, ...] = ()
    reversals: tuple[Reverses, ...] = ()
    stack_limits: tuple[StackLimit, ...] = ()
    known: tuple[Known, ...] = ()
    notices: tuple[Notice, ...] = ()
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=Evidence)
    rungs: Mapping[str, Rung] = field(default_factory=dict)
    former: Mapping[Ref, str] = field(default_factory=dict)
    fiscal_month: int = 1
    managers: Mapping[str, Manager] = field(default_factory=dict)
    model: EngagementModel | None = None
