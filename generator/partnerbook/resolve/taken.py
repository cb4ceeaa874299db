"""What to do about an id that is taken: the next free one."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count

from partnerbook.findings import Edit, Finding, Ref, Repair
from partnerbook.load import Loaded

_RULE = "reference/duplicate-id"
_COUNTED = re.compile(r"-[1-9][0-9]*\Z")


def taken(loaded: Loaded, finding: Finding) -> Finding:
    """The finding about an id that stands twice, with the ways out; any other as it is."""
    at = finding.places[0].at
    if finding.id != _RULE or finding.help or not isinstance(at, Ref):
        return finding
    way_out = Repair("or take one of the two out, if they are the same")
    if at.steps[-1:] != ("id",):
        return replace(finding, help=(replace(way_out, say=way_out.say.removeprefix("or ")),))
    spot = loaded.spot(at)
    text = loaded.text(spot.file)
    written = text.split("\n")[spot.line - 1][spot.column - 1 : spot.end_column - 1]
    stem = _COUNTED.sub("", written)
    free = next(
        name
        for name in (f"{stem}-{number}" for number in count(2))
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    )
    say = f"call the second {free}, if it is another one"
    return replace(finding, help=(Repair(say, edits=(Edit(at, free),)), way_out))
