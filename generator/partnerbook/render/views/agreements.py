"""Agreement forms: which there are, what their schedules hold, and their terms where seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.scope import ScopeLine
from partnerbook.render.views.seen import Seen, documents
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer

SCHEDULES = (
    "Key terms",
    "Products and discounts",
    "Territory and exclusivity",
    "Incentives",
    "Commitments",
    "Support and training",
    "Payment",
    "Term and termination",
    "Brand",
    "Disputes",
    "Review dates",
)
_RENEWALS = {
    "automatic": "Renews by itself",
    "none": "Ends without renewal",
    "by-agreement": "Renewed only by agreement",
}
_CHANGES = {
    "notice": "by notice",
    "signature": "only with both signatures",
    "never": "never",
}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One version of a form."""

    id: str
    name: str
    version: str
    partner_types: str
    issued: str
    state: str


@dataclass(frozen=True, slots=True)
class FormTerms:
    """The terms of one version that the viewer may see."""

    row: FormRow
    facts: tuple[ScopeLine, ...]
    precedence: tuple[str, ...]
    changed_by: tuple[ScopeLine, ...]


def form_rows(program: Program, viewer: Viewer, on: date) -> tuple[FormRow, ...]:
    """All versions of all forms: by name, the newest version first."""
    seen = documents(program, "agreement", viewer)
    return tuple(_row(name, seen[name], seen, on) for name in _sorted(seen))


def form_terms(program: Program, viewer: Viewer, on: date) -> tuple[FormTerms, ...]:
    """The terms of those versions of which the viewer may see any."""
    seen = documents(program, "agreement", viewer)
    found = (
        FormTerms(
            _row(name, seen[name], seen, on),
            tuple(_facts(seen[name])),
            tuple(seen[name].get("precedence", ())),
            tuple(
                ScopeLine(fmt.sentence(section.replace("_", " ")), _CHANGES[how])
                for section, how in seen[name].get("changed_by", {}).items()
            ),
        )
        for name in _sorted(seen)
    )
    return tuple(terms for terms in found if terms.facts)


def _sorted(seen: dict[str, Seen]) -> list[str]:
    return sorted(
        seen, key=lambda name: (str(seen[name]["name"]).casefold(), -int(seen[name]["version"]))
    )


def _row(name: str, form: Seen, seen: dict[str, Seen], on: date) -> FormRow:
    issued = [
        int(other["version"])
        for other in seen.values()
        if other["form"] == form["form"] and other["issued"] <= on
    ]
    newest = max(issued, default=0)
    if form["issued"] > on:
        state = "Announced"
    else:
        state = "Current" if form["version"] == newest else "Earlier version"
    return FormRow(
        id=name,
        name=form["name"],
        version=fmt.number(form["version"]),
        partner_types=fmt.joined([words.PARTNER_TYPES[kind] for kind in form["partner_types"]]),
        issued=fmt.day(form["issued"]),
        state=state,
    )


def _facts(form: Seen) -> list[ScopeLine]:
    found: list[tuple[str, str]] = []
    term = form.get("term", {})
    if "length" in term:
        found.append(("Term", fmt.duration(term["length"])))
    if "renewal" in term:
        said = _RENEWALS[term["renewal"]]
        if "renews_for" in term:
            said += f", each time for {fmt.duration(term['renews_for'])}"
        found.append(("Renewal", said))
    if "notice" in term:
        found.append(("Notice to stop the renewal", fmt.duration(term["notice"])))
    for section, length in form.get("notice", {}).items():
        found.append((f"Notice of changes: {section}", fmt.duration(length)))
    if "cure" in form:
        found.append(("Time to cure a breach", fmt.duration(form["cure"])))
    termination = form.get("termination", {})
    if "convenience" in termination:
        found.append(("Notice without a reason", fmt.duration(termination["convenience"])))
    if "sell_off" in termination:
        found.append(("Sell-off after the end", fmt.duration(termination["sell_off"])))
    payment = form.get("payment", {})
    if "days" in payment:
        days = fmt.number(payment["days"])
        found.append(("Payment", f"{days} days from {payment['counted_from']}"))
    law = form.get("law", {})
    if "governing" in law:
        found.append(("Law and courts", f"{law['governing']}; courts of {law['courts']}"))
    if "review_dates" in form:
        found.append(("Review", "; ".join(form["review_dates"])))
    return [ScopeLine(label, text) for label, text in found]
