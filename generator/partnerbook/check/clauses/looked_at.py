"""Which forms an act looks at, in which areas of ``policies.law``, and who signed them there.

Nothing here decides what is lawful. It finds what somebody who knows the law should look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partnerbook.check.days.signed import MOST_PLACES, signers, title
from partnerbook.check.territories.law import BUYERS, REVIEW, area_words
from partnerbook.check.territories.stars import capped
from partnerbook.findings import Place, Ref, Repair
from partnerbook.resolve.law import LawArea, areas_under
from partnerbook.resolve.life import OVER
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Form, Partner, Program
from partnerbook.resolve.written_place import ever
from partnerbook.rulebook import Judgement
from partnerbook.values.box import touch_spans


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A form that an act looks at: where, in words, and the partners there that signed it."""

    form: Form
    areas: tuple[LawArea, ...]
    where: str
    signed_by: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A clause of a certain kind: as written, and whom it is for."""

    said: Mapping[str, Any]
    types: frozenset[str]
    ref: Ref


def forms_under(program: Program, act: str) -> Iterator[LookedAt]:
    """The newest version of each form that may be used in an area of the act, and signed ones."""
    areas = list(areas_under(program, act, program.as_of))
    newest: dict[str, int] = {}
    for name, version in program.forms:
        newest[name] = max(version, newest.get(name, version))
    for (name, version), form in sorted(program.forms.items()) if areas else ():
        signed = [one for one, agreement in signers(program) if agreement.form == form]
        there: dict[str, Partner] = {}
        found = []
        for area in areas:
            here = [one for one in signed if one.status not in OVER and _is_in(program, one, area)]
            there.update((one.id, one) for one in here)
            if here or (version == newest[name] and _may_be_used(program, form, area)):
                found.append(area)
        if found:
            where = joined([area_words(program, area) for area in found], "and")
            yield LookedAt(form, tuple(found), where, tuple(there.values()))


def _is_in(program: Program, partner: Partner, area: LawArea) -> bool:
    """Whether a partner is established in an area, or may sell there."""
    if touch_spans(program.axes.node("seller", partner.seller_place), area.held):
        return True
    return any(grant.cells.limited("place", area.held) for grant in partner.grants)


def _may_be_used(program: Program, form: Form, area: LawArea) -> bool:
    said = form.record.get("territory")
    if said is None:
        return True
    held = [ever(program, place) or () for place in said["places"]]
    return any(touch_spans(one, area.held) for one in held)


def clauses(form: Form, *kinds: str) -> Iterator[Typed]:
    """The clauses of some kinds."""
    for at, said in enumerate(form.record.get("clauses", ())):
        if said.get("kind") in kinds:
            yield Typed(said, types_of(form, said), form.ref.child("clauses", at))


def types_of(form: Form, said: Mapping[str, Any]) -> frozenset[str]:
    """The types of partner for which a part of a form is meant."""
    return frozenset(said.get("partner_types", form.partner_types))


def for_buyers(program: Program, act: str, *kinds: str) -> Iterator[tuple[LookedAt, Typed]]:
    """The clauses of some kinds that bind partners who buy and sell on."""
    for seen in forms_under(program, act):
        for clause in clauses(seen.form, *kinds):
            if clause.types & set(BUYERS):
                yield seen, clause


def flagged(
    seen: LookedAt,
    at: Place,
    say: str,
    source: str,
    repairs: Sequence[Repair],
    *,
    part: str,
    types: frozenset[str] = frozenset(),
    beside: Sequence[Place] = (),
) -> Judgement:
    """What is said of one part of a form. ``say`` goes on after its name; ``types`` it is for.

    ``beside``: what elsewhere makes it worth a look.
    """
    signed = [one for one in seen.signed_by if not types or one.type in types]
    places = [Place(one.ref.child("agreement", "form"), f"{one.name}: signed it") for one in signed]
    who = (("signed by", capped(one.name for one in signed)),) if signed else ()
    return Judgement(
        f"for legal review ({seen.where}): {title(seen.form)}{say}",
        (at, *beside, *places[:MOST_PLACES]),
        subject=f"{seen.form.record.id}/{part}",
        notes=(*who, REVIEW, ("source", source)),
        help=tuple(repairs),
        facts=tuple(area.id for area in seen.areas),
    )


def in_the_next(seen: LookedAt, what: str) -> str:
    """A repair in words: a version that somebody signed never changes."""
    return f"{what}, in a new version of the form" if seen.signed_by else what
