"""Rules about notice: one file and one page each."""
