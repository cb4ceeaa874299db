"""Who under a form works as an agent, and what the form says they are owed at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.check.clauses.looked_at import types_of
from partnerbook.check.territories.law import BUYERS
from partnerbook.findings import Ref
from partnerbook.resolve.program import Form

AGENT = "agent"
_NEGOTIATES = re.compile(r"\bnegotiat", re.IGNORECASE)
_OWED = re.compile(r"\bindemnit|\bcompensation\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:no|not|nor|never|none|neither|without|nothing|waives?|excludes?|excluded|renounces?)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;]\s+|\n\n")


def agents_of(form: Form) -> dict[str, tuple[Ref, str]]:
    """The types of partner that work as agents, each with what shows it.

    Those called agents; and those that do not buy but, by a clause of that kind or by its words,
    negotiate for the vendor.
    """
    found: dict[str, tuple[Ref, str]] = {}
    if AGENT in form.partner_types:
        at = form.ref.child("partner_types", form.partner_types.index(AGENT))
        found[AGENT] = at, "signed by agents"
    for at_, clause in enumerate(form.record.get("clauses", ())):
        ref = form.ref.child("clauses", at_)
        typed = clause.get("kind") == "agency"
        if typed or ("kind" not in clause and _says(_NEGOTIATES, clause)):
            for one in sorted(types_of(form, clause).difference(BUYERS)):
                found.setdefault(one, (ref.child("kind" if typed else "text"), "negotiates for us"))
    return found


def promised(form: Form, partner_type: str) -> bool:
    """Whether some clause, or what follows the end, leaves agents an indemnity or compensation."""
    for clause in form.record.get("clauses", ()):
        if clause.get("kind") == "indemnity" and partner_type in types_of(form, clause):
            return True
    return any(_says(_OWED, said) for said in _of_the_end(form, partner_type))


def denied(form: Form, partner_type: str) -> bool:
    """Whether words about the end speak of it and leave it out."""
    return any(
        _OWED.search(one) and _DENIES.search(one)
        for said in _of_the_end(form, partner_type)
        for one in _SENTENCE.split(said["text"])
    )


def _of_the_end(form: Form, partner_type: str) -> Iterator[Mapping[str, Any]]:
    """What follows the end, and clauses of the schedule about it, for a type of partner."""
    follows = form.record["termination"].get("consequences", ())
    besides = (
        c for c in form.record.get("clauses", ()) if c["schedule"] in ("term", "termination")
    )
    for said in (*follows, *besides):
        if partner_type in types_of(form, said):
            yield said


def _says(words: re.Pattern[str], said: Mapping[str, Any]) -> bool:
    """Whether a sentence has one of the words and denies nothing."""
    return any(
        words.search(one) and not _DENIES.search(one) for one in _SENTENCE.split(said["text"])
    )
