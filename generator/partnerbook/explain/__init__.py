"""Why an answer is what it is: who holds which right, by which line of which file, what is open.

What lives here: the words of a question, and the choice and order of what the calculators found,
as plain data that a terminal, a program and a page of the site can show. What does not: arithmetic;
where explain would have to compute, a calculator forgot to record. Nor any layout (render).
"""
