"""Forms that pass no limit of active sales on to the partners that signed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnerbook.check.territories.law import Area, buyers, held_alone, limits_active_sales
from partnerbook.resolve.program import Form, Grant, Partner, Program
from partnerbook.values.box import BoxSet, touch_spans

Alone = Mapping[str, tuple[Grant, BoxSet]]
"""By their ids, rights that keep others out, with what they hold in an area."""


def not_passed_on(program: Program, area: Area) -> Iterator[tuple[Form, Alone, Sequence[Partner]]]:
    """Each such form, the rights that it should have limited sales into, and who signed it."""
    alone = {grant.id: (grant, cells) for grant, cells in held_alone(program, area)}
    met: dict[tuple[str, int], dict[str, set[str]]] = {}
    for partner, cells in buyers(program, area) if alone else ():
        form = partner.agreement and partner.agreement.form
        names = set(_facing(partner, cells, alone))
        if form and names and not limits_active_sales(form):
            met.setdefault((form.form, form.version), {})[partner.id] = names
    for key, found in met.items():
        rights = {name: alone[name] for name in alone if any(name in n for n in found.values())}
        yield program.forms[key], rights, [program.partners[name] for name in found]


def _facing(partner: Partner, cells: BoxSet, alone: Alone) -> Iterator[str]:
    """The rights of others to the same products, elsewhere in the area than this partner's."""
    groups = {grant.shared_group for grant in partner.grants if grant.shared_group}
    for name, (grant, held) in alone.items():
        same = grant.owner == partner.owner or grant.shared_group in groups
        # Where both hold the same cells, that is a collision, and said as one.
        alike = touch_spans(held.on("product"), cells.on("product")) and not held.meets(cells)
        if alike and not same:
            yield name
