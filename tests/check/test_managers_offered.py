"""Which manager a partner is offered, and how many partners of an overloaded one can go where."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.test_worked_programs import tree_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.source.tree import MemoryTree

DAY = date(2026, 11, 22)
ROLE = "role: Key partner manager, mailbox: key@example.com"
LARGE = "large-and-steady"


def found(rule: str, managers: tuple[tuple[str, int], ...], **named: str) -> Finding:
    """The one finding of a rule, with these limits of load and these partners' managers."""
    tree = tree_of("who-looks-after-whom", "program")
    files = {path: tree.read(path) for path in tree.list()[0]}
    texts = {path: data.decode() for path, data in files.items() if isinstance(data, bytes)}
    frame = texts["program/program.yml"].splitlines(keepends=True)
    first = next(at for at, line in enumerate(frame) if line.startswith("  - {id: key-one"))
    frame[first : first + 2] = [
        f"  - {{id: {name}, {ROLE}, load_limit: {limit}}}\n" for name, limit in managers
    ]
    texts["program/program.yml"] = "".join(frame)
    for path in (one for one in texts if one.startswith("program/partners/")):
        lines = [one for one in texts[path].splitlines() if not one.startswith("manager:")]
        manager = named.get(path.rpartition("/")[2].removesuffix(".yml").replace("-", "_"))
        texts[path] = "\n".join([*lines, *([f"manager: {manager}"] if manager else [])]) + "\n"
    files_now = {path: text.encode() for path, text in texts.items()}
    said = check_tree(MemoryTree(files_now), None, "", lambda _: (DAY, "")).findings
    (one,) = [each for each in said if each.id == rule and each.subject in (LARGE, "key-one")]
    return one


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (1, "key-two has room for 1 (looks after 0 of 1); nobody has room for 1"),
        (2, "key-two has room for 2 (looks after 0 of 2)"),
        (3, "key-two has room for 3 (looks after 0 of 3)"),
    ],
)
def test_no_more_are_given_than_there_is_room_for(limit: int, expected: str) -> None:
    named = {"at_the_edge": "key-one", "large_and_fast": "key-one", "large_and_steady": "key-one"}
    managers = (("key-one", 1), ("key-two", limit))
    one = found("partner/manager-overload", managers, **named)
    assert one.help[0].say == f"give 2 of them to another Key partner manager: {expected}"


@pytest.mark.parametrize(
    ("named", "offered"),
    [
        ({"at_the_edge": "key-one", "large_and_fast": "key-one"}, "key-one"),
        ({"at_the_edge": "key-one", "small_in_the_alps": "key-two"}, "key-one"),
        ({"small_in_the_alps": "key-one"}, "key-one"),
        ({}, "key-two"),
    ],
    ids=["same country", "country before region", "same region", "most room"],
)
def test_who_has_partners_nearby_is_offered_first(named: dict[str, str], offered: str) -> None:
    one = found("partner/no-manager", (("key-one", 5), ("key-two", 9)), **named)
    assert one.help[0].say.startswith(f"write `manager: {offered}`")
