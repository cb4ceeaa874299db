"""Where does a partner stand: the third of the three calculators.

What lives here: the tier held on a date, the agreement in force, deadlines and notice. What does
not: what a tier is worth (pricing), where it may sell (rights).
"""
