"""partnerbook rules: the catalogue of findings, or the page of one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from partnerbook.cli.arguments import Parser
from partnerbook.cli.exits import GOOD, USAGE
from partnerbook.cli.output import add_arguments, colour, emit, outputs
from partnerbook.cli.root import Refused, refuse

FORMATS = ("text", "json")


def _begun(name: str, known: Iterable[str]) -> list[str]:
    """The rules of a group that begin with the words meant: ``territory/unknwn``."""
    from partnerbook.values.ident import closest

    group, _, meant = name.partition("/")
    begins: dict[str, list[str]] = {}
    for rule in known:
        words = rule.removeprefix(f"{group}/").split("-") if rule.startswith(f"{group}/") else []
        for count in range(1, len(words)):
            begins.setdefault("-".join(words[:count]), []).append(rule)
    near = (meant,) if meant in begins else closest(meant, begins, 1)
    return [rule for begin in near for rule in begins[begin]]


def run(arguments: Sequence[str]) -> int:
    """List all names with their headlines, or print the page of NAME."""
    parser = Parser("partnerbook rules", __doc__)
    parser.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help="such as margin/floor, or margin for all of that group",
    )
    add_arguments(parser, FORMATS)
    options = parser.read(arguments)
    from partnerbook.check.catalogue import catalogue
    from partnerbook.render.reports import page, rules
    from partnerbook.render.reports.ink import Ink
    from partnerbook.rulebook import RENAMED
    from partnerbook.values.ident import closest

    entries = catalogue()
    name = (options.name or "").removesuffix("/")
    group = [entry for entry in entries.values() if entry.name.startswith(f"{name}/")]
    if options.name is not None and name not in entries and not group:
        ends = {known: known.partition("/")[2] for known in entries}
        alike = (name,) if name in ends.values() else closest(name, ends.values(), 1)
        close = [known for known, end in ends.items() if end in alike] or closest(name, entries)
        close = close if name not in RENAMED else [RENAMED[name]]
        close = close or _begun(name, entries)
        hint = f"did you mean {' or '.join(close)}?" if close else "partnerbook rules lists all"
        print(f'partnerbook: there is no rule "{options.name}"; {hint}', file=sys.stderr)
        return USAGE
    one = entries.get(name)
    chosen = [one] if one else group or list(entries.values())
    try:
        for form, file in outputs(options.output, FORMATS):
            if form == "json":
                emit(rules.as_json(chosen), file, machine=True)
                continue
            ink = Ink(colour(options.color, file))
            emit(page.render(one, ink) if one else rules.listing(chosen, ink), file)
    except Refused as refused:
        return refuse(refused)
    return GOOD
