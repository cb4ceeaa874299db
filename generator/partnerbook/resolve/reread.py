"""What an earlier revision says of a right, read with the words of the program of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnerbook.findings import Ref
from partnerbook.load import Loaded
from partnerbook.resolve import targets
from partnerbook.resolve.atlas import Atlas
from partnerbook.resolve.axes import RESELL, day_spans
from partnerbook.resolve.axes_build import ROOT
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.known import know_ids
from partnerbook.resolve.places import Places
from partnerbook.resolve.program import Program
from partnerbook.resolve.scope import Scopes
from partnerbook.values.box import BoxSet, spans
from partnerbook.values.period import inclusive


class Reread:
    """Reads rights with today's places, products and customers: two programs' cells do not mix."""

    def __init__(self, program: Program) -> None:
        axes, records = program.axes, program.records
        (frame,) = records["program"].values()
        desk = Desk(Loaded({}, {}, frozenset(), {}, {}, {}))
        know_ids(frame, records, desk)
        desk.know(targets.PRODUCT, (name for name in program.products if name != ROOT))
        desk.know(targets.ACCOUNT, records.get("account", {}))
        atlas = Atlas(program.geography, axes.trees["place"], axes.meant, {}, axes.postal)
        self._axes = axes
        self._scopes = Scopes(axes, Places(atlas, records.get("territory", {}), desk), desk)

    def grant(self, said: Mapping[str, Any], ref: Ref) -> BoxSet | None:
        """The cells of a grant on its days; None where something in it is no more."""
        cells = self._scopes.cells(said, ref)
        if cells is None:
            return None
        covers = [self._axes.node("covers", one)[0] for one in said.get("covers", (RESELL,))]
        period = inclusive(said.get("from"), said.get("through"))
        cells = cells.meet(self._axes.space.box({"covers": spans(covers)}))
        return cells.limited("day", day_spans(period))
