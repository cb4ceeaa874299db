"""Rules about approval: one file and one page each."""
