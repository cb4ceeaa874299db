"""Special terms that go further than the program allows itself: what is said, and what mends it.

What lives here: what the rule term/outside-limits needs. What does not: the floors that a term may
break (floors), and what absolute prices lower (margins).
"""
