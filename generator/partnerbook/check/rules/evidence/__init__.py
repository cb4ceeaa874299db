"""Rules about evidence: rows that nobody can count, tables of the future."""
