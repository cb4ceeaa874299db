"""Pairs that have one side in common are one mistake: said once, at that side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from partnerbook.check.territories.pointing import common, thing
from partnerbook.findings import Edit, Finding, Place, Ref, Repair, Spot
from partnerbook.resolve.naming_words import joined
from partnerbook.rulebook import Answers

MOST_SIDES, MOST_WAYS = 5, 3
_CARVE = " out of "
_LOSES = re.compile(r"(.+?) (loses|gets|keeps it as|no longer) (.+)")
_ONE_KEY = re.compile(r"\{([\w-]+): \[([^]]*)\]\}")


@dataclass(frozen=True, slots=True)
class Star:
    """Several pairs around one place.

    ``who`` stands there with what ``kind`` of thing, as its label says before and after the colon;
    ``names`` are those on the other sides, capped, and ``count`` is how many sides there are.
    """

    who: str
    kind: str
    count: int
    names: str


Say = Callable[[Star], str]
Gather = Callable[[Answers, Sequence[Finding]], Iterator[Finding]]
Ways = Callable[[Answers, Sequence[Finding]], Iterable[Repair]]


def _each(_: Star) -> str:
    return ""


def _none(_: Answers, __: Sequence[Finding]) -> Iterable[Repair]:
    return ()


def gathering(say: Say, fewer: Say = _each, ways: Ways = _none) -> Gather:
    """Makes one finding, with what ``say`` says, of pairs (two places each) that share a place.

    The place that most pairs have in common is taken first. Severities are not mixed. ``fewer``:
    where not every pair must be mended, what to ask for in words; else nothing. ``ways``: what
    mends all of them that no pair has by itself.
    """
    return partial(_gather, say, fewer, ways)


def _gather(
    say: Say, fewer: Say, ways: Ways, answers: Answers, findings: Sequence[Finding]
) -> Iterator[Finding]:
    left = list(findings)
    while left:
        ends = Counter((f.severity, thing(place.at)) for f in left for place in f.places)
        # The order of the findings decides between equals: a Counter keeps it.
        (severity, middle), count = ends.most_common(1)[0]
        if count < 2:
            break
        star: list[Finding] = []
        rest: list[Finding] = []
        for found in left:
            around = (thing(place.at) for place in found.places)
            mine = found.severity is severity and middle in around
            (star if mine else rest).append(found)
        left = rest
        yield _star(say, fewer, middle, star, ways(answers, star))
    yield from left


def _star(
    say: Say, fewer: Say, middle: Ref | Spot, pairs: Sequence[Finding], ways: Iterable[Repair]
) -> Finding:
    """One finding for several pairs around one thing."""
    mine = [next(one for one in pair.places if thing(one.at) == middle) for pair in pairs]
    others = [next(one for one in pair.places if thing(one.at) != middle) for pair in pairs]
    centre = replace(mine[0], at=common([place.at for place in mine]))
    who, _, kind = centre.label.partition(": ")
    names = [place.label.partition(": ")[0] for place in others]
    where = [pair.message.rpartition(": ")[2] for pair in pairs]
    star = Star(who, kind.partition(",")[0], len(others), capped(names))
    few = fewer(star)
    offered = [*_shared(pairs), *(_any(few, centre, pairs) if few else _jointly(centre, pairs))]
    tried = {repair.loses for repair in offered}
    offered += [repair for repair in ways if repair.loses not in tried]
    return replace(
        pairs[0],
        message=say(star),
        places=(centre, *others),
        subject="",
        notes=(
            *((f"with {name}", cells) for name, cells in zip(names, where, strict=True)),
            *dict.fromkeys(note for pair in pairs for note in pair.notes),
            each(pairs),
        ),
        help=tuple(sorted(offered, key=lambda repair: not repair.edits)),
        facts=tuple(fact for pair in pairs for fact in pair.facts),
    )


def each(pairs: Sequence[Finding]) -> tuple[str, str]:
    """The note that says what waivers of all pairs would have to cite."""
    return "to waive", f"one waiver each, subject: {'; '.join(pair.subject for pair in pairs)}"


def capped(names: Iterable[str]) -> str:
    """``A, B and C``, each once, and of many how many more there are."""
    listed = list(dict.fromkeys(names))
    if len(listed) > MOST_SIDES:
        listed[MOST_SIDES:] = [f"{len(listed) - MOST_SIDES} more"]
    return joined(listed, "and")


def _shared(pairs: Sequence[Finding]) -> Iterator[Repair]:
    """The repairs that every pair has; in words alone, each pair has its own."""
    for repair in pairs[0].help:
        same = (repair.edits in [other.edits for other in pair.help] for pair in pairs)
        if repair.edits and all(same):
            yield repair
    words = [[repair for repair in pair.help if not repair.edits] for pair in pairs]
    if all(words):
        yield from list(dict.fromkeys(repair for said in words for repair in said))[:MOST_WAYS]


def _any(few: str, centre: Place, pairs: Sequence[Finding]) -> Iterator[Repair]:
    """The first repair of each pair that changes its other side only; of many, none is picked."""
    ways = [_of_side(pair.help, centre, inside=False)[:1] for pair in pairs]
    if all(ways) and len(ways) <= MOST_WAYS:
        yield from (repair for (repair,) in ways)
    else:
        yield Repair(few)


def _jointly(centre: Place, pairs: Sequence[Finding]) -> Iterator[Repair]:
    """All that the pairs ask of the side in the middle, all that they ask of the others, or both.

    The first way of each pair, and its last: the first may leave nothing of what it cuts. And
    where one of the others can give way to the middle but another cannot, each pair its own.
    """
    if len(pairs) > MOST_SIDES:
        return
    tried = [repair.edits for repair in _shared(pairs)]
    middle, others = (
        [_of_side(pair.help, centre, inside=inside) for pair in pairs] for inside in (True, False)
    )
    either = [there or here for here, there in zip(middle, others, strict=True)]
    for ways, way in ((middle, 0), (middle, -1), (either, 0)):
        if not all(ways):
            continue
        chosen = list(dict.fromkeys(repairs[way] for repairs in ways))
        edits = tuple(merged([edit for repair in chosen for edit in repair.edits]))
        if edits not in tried:
            tried.append(edits)
            loses = _losing(repair.loses for repair in chosen)
            yield Repair(_together([repair.say for repair in chosen]), loses, edits)


def _losing(losses: Iterable[str]) -> str:
    """``X loses A and B and Y loses C``: whoever loses several things is named once."""
    of_whom: dict[str, dict[str, list[str]]] = {}
    for loss in dict.fromkeys(losses):
        said = _LOSES.fullmatch(loss)
        who, verb, what = said.groups() if said else (loss, "", "")
        of_whom.setdefault(who, {}).setdefault(verb, []).append(what)
    return joined(
        [
            f"{who} {joined([_what(verb, what) for verb, what in verbs.items()])}".strip()
            for who, verbs in of_whom.items()
        ]
    )


def _what(verb: str, what: Sequence[str]) -> str:
    """``loses A and B``; what says more than a name stands apart."""
    if any(", and" in said for said in what):
        return "; ".join(f"{verb} {said}" for said in what)
    return f"{verb} {joined(what)}"


def _together(says: Sequence[str]) -> str:
    """``carve Finland out of A and B``; or one after the other, where they are not alike."""
    parts = [say.partition(_CARVE) for say in says]
    heads, tails = (list(dict.fromkeys(part[at] for part in parts)) for at in (0, 2))
    if not all(tails) or len(heads) > 1 < len(tails):
        return joined(says, "and")
    verb = heads[0].partition(" ")[0]
    what = joined([head.removeprefix(f"{verb} ") for head in heads], "and")
    return f"{verb} {what}{_CARVE}{joined(tails, 'and')}"


def _of_side(repairs: Iterable[Repair], centre: Place, *, inside: bool) -> list[Repair]:
    """The repairs that change the thing in the middle only, or else nothing of it."""
    return [
        repair
        for repair in repairs
        if repair.edits and all(_same_thing(edit.at, centre.at) is inside for edit in repair.edits)
    ]


def _same_thing(one: Ref | Spot, two: Ref | Spot) -> bool:
    """Whether two places lie in the same file and, where it has grants, in the same grant."""
    if isinstance(one, Spot) or isinstance(two, Spot):
        return False
    grants = [ref.steps[:2] for ref in (one, two) if ref.steps[:1] == ("grants",)]
    return one.document == two.document and len(set(grants)) <= 1


def merged(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Exceptions of the same thing become one insertion; those by one key alone, one box."""
    together: dict[Ref | Spot, list[str]] = {}
    for edit in dict.fromkeys(edits):
        if edit.how == "insert":
            together.setdefault(edit.at, []).append(edit.text)
        else:
            yield edit
    for at, texts in together.items():
        head = "except: [" if texts[0].startswith("except: [") else ""
        inner = (text.removeprefix(head).removesuffix("]" if head else "") for text in texts)
        boxes = list(dict.fromkeys(inner))
        single = [_ONE_KEY.fullmatch(box) for box in boxes]
        keys = {match[1] for match in single if match}
        if len(keys) == 1 and all(single):
            boxes = [f"{{{keys.pop()}: [{', '.join(match[2] for match in single if match)}]}}"]
        if head:
            yield Edit(at, f"{head}{', '.join(boxes)}]", "insert")
        else:
            yield from (Edit(at, box, "insert") for box in boxes)
