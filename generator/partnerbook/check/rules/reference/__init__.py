"""Rules about names that files share: one file and one page each."""
