"""All documents together become one Program; what is wrong between them becomes findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from partnerbook.findings import Finding
from partnerbook.load import Loaded
from partnerbook.resolve import settings
from partnerbook.resolve.accounts import accounts_of, house_accounts_of, parents_of
from partnerbook.resolve.asides import asides_of
from partnerbook.resolve.atlas_build import atlas_of
from partnerbook.resolve.authority_build import authority_of
from partnerbook.resolve.axes import Axes
from partnerbook.resolve.axes_build import (
    account_tree,
    build_axes,
    declared_axes,
    with_territories,
)
from partnerbook.resolve.catalogue import Catalogue
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.engagement_build import managers_of, model_of, unfit_windows
from partnerbook.resolve.evidence_build import Known, evidence_of
from partnerbook.resolve.examples import Examples
from partnerbook.resolve.former import renewed
from partnerbook.resolve.forms import forms_of
from partnerbook.resolve.known import know_ids
from partnerbook.resolve.metrics_build import metrics_of, unfit
from partnerbook.resolve.metrics_for_pay import unfit_for_pay
from partnerbook.resolve.metrics_meant import contradicted
from partnerbook.resolve.metrics_promised import unfit_promises
from partnerbook.resolve.notices import notices_of
from partnerbook.resolve.partners import Partners
from partnerbook.resolve.places import Places
from partnerbook.resolve.prices import Prices
from partnerbook.resolve.program import Partner, Program, Stage, Step, Territory
from partnerbook.resolve.record import Record
from partnerbook.resolve.records import Records, records_of
from partnerbook.resolve.routes import Routes
from partnerbook.resolve.rungs import rungs_of
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.steps import Steps
from partnerbook.resolve.sweep import sweep
from partnerbook.source.geography import geography

PROGRAM = "program"
Fallback = Callable[[str], tuple[date, str]]


def resolve(
    loaded: Loaded,
    as_of: date | None = None,
    reason: str = "",
    fallback: Fallback | None = None,
) -> tuple[Program | None, list[Finding]]:
    """One linked Program, and everything that is wrong between the files.

    ``as_of`` (with its ``reason``, such as "--as-of") wins over ``as_of:`` in program.yml, and
    that over ``fallback``: given the program's time zone it names a day, and why that one. None
    only if program.yml itself is missing or broken. ValueError if no day is given at all.
    """
    records = records_of(loaded)
    program = next(iter(records.get(PROGRAM, {}).values()), None)
    if program is None:
        return None, []
    day, why = _as_of(program, as_of, reason, fallback)
    return _Whole(loaded, records, program).resolved(day, why)


def _as_of(
    program: Record, given: date | None, reason: str, fallback: Fallback | None
) -> tuple[date, str]:
    if given is not None:
        return given, reason or "given"
    if "as_of" in program.data:
        return program["as_of"], f"as_of in {program.ref.document}"
    if fallback is None:
        raise ValueError("no as-of day: neither given nor in program.yml, and nothing to fall to")
    return fallback(program["time_zone"])


class _Whole:
    """The steps of one run, in the order in which they need each other."""

    def __init__(self, loaded: Loaded, records: Records, program: Record) -> None:
        self.loaded, self.program = loaded, program
        self.records, self.former = renewed(records)
        self.desk = Desk(loaded)

    def resolved(self, as_of: date, why: str) -> tuple[Program, list[Finding]]:
        """The Program and the findings."""
        program, desk, records = self.program, self.desk, self.records
        know_ids(program, records, desk)
        catalogue = Catalogue(records.get("product", {}), program, desk)
        atlas = atlas_of(records, program, geography(), desk)
        places = Places(atlas, records.get("territory", {}), desk)
        axes = self._axes(catalogue, places)
        scopes = Scopes(axes, places, desk)
        sweep(records, places, desk)
        self._seats(places)
        stages = settings.stages_of(program, desk)
        holidays = frozenset(program.get("holidays", ()))
        partner_records = records.get("partner", {})
        tiers = settings.tiers_of(records.get("tier", {}), axes.values["track"])
        shared_groups = settings.shared_groups_of(program, scopes)
        maker = Partners(
            scopes=scopes,
            forms=forms_of(records.get("agreement", {}), desk),
            tiers=tiers,
            types={name: record["type"] for name, record in partner_records.items()},
            groups=shared_groups,
            as_of=as_of,
            holidays=holidays,
        )
        partners = maker.all_of(partner_records.values())
        limits = program.get("limits", {})
        floors = settings.floors_of(program, scopes)
        approvers = settings.approvers_of(program, scopes)
        steps = self._steps(scopes, stages, maker, partners)
        pricing = Prices(
            scopes, catalogue, {table.id: table for table in self.loaded.tables.values()}
        )
        lists = records.get("price-list", {})
        prices = tuple(price for record in lists.values() for price in pricing.of(record))
        reserved = settings.reserved_of(program, scopes)
        routing = Routes(scopes, maker.types, {partner.id for partner in partners})
        routes = tuple(
            rule for record in records.get("route", {}).values() for rule in routing.of(record)
        )
        authority = authority_of(records, program, scopes)
        by_id = {partner.id: partner for partner in partners}
        orders = Examples(scopes, by_id, catalogue.products, steps)
        examples = orders.all_of(records.get("example", {}).values())
        incentives = records.get("incentive", {})
        stack_limits = settings.stack_limits_of(program, scopes, steps, incentives)
        notices = notices_of(records.get("notice", {}), self.loaded.notices, desk)
        metrics = metrics_of(records.get("metric", {}), places, as_of, desk)
        rungs = rungs_of(records.get("tier", {}), axes.values["track"], places, as_of, desk)
        contradicted(metrics, desk)
        unfit(rungs.values(), metrics, desk)
        forms = records.get("agreement", {}).values()
        unfit_promises(records.get("partner", {}).values(), forms, metrics, desk)
        model = model_of(program, metrics, scopes, as_of)
        unfit_windows(model, metrics, desk)
        unfit_for_pay(incentives, metrics, desk)
        unfit_for_pay(records.get("discount", {}), metrics, desk)
        known = Known(metrics, by_id, places, as_of, desk)
        evidence = evidence_of(self.loaded, records.get("evidence", {}), known)
        findings = desk.findings()
        whole = Program(
            name=program["name"],
            release=program["release"],
            as_of=as_of,
            as_of_reason=why,
            axes=axes,
            currencies=tuple(program["currencies"]),
            holidays=holidays,
            stages=stages,
            rounding=program.get("rounding", "half-up"),
            floors=floors,
            minimum_distributor_margin=limits.get("minimum_distributor_margin"),
            longest_waiver=limits.get("longest_waiver"),
            products=catalogue.products,
            prices=prices,
            territories=_territories(places),
            tiers=tiers,
            steps=steps,
            routes=routes,
            forms=maker.forms.by_version,
            shared_groups=shared_groups,
            reserved=reserved,
            partners=by_id,
            grants=tuple(grant for partner in partners for grant in partner.grants),
            waivers=settings.waivers_of(records.get("waiver", {}), tiers),
            approvers=approvers,
            records=records,
            ref=program.ref,
            broken=self.loaded.broken,
            left_out=tuple(desk.left_out),
            suppressed=desk.suppressed,
            asides=tuple(asides_of(self.loaded)),
            geography=atlas.geography,
            authority=authority,
            examples=examples,
            reclassify=settings.reclassify_of(program, desk),
            reversals=settings.reversals_of(program, desk),
            stack_limits=stack_limits,
            known=settings.known_of(records.get("baseline", {})),
            notices=notices,
            metrics=metrics,
            evidence=evidence,
            rungs=rungs,
            former=self.former,
            fiscal_month=program["fiscal_year"]["first_month"],
            managers=managers_of(program, desk),
            model=model,
            house_accounts=house_accounts_of(records.get("account", {}), axes, atlas),
        )
        return whole, findings

    def _seats(self, places: Places) -> None:
        """The country of every seat: it is printed on what is signed."""
        vendor = self.program["vendor"]["seat"]["country"]
        places.code(vendor, self.program.ref.child("vendor", "seat", "country"))
        for partner in self.records.get("partner", {}).values():
            at = partner.ref.child("legal", "seat", "country")
            places.code(partner["legal"]["seat"]["country"], at)

    def _axes(self, catalogue: Catalogue, places: Places) -> Axes:
        accounts = accounts_of(self.records.get("account", {}), self.desk)
        trees = {
            "place": places.atlas.tree,
            "product": catalogue.tree(),
            "account": account_tree(accounts, parents_of(accounts, self.desk)),
        }
        declared = declared_axes(self.program, self.desk)
        axes = build_axes(self.program, self.records, trees, declared)
        names = {name: self.records["territory"][name]["name"] for name in places.held}
        return with_territories(axes, places.held, names, places.atlas)

    def _steps(
        self,
        scopes: Scopes,
        stages: tuple[Stage, ...],
        maker: Partners,
        partners: Iterable[Partner],
    ) -> tuple[Step, ...]:
        """All Steps, those of an earlier stage first."""
        steps = Steps(scopes, stages)
        discounts = self.records.get("discount", {})
        found = [steps.of_discount(record) for record in discounts.values()]
        for name, record in self.records.get("incentive", {}).items():
            if name in discounts:
                self._same_step(record, discounts[name])
            else:
                found.append(steps.of_incentive(record))
        for partner in partners:
            terms = partner.record.get("special_terms", ())
            days = maker.days_of(partner) if terms else {}
            found += [steps.of_special_term(partner.record, n, days) for n, _ in enumerate(terms)]
        order = {stage.id: at for at, stage in enumerate(stages)}
        whole = [step for step in found if step is not None]
        return tuple(sorted(whole, key=lambda step: (order[step.stage], step.id)))

    def _same_step(self, incentive: Record, discount: Record) -> None:
        self.desk.say(
            "reference/duplicate-id",
            f"{incentive.id} is the id of a discount table and of an incentive",
            [(incentive.ref, "the incentive"), (discount.ref, "the discount table")],
            subject=incentive.id,
            facts=("step", incentive.id),
        )
        self.desk.leave_out(incentive.id)


def _territories(places: Places) -> dict[str, Territory]:
    found = {}
    for name, held in places.held.items():
        record = places.territories[name]
        found[name] = Territory(name, record["name"], held, record.ref)
    return found
