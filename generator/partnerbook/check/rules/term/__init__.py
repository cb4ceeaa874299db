"""Rules about special terms, what was agreed with one partner alone."""
