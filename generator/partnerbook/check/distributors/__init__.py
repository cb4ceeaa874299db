"""Two-tier deals that leave a distributor too little: the number to blame, the sum, what mends it.

What lives here: what the rule margin/two-tier needs. What does not: the stacks (pricing), and who
distributes where (territories).
"""
