"""Where resolve collects what is wrong: one finding per missing target, nothing twice.

A target that is missing only because its file is broken is not reported but counted; and what had
to be left out, because a part of it could not be understood, is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from partnerbook.findings import Edit, Finding, Place, Ref, Repair, Severity, Spot
from partnerbook.load import Loaded
from partnerbook.resolve.renamed import renamed
from partnerbook.resolve.taken import taken
from partnerbook.resolve.target import Target
from partnerbook.values.ident import as_id, closest

__all__ = ["MOST_PLACES", "Desk", "Target"]

MOST_PLACES = 6
"""The first place and five more."""
_FEW = 8
_MOST_EDITS = 5
"""An edit in more places than these is said, not shown line by line."""
_CURRENCY = "reference/unknown-currency"
_EXAMPLES = "program/examples/"
_YAML = ("yml", "yaml")


@dataclass(slots=True)
class _Missing:
    target: Target
    message: str
    repairs: tuple[tuple[str, str], ...]
    places: list[Ref] = field(default_factory=list)


@dataclass(slots=True)
class Desk:
    """Collects the findings of one run. ``left_out`` are the subjects that had to be left out."""

    loaded: Loaded
    left_out: dict[str, None] = field(default_factory=dict)
    _known: dict[Target, dict[str, None]] = field(default_factory=dict)
    _found: list[Finding] = field(default_factory=list)
    _missing: dict[tuple[str, str, str], _Missing] = field(default_factory=dict)
    _excused: set[tuple[str, str]] = field(default_factory=set)
    _bad: set[Ref] = field(default_factory=set)
    _repeated: dict[str, int] = field(default_factory=dict)
    _silent: set[tuple[str, str]] = field(default_factory=set)
    _former: dict[Target, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def suppressed(self) -> int:
        """How many findings were not made because they only follow from something else."""
        return len(self._excused)

    def know(self, target: Target, ids: Iterable[str]) -> None:
        """Tell which ids exist, also those of things that are left out."""
        self._known.setdefault(target, {}).update(dict.fromkeys(ids))

    def know_former(self, target: Target, ids: Mapping[str, tuple[str, ...]]) -> None:
        """Tell which ids existed before, with those that took their place."""
        self._former[target] = ids

    def known(self, target: Target) -> tuple[str, ...]:
        """The ids that exist."""
        return tuple(self._known.get(target, {}))

    def say(
        self,
        rule: str,
        message: str,
        places: Iterable[tuple[Ref, str]],
        *,
        subject: str = "",
        repairs: Iterable[Repair] = (),
        facts: Iterable[str] = (),
    ) -> None:
        """Report an error at its places, the first being the primary one."""
        shown = tuple(Place(at, label) for at, label in places)
        found = Finding(
            id=rule,
            severity=Severity.ERROR,
            message=message,
            places=shown,
            subject=subject,
            help=tuple(repairs),
            facts=tuple(facts),
        )
        self._found.append(found)

    def refer(self, target: Target, name: str, at: Ref) -> bool:
        """Whether a thing that is referred to exists; the finding is made if it does not."""
        known = self._known.get(target, {})
        if name in known:
            return True
        if now := self._former.get(target, {}).get(name, ()):
            said = f"{name} is the former name of the {target.noun} {' and of '.join(now)}"
            message = said if len(now) > 1 else f"{said}: here it has to be called {now[0]}"
            self.miss(target, name, at, message, [(one, f"write {one}") for one in now])
            return False
        message = (target.says or f"there is no {target.noun} called {{}}").format(name)
        nearest = closest(name, known, limit=1)
        if nearest:
            message += f"; did you mean {nearest[0]}?"
        elif not known:
            message += f"; the program has no {target.plural}"
        elif len(known) <= _FEW:
            message += f"; the {target.plural} are {', '.join(known)}"
        self.miss(target, name, at, message, [(near, f"write {near}") for near in nearest])
        return False

    def miss(
        self,
        target: Target,
        name: str,
        at: Ref,
        message: str,
        repairs: Iterable[tuple[str, str]] = (),
        *,
        within: str = "",
    ) -> None:
        """Note a reference to something missing. ``repairs``: (what to write there, what to say).

        Where there is nothing to write, the repair is in words alone.
        ``within`` keeps apart targets of the same name, such as values of two segmentations.
        """
        self._bad.add(at)
        if (target.rule, name) in self._silent or self.is_broken(target, name):
            self._excused.add((target.rule, name))
            return
        key = (target.rule, within, name)
        self._missing.setdefault(key, _Missing(target, message, tuple(repairs))).places.append(at)

    def is_bad(self, at: Ref) -> bool:
        """Whether this reference leads nowhere."""
        return at in self._bad

    def any_bad(self, around: Ref) -> bool:
        """Whether a reference inside a value leads nowhere."""
        inside = f"{around.pointer}/"
        return any(
            at.document == around.document and at.pointer.startswith(inside) for at in self._bad
        )

    def spoil(self, at: Ref) -> None:
        """Note that this reference leads to something that is left out; it was reported there."""
        self._bad.add(at)

    def leave_out(self, subject: str) -> None:
        """Name something that does not take part because a part of it is not understood."""
        self.left_out[subject] = None

    def repeated(self, target: Target) -> None:
        """Note that something is left out because its id is taken.

        It must have had another one: so one id that is missing is not reported, but counted.
        """
        self._repeated[target.rule] = self._repeated.get(target.rule, 0) + 1

    def excuse(self, target: Target, name: str) -> None:
        """Note that something is left out and reported; who refers to it is not at fault."""
        self._silent.add((target.rule, name))

    def is_broken(self, target: Target, name: str) -> bool:
        """Whether something may be missing only because a file is broken.

        That is the file of that name or, for ids declared inside files, a broken file of the
        folder in which the id stands.
        """
        broken = self.loaded.broken
        if any(f"program/{folder}" in broken for folder in target.folders):
            return True
        within = tuple(f"program/{folder}/" for folder in target.folders)
        word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
        for path in broken:
            stem, _, ending = path.rpartition("/")[2].rpartition(".")
            if not within or not path.startswith(within) or ending.lower() not in _YAML:
                continue
            # A file that is left out for its name would have been called by its nearest id.
            if name in (stem, as_id(stem)):
                return True
            text = self.loaded.text(path)
            # Nobody has looked into a file that was left out for its name.
            if target.inside and (word.search(text) or not text):
                return True
        return False

    def findings(self) -> list[Finding]:
        """Everything that was found, in the order of the files."""
        for rule, count in self._repeated.items():
            names = [key for key in self._missing if key[0] == rule]
            if len(names) <= count:
                for key in names:
                    self._excused.add((rule, key[2]))
                    del self._missing[key]
        alone = Counter((rule, within) for rule, within, _ in self._missing)
        gathered = [
            self._gathered(rule, name, missing, within if alone[rule, within] == 1 else None)
            for (rule, within, name), missing in self._missing.items()
        ]
        found = [taken(self.loaded, finding) for finding in self._found]
        return sorted([*found, *gathered], key=self._order)

    def _gathered(self, rule: str, name: str, missing: _Missing, within: str | None) -> Finding:
        """One missing target as a finding; ``within`` is None where others are missing beside."""
        refs = sorted(set(missing.places), key=self._weight)
        # Of an amount only the currency is meant, not its number.
        words = name if missing.target.rule == _CURRENCY else ""
        places = [Place(at, "also here" if n else "", words) for n, at in enumerate(refs)]
        more = len(refs) - MOST_PLACES
        if more > 0:
            last = places[MOST_PLACES - 1]
            label = f"also here, and in {more} more place{'' if more == 1 else 's'}"
            places[MOST_PLACES - 1 :] = [Place(last.at, label, words)]
        repairs = [_everywhere(text, say, refs) for text, say in missing.repairs]
        offered = [text for text, _ in missing.repairs]
        if within is not None and (back := renamed(self.loaded, missing.target, name, within)):
            newcomer, repair = back
            if all(text == newcomer for text in offered):
                # One use that is nearly right is misspelt itself; several that agree are not.
                ways = [*repairs, repair] if len(refs) == 1 else [repair, *repairs]
                repairs = [ways[0], *(replace(r, say=f"or {r.say}") for r in ways[1:])]
        if missing.target.otherwise:
            repairs.append(Repair(missing.target.otherwise.format(name)))
        if repairs and repairs[0].say.startswith("or "):
            repairs[0] = replace(repairs[0], say=repairs[0].say.removeprefix("or "))
        return Finding(
            id=rule,
            severity=Severity.ERROR,
            message=missing.message,
            places=tuple(places),
            subject=name,
            help=tuple(repairs),
            facts=(name,),
        )

    def _weight(self, ref: Ref) -> tuple[bool, Spot]:
        """Worked examples come last: what they illustrate is where the thing is really used."""
        return ref.document.startswith(_EXAMPLES), self.loaded.spot(ref)

    def _order(self, finding: Finding) -> tuple[Spot, str, str]:
        first = finding.places[0].at
        return (
            first if isinstance(first, Spot) else self.loaded.spot(first),
            finding.id,
            finding.message,
        )


def _everywhere(text: str, say: str, refs: list[Ref]) -> Repair:
    """The repair that writes a text at every place; in words alone where there is none, or many."""
    if len(refs) <= _MOST_EDITS:
        return Repair(say, edits=tuple(Edit(at, text) for at in refs if text))
    files = len({at.document for at in refs})
    where = f"{files} files" if files > 1 else "this file"
    return Repair(f"{say} in all {len(refs)} places, in {where}")
