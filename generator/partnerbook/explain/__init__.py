"""Why an answer is what it is: the trail of one number or right. Empty until its issue comes.

What lives here: the choice and order of the steps that the calculators recorded. What does not:
arithmetic; where explain would have to compute, a calculator forgot to record.
"""
