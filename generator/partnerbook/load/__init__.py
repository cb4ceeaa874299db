"""One file at a time: text becomes a document, or findings that say why not.

What lives here: which file is of which kind, schema refusals in plain words, tables of prices,
positions of values. What does not: reading (source), shapes (model), links between files (resolve).
"""

from partnerbook.load.loaded import Document, Loaded, PriceRow, PriceTable
from partnerbook.load.one import VerdictsDifferError
from partnerbook.load.order import load_order
from partnerbook.load.tree import load_tree

__all__ = [
    "Document",
    "Loaded",
    "PriceRow",
    "PriceTable",
    "VerdictsDifferError",
    "load_order",
    "load_tree",
]
