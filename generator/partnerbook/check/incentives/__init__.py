"""What one incentive reaches and leaves out, judged from its own file.

What lives here: what the rules incentive/… share. What does not: what incentives come to together
(floors, margins, distributors).
"""
