"""What a change does to each partner: two revisions compared. Empty until its issue comes.

What lives here: the mechanical comparison, the impacts (one pair of files each), classes and
approvals. What does not: findings about one revision (check), printing (cli).
"""
