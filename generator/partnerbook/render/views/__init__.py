"""What each page shows, as rows of plain text: one small pure function per page.

What lives here: choosing and wording for one viewer. A view reads the calculators' answers and
``Record.seen_by(viewer)``, so what a viewer may not see never reaches a page. What does not live
here: escaping, layout, files (pages, data).
"""
