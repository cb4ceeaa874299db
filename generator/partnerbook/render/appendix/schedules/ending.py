"""Schedule H: how long the agreement runs, how it renews, how it ends, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.findings import Ref
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause, Column, Value
from partnerbook.render.appendix.say import (
    clause,
    facts,
    listing,
    made,
    optional,
    paragraph,
    phrase,
    row,
    said,
    table,
    worded,
)
from partnerbook.resolve.in_force import last_notice_day
from partnerbook.values.audience import own

_DAY = timedelta(days=1)
CONVENIENCE = "convenience"
_KINDS = {
    "breach": "Breach",
    "insolvency": "Insolvency",
    "missed-target": "Missed target",
    "change-of-control": "Change of control",
    "conduct": "Conduct",
    "export-control": "Sanctions and export control",
    "non-payment": "Unpaid invoices",
    "other": "Other",
}
_SIDES = {"partner": "The Partner", "vendor": "The Vendor", "either": "Either side"}


def clauses(case: Case) -> tuple[Clause, ...]:
    """Eight clauses; those of which the form says nothing are left blank."""
    form = case.form
    end = form["termination"]
    return (
        clause("term", "Term", _term(case)),
        clause("renewal", "Renewal", *_renewal(case)),
        clause("notice", "Notice that ends the agreement", *_notice(case)),
        clause("cure", "Time to cure", *_cure(form["cure"])),
        clause("convenience", "End without a reason", *_convenience(case)),
        clause(
            "grounds",
            "End for good cause",
            paragraph("Either side may end the agreement at once for these grounds:"),
            listing([said(ground) for ground in end.each("grounds")]),
            *_causes(case),
        ),
        clause("sell-off", "Sell-off", *_sell_off(end.find("sell_off"))),
        clause("consequences", "What follows the end", _consequences(case, end)),
    )


def _term(case: Case) -> Block | None:
    signed, term = case.own["agreement"], case.form["term"]
    return facts(
        "Term",
        ("First day", said(signed["effective"])),
        ("First term", said(term["length"]) if signed.find("first_term_through") is None else None),
        ("Last day of the first term", optional(signed.find("first_term_through"))),
        ("Renewed through", optional(signed.find("renewed_until"))),
        ("Last day of the term that runs now", _ends(case)),
    )


def _ends(case: Case) -> Value:
    return made(case.agreement.next_end - _DAY, own(case.partner.id), *_sources(case))


def _renewal(case: Case) -> Iterator[Block]:
    term = case.form["term"]
    how = term["renewal"]
    if how.value == "automatic":
        yield paragraph(
            "At the end of a term the agreement ",
            _renews(how, "renews by itself"),
            " for ",
            said(term["renews_for"]),
            ", and again each time, unless one side has given notice in time.",
        )
    elif how.value == "by-agreement":
        yield paragraph(
            "The agreement ",
            _renews(how, "goes on only if both sides agree so in writing"),
            " before it ends.",
        )
    else:
        yield paragraph("The agreement ", _renews(how, "does not renew"), ".")


def _renews(node: Node, text: str) -> Value:
    return Value(text, "choice", str(node.value), (node.ref,), node.audience)


def _notice(case: Case) -> Iterator[Block]:
    term, given = case.form["term"], case.own["agreement"].find("notice_given")
    notice, form = term.find("notice"), case.agreement.form
    if given is not None:
        yield paragraph(
            "Notice was given on ", said(given), ": the agreement ends on ", _ends(case)
        )
    elif form.renewal != "automatic":
        # Without a renewal by itself no day passes on which a silent side is bound again.
        yield paragraph("The agreement ends with its term; that needs no notice.")
        if notice is not None and form.renewal == "by-agreement":
            yield paragraph(
                "A side that will not agree to go on tells the other at least ",
                said(notice),
                " before the term ends.",
            )
    elif notice is not None and form.notice is not None:
        yield paragraph(
            "A side that does not want the agreement to go on says so at least ",
            said(notice),
            " before the term ends.",
        )
        last = last_notice_day(case.agreement.next_end, form.notice, case.program.holidays)
        if last >= case.on:
            yield paragraph(
                "For the term that ends on ",
                _ends(case),
                ", the last day for it is ",
                made(last, own(case.partner.id), notice.ref, *_sources(case)),
            )


def _sources(case: Case) -> tuple[Ref, ...]:
    """The end of a term follows from what the partner signed and from the term of the form."""
    return (case.agreement.ref, case.agreement.form.ref.child("term"))


def _cure(node: Node) -> Iterator[Block]:
    yield paragraph("A side that is told of a breach has ", said(node), " to cure it.")


def _convenience(case: Case) -> Iterator[Block]:
    """With which notice either side, or one of them alone, may end it without a reason."""
    both = case.form["termination"].find("convenience")
    if both is not None:
        yield _without_reason("Either side", both)
    for node in case.form.each("causes"):
        if node["kind"].value == CONVENIENCE:
            yield _without_reason(worded(node["side"], _SIDES), node["notice"])
            yield paragraph(said(node["text"]))


def _without_reason(who: str | Value, notice: Node) -> Block:
    words = " may end the agreement without giving a reason, with a notice of "
    return paragraph(who, words, said(notice))


def _causes(case: Case) -> Iterator[Block | None]:
    """The grounds by type: who may end it on each, and with which notice."""
    rows = [
        row(
            worded(node["kind"], _KINDS),
            said(node["text"]),
            worded(node["side"], _SIDES) if node.find("side") else "",
            optional(node.find("notice")) or "",
        )
        for node in case.form.each("causes")
        if node["kind"].value != CONVENIENCE
    ]
    if rows:
        columns = (Column("Ground"), Column("When"), Column("Who may end it"), Column("Notice"))
        yield paragraph(
            "The agreement may also be ended on these grounds, at once and by either"
            " side unless it says otherwise:"
        )
        yield table("Grounds by sort", columns, rows)


def _sell_off(node: Node | None) -> Iterator[Block]:
    if node is not None:
        yield paragraph("After the end the Partner may sell off for ", said(node))


def _consequences(case: Case, end: Node) -> Block | None:
    columns = (Column("Topic"), Column("What happens"))
    rows = [
        row(phrase(said(node["topic"])), said(node["text"]))
        for node in end.each("consequences")
        if case.is_meant_by(node)
    ]
    return table("What follows the end", columns, rows)
