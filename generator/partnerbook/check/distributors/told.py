"""What is said of a rate that leaves a distributor too little, or of a minimum that is too high."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from partnerbook.check.distributors.blame import (
    Blamed,
    decisive,
    kept_share,
    lacking_share,
    least,
)
from partnerbook.check.distributors.repairs import eased, repairs
from partnerbook.check.distributors.words import intro, message, notes, sum_of
from partnerbook.check.margins.deals import percent
from partnerbook.check.margins.sums import step_words
from partnerbook.findings import Finding, Place, Ref, Repair, Severity
from partnerbook.pricing.distributor import Squeeze
from partnerbook.pricing.untold import why_squeezed
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement

MOST_RATES = 5


def minimum_ref(program: Program) -> Ref | None:
    """Where the minimum stands, if it is written."""
    if program.minimum_distributor_margin is None:
        return None
    return program.ref.child("limits", "minimum_distributor_margin")


def of_rate(program: Program, blamed: Blamed) -> Judgement:
    """One finding for one number, with the deal that leaves least."""
    culprit, first, minimum = blamed.culprit, blamed.worst, minimum_ref(program)
    others = {
        taken.row.rate_ref: step_words(taken)
        for taken in decisive(first.core)
        if taken.row.rate_ref != culprit.row.rate_ref
    }
    return Judgement(
        message(program, first),
        (
            Place(culprit.row.rate_ref, "in every such deal"),
            *(Place(at, name) for at, name in others.items()),
            *([Place(minimum, "what it must keep")] if minimum else ()),
        ),
        subject=blamed.subject,
        notes=tuple(notes(program, first, blamed.squeezes)),
        sum_intro=intro(first),
        sum=tuple(sum_of(program, first, minimum)),
        help=tuple(repairs(program, blamed)),
    )


def gathered(
    program: Program, minimum: Ref, blamed: Sequence[Blamed], parts: Sequence[Finding]
) -> Judgement:
    """What is said of a minimum that most distributor discounts do not leave."""
    ranked = sorted(blamed, key=lambda one: -lacking_share(one.worst))
    first = ranked[0].worst
    places = [Place(minimum, f"{len(ranked)} rates leave less")]
    for one in ranked[:MOST_RATES]:
        words = f"{step_words(one.culprit)}: {percent(kept_share(one.worst))} kept"
        places.append(Place(one.culprit.row.rate_ref, words))
    return Judgement(
        message(program, first),
        tuple(places),
        subject="/".join(minimum.steps),
        notes=tuple(notes(program, first, [f for one in ranked for f in one.squeezes])),
        sum_intro=intro(first),
        sum=tuple(sum_of(program, first, minimum)),
        help=tuple(eased(minimum, ranked, least(program))),
        facts=tuple(part.subject for part in parts),
    )


def untold(program: Program, found: Iterable[Squeeze]) -> Iterator[Judgement]:
    """Stacks too many to prove."""
    seen: set[str] = set()
    for one in found:
        product, tier = program.products[one.extreme.product], program.tiers[one.extreme.tier]
        subject = f"{tier.id}/{product.id}"
        if subject not in seen:
            seen.add(subject)
            yield Judgement(
                f"cannot tell what a distributor keeps of {tier.name}'s price on {product.name}:"
                f" {why_squeezed(one)}",
                (Place(product.ref, "sold here"),),
                subject=subject,
                help=(Repair("say which incentives exclude each other (`stacks:`)"),),
                facts=("untold",),
                severity=Severity.UNDETERMINED,
            )
