"""The kinds of file: where each lies, which model reads it, what people call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partnerbook.model.account import AccountFile
from partnerbook.model.agreement import AgreementFile
from partnerbook.model.base import Part
from partnerbook.model.baseline import BaselineFile
from partnerbook.model.discount import DiscountFile
from partnerbook.model.engagement import EngagementFile
from partnerbook.model.evidence import EvidenceFile
from partnerbook.model.example import ExampleFile, OrderFile
from partnerbook.model.incentive import IncentiveFile
from partnerbook.model.metric import MetricFile
from partnerbook.model.notice import NoticeFile
from partnerbook.model.partner import PartnerFile
from partnerbook.model.price_list import PriceListFile
from partnerbook.model.product import ProductFile
from partnerbook.model.program import ProgramFile
from partnerbook.model.route import RouteFile
from partnerbook.model.territory import TerritoryFile
from partnerbook.model.tier import TierFile
from partnerbook.model.waiver import WaiverFile

ROOT = "program"
"""The folder of the program, relative to the repository."""


@dataclass(frozen=True, slots=True)
class KindInfo:
    """One kind of file. ``folder`` is inside ``program/``, empty for program.yml itself."""

    kind: str
    folder: str
    model: type[Part]
    title: str


KINDS: Mapping[str, KindInfo] = {
    info.kind: info
    for info in (
        KindInfo("program", "", ProgramFile, "Program"),
        KindInfo("product", "products", ProductFile, "Product family"),
        KindInfo("price-list", "prices", PriceListFile, "Price list"),
        KindInfo("discount", "discounts", DiscountFile, "Discount table"),
        KindInfo("tier", "tiers", TierFile, "Tier"),
        KindInfo("incentive", "incentives", IncentiveFile, "Incentive"),
        KindInfo("territory", "territories", TerritoryFile, "Territory"),
        KindInfo("route", "routes", RouteFile, "Route rules"),
        KindInfo("engagement", "engagement", EngagementFile, "Rules of engagement"),
        KindInfo("agreement", "agreements", AgreementFile, "Agreement form"),
        KindInfo("account", "accounts", AccountFile, "Account"),
        KindInfo("partner", "partners", PartnerFile, "Partner"),
        KindInfo("notice", "notices", NoticeFile, "Notice of a change"),
        KindInfo("example", "examples", ExampleFile, "Worked example"),
        KindInfo("metric", "metrics", MetricFile, "Metric"),
        KindInfo("evidence", "evidence", EvidenceFile, "Manifest of evidence"),
        KindInfo("waiver", "waivers", WaiverFile, "Waiver"),
        KindInfo("baseline", "baselines", BaselineFile, "Baseline"),
    )
}
FOLDERS: Mapping[str, KindInfo] = {info.folder: info for info in KINDS.values()}
ORDER = "order"
READ: Mapping[str, KindInfo] = {**KINDS, ORDER: KindInfo(ORDER, "", OrderFile, "Order")}
"""Every kind that is read: those of a program, and the orders that a question is asked about."""
