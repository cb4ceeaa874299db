"""The prototype of the index on the same grants, if somebody has it: it is no part of this project.

``RIGHTS_PROTOTYPE`` is the path of a Python file with ``laminar(grants, geo)`` and ``bitmap(grants,
geo)``, its grant class ``G`` and its tree class ``Geo``, whose products and segments are numbered
as here. Its own tree of places is replaced by ours, so that both search the same one.
"""

from __future__ import annotations

import gc
import importlib.util
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant
from partnerbook.values.box import Spans

VARIABLE = "RIGHTS_PROTOTYPE"
ROOT = "un.001"
"""What the prototype calls the world."""


def load(path: str) -> ModuleType:
    """The prototype as a module. FileNotFoundError if there is no such file."""
    file = Path(path).resolve(strict=True)
    spec = importlib.util.spec_from_file_location("rights_prototype", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


def geo_of(module: ModuleType, axes: Axes) -> Any:
    """Our tree of places as the prototype keeps one: sets of leaves as the bits of a number."""
    tree = axes.trees["place"]

    def name(code: str) -> str:
        return ROOT if code == tree.root else code

    geo = module.Geo.__new__(module.Geo)
    geo.kids = {name(code): [name(c) for c in below] for code, below in tree.children.items()}
    geo.parent = {name(code): name(parent) for code, parent in tree.parent.items()}
    geo.bits = {name(code): bits_of((stretch,)) for code, stretch in tree.stretch.items()}
    vars(geo).update(_cover={})
    return geo


def bits_of(side: Spans) -> int:
    """A side as bits."""
    return sum((1 << int(high)) - (1 << int(low)) for low, high in side)


def grants_of(module: ModuleType, axes: Axes, grants: Sequence[Grant]) -> list[Any]:
    """The grants as the prototype keeps them; days inclusive, None for every account."""
    partners: dict[str, int] = {}
    everybody = axes.space.full("account")
    out = []
    for number, grant in enumerate(grants):
        cells = grant.cells
        ((day, day_end),) = cells.on("day")
        partner = partners.setdefault(grant.owner, len(partners))
        place, product, sector = (bits_of(cells.on(a)) for a in ("place", "product", "sector"))
        days = (int(day), int(day_end) - 1)
        ((account, account_end),) = accounts = cells.on("account")
        named = None if accounts == everybody else frozenset(range(int(account), int(account_end)))
        out.append(module.G(number, partner, place, product, sector, *days, grant.kind, named))
    return out


def run(module: ModuleType, axes: Axes, grants: Sequence[Grant], way: str) -> tuple[float, int]:
    """Seconds of CPU of one of its ways, and how many pairs it finds."""
    geo, theirs = geo_of(module, axes), grants_of(module, axes, grants)
    gc.collect()
    start = time.process_time()
    found = getattr(module, way)(theirs, geo)
    return time.process_time() - start, len(found)
