"""How a tier is reached, kept and lost, besides what it asks for, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.render import fmt
from partnerbook.render.views.scope import ScopeLine
from partnerbook.render.views.seen import Seen


def keeping(
    tier: Seen, names: Mapping[str, str], places: Mapping[str, str]
) -> tuple[ScopeLine, ...]:
    """The lines of one tier. ``names`` are those of tiers, ``places`` those of regions."""
    return tuple(ScopeLine(label, text) for label, text in _lines(tier, names, places))


def _lines(
    tier: Seen, names: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if "regions" in tier:
        yield "For partners established in", fmt.joined([places[one] for one in tier["regions"]])
    if "after" in tier:
        yield "Besides", fmt.joined([names[one] for one in tier["after"]])
    if "promotion" in tier:
        yield "Promotion", f"when the requirements are met {_row(tier['promotion'])}"
    if "demotion" in tier:
        yield "Demotion", f"when what keeps it is missed {_row(tier['demotion'])}"
    if tier.get("hold", "none") != "none":
        yield "Held", "To the end of the calendar year after the one in which it was reached"
    if "cure" in tier:
        yield "Time to meet it again", fmt.duration(tier["cure"])
    if "maximum_stay" in tier:
        yield "Longest stay", fmt.duration(tier["maximum_stay"])
    for cohort in tier.get("cohorts", ()):
        yield f"Kept until {fmt.day(cohort['through'])}", f"by {_who(cohort)}. {cohort['reason']}"
    if "appeal" in tier:
        appeal = tier["appeal"]
        yield "Appeal", f"Within {fmt.duration(appeal['within'])}. {appeal['how']}"
    if "formerly" in tier:
        yield "Formerly", fmt.joined(tier["formerly"])


def _row(said: Seen) -> str:
    unit = said["of"].removesuffix("s")
    return f"at {fmt.count(said['in_a_row'], f'end of a {unit}', f'ends of {unit}s')} in a row"


def _who(cohort: Seen) -> str:
    who = []
    if "joined_before" in cohort:
        who.append(f"partners who joined before {fmt.day(cohort['joined_before'])}")
    if "tier_from_before" in cohort:
        who.append(
            f"partners who have had the tier since before {fmt.day(cohort['tier_from_before'])}"
        )
    return ", of these ".join(who)
