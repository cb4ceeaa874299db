"""From a program to one partner's appendices: schedules in order, numbered and fingerprinted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from partnerbook.render.appendix import terms
from partnerbook.render.appendix.case import Case, Node, case_of
from partnerbook.render.appendix.model import AppendixSet, Clause, Schedule, Signature, values_of
from partnerbook.render.appendix.numbering import numbered
from partnerbook.render.appendix.say import clause, prose, said
from partnerbook.render.appendix.schedules import CATCH_ALL, PLANS, Plan
from partnerbook.resolve.program import Program

_WE = re.compile(r"(?<![\w-])(?:[Ww]e|us|[Oo]urs?|[Yy]ou(?:rs?)?)(?![\w-])")
_NAMED = frozenset(section for plan in PLANS for section in plan.sections)


def appendix_set(program: Program, partner: str, on: date) -> AppendixSet | None:
    """Everything that the partner signs, as it stands on a day.

    None when it has no agreement in force on that day. KeyError if there is no such partner. Which
    term of the agreement runs, and how long it is certain, is seen from the program's as-of day.
    """
    case = case_of(program, partner, on)
    if case is None:
        return None
    document = _document(case)
    if any(value.kind == "text" and _WE.search(value.text) for _, value in values_of(document)):
        document = _document(replace(case, says_we=True))
    _guard(case, document)
    return replace(document, digest=terms.digest(document))


def _document(case: Case) -> AppendixSet:
    form, signed = case.form, case.agreement
    return AppendixSet(
        id=f"{case.partner.id}/{signed.form.form}-{signed.form.version}",
        title=f"Schedules to the {signed.form.name}",
        language=form["language"].value,
        release=case.program.release,
        on=case.on,
        partner=case.partner.id,
        form=signed.form.form,
        form_version=signed.form.version,
        issued=form["issued"].value,
        effective=signed.effective,
        schedules=numbered([_schedule(case, plan) for plan in PLANS]),
        signatures=(
            Signature("For the Vendor", said(case.head["vendor"]["legal_name"])),
            Signature("For the Partner", said(case.own["legal"]["name"])),
        ),
    )


def _schedule(case: Case, plan: Plan) -> Schedule:
    clauses = (*plan.clauses(case), *_of_the_form(case, plan))
    return Schedule(plan.id, plan.letter, plan.title, clauses)


def _of_the_form(case: Case, plan: Plan) -> Iterator[Clause]:
    """The clauses that the form itself puts into a schedule."""
    for node in case.form.each("clauses"):
        section = str(node["schedule"].value)
        if not case.is_meant_by(node):
            continue
        if section in plan.sections or (plan.id == CATCH_ALL and section not in _NAMED):
            yield _clause(node)


def _clause(node: Node) -> Clause:
    return clause(str(node["id"].value), said(node["title"]), *prose(node["text"]))


def _guard(case: Case, document: AppendixSet) -> None:
    """Our promise: every value has a source, and the partner may see it."""
    for one, value in values_of(document):
        assert value.refs, f"{one.number}: {value.text} has no source"
        assert case.viewer.sees(value.audience), f"{one.number}: {value.text} is not for it"
