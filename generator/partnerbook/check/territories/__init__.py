"""What rules about rights share: collisions in words, what reaches what, cells given up."""
