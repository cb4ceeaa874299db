"""Rules of engagement as rule cards: who may register, how long it protects, who comes first."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.render import fmt
from partnerbook.render.views.scope import ScopeLine
from partnerbook.render.views.seen import Seen, documents
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer

_UNITS = {"opportunity": "One opportunity", "account": "A whole customer account"}


@dataclass(frozen=True, slots=True)
class Precedence:
    """Who comes first, one step."""

    name: str
    rule: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the escalation."""

    step: str
    within: str


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One set of rules of engagement."""

    id: str
    name: str
    summary: str
    facts: tuple[ScopeLine, ...]
    precedence: tuple[Precedence, ...]
    refusal_reasons: tuple[str, ...]
    vendor_promise: tuple[str, ...]
    partner_duties: tuple[str, ...]
    escalation: tuple[Step, ...]
    competing_claims: str
    after_expiry: str
    form_url: str


def rule_cards(program: Program, viewer: Viewer) -> tuple[RuleCard, ...]:
    """All rules of engagement, by name."""
    seen = documents(program, "engagement", viewer)
    ids = sorted(seen, key=lambda name: (fmt.alphabetical(seen[name]["name"]), name))
    return tuple(_card(name, seen[name]) for name in ids)


def _card(name: str, rules: Seen) -> RuleCard:
    return RuleCard(
        id=name,
        name=rules["name"],
        summary=rules.get("summary", ""),
        facts=tuple(_facts(rules)),
        precedence=tuple(
            Precedence(step["name"], step["rule"]) for step in rules.get("precedence", ())
        ),
        refusal_reasons=tuple(rules.get("refusal_reasons", ())),
        vendor_promise=tuple(rules.get("vendor_promise", ())),
        partner_duties=tuple(rules.get("partner_duties", ())),
        escalation=tuple(
            Step(step["step"], fmt.duration(step["within"])) for step in rules.get("escalation", ())
        ),
        competing_claims=rules.get("competing_claims", ""),
        after_expiry=rules.get("after_expiry", ""),
        form_url=rules.get("form_url", ""),
    )


def _facts(rules: Seen) -> list[ScopeLine]:
    found: list[tuple[str, str]] = []
    if "who" in rules:
        found.append(("Who may register", rules["who"]))
    if "unit" in rules:
        found.append(("What is registered", _UNITS[rules["unit"]]))
    if "minimum" in rules:
        found.append(("Smallest deal at list price", fmt.amounts(rules["minimum"])))
    if "submit_before_close" in rules:
        days = fmt.duration(rules["submit_before_close"])
        found.append(("Register", f"At least {days} before the expected order"))
    if "answer_within" in rules:
        found.append(("You get an answer within", fmt.duration(rules["answer_within"])))
    if "protection" in rules:
        found.append(("Protection lasts", fmt.duration(rules["protection"])))
    if "extension" in rules:
        found.append(("Can be extended by", fmt.duration(rules["extension"])))
    if "extension_rule" in rules:
        found.append(("Rule for the extension", rules["extension_rule"]))
    return [ScopeLine(label, text) for label, text in found]
