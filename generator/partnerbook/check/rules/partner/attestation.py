"""Flags a statement of a partner that its agreement asks for nowhere, or of a day to come."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.as_of import ASKED
from partnerbook.check.days.signed import signers, title
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each entry of each partner with an agreement."""
    program = answers.program
    for partner, agreement in signers(program):
        form = agreement.form
        asked = [one["id"] for one in form.record.get("attestations", ())]
        seen: set[str] = set()
        for at, one in enumerate(partner.record.get("attestations", ())):
            name, ref = one["attests"], partner.ref.child("attestations", at)
            here, subject = ref.child("attests"), f"{partner.id}/{name}"
            near = () if name in asked else closest(name, asked)[:1]
            # By the name that is meant: mending the name leaves the day as wrong as it is.
            meant = near[0] if near else name
            if name in seen:
                yield Judgement(
                    f"{partner.name} has two entries for the statement {name}",
                    (Place(here, "the second one"),),
                    subject=subject,
                    help=(Repair("keep the newer one"),),
                    facts=("twice",),
                )
            elif name not in asked:
                yield Judgement(
                    f"{title(form)}, which {partner.name} signed, asks for no statement {name}",
                    (Place(here, "of no form"), Place(form.ref.child("form"), "its form")),
                    subject=subject,
                    help=(
                        *(Repair(f"write {other}", edits=(Edit(here, other),)) for other in near),
                        Repair("or take it out"),
                    ),
                )
            come = one["last"] <= program.as_of or program.as_of_reason == ASKED
            if not come and name not in seen:
                yield Judgement(
                    f"{partner.name} stated {meant} on {in_words(one['last'])}, which is yet to"
                    f" come on {in_words(program.as_of)}",
                    (Place(ref.child("last"), "in the future"),),
                    subject=f"{partner.id}/{meant}",
                    help=(Repair("write the day on which it was stated last"),),
                    facts=("to come",),
                )
            seen.add(name)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
