"""Rows on paper: which page shows which rows, and the engine that fills the templates.

What lives here: titles, paths, links between pages. What does not: what a page says (views), how
it looks (templates, and the theme of the site).
"""
