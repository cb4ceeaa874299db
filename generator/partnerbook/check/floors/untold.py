"""What cannot be told about a floor: a margin without a cost, stacks too many to compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.untold import by_parts, why_untold
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement


def uncosted(program: Program, extremes: Iterable[Extreme]) -> Iterator[Judgement]:
    """Products under a margin floor that are priced in a currency without a cost in it."""
    written = {(name, cost.currency) for name, one in program.products.items() for cost in one.cost}
    missing: dict[tuple[str, str], Extreme] = {}
    for extreme in extremes:
        key = (extreme.product, extreme.currency)
        if key in written or key in missing:
            continue
        if any(floor.minimum_margin is not None for floor in extreme.floors):
            missing[key] = extreme
    for (name, currency), extreme in missing.items():
        product = program.products[name]
        of_parts = "" if product.cost_written else ", of the bundle or of each of its parts"
        yield Judgement(
            f"cannot tell the margin of {product.name} in {currency}: its cost in {currency} is"
            " not written",
            (
                Place(product.cost_ref(currency), f"no amount in {currency}"),
                Place(extreme.price.ref, f"priced in {currency} here"),
            ),
            subject=f"{name}/{currency}",
            help=(Repair(f"add the cost in {currency}{of_parts}"),),
            facts=("uncosted",),
            severity=Severity.UNDETERMINED,
        )


def untold(program: Program, extremes: Iterable[Extreme]) -> Iterator[Judgement]:
    """Stacks too many to prove."""
    seen: set[str] = set()
    for extreme in extremes:
        subject = f"{extreme.tier}/{extreme.product}"
        if extreme.proven or subject in seen:
            continue
        seen.add(subject)
        refs = dict.fromkeys(item.step.ref for item in by_parts(extreme))
        counts = tuple(Place(ref.child("bands", "counts"), "each part by itself") for ref in refs)
        yield Judgement(
            f"cannot tell whether {program.tiers[extreme.tier].name} stays above the floor on"
            f" {program.products[extreme.product].name}: {why_untold(extreme)}",
            (*counts, Place(program.products[extreme.product].ref, "sold here")),
            subject=subject,
            help=(Repair("let the bands count all units (`counts: all-units`)"),) * bool(counts),
            facts=("untold",),
            severity=Severity.UNDETERMINED,
        )
