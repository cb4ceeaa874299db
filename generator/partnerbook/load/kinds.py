"""What an incentive or a table shows to be wrong for its kind, or for its way of giving."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Finding, Ref, Repair
from partnerbook.load.said import replaced, shape
from partnerbook.model.discount import DiscountFile
from partnerbook.model.incentive import IncentiveFile


def of_its_kind(at: Ref, part: IncentiveFile) -> Iterator[Finding]:
    """What does not go with the kind of an incentive."""
    yield from _not_recurring(at, part)
    yield from _not_distributors(at, part)
    if part.kind == "accelerator":
        yield from _on_top(at, part)


def marginal(at: Ref, part: IncentiveFile | DiscountFile) -> Iterator[Finding]:
    """Marginal bands of anything but the list price: the sum of the bands would not be exact.

    What a unit costs after a cap or an amount per order hangs on how many there are.
    """
    tables = [(at, part.bands)] if isinstance(part, IncentiveFile) else []
    if isinstance(part, DiscountFile):
        tables = [(at.child("rows", number), row.bands) for number, row in enumerate(part.rows)]
    for here, bands in tables:
        if bands is not None and bands.counts == "marginal" and part.base != "list":
            yield shape(
                "wrong-value",
                "marginal bands need `base: list`: after a cap or an amount per order, a unit of"
                f" what `base: {part.base}` means costs another sum on each order, so no band holds"
                " a certain part of it",
                [
                    (here.child("bands", "counts"), "each band by itself"),
                    (at.child("base"), "not the list price"),
                ],
                help=(
                    replaced(at.child("base"), "list", "write `base: list`"),
                    replaced(here.child("bands", "counts"), "all-units", "or count all units"),
                ),
            )


def _on_top(at: Ref, part: IncentiveFile) -> Iterator[Finding]:
    """An accelerator that names nothing that it is on top of."""
    if part.stacks is not None and part.stacks.requires is None:
        yield shape(
            "missing-key",
            "`requires` is missing in `stacks`: an accelerator comes on top of another incentive",
            [(at.child("stacks").key(), "`requires` is missing"), (at.child("kind"), "")],
            help=(Repair("name the incentive under `requires:`"),),
            facts=("requires",),
        )


def _not_recurring(at: Ref, part: IncentiveFile) -> Iterator[Finding]:
    """A revenue share of something that is paid once."""
    if part.kind == "revenue-share" and part.base not in (None, "recurring"):
        where = at.child("base")
        yield shape(
            "wrong-value",
            f"a revenue share is a share of what is paid each billing period, not of {part.base}",
            where,
            "not recurring",
            help=(replaced(where, "recurring", "write recurring"),),
        )


def _not_distributors(at: Ref, part: IncentiveFile) -> Iterator[Finding]:
    """A credit-back to somebody who passes nothing on."""
    if part.kind == "credit-back" and part.side != "distributor":
        where = at.child("side")
        yield shape(
            "wrong-value",
            f"a credit-back is paid to the distributor, not to the {part.side}",
            where,
            help=(replaced(where, "distributor", "write distributor"),),
        )
