"""From the words of a question to the cells that it asks about, or why they are not understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from partnerbook.explain.places import Unclear, Where, place_of
from partnerbook.resolve.axes import COVERS, FIXED, KEYS, OTHER, RESELL, SELF
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.values.box import BoxSet
from partnerbook.values.dates import in_words
from partnerbook.values.ident import closest

_NOT_ASKED = frozenset({*KEYS.values(), "covers"})
"""Axes that are no segments."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who may actively sell a product in a place to whom. Ids or names, as a person writes them.

    ``segments`` maps segmentations, competencies and facts to one value each. Empty texts leave a
    dimension open; ``covers`` is what the right must cover.
    """

    place: str
    product: str
    segments: Mapping[str, str] = field(default_factory=dict)
    account: str = ""
    route: str = ""
    covers: str = RESELL


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is understood.

    ``cells`` leave the day out and name what the right covers. ``words`` are the coordinates as
    (axis, id, name), the place and the product first.
    """

    where: Where
    cells: BoxSet
    words: tuple[tuple[str, str, str], ...]
    on: date


def understood(program: Program, question: Question, on: date) -> Asked | Unclear:
    """The cells of a question on a day; what is unclear is said all at once."""
    where = place_of(program, question.place, on)
    if isinstance(where, Where) and not where.held:
        where = Unclear(f"{where} holds no places on {in_words(on)}")
    chosen: list[tuple[str, str | Unclear]] = [("product", product_of(program, question.product))]
    if question.account:
        chosen.append(("account", account_of(program, question.account)))
    for axis, value in question.segments.items():
        chosen.append((axis, segment_of(program, axis, value)))
    if question.route:
        chosen.append(("route", value_of("route", question.route, FIXED["route"])))
    chosen.append(("covers", value_of("covers", question.covers, COVERS)))
    parts = (where, *(code for _, code in chosen))
    wrong = dict.fromkeys(part.say for part in parts if isinstance(part, Unclear))
    if wrong or isinstance(where, Unclear):
        return Unclear("; ".join(wrong))
    codes = [(axis, code) for axis, code in chosen if isinstance(code, str)]
    sides = {axis: program.axes.node(axis, code) for axis, code in codes}
    named = ((axis, code, _name(program, axis, code)) for axis, code in codes)
    words = (("place", where.code, where.name), *named)
    return Asked(where, program.axes.space.box({**sides, "place": where.held}), words, on)


def _name(program: Program, axis: str, code: str) -> str:
    tree = program.axes.trees.get(axis)
    return tree.names[code] if tree else program.axes.names.get((axis, code), code)


def product_of(program: Program, text: str) -> str | Unclear:
    """The id of a product, a family or ``all``, by its id or its name."""
    names = {code: product.name for code, product in program.products.items()}
    return thing_of("product", text, names)


def account_of(program: Program, text: str) -> str | Unclear:
    """The id of a named account, or ``other`` for every customer that is none."""
    tree = program.axes.trees["account"]
    names = {code: name for code, name in tree.names.items() if not code.endswith(SELF)}
    return thing_of("account", text, {code: names[code] for code in names if code != tree.root})


def partner_of(program: Program, text: str) -> str | Unclear:
    """The id of a partner."""
    return thing_of("partner", text, {code: p.name for code, p in program.partners.items()})


def segment_axes(program: Program) -> tuple[str, ...]:
    """The dimensions of a customer or deal that the program declares."""
    return tuple(axis for axis in program.axes.values if axis not in _NOT_ASKED)


def thing_of(what: str, text: str, names: Mapping[str, str]) -> str | Unclear:
    """The id that is meant: written as it is, in other capitals, or as the full name."""
    wanted = text.strip().casefold()
    if wanted in names:
        return wanted
    meant = [code for code, name in names.items() if name.casefold() == wanted]
    if len(meant) == 1:
        return meant[0]
    near = dict.fromkeys(meant or _near(wanted, names))
    message = f"there is no {what} called {text}"
    if near:
        return Unclear(f"{message}; did you mean {joined(list(near), 'or')}?")
    known = [code for code in names if code not in ("all", OTHER)]
    listed = ", ".join(known[:_FEW]) + (", …" if len(known) > _FEW else "")
    return Unclear(f"{message}; the program has {listed}" if known else message)


_FEW = 8


def _near(wanted: str, names: Mapping[str, str]) -> Iterable[str]:
    """The closest ids, else the ids with the closest names or with this word in their name."""
    close = closest(wanted, names)
    if close:
        return close
    spoken = {name.casefold(): code for code, name in names.items()}
    alike = closest(wanted, spoken) or [name for name in spoken if wanted in name.split()]
    return [spoken[name] for name in alike][:3]


def segment_of(program: Program, axis: str, value: str) -> str | Unclear:
    """Whether a declared dimension has the value."""
    known = segment_axes(program)
    if axis not in known:
        near = closest(axis, known, limit=1)
        hint = f"did you mean {near[0]}?" if near else f"the program declares {', '.join(known)}"
        return Unclear(f"there is no segment called {axis}; {hint}")
    return value_of(axis, value, program.axes.values[axis])


def value_of(what: str, value: str, values: Sequence[str]) -> str | Unclear:
    """The value, if it is one of a few words."""
    if value in values:
        return value
    near = closest(value, values, limit=1)
    hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(values)}"
    return Unclear(f"{what} has no value {value}; {hint}")
