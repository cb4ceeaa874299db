"""As few numbers as explain all that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from partnerbook.findings import Ref
from partnerbook.pricing.waterfall import Taken

Found = TypeVar("Found", bound=Hashable)


def fewest(
    found: Sequence[Found],
    rates: Callable[[Found], Iterable[Taken]],
    better: Callable[[Taken, Found], tuple[Any, ...]],
) -> Iterator[tuple[Taken, tuple[Found, ...]]]:
    """Each thing laid to one of its ``rates``: again and again to the one that most of them share.

    Between equals to the one that is ``better``, judged with the first thing that it takes part in;
    else to the one that stands later in the files. Everything has a rate.
    """
    left = list(found)
    while left:
        hits: dict[Ref, list[Found]] = {}
        sample: dict[Ref, Taken] = {}
        for one in left:
            for taken in rates(one):
                hits.setdefault(taken.row.rate_ref, []).append(one)
                sample.setdefault(taken.row.rate_ref, taken)
        most = max(hits, key=lambda ref: (len(hits[ref]), better(sample[ref], hits[ref][0]), ref))
        yield sample[most], tuple(hits[most])
        gone = set(hits[most])
        left = [one for one in left if one not in gone]
