"""What a check or a rule page looks like: for people, for programs, for CI annotations."""
