"""Rules about dates of every kind: one file and one page each."""
