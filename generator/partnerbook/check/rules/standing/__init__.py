"""Rules about standing: one file and one page each."""
