"""All files together: documents become one linked, timeless Program.

What lives here: links between files, what is in force when, the clipping of grants and terms to
their agreement; every value keeps the places it came from. What does not: judgement (check) and
the three answers (rights, pricing, standing).
"""

from partnerbook.resolve.whole import Fallback, resolve

__all__ = ["Fallback", "resolve"]
