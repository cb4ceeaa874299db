"""What rules about days share: dates that contradict each other, signatures, turns, the as_of."""
