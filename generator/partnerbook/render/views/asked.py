"""What a requirement asks for, in a few words: an amount, a number, or how its parts count."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.render import fmt
from partnerbook.render.views.seen import Seen

ASKED = "Required"


def ask(requirement: Seen) -> str:
    """``EUR 250,000``, ``4 people``, ``85%``, ``one of: …``, ``100 points: …`` or ``Required``."""
    if "amounts" in requirement:
        return fmt.amounts(requirement["amounts"])
    if "count" in requirement:
        return f"{fmt.number(requirement['count'])} {requirement['unit']}"
    if "percent" in requirement:
        return fmt.percent(requirement["percent"])
    if "all_of" in requirement:
        return _listed("All of", requirement["all_of"])
    if "any_of" in requirement:
        return _listed("One of", requirement["any_of"])
    if "count_of" in requirement:
        some = requirement["count_of"]
        return _listed(f"{fmt.number(some['at_least'])} of", some["of"])
    return _score(requirement["score"]) if "score" in requirement else ASKED


def _listed(how: str, items: Sequence[Seen]) -> str:
    return f"{how}: {'; '.join(_item(item) for item in items)}"


def _item(item: Seen) -> str:
    said = ask(item)
    over = f", {item['window']}" if "window" in item else ""
    return item["name"] if said == ASKED else f"{item['name']} ({said}{over})"


def _score(score: Seen) -> str:
    """Points in all, what gives them, and the fewest in a category."""
    parts = [_part(part) for part in score["parts"]]
    least = [
        f"at least {fmt.number(one['at_least'])} in {one['category']}"
        for one in score.get("minimum", ())
    ]
    total = f"{fmt.number(score['at_least'])} points"
    return "; ".join([f"{total}: {parts[0]}", *parts[1:], *least])


def _part(part: Seen) -> str:
    each = fmt.amounts(part["for_amounts"]) if "for_amounts" in part else ""
    many = part.get("for_each", 1)
    name = part["metric"].replace("-", " ")
    of = each or (f"{fmt.number(many)} {name}" if many > 1 else f"one of {name}")
    most = f", at most {fmt.number(part['at_most'])}" if "at_most" in part else ""
    return f"{fmt.number(part['points'])} for each {of} ({part['window']}{most})"
