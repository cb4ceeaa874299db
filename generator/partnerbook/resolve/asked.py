"""Links an order that a question is asked about: every word in it is one of the program."""

from __future__ import annotations

from dataclasses import replace

from partnerbook.findings import Finding, Place, Ref
from partnerbook.load import Document, Loaded
from partnerbook.resolve import targets
from partnerbook.resolve.atlas import Atlas
from partnerbook.resolve.axes_build import ROOT
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.examples import Examples
from partnerbook.resolve.known import know_ids
from partnerbook.resolve.places import Places
from partnerbook.resolve.program import Example, Program
from partnerbook.resolve.records import record_of
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.sweep import sweep


def link_order(
    program: Program, loaded: Loaded, document: Document
) -> tuple[Example | None, list[Finding]]:
    """The order as a worked example without a home, and what is not understood of it.

    Neither, if it speaks of what is in a file of the program that is broken.
    """
    records, axes = program.records, program.axes
    (frame,) = records["program"].values()
    desk = Desk(loaded)
    know_ids(frame, records, desk)
    desk.know(targets.PRODUCT, (name for name in program.products if name != ROOT))
    desk.know(targets.ACCOUNT, records.get("account", {}))
    atlas = Atlas(program.geography, axes.trees["place"], axes.meant, {}, axes.postal)
    places = Places(atlas, records.get("territory", {}), desk)
    record = record_of(document)
    sweep({document.kind: {document.id: record}}, places, desk)
    scopes = Scopes(axes, places, desk)
    example = Examples(scopes, program.partners, program.products, program.steps).of(record)
    # What is wrong with the program itself has been said.
    said = [one for one in desk.findings() if _about(document, one.places[0])]
    return example if not said else None, [_here(document, one) for one in said]


def _about(document: Document, place: Place) -> bool:
    return isinstance(place.at, Ref) and place.at.document == document.path


def _here(document: Document, finding: Finding) -> Finding:
    """The finding with those repairs alone that change nothing but the order."""
    kept = tuple(
        repair
        for repair in finding.help
        if all(isinstance(e.at, Ref) and e.at.document == document.path for e in repair.edits)
    )
    return replace(finding, help=kept)
