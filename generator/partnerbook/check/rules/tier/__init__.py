"""Rules about tier: one file and one page each."""
