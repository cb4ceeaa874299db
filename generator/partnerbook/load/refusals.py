"""Everything that the schema has against one file, as findings: one for each mistake, in order.

A wrong value is marked at the value, an unknown key at the key, a missing key at the mapping that
lacks it. Of several refusals of one place only the most telling is said, and what a misspelt key
leaves missing is not said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from partnerbook.findings import Finding, Ref
from partnerbook.load import keys, values
from partnerbook.load.said import Case, Said
from partnerbook.load.schemas import errors, law
from partnerbook.load.wrong_kind import gathered
from partnerbook.model.kinds import READ

_WORDS: Mapping[str, Callable[[Case], Iterator[Said]]] = {
    "required": keys.missing,
    "additionalProperties": keys.unknown,
    "not": keys.misplaced,
    "type": values.wrong_type,
    "enum": values.wrong_choice,
    "format": values.wrong_form,
    "minimum": values.wrong_range,
    "maximum": values.wrong_range,
    "uniqueItems": values.repeated,
    "minItems": values.empty,
    "minProperties": values.empty,
}
"""A format asserts its pattern and its length too, so these two need no words of their own."""
_SILENT = {"pattern", "maxLength"}


def refusals(document: str, kind: str, data: Any) -> list[Finding]:
    """What is wrong with the data of one file; empty if the schema accepts it.

    ``document`` is the path that the findings name.
    """
    root, title = law(kind), READ[kind].title
    said: dict[tuple[object, ...], Said] = {}
    for error in errors(kind, data):
        if error.validator in _SILENT:
            continue
        for one in _WORDS[str(error.validator)](Case(document, title, root, data, error)):
            known = said.get(one.about)
            if known is None or one.rank < known.rank:
                said[one.about] = one
    meant = {one.meant for one in said.values()}
    kept = [one for one in said.values() if one.missing not in meant or not one.missing]
    return list(gathered(kind, root, data, _first(kept)))


def _first(said: Sequence[Said]) -> list[Said]:
    """Those that do not follow from a key that does not belong here itself."""
    out = {one.finding.places[0].at for one in said if one.finding.id == "shape/misplaced-key"}
    return [
        one
        for one in said
        if not any(isinstance(at.at, Ref) and at.at.key() in out for at in one.finding.places[1:])
    ]
