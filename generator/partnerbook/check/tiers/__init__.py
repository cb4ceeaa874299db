"""What the rules about tiers share: who holds what without earning it, and requirements in rows.

What does not live here: the verdicts themselves (standing).
"""
