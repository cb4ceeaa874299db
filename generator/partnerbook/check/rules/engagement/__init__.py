"""Rules about the rules of engagement: one file and one page each."""
