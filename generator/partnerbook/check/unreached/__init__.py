"""What is said of incentives that no deal can get, with the sums that leave them out.

What lives here: the words of the rule incentive/unreachable. What does not: which numbers some deal
gets (pricing, incentives).
"""
