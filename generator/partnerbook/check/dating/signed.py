"""What rules about signed agreements share: who signed which form, and one cause for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from partnerbook.findings import Finding, Place
from partnerbook.resolve.program import Agreement, Form, Partner, Program
from partnerbook.rulebook import Answers
from partnerbook.values.dates import in_words

SELLING = ("active", "on-notice")
"""Partners in these states are expected to sell."""
MOST_PLACES = 5
"""Of so many partners a finding about a form shows where they signed."""

Said = Callable[[Form, Sequence[Partner], Sequence[Finding]], Finding]


def signers(program: Program) -> Iterator[tuple[Partner, Agreement]]:
    """Every partner with an agreement that is understood."""
    for partner in program.partners.values():
        if partner.agreement is not None:
            yield partner, partner.agreement


def ending(partner: Partner, agreement: Agreement) -> str:
    """The key in the partner's file by which the certain end of its agreement is told.

    That is the last day itself, where it is written; else the notice, or when the term began.
    """
    signed = partner.record["agreement"]
    last = agreement.firm.end - timedelta(days=1)
    ends = ("renewed_until", "first_term_through")
    days = [key for key in ends if signed.get(key) == last]
    others = [key for key in ("notice_given", *ends) if key in signed]
    return (*days, *others, "effective")[0]


def promised(partner: Partner) -> frozenset[date]:
    """The days on which a partner's tiers, grants and special terms begin.

    An agreement often takes effect on one of them.
    """
    written = (*partner.record.get("grants", ()), *partner.record.get("special_terms", ()))
    days = {said["from"] for said in written if "from" in said}
    return frozenset(days.union(held.period.start for held in partner.standing))


def tier_before(program: Program, partner: Partner, agreement: Agreement) -> Iterator[Place]:
    """The first tier that begins before the agreement: its date shows which one is meant."""
    for held in partner.standing[:1]:
        if held.period.start < agreement.effective:
            name = program.tiers[held.tier].name
            label = f"{name} from {in_words(held.period.start)}, before the agreement"
            yield Place(held.ref.child("from"), label)


def title(form: Form) -> str:
    """What a form is called, with its version."""
    return f"{form.name} (version {form.version})"


def told_once(said: Said) -> Callable[[Answers, Sequence[Finding]], Iterable[Finding]]:
    """Gathers the findings about several partners of one form as one finding about the form.

    The subjects of the findings are the partners. That two are wrong in the same way is less likely
    than that the form is.
    """

    def gather(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
        program = answers.program
        form_of = {partner.id: agreement.form for partner, agreement in signers(program)}

        def key(finding: Finding) -> tuple[str, int]:
            form = form_of[finding.subject]
            return form.form, form.version

        for name, group in groupby(sorted(findings, key=key), key):
            mine, form = list(group), program.forms[name]
            if len(mine) > 1:
                partners = [program.partners[finding.subject] for finding in mine]
                yield said(form, partners, mine)
            else:
                yield from mine

    return gather
