"""The review of tiers for programs (JSON) and spreadsheets (CSV)."""

from __future__ import annotations

import json
from typing import Any

from partnerbook.check.declined import Declined
from partnerbook.check.reviewing.round import Review, Reviewed, Rewritten
from partnerbook.check.reviewing.worth import Worth
from partnerbook.render.reports import review_words
from partnerbook.render.reports.explain_csv import STAMP, table
from partnerbook.render.reports.explain_csv import source as file_and_line
from partnerbook.render.reports.explain_data import program
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.review import diff
from partnerbook.standing import proposing as turns
from partnerbook.standing.words import known, missing
from partnerbook.values.money import Money

COLUMNS = (
    *"partner partner_name held because earned could turn proposed from reason kept_by".split(),
    *"until waiver less_low less_high currency base metric route rates routes incentives".split(),
    *"to_keep file line".split(),
    *STAMP,
)


def render(
    form: str,
    review: Review,
    frame: Frame,
    tried: Rewritten | Declined,
    files: Rewritten | None,
) -> str:
    """The answer as ``json`` or ``csv``."""
    if form == "csv":
        return table(COLUMNS, (_row(one, review, frame) for one in review.all), frame)
    data = {
        "program": program(frame),
        "partner": _partner(review.partner, review) if review.partner else None,
        "partners": [_one(one, review, frame) for one in review.all],
        "examples": [
            {
                "partner": _partner(rested.partner, review) if rested.partner else None,
                "message": rested.finding.message,
                "file": at.file,
                "line": at.line,
            }
            for rested in (tried.examples if isinstance(tried, Rewritten) else ())
            for at in (frame.at(rested.finding.places[0].at),)
        ],
        "new": [
            {"rule": one.id, "severity": str(one.severity), "message": one.message}
            for one in (tried.new if isinstance(tried, Rewritten) else ())
        ],
        "refused": tried.say if isinstance(tried, Declined) else "",
        "written": [
            {"file": path, "diff": "\n".join(diff(path, *texts))}
            for path, texts in (files.files.items() if files else ())
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _partner(name: str, review: Review) -> dict[str, str]:
    return {"id": name, "name": review.program.partners[name].name}


def _tier(name: str, review: Review) -> dict[str, str] | None:
    return {"id": name, "name": review.program.tiers[name].name} if name else None


def _one(one: Reviewed, review: Review, frame: Frame) -> dict[str, Any]:
    proposal, found = one.proposal, one.proposal.position
    held = found.held
    return {
        "partner": _partner(found.partner, review),
        "held": _tier(held.tier if held else "", review),
        "because": held.because if held else "",
        "earned": _tier(found.earned, review),
        "could": [_tier(name, review) for name in found.could],
        "turn": proposal.turn,
        "proposed": _tier(proposal.tier, review),
        "from": _day(proposal.day),
        "reason": review_words.reason(proposal, review.program),
        "kept_by": "" if proposal.because in _NOT_KEPT else proposal.because,
        "until": _day(proposal.until),
        "waiver": proposal.waiver,
        "lacks": [
            {
                "id": item.ask.id,
                "name": item.ask.name,
                "known": known(item),
                "missing": missing(item),
            }
            for item in proposal.lacks
        ],
        "entries": [
            {
                "tier": entry.tier,
                "from": str(entry.start),
                "through": _day(entry.through),
                "because": entry.because,
            }
            for entry in proposal.entries
        ],
        "worth": _worth(one.worth) if one.worth else None,
        "to_keep": _to_keep(one, frame),
        "review_rule": review_words.own_rule(proposal, review.program),
    }


_NOT_KEPT = (turns.EARNED, turns.UNMEASURED, turns.OPEN, turns.UNREAD, "")


def _day(value: object) -> str | None:
    return str(value) if value is not None else None


def _to_keep(one: Reviewed, frame: Frame) -> str:
    command = review_words.keeping(one, frame)[1]
    return frame.command(command) if command else ""


def _worth(worth: Worth) -> dict[str, Any]:
    return {
        "route": worth.route,
        "less_low": _amount(worth.low),
        "less_high": _amount(worth.high),
        "currency": worth.base.currency,
        "base": _amount(worth.base),
        "metric": worth.metric.id if worth.metric else "",
        "rows": worth.rows if worth.metric else 0,
        "lacks": list(worth.lacks),
        "vendor_less_low": _amount(worth.ours[0]) if worth.ours else None,
        "vendor_less_high": _amount(worth.ours[1]) if worth.ours else None,
        "rates": [
            {
                "discount": rate.step.id,
                "of": rate.step.base,
                "product": rate.product,
                "route": rate.route,
                "before": rate.before,
                "after": rate.after,
                "depends": list(rate.untold),
            }
            for rate in worth.rates
        ],
        "routes": [
            {"rule": rule.id, "must_use": rule.must_use, "binds": now} for rule, now in worth.bound
        ],
        "incentives": [
            {"incentive": extra.step.id, "before": extra.before, "after": extra.after}
            for extra in worth.extras
        ],
    }


def _amount(money: Money | None) -> str | None:
    return None if money is None else f"{money.amount:f}"


def _row(one: Reviewed, review: Review, frame: Frame) -> list[str]:
    said, held = _one(one, review, frame), one.proposal.position.held
    worth, partner = one.worth, review.program.partners[one.proposal.position.partner]
    money = said["worth"] or {}
    return [
        *(said["partner"][key] for key in ("id", "name")),
        held.tier if held else "",
        said["because"],
        one.proposal.position.earned,
        "; ".join(one.proposal.position.could),
        said["turn"],
        one.proposal.tier,
        said["from"] or "",
        said["reason"],
        said["kept_by"],
        said["until"] or "",
        said["waiver"],
        *(money.get(key) or "" for key in ("less_low", "less_high", "currency", "base", "metric")),
        money.get("route", ""),
        "; ".join(review_words.rates(worth, review.program)) if worth else "",
        "; ".join(review_words.routes(worth, review.program)) if worth else "",
        "; ".join(review_words.extras(worth)) if worth else "",
        said["to_keep"],
        *file_and_line(held.ref if held else partner.ref, frame),
    ]
