"""Rules about partners: one file and one page each."""
