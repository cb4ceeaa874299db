"""Flags a date too far ahead to be planned: most beginnings in five years, ends in ten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.days.dates import Doubt, apart, mended
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months

ENDINGS = ("through", "end_of_sale", "renewed_until")
BELIEVED = {"launch": 2 * 12, **dict.fromkeys(("from", "holiday"), 5 * 12)}
BELIEVED |= dict.fromkeys(ENDINGS, 10 * 12)
"""So many months ahead each date is believed."""
LISTS = {
    "discount": ("rows",),
    "route": ("rules",),
    "incentive": ("",),
    "product": ("products",),
    "partner": ("grants", "special_terms"),
}
"""Where, in which files, dates stand that no other rule compares with anything."""
COMPARED = frozenset({"announced", "approved", "grant_kind"})


def dates(program: Program) -> Iterator[tuple[str, Ref, date]]:
    """Key, place and day of each such date."""
    for kind, lists in LISTS.items():
        for record in program.records.get(kind, {}).values():
            for section in lists:
                yield from entries(record, section)
    for record in program.records.get("program", {}).values():
        for at, day in enumerate(record.get("holidays", ())):
            yield "holiday", record.ref.child("holidays", at), day
    for partner in program.partners.values():
        signed = partner.record.get("agreement", {})
        if partner.agreement is not None and "renewed_until" in signed:
            at_end = partner.agreement.ref.child("renewed_until")
            yield "renewed_until", at_end, signed["renewed_until"]
        # The end of an earlier tier is judged by the tier that follows.
        for last in partner.standing[-1:]:
            if last.period.through is not None:
                yield "through", last.ref.child("through"), last.period.through


def entries(record: Record, section: str) -> Iterator[tuple[str, Ref, date]]:
    """The dates of the file itself, or of the entries of one of its lists, at any depth."""
    if not section:
        yield from of_entry(record.data, record.ref)
        return
    for at, said in enumerate(record.get(section, ())):
        yield from of_entry(said, record.ref.child(section, at))


def of_entry(said: object, ref: Ref) -> Iterator[tuple[str, Ref, date]]:
    """The dates of one entry, and of the products that it groups."""
    assert isinstance(said, dict)
    for key in BELIEVED:
        # Other rules compare a beginning with its announcement, a promise's with its agreement.
        compared = key == "from" and not COMPARED.isdisjoint(said)
        if isinstance(said.get(key), date) and not compared:
            yield key, ref.child(key), said[key]
    for at, inner in enumerate(said.get("products", ())):
        if isinstance(inner, dict):
            yield from of_entry(inner, ref.child("products", at))


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such date once."""
    program = answers.program
    today = program.as_of
    for key, ref, day in dates(program):
        if day <= add_months(today, BELIEVED[key]):
            continue
        near = add_months(today, BELIEVED[key] // 2)

        def soon(slip: date, near: date = near) -> bool:
            return slip <= near

        no_end = (Repair(f"or leave `{key}` out, if it has no end"),) if key in ENDINGS else ()
        name = "a day of `holidays`" if key == "holiday" else f"`{key}`"
        yield Judgement(
            f"{name} is {in_words(day)}, {apart(today, day)} after {in_words(today)}",
            (Place(ref, in_words(day)),),
            subject=ref.document.rpartition("/")[2].removesuffix(".yml"),
            help=(
                *mended([Doubt(ref, day, soon)]),
                *(no_end or (Repair("correct it"),)),
            ),
            facts=(ref.document, ref.pointer),
        )


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("margin/ambiguous-rate",),
)
