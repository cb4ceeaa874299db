"""How an incentive is paid, as lines of its terms: how, in which parts, when, tax and booking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.render import words
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Phrase
from partnerbook.render.appendix.say import Part, listed, optional, phrase, said, worded

_PERIODS = {"quarter": "a quarter", "half-year": "half a year", "year": "a year"}


def payment(case: Case, node: Node) -> Iterator[tuple[str, Part]]:
    """The lines; amounts in the partner's currency."""
    split = list(node.each("split"))
    for part in split:
        yield "Paid in parts", _part(case, part, split)
    paid = node.find("payment")
    if paid is None:
        return
    parts: list[Part] = [] if split else [worded(paid["how"], words.PAYMENTS)]
    when, within = paid.find("when"), paid.find("within")
    if when is not None:
        parts += [*([", "] if parts else []), said(when)]
    if within is not None:
        parts += [", within " if parts else "within ", said(within)]
    if parts:
        yield "Payment", phrase(*parts)
    for least in paid.each("minimum"):
        if least.value.currency == case.partner.currency:
            yield "Smallest payment", phrase(said(least), "; less is carried over")
    for label, key in (("Tax", "tax"), ("Booked as", "books_as")):
        line = optional(paid.find(key))
        if line is not None:
            yield label, line


def running(node: Node) -> Iterator[tuple[str, Part]]:
    """What becomes of running payments when the tier changes or the agreement ends."""
    for key, way in node.entries("running"):
        label, ways = words.RUNNING[key]
        yield label, worded(way, ways)


def borne(node: Node) -> Phrase | None:
    """Who bears what is given, where the vendor does not bear it alone."""
    shares = list(node.entries("borne_by"))
    if not shares:
        return None
    names = {"vendor": "the Vendor", "distributor": "the distributor", "partner": "the Partner"}
    return listed([phrase(names[who], " ", said(share)) for who, share in shares])


def _part(case: Case, part: Node, split: Sequence[Node]) -> Phrase:
    ways = {code: way[0].lower() + way[1:] for code, way in words.PAYMENTS.items()}
    how = phrase(said(part["share"]), ", ", worded(part["how"], ways))
    for least in part.each("converts_below"):
        if least.value.currency == case.partner.currency:
            other = next(one for one in split if one["id"].value == part["to"].value)
            instead = worded(other["how"], ways)
            per = worded(part["per"], _PERIODS)
            return phrase(
                how, "; ", instead, " if it comes to less than ", said(least), " in ", per
            )
    return how
