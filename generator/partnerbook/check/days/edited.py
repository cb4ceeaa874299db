"""What is said of an edit of what already held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.rulebook import Judgement
from partnerbook.standing.past import PRICE, PastEdit
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


def _since(edit: PastEdit) -> str:
    return f"held since {in_words(edit.since)}" if edit.since else "always held"


def said(edit: PastEdit) -> str:
    """What was, what is instead, and why that matters."""
    why = "orders of that time would be reckoned anew"
    if not edit.key and not edit.was:
        assert edit.since is not None  # what always held is not new
        return (
            f"{edit.subject} is new, but is to hold from {in_words(edit.since)} on already: {why}"
        )
    if not edit.key:
        return f"{edit.subject} {_since(edit)} and is gone: {why}"
    if edit.was and edit.becomes:
        what = f"`{edit.key}` was {edit.was} and is {edit.becomes} now"
    else:
        what = f"`{edit.key}` is another now"
    return f"{edit.subject} {_since(edit)}, but {what}: {why}"


def instead(edit: PastEdit, last: str, first: str) -> str:
    """How the same is written without touching what was: by yesterday and today, in words."""
    if not edit.key and not edit.was:
        return f"let it begin on {first} or later"
    if not edit.key:
        return f"put it back, with `through:` on {last} or later"
    if edit.key == PRICE:
        return f"put the price back, end the list on {last} or later, and write a new list after it"
    return (
        f"put it back as it was, with `through:` on {last} or later, and write what is new beside"
        " it from the day after"
    )


def label(edit: PastEdit) -> str:
    """What is written at the edited place."""
    return f"was {edit.was}" if edit.key and edit.was else "changes what already held"
