"""What ONE file may say: a pydantic model per kind of file, from which its schema is made.

What lives here: shapes, with the audience and the adverse direction of every field. What does
not: reading files (source), the wording of a refusal (load), anything that needs two files
(resolve).
"""
