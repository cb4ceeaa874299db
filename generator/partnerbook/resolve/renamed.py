"""Whether an id that is missing was given another name where it is defined, and how to undo that.

An id is defined in one place and named in many. Where nobody names what is defined there, and
somebody names what is not, the smallest repair is to call the one by the other name again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.load import Loaded
from partnerbook.resolve.target import Target
from partnerbook.source.geography import Because, Unknown, geography
from partnerbook.values.ident import is_id

_FRAME = "program/program.yml"
_TERRITORIES = "territories"
_WORD = re.compile(r"[\w-]+")


def renamed(loaded: Loaded, target: Target, name: str, within: str) -> tuple[str, Repair] | None:
    """The one id of a target that nobody names, and the repair that calls it ``name`` again.

    ``within`` is the segmentation whose value is missing; "" for all else. None if there is no
    such id, or several.
    """
    if target.key == "id" and not is_id(name):
        return None
    if _TERRITORIES in target.folders and _is_a_place(name):
        return None
    defined: dict[str, list[Ref]] = {}
    for one, ref in _defined(loaded, target, within):
        defined.setdefault(one, []).append(ref)
    named = _named(loaded)
    new = [one for one in defined if one not in named]
    if len(new) != 1 or len(defined[new[0]]) > 1:
        return None
    newcomer, ref = new[0], defined[new[0]][0]
    if ref.pointer:
        say = f"if {newcomer}, which nothing names, was called {name} before, call it so again"
        return newcomer, Repair(say, edits=(Edit(ref, name),))
    say = f"{newcomer}.yml is named nowhere: if it was renamed, call it {name}.yml again"
    return newcomer, Repair(say)


def _is_a_place(name: str) -> bool:
    """Whether a word means a place or a group of places by itself, though it is not written so."""
    found = geography().find(name)
    return not (isinstance(found, Unknown) and found.because in (Because.NEAR, Because.NOTHING))


def _defined(loaded: Loaded, target: Target, within: str) -> Iterator[tuple[str, Ref]]:
    """The ids of a target that files define, each with where: a whole file, or its id inside."""
    for path, yaml in loaded.yaml.items():
        folder, _, file = path.removeprefix("program/").rpartition("/")
        if folder in target.folders and not within:
            if target.key == "id":
                yield file.removesuffix(".yml"), Ref(path)
            if target.inside:
                yield from _inside(yaml.data, Ref(path), target.key)
    frame = loaded.yaml[_FRAME].data if _FRAME in loaded.yaml else {}
    for section in target.sections:
        yield from _listed(frame.get(section), Ref(_FRAME).child(section), target.key)
    for at, one in enumerate(_items(frame.get("segmentations"))):
        if within and one.get("id") == within:
            ref = Ref(_FRAME).child("segmentations", at, "values")
            yield from _listed(one.get("values"), ref, target.key)


def _items(value: Any) -> list[Mapping[str, Any]]:
    return [item if isinstance(item, dict) else {} for item in value or ()]


def _listed(value: Any, ref: Ref, key: str) -> Iterator[tuple[str, Ref]]:
    for at, item in enumerate(_items(value)):
        if key in item:
            yield str(item[key]), ref.child(at, key)


def _inside(value: Any, ref: Ref, key: str) -> Iterator[tuple[str, Ref]]:
    """The ids that a file of products declares, at any depth."""
    for at, item in enumerate(_items(value.get("products"))):
        here = ref.child("products", at)
        if key in item:
            yield str(item[key]), here.child(key)
        yield from _inside(item, here, key)


def _named(loaded: Loaded) -> Counter[str]:
    """How often each word stands somewhere else than where an id is defined."""
    found: Counter[str] = Counter()
    for path, yaml in loaded.yaml.items():
        # What a file says about itself names it to nobody else.
        own = path.rpartition("/")[2].removesuffix(".yml")
        found.update(word for word in _words(yaml.data) if word != own)
    for csv in loaded.csv.values():
        found.update(csv.text.replace("\n", ",").split(","))
    for raw in loaded.unread.values():
        found.update(_WORD.findall(raw.decode("utf-8", errors="replace")))
    return found


def _words(value: Any, key: str = "") -> Iterator[str]:
    """The keys and texts of a file, and the parts of such as ``partner/grant``; not its ids."""
    if isinstance(value, dict):
        for inner_key, inner in value.items():
            yield inner_key
            yield from _words(inner, inner_key)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    elif isinstance(value, str) and key not in {"id", "sku"}:
        yield value
        if "/" in value:
            yield from value.split("/")
