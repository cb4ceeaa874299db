"""Price lists side by side: what one price says about another.

What lives here: what rules about prices need to compare lists. What does not: which price counts
on a deal (pricing).
"""
