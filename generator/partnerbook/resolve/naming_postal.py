"""Places that are cut by postal codes, in words: ``postal codes 80… and 81… in Germany``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.postal import Grid, Grids, terms
from partnerbook.values.box import Spans, meet_spans, spans, subtract_spans

Name = Callable[[Spans], str]
"""Names whole places."""


def postal_words(grids: Grids, held: Spans, name: Name) -> str:
    """A set of places in words, if postal codes must be named for it; else nothing."""
    words: list[str] = []
    plain = held
    for grid in grids.values():
        part = meet_spans(held, grid.country)
        cut = [row for rows in grid.partly(part).values() for row in rows]
        whole = grid.whole(part) if cut else ()
        if cut and grid.together(whole) == part:
            plain = subtract_spans(plain, part)
            words.append(f"postal codes {_listed(whole)} in {name(grid.country)}")
        elif cut:
            inside = meet_spans(part, _leaves(grid, cut))
            plain = subtract_spans(plain, inside)
            words += _words(grid, inside, part, name)
    if not words:
        return ""
    if plain:
        words.insert(0, name(plain))
    mixed = any(" except " in word or " and " in word for word in words)
    return "; ".join(words) if mixed else joined(words, "and")


def _leaves(grid: Grid, rows: Iterable[str]) -> Spans:
    return spans(stretch for row in rows for stretch in grid.rows[row])


def _words(grid: Grid, cut: Spans, part: Spans, name: Name) -> Iterator[str]:
    """The rows of a country that are held in part, those with the same columns together."""
    groups = grid.partly(cut)
    if len(groups) > 1:
        # What is held of the whole country is said of it, not of each row.
        whole = [begins for begins in grid.whole(part) if meet_spans(grid.holds(begins), cut)]
        if whole:
            yield f"postal codes {_listed(whole)} in {name(grid.country)}"
            groups = grid.partly(subtract_spans(cut, grid.together(whole)))
    for columns, rows in groups.items():
        among = sorted({column for row in rows for column in grid.in_row(row, grid.rows[row])})
        where = name(_leaves(grid, rows))
        found = terms(columns, among)
        plain = [begins for begins, but in found if begins and not but]
        if plain:
            yield f"postal codes {_listed(plain)} in {where}"
        for begins, but in found:
            if but and begins:
                yield f"postal codes {begins}… except {_listed(but)} in {where}"
            elif but:
                joint = "and" if " except " in where else "except"
                yield f"{where} {joint} postal codes {_listed(but)}"


def _listed(prefixes: Sequence[str]) -> str:
    return joined([f"{begins}…" for begins in prefixes], "and")
