"""What rules about signed agreements share: who signed which form, and one cause for many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from partnerbook.findings import Finding
from partnerbook.resolve.program import Agreement, Form, Partner, Program
from partnerbook.rulebook import Answers

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
