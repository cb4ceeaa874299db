"""Worked examples against what the program reckons: what differs, and the sum line by line.

No arithmetic of its own beyond adding up: pricing reckons.
"""
