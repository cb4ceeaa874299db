"""The review of tiers: what each change is worth to the partner, and how files come to say it.

What does not live here: whether a tier is earned, and what follows from that (standing).
"""
