"""Whether parts of one thing make the whole: the parts of a payment, who bears it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from partnerbook.findings import Finding, Ref
from partnerbook.load.said import shape
from partnerbook.model.incentive_terms import IncentiveTerms, SplitPart
from partnerbook.values.ident import closest
from partnerbook.values.percent import Percent

_WHOLE = Decimal(100)


def in_parts(at: Ref, incentive: IncentiveTerms) -> Iterator[Finding]:
    """What is wrong with the parts in which an incentive is paid."""
    parts = incentive.split or ()
    if parts:
        shares = [(part.share, at.child("split", n, "share")) for n, part in enumerate(parts)]
        yield from _not_whole("the parts of the payment", shares)
    if incentive.borne_by is not None:
        borne, here = incentive.borne_by, at.child("borne_by")
        bearers = {
            "vendor": borne.vendor,
            "distributor": borne.distributor,
            "partner": borne.partner,
        }
        said = [(share, here.child(who)) for who, share in bearers.items() if share is not None]
        yield from _not_whole("the shares of those who bear it", said)
    for number, part in enumerate(parts):
        if part.to is not None:
            yield from _goes_nowhere(at.child("split", number, "to"), part, parts)


def _not_whole(what: str, shares: list[tuple[Percent, Ref]]) -> Iterator[Finding]:
    together = sum((share.points for share, _ in shares), Decimal(0))
    if together != _WHOLE:
        sum_ = " + ".join(str(share) for share, _ in shares)
        over = abs(together - _WHOLE)
        way = "too much" if together > _WHOLE else "missing"
        message = f"{what} make {sum_} = {Percent(together)}, not 100%: {Percent(over)} {way}"
        yield shape("shares", message, [(ref, "") for _, ref in reversed(shares)])


def _goes_nowhere(here: Ref, part: SplitPart, parts: tuple[SplitPart, ...]) -> Iterator[Finding]:
    others = {other.id: other for other in parts if other.id != part.id}
    target = others.get(part.to or "")
    if target is None:
        near = closest(part.to or "", others, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"the others: {', '.join(others) or 'none'}"
        yield shape("shares", f"there is no other part called {part.to}; {hint}", [(here, "")])
    elif target.converts_below is not None:
        message = f"{part.to} may turn into another part itself; name one that is paid as it is"
        yield shape("shares", message, [(here, "")])
