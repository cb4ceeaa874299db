"""What rules about the engagement model share: a partner in words, and who looks after whom.

What does not live here: which rule a partner falls under (standing).
"""
