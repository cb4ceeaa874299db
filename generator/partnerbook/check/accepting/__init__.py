"""What people ask of exceptions: the waivers, a new one, what was known before. Writes nothing."""
