"""Managers and the engagement model from program.yml, and whether its measures can be taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.dated import on as dated_on
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.engagement import (
    CareRule,
    EngagementModel,
    Manager,
    Measure,
    Reach,
    SizeClass,
)
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.metrics_build import sources
from partnerbook.resolve.places import Places
from partnerbook.resolve.profiles import check_segments
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.values.money import Money
from partnerbook.values.spans import Number, Spans, spans
from partnerbook.values.window import REPEATED, Window, parse_window

MODEL = "engagement_model"
NAMED = ("volume", "velocity", "tracks", "partner_type")
"""The keys of a rule's `for:` that list ids or words."""
_MONEY, _NUMBERS = ("money",), ("count", "points")


def managers_of(program: Record, desk: Desk) -> dict[str, Manager]:
    """Who looks after partners, by id."""
    found: dict[str, Manager] = {}
    for at, said in enumerate(program.get("managers", ())):
        ref = program.ref.child("managers", at)
        if not desk.is_bad(ref.child("id")):
            found[said["id"]] = Manager(
                said["id"], said["role"], said["mailbox"], said["load_limit"], ref
            )
    return found


def model_of(
    program: Record, metrics: Mapping[str, Metric], scopes: Scopes, today: date
) -> EngagementModel | None:
    """The engagement model as it is today; None if there is none."""
    said = program.get(MODEL)
    if said is None:
        return None
    desk = scopes.desk
    top = program.ref.child(MODEL)
    volume = _measure(said["volume"], top.child("volume"), metrics, desk)
    velocity = _measure(said["velocity"], top.child("velocity"), metrics, desk)
    _fits(volume, metrics, _MONEY, "money", desk)
    if not velocity.growth:
        _fits(velocity, metrics, _NUMBERS, "a number", desk)
    rules = []
    for at, rule in enumerate(said["rules"]):
        ref = top.child("rules", at)
        asked = rule.get("for", {}).get("segments", {})
        check_segments(asked, ref.child("for", "segments"), scopes)
        if desk.any_bad(ref):
            desk.leave_out(f"{MODEL}/{rule['id']}")
        else:
            rules.append(_rule(rule, ref, scopes.places, today))
    return EngagementModel(volume, velocity, tuple(rules), top)


def _measure(
    said: Mapping[str, Any], ref: Ref, metrics: Mapping[str, Metric], desk: Desk
) -> Measure:
    if desk.is_bad(ref.child("newcomers")) or desk.is_bad(ref.child("metric")):
        desk.leave_out(f"{MODEL}/{ref.steps[-1]}")
    return Measure(
        metric=said["metric"] if said["metric"] in metrics else "",
        window=parse_window(said["window"]),
        growth=said.get("kind") == "growth",
        newcomers=said.get("newcomers", ""),
        classes=tuple(
            SizeClass(one["id"], one["name"], _least(one), ref.child("classes", at))
            for at, one in enumerate(said["classes"])
        ),
        ref=ref,
    )


def _least(said: Mapping[str, Any]) -> dict[str, Fraction]:
    if "percent" in said:
        return {"": Fraction(said["percent"].points)}
    if "count" in said:
        return {"": Fraction(said["count"])}
    amounts: tuple[Money, ...] = said.get("amounts", ())
    return {money.currency: Fraction(money.amount) for money in amounts}


def _fits(
    measure: Measure,
    metrics: Mapping[str, Metric],
    units: tuple[str, ...],
    words: str,
    desk: Desk,
) -> None:
    """Report a metric of another unit than its classes."""
    metric = metrics.get(measure.metric)
    if metric is not None and metric.unit not in units:
        what = measure.ref.steps[-1]
        say = f"classes of {what} need {words}, but {metric.name} is measured in {metric.unit}"
        at = measure.ref.child("metric")
        _say(desk, measure, say, (at, metric.name), (metric.ref.child("unit"), metric.unit))


def unfit_windows(model: EngagementModel | None, metrics: Mapping[str, Metric], desk: Desk) -> None:
    """Report windows over which the metrics tell nothing, or that cannot be set back."""
    for measure in (model.volume, model.velocity) if model else ():
        window, at = measure.window, measure.ref.child("window")
        if measure.growth and window.kind not in REPEATED:
            say = f"growth needs a time that can be set back; `{window}` cannot"
            _say(desk, measure, say, (at, "no time before it"), edit=_trailing(at))
            continue
        if measure.metric not in metrics:
            continue
        for one in sources(metrics[measure.metric], metrics):
            if one.kind == "measures" and not window.of_days:
                say = f"{one.name} is summed up over time, so `{window}` tells nothing"
                _say(desk, measure, say, (at, "no stretch of time"), edit=_trailing(at))
            elif one.kind == "holdings" and window.of_days:
                say = f"{one.name} is counted on a day, so `{window}` tells nothing"
                _say(desk, measure, say, (at, "no day"))


def _trailing(at: Ref) -> Edit:
    return Edit(at, str(Window("months", 12)))


def _say(
    desk: Desk, measure: Measure, message: str, *places: tuple[Ref, str], edit: Edit | None = None
) -> None:
    desk.leave_out(f"{MODEL}/{measure.ref.steps[-1]}")
    desk.say(
        "reference/unfit-metric",
        message,
        places,
        subject=f"{MODEL}/{measure.ref.steps[-1]}",
        repairs=[Repair(f"write {edit.text}", edits=(edit,))] if edit else [],
        facts=(str(places[0][0].pointer),),
    )


def _rule(rule: Mapping[str, Any], ref: Ref, places: Places, today: date) -> CareRule:
    said = rule.get("for", {})
    return CareRule(
        id=rule["id"],
        reach=Reach(
            named={key: frozenset(said[key]) for key in NAMED if key in said},
            segments={axis: frozenset(found) for axis, found in said.get("segments", {}).items()},
            places=_places(said, ref, places, today),
        ),
        manager_role=rule.get("manager_role", ""),
        review_every=rule["review_every"],
        funds={money.currency: money for money in rule.get("funds", ())},
        answer_within=rule["answer_within"],
        ref=ref,
    )


def _places(said: Mapping[str, Any], ref: Ref, places: Places, today: date) -> Spans | None:
    if "seller_places" not in said:
        return None
    held: list[tuple[Number, Number]] = []
    for at, name in enumerate(said["seller_places"]):
        held += dated_on(places.find(name, ref.child("for", "seller_places", at)) or (), today)
    return spans(held)
