"""One edition of the site: every generated page and data file, by path, as bytes."""

from __future__ import annotations

from partnerbook.render.data.files import data_files
from partnerbook.render.pages.book import pages
from partnerbook.render.views.edition import edition_of
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer


def site_files(program: Program, viewer: Viewer) -> dict[str, bytes]:
    """Everything that is generated under the pages folder of an edition, sorted by path.

    Pure: the same program gives the same bytes. Written prose is not among them.
    """
    edition = edition_of(program, viewer, program.as_of)
    return dict(sorted((dict(pages(edition)) | data_files(edition)).items()))
