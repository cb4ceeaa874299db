"""How far rights may reach at all, and what must be covered: as cells.

A form limits the grants of those that signed it, a region those of partners established there, a
product the partners that it may be granted to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from partnerbook.findings import Ref
from partnerbook.values.box import BoxSet


@dataclass(frozen=True, slots=True)
class AuthorisedRegion:
    """Partners established in some places (``seller``) may hold grants in some (``place``)."""

    id: str
    name: str
    cells: BoxSet
    ref: Ref


@dataclass(frozen=True, slots=True)
class MustCover:
    """Cells that some partner must be able to sell in, on the days on which that is asked."""

    id: str
    cells: BoxSet
    ref: Ref


@dataclass(frozen=True, slots=True)
class Authority:
    """The limits of all rights, and what must be covered.

    ``regions`` is None where the program has no such limit, or a part of it is not understood.
    ``forms`` (by form and version) and ``sold_by`` (by product or group) have only those with a
    limit: the former places and products, the latter the partner's type, track and tier.
    """

    regions: tuple[AuthorisedRegion, ...] | None = None
    forms: Mapping[tuple[str, int], BoxSet] = field(default_factory=dict)
    sold_by: Mapping[str, BoxSet] = field(default_factory=dict)
    must_cover: tuple[MustCover, ...] = ()
