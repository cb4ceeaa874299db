"""What rules about money share, floors apart: which deal, which bands, what is missing."""
