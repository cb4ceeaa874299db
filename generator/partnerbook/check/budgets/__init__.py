"""What an incentive is expected to cost in the period of its budget, as it says or by evidence.

What lives here: what the rule incentive/budget needs. What does not: what evidence says of one
partner (standing), and whom an incentive reaches (incentives).
"""
