"""With what else an incentive may be combined, and how many of them one deal can have."""

from __future__ import annotations

from typing import ClassVar, Literal

from partnerbook.model.base import Items, Maybe, Names, Part, Rule, RuledPart, optional, required
from partnerbook.model.scalars import Id, Line, Positive, Prose, RateText
from partnerbook.model.scope import Except, For


class Stacking(RuledPart):
    """With what else an incentive may be combined."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule("choice", "a choice is made among the incentives of a group", require=("group",)),
    )
    group: Maybe[Line] = optional(
        "Group",
        "Of all incentives with the same group at most one counts for a deal.",
        "front-end-uplift",
        adverse="any",
    )
    choice: Maybe[Literal["best-for-partner", "lowest"]] = optional(
        "Choice",
        "Which one of the group the program itself gives: the one that gives most on the deal, or "
        "the one that gives least, of those that give anything. Every incentive of the group says "
        "the same and applies by itself. Without it the partner chooses. Compared is what each "
        "would give on the line of the order, beside all else that is taken on it, before "
        "rounding.",
        "best-for-partner",
        adverse="any",
    )
    excludes: Maybe[Items[Id]] = optional(
        "Excludes", "Ids of incentives that cannot be combined with it.", ["rebate"], adverse="any"
    )
    requires: Maybe[Items[Id]] = optional(
        "Requires", "Ids of incentives without which it is not given.", ["rebate"], adverse="any"
    )


class OnlyIf(Part):
    """What must be so on a deal before an incentive is given, beside its cells."""

    margin_below: RateText = required(
        "Margin below",
        "Given only where what the vendor keeps is below this margin: net revenue less cost, in % "
        "of net revenue, as in a floor. It is measured at the opening of the incentive's stage: "
        "list value less all that the vendor gives in earlier stages, so without the incentive "
        "itself and what comes with it or later.",
        "20%",
        audience="internal",
        adverse="decrease",
    )


class StackLimit(Part):
    """How many of some incentives there can be on one deal."""

    id: Id = required("Id", "The id of the limit.", "two-promotions")
    at_most: Positive = required(
        "At most", "So many of them on one deal, on each line of its order.", 2, adverse="decrease"
    )
    of: Names[Line] = required(
        "Of",
        "The ids of the incentives that are counted, or all.",
        ["deal-registration", "spring-campaign", "volume"],
        adverse="any",
    )
    for_: Maybe[For] = optional(
        "For", "For which deals; all if left out.", {"products": ["core"]}, key="for", adverse="any"
    )
    except_: Maybe[Except] = optional(
        "Except", "Deals without this limit.", [{"places": ["CH"]}], key="except", adverse="any"
    )
    reason: Prose = required("Reason", "Why no more.", "Promotions are not added up.")
