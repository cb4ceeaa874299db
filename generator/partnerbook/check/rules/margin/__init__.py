"""Rules about margin: one file and one page each."""
