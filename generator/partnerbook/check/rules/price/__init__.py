"""Rules about prices: one file and one page each."""
