"""Rules about what one incentive leaves unsaid."""
