"""Rules about privacy: one file and one page each."""
