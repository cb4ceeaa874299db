"""Judges the calculators' answers: rules, waivers, proven repairs. No arithmetic, no printing."""
