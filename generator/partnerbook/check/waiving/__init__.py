"""Waivers: which count, what they cover and how far, and why one is refused."""
