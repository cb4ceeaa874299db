"""What the advisory rules about agreement forms share: which act looks at which form, and where."""
