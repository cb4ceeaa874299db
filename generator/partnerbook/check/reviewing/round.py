"""The review round: what is proposed for every partner, and the files that would say so.

Nothing is written here. What would be written has been tried on a copy: it brings no new error,
and a review of the copy proposes nothing more for whom it concerns.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.check.declined import Declined
from partnerbook.check.edits import changed_files
from partnerbook.check.outcome import Outcome, examine
from partnerbook.check.repairs import errors_of
from partnerbook.check.reviewing.examples import Rested, rested
from partnerbook.check.reviewing.lines import edits_of
from partnerbook.check.reviewing.worth import Appraiser, Worth
from partnerbook.check.waiving.tiers import TIERS, exempt
from partnerbook.findings import Edit, Finding, Severity
from partnerbook.load import Loaded
from partnerbook.resolve import Fallback
from partnerbook.resolve.program import Program
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree
from partnerbook.standing.proposing import Proposal, proposals
from partnerbook.values.ident import closest

NOT_EARNED = TIERS[0]
NO_PROGRAM = "program/program.yml is missing or not understood; partnerbook check says why"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One partner: what is proposed, and what that is worth where its tier changes.

    ``waiver``: the rule and the approvers of a waiver by which it could keep its tier; "" for none.
    """

    proposal: Proposal
    worth: Worth | None
    rule: str
    approvers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The answer. ``partner`` is the only one asked about, "" for all.

    ``unjudged``: what is not understood, so that a file may be missing that decides.
    """

    outcome: Outcome
    program: Program
    loaded: Loaded
    partner: str
    all: tuple[Reviewed, ...]

    @property
    def changed(self) -> tuple[Reviewed, ...]:
        """Those of which something would be written."""
        return tuple(one for one in self.all if one.proposal.changed)

    @property
    def errors(self) -> int:
        """How many errors ``check`` finds."""
        return errors_in(self.outcome)

    @property
    def unjudged(self) -> bool:
        """Whether files that decide about tiers are not understood."""
        return NOT_EARNED in self.outcome.unjudged


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What writing does: by path the text before and after, and the bytes of the whole file.

    ``examples`` no longer come out then; ``new``: warnings that stand besides; ``errors``: how many
    ``check`` finds then, those of examples among them.
    """

    files: Mapping[str, tuple[str, str]]
    data: Mapping[str, bytes]
    examples: tuple[Rested, ...]
    new: tuple[Finding, ...]
    errors: int


def errors_in(outcome: Outcome) -> int:
    """How many errors stand."""
    return sum(one.severity is Severity.ERROR for one in outcome.standing)


def review_of(
    tree: Tree,
    as_of: date | None,
    reason: str,
    fallback: Fallback | None,
    partner: str | None = None,
) -> Review | Declined:
    """What is proposed on the day for all partners, or one; why not where there is no answer."""
    outcome = examine(tree, as_of, reason, fallback)
    program = outcome.program
    if program is None:
        return Declined(NO_PROGRAM)
    if partner is not None and partner not in program.partners:
        near = closest(partner, program.partners)
        hint = f"; did you mean {near[0]}?" if near else ""
        return Declined(f"there is no partner {partner}{hint}", usage=True)
    found = proposals(program, exempt(outcome.waived), partner or "")
    appraiser = Appraiser(program)
    unearned = {one.subject: one.id for one in outcome.apart if one.id in TIERS}
    told = tuple(_reviewed(program, one, appraiser, unearned) for one in found)
    return Review(outcome, program, outcome.loaded, partner or "", told)


def _reviewed(
    program: Program, proposal: Proposal, appraiser: Appraiser, open_: Mapping[str, str]
) -> Reviewed:
    """``open_``: by partner, the rule that finds its tier unearned."""
    held, name = proposal.position.held, proposal.position.partner
    before = held.tier if held else ""
    worth = None
    if proposal.changed and proposal.tier != before and proposal.day is not None:
        partner = program.partners[name]
        worth = appraiser.worth(partner, before, proposal.tier, proposal.day)
    rule = open_.get(name, "") if proposal.position.kept is None else ""
    may = (one for one in program.approvers.values() if rule and rule in one.may)
    return Reviewed(proposal, worth, rule, tuple(one.id for one in may))


def rewritten(tree: Tree, review: Review) -> Rewritten | Declined:
    """The files as the review proposes, or why they are not to be written."""
    program, outcome = review.program, review.outcome
    if review.unjudged:
        return Declined(
            "nothing is written: metrics, evidence or tiers are not understood as a whole, and what"
            " is missing may decide; partnerbook check shows it"
        )
    if not review.changed:
        return Rewritten({}, {}, (), (), review.errors)
    edits: list[Edit] = []
    for one in review.changed:
        edits += edits_of(program.partners[one.proposal.position.partner], one.proposal)
    texts = changed_files(review.loaded, edits)
    after = examine(
        Overlay(tree, {path: text.encode() for path, text in texts.items()}),
        program.as_of,
        program.as_of_reason,
        None,
        outcome.answers,
    )
    new = errors_of(after.apart) - errors_of(outcome.apart)
    if new or after.program is None:
        wrong = [one for one in after.apart if (one.id, one.fingerprint) in new]
        said = "; ".join(f"{one.id}: {one.message}" for one in wrong)
        return Declined(f"nothing is written: then check would find what it does not now: {said}")
    names = {one.proposal.position.partner for one in review.changed}
    again = proposals(after.program, exempt(after.waived))
    more = [one.position.partner for one in again if one.changed and one.position.partner in names]
    if more:
        raise AssertionError(f"a review of what it wrote itself goes on for {', '.join(more)}")
    known = {(one.id, one.fingerprint) for one in outcome.apart}
    besides = [one for one in after.apart if (one.id, one.fingerprint) not in known]
    examples = tuple(rested(program, names, besides))
    of_examples = [one.finding for one in examples]
    return Rewritten(
        {path: (review.loaded.text(path), texts[path]) for path in sorted(texts)},
        {path: _mark(tree, path) + texts[path].encode() for path in sorted(texts)},
        examples,
        tuple(one for one in besides if one not in of_examples),
        errors_in(after),
    )


def _mark(tree: Tree, path: str) -> bytes:
    """The byte order mark of a file that has one: it is no part of its text."""
    data = tree.read(path)
    return BOM_UTF8 if isinstance(data, bytes) and data.startswith(BOM_UTF8) else b""
