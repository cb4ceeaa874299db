"""What in a text looks like a person."""
