"""What is said of an edit of what already held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.rulebook import Judgement
from partnerbook.standing.past import PRICE, PastEdit
from partnerbook.standing.past_difference import ABSENT
from partnerbook.standing.past_parts import FRAME
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest


def names(edit: PastEdit) -> tuple[str, ...]:
    """The subjects by which a correction may name an edit: its own, or the whole price list."""
    return tuple(filter(None, (edit.subject, list_of(edit))))


def of_nothing(subject: str, ref: Ref, edits: Sequence[str]) -> Judgement:
    """A correction of something that is as it was."""
    near = closest(subject, edits, 1)
    meant = tuple(Repair(f"write {one}", edits=(Edit(ref.child("subject"), one),)) for one in near)
    return Judgement(
        f"the correction of {subject} corrects nothing: what held already there is as it was",
        (Place(ref.child("subject"), "nothing of this is edited"),),
        subject=subject,
        help=(
            *meant,
            Repair("write the folder, the file and the id of what is edited, or remove it"),
        ),
        facts=("nothing",),
        severity=Severity.WARNING,
    )


def lists_once(edits: Sequence[PastEdit]) -> Iterator[tuple[PastEdit, Sequence[PastEdit]]]:
    """Each edit and none besides; but of the prices of a list the first, and the others with it."""
    for _, group in groupby(edits, lambda one: list_of(one) or one.subject):
        first, *more = group
        yield first, more


def list_of(edit: PastEdit) -> str:
    """The price list of which an edit changes a price; empty for any other edit."""
    return edit.subject.rpartition("/")[0] if edit.key == PRICE else ""


def besides(more: Sequence[PastEdit]) -> str:
    """How many prices of the same list differ too."""
    if not more:
        return ""
    return f"; {len(more)} more {'price differs' if len(more) == 1 else 'prices differ'}"


WHY = {
    "versions": "rights and rates of that time would reach elsewhere",
    "rules": "orders of that time would have gone another way",
    "requirements": "tiers of that time would be judged anew",
    "maintenance": "tiers of that time would be judged anew",
    "grants": "who might sell what at that time would be another",
    "agreement": "rights and prices of that time would be others",
    "standing": "who held what at that time would be another",
}
"""What an edit does to the past, by the list of its file; else orders are reckoned anew."""

THINGS = {
    "rows": "rows",
    "rules": "rules",
    "versions": "versions",
    "requirements": "requirements",
}
"""What several parts of a file are called; else entries."""


def _why(edit: PastEdit) -> str:
    return WHY.get(edit.section, "orders of that time would be reckoned anew")


def _several(edit: PastEdit) -> str:
    return f"{edit.count} {THINGS.get(edit.section, 'entries')}"


def said(edit: PastEdit) -> str:
    """What was, what is instead, and why that matters."""
    return f"{edit.subject} {_what(edit)}: {_why(edit)}"


def _what(edit: PastEdit) -> str:
    since = in_words(edit.since) if edit.since else ""
    if edit.what == "new":
        will = f"{_several(edit)} of it are" if edit.count > 1 else "is"
        if since:
            return f"is new, but {will} to hold from {since} on already"
        says = f"{_several(edit)} of it say" if edit.count > 1 else "says"
        return f"is new, but {says} no first day, as if that had always held"
    held = f"held since {since}" if since else "always held"
    if edit.what == "gone":
        along = f", with {_several(edit)}" if edit.count > 1 else ""
        return f"{held} and is gone{along}"
    if edit.what == "earlier":
        assert edit.earlier is not None  # what always held is moved nowhere
        then = f"from {since} on already" if since else "as if it had always held"
        return f"was to hold from {in_words(edit.earlier)} on, and now holds {then}"
    return f"{held}, but `{edit.key}` {_differs(edit)}"


def _differs(edit: PastEdit) -> str:
    if edit.was and edit.becomes:
        return f"was {edit.was} and is {edit.becomes} now"
    if edit.becomes == ABSENT:
        return "is gone"
    return "is new" if edit.was == ABSENT else "is another now"


def instead(edit: PastEdit, last: str, first: str) -> str:
    """How the same is written without touching what was: by yesterday and today, in words."""
    if edit.what == "new":
        them = "each of them" if edit.count > 1 else "it"
        return f"let {them} begin on {first} or later (`from:`)"
    if edit.what == "earlier":
        return f"let it begin on {first} or later"
    if edit.what == "gone":
        return f"put it back, with `through:` on {last} or later"
    if edit.key == PRICE:
        return f"put the price back, end the list on {last} or later, and write a new list after it"
    if edit.over:
        return "put it back as it was: it had ended, and nothing of it is to come"
    if edit.key == "through":
        return f"let it end on {last} or later, or put its last day back"
    if edit.section == FRAME:
        return (
            f"put it back, end the rows on {last} or later, and write what is new as another table"
            " from the day after"
        )
    if edit.section == "agreement":
        return "put it back as it was signed"
    return (
        f"put it back as it was, with `through:` on {last} or later, and write what is new beside"
        " it from the day after"
    )


def label(edit: PastEdit) -> str:
    """What is written at the edited place."""
    if edit.what == "gone":
        return "gone"
    return f"was {edit.was}" if edit.was else "changes what already held"
