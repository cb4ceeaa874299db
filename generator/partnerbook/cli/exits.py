"""The exit codes, the same for every command."""

GOOD = 0
ERRORS = 1
USAGE = 2
NOTHING = 3
UNREACHABLE = 4
BUG = 70
INTERRUPTED = 130
