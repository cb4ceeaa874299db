"""Rules about territory: one file and one page each."""
