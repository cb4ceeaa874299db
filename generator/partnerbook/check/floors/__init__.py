"""Stacks below a floor: finding the breach, whom to blame, what to say and what would mend it.

What lives here: what the rule margin/floor needs. What does not: the stacks themselves (pricing).
"""
