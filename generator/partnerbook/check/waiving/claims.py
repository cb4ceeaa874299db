"""What is known of an approval: somebody claims it, and perhaps names what would prove it."""

from __future__ import annotations

from typing import Literal

from partnerbook.resolve.program import Waiver

Claim = Literal["claimed", "claimed, proof named"]
PROOF = {"ticket": "ticket", "minutes": "minutes", "signed-memo": "signed memo", "e-mail": "e-mail"}


def claim(waiver: Waiver) -> Claim:
    """How sure an approval is. A proof that is named has been opened by nobody here."""
    return "claimed, proof named" if waiver.proof else "claimed"


def in_words(waiver: Waiver) -> str:
    """``finance-chief (claimed)`` or ``finance-chief (claimed; proof named: minutes, https://…)``."""
    if not waiver.proof:
        return f"{waiver.approver} (claimed)"
    proof = waiver.proof
    return f"{waiver.approver} (claimed; proof named: {PROOF[proof['kind']]}, {proof['link']})"
