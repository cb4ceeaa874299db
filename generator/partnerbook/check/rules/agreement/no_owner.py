"""Flags an obligation that nobody has, or a distributor where the partner buys from the vendor."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import signers, title
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.life import OVER
from partnerbook.resolve.program import Form, Program
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each obligation of each form once."""
    program = answers.program
    for _, form in sorted(program.forms.items()):
        for at, one in enumerate(form.record.get("obligations", ())):
            ref = form.ref.child("obligations", at)
            if "owner" not in one:
                text = _short(one["text"])
                yield Judgement(
                    f"nobody owns the obligation {one['id']} of {title(form)}: {text}",
                    (Place(ref.child("id"), "without an `owner`"),),
                    subject=f"{form.record.id}/{one['id']}",
                    help=(Repair("say who does it: `owner: partner`, `vendor` or `distributor`"),),
                    facts=("none",),
                )
                continue
            direct = _buying_direct(program, form) if one["owner"] == "distributor" else []
            if direct:
                yield Judgement(
                    f"the obligation {one['id']} of {title(form)} is the distributor's, but"
                    f" {', '.join(direct)} {'buys' if len(direct) == 1 else 'buy'} from us",
                    (Place(ref.child("owner"), "a distributor's"),),
                    subject=f"{form.record.id}/{one['id']}",
                    help=(Repair("say who does it where no distributor stands between"),),
                    facts=("distributor",),
                )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57].rstrip()}…"


def _buying_direct(program: Program, form: Form) -> list[str]:
    """The names of the partners that signed the form and have no distributor."""
    return [
        partner.name
        for partner, agreement in signers(program)
        if agreement.form == form and not partner.buys_from and partner.status not in OVER
        if partner.type != "distributor"
    ]


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
