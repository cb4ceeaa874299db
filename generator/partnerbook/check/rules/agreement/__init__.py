"""Rules about agreement: one file and one page each."""
