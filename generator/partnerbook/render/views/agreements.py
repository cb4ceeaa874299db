"""Agreement forms: which there are, what they ask before signing, and the terms where seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.scope import ScopeLine
from partnerbook.render.views.seen import Seen, documents
from partnerbook.render.views.tiers import TierName, entry_tiers
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer

_RENEWALS = {
    "automatic": "Renews by itself",
    "none": "Ends without renewal",
    "by-agreement": "Renewed only by agreement",
}
_CHANGES = {
    "notice": "By notice",
    "signature": "Only with both signatures",
    "never": "Never",
}


@dataclass(frozen=True, slots=True)
class FormRow:
    """One version of a form. ``newest`` is the page of the current one; empty if this is it."""

    id: str
    name: str
    page: str
    version: str
    partner_types: str
    issued: str
    state: str
    newest: str


@dataclass(frozen=True, slots=True)
class FormPage:
    """One version with as much of its terms as the viewer may see; the rest is empty.

    ``people``: for which roles how many certified people are needed, and what is said of it.
    """

    row: FormRow
    entry: tuple[TierName, ...]
    people: tuple[ScopeLine, ...]
    terms: tuple[ScopeLine, ...]
    duties: tuple[ScopeLine, ...]
    changed_by: tuple[ScopeLine, ...]
    precedence: tuple[str, ...]


def form_pages(program: Program, viewer: Viewer, on: date) -> tuple[FormPage, ...]:
    """All versions of all forms: by name, the newest version first."""
    seen = documents(program, "agreement", viewer)
    entry = entry_tiers(program, viewer)
    return tuple(
        FormPage(
            row=_row(name, seen[name], seen, on),
            entry=entry,
            people=tuple(_people(seen[name])),
            terms=_lines(_terms(seen[name])),
            duties=_lines(_duties(seen[name])),
            changed_by=_lines(_changed_by(seen[name])),
            precedence=tuple(seen[name].get("precedence", ())),
        )
        for name in _sorted(seen)
    )


def _sorted(seen: dict[str, Seen]) -> list[str]:
    return sorted(
        seen, key=lambda name: (fmt.alphabetical(seen[name]["name"]), -int(seen[name]["version"]))
    )


def _row(name: str, form: Seen, seen: dict[str, Seen], on: date) -> FormRow:
    issued = {
        int(other["version"]): other_name
        for other_name, other in seen.items()
        if other["form"] == form["form"] and other["issued"] <= on
    }
    newest = issued[max(issued)] if issued else name
    if form["issued"] > on:
        state = "Announced"
    else:
        state = "Current" if name == newest else "Earlier version"
    return FormRow(
        id=name,
        name=form["name"],
        page=f"agreements/{name}.md",
        version=fmt.number(form["version"]),
        partner_types=fmt.joined([words.PARTNER_TYPES[kind] for kind in form["partner_types"]]),
        issued=fmt.day(form["issued"]),
        state=state,
        newest="" if name == newest else f"agreements/{newest}.md",
    )


def _lines(pairs: Iterator[tuple[str, str]]) -> tuple[ScopeLine, ...]:
    return tuple(ScopeLine(label, text) for label, text in pairs if text)


def _people(form: Seen) -> Iterator[ScopeLine]:
    for item in form.get("training", ()):
        yield ScopeLine(f"{fmt.number(item['people'])} × {item['role']}", item.get("text", ""))


def _terms(form: Seen) -> Iterator[tuple[str, str]]:
    term, end = form.get("term", {}), form.get("termination", {})
    payment, law = form.get("payment", {}), form.get("law", {})
    if "length" in term:
        yield "Term", fmt.duration(term["length"])
    if "renewal" in term:
        said = _RENEWALS[term["renewal"]]
        if "renews_for" in term:
            said += f", each time for {fmt.duration(term['renews_for'])}"
        yield "Renewal", said
    if "notice" in term:
        yield "Notice to stop the renewal", fmt.duration(term["notice"])
    if "cure" in form:
        yield "Time to cure a breach", fmt.duration(form["cure"])
    if "convenience" in end:
        yield "Notice without a reason", fmt.duration(end["convenience"])
    for one in form.get("causes", ()):
        if one["kind"] == "convenience":
            by = "either side" if one["side"] == "either" else f"the {one['side']} alone"
            yield "Notice without a reason", f"{fmt.duration(one['notice'])}, by {by}"
    if "sell_off" in end:
        yield "Sell-off after the end", fmt.duration(end["sell_off"])
    if "days" in payment:
        yield "Payment", f"{fmt.number(payment['days'])} days from {payment['counted_from']}"
    if "late_rate" in payment:
        late = payment["late_rate"]
        above = f" above {late['above']}" if "above" in late else ""
        yield "Late payment", f"{fmt.percent(late['percent'])} a {late['per']}{above}"
    yield "Credit limit", fmt.amounts(payment.get("credit_limit", ()))
    if "governing" in law:
        yield "Law and courts", f"{law['governing']}; courts of {law['courts']}"
    yield "Review", "; ".join(form.get("review_dates", ()))


def _duties(form: Seen) -> Iterator[tuple[str, str]]:
    for line in form.get("support", {}).get("lines", ()):
        if line["provider"] == "partner":
            hours, answer = line.get("hours", ""), line.get("answer_within", "")
            parts = [hours, f"answer within {answer}" if answer else "", *_by_severity(line)]
            said = "; ".join(filter(None, parts))
            yield f"Support, line {line['line']}", fmt.sentence(said)
    reporting = form.get("reporting", {})
    yield "Reports of sales", reporting.get("point_of_sale", "")
    yield "Records", reporting.get("records", "")
    if "audit_notice" in reporting:
        limit = reporting.get("audit_limit", "")
        told = f"Told {fmt.duration(reporting['audit_notice'])} before"
        yield "Audits", f"{told}. {limit}" if limit else told
    yield "Our marks", form.get("brand", {}).get("approval", "")
    for one in form.get("obligations", ()):
        if one.get("owner") == "partner":
            parts = [one["text"].strip()]
            if "within" in one:
                parts.append(f"Within {one['within']}.")
            if "due" in one:
                parts.append(f"Due {one['due'][0].lower()}{one['due'][1:]}.")
            if "metric" in one:
                parts.append(f"At least {_figure(one)} ({one['window']}).")
            yield fmt.sentence(one["topic"].replace("-", " ")), " ".join(parts)
    for one in form.get("performance", ()):
        yield one["what"], f"{one.get('target') or _figure(one)}, {one['period']}"
    for one in form.get("attestations", ()):
        every = f"Every {fmt.duration(one['every'])}: " if "every" in one else ""
        yield "Statement", f"{every}{one['text'].strip()}"


def _figure(one: Seen) -> str:
    """How much is asked for, where a metric tells it."""
    if "amounts" in one:
        return fmt.amounts(one["amounts"])
    return fmt.percent(one["percent"]) if "percent" in one else fmt.number(one["count"])


def _by_severity(line: Seen) -> Iterator[str]:
    for one in line.get("answers", ()):
        yield f"{one['severity']} cases within {one['within']}"
    for one in line.get("escalation", ()):
        yield f"not solved after {one['after']}: to {one['to']}"


def _changed_by(form: Seen) -> Iterator[tuple[str, str]]:
    lengths, how = form.get("notice", {}), form.get("changed_by", {})
    for section in dict.fromkeys((*how, *lengths)):
        changed = how.get(section, "notice")
        said = _CHANGES[changed]
        if section in lengths:
            length = fmt.duration(lengths[section])
            if changed == "notice":
                said += f" of {length}"
            elif changed == "signature" and section == "territory":
                said += f"; what a missed commitment allows, by notice of {length}"
        yield fmt.sentence(section.replace("_", " ")), said
