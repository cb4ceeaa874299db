"""What the YAML door says about parts of YAML that no file of a program uses."""

from __future__ import annotations

import re

from partnerbook.findings import Finding, Repair
from partnerbook.source.characters import shown
from partnerbook.source.yaml_events import Trouble
from partnerbook.source.yaml_speech import Speaker, quoted, span_of

_SIGNED_WORD = re.compile(r"[^\s,\[\]{}]*")
_IN_FULL = "here every file says in full what it means"


def marked(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """An anchor, a tag or both; they stand before the value in either order."""
    findings = []
    start = trouble.event.start_mark.index
    for sign, present, what in (
        ("&", trouble.event.anchor, "marks a piece of YAML for use elsewhere; " + _IN_FULL),
        ("!", trouble.event.tag, "is a YAML tag; values are plain texts, numbers, true or false"),
    ):
        if present is None:
            continue
        at = speaker.text.index(sign, start)
        found = _SIGNED_WORD.match(speaker.text, at)
        span = (at, found.end() if found else at + 1)
        word = shown(speaker.text[slice(*span)])
        findings.append(
            speaker.finding(
                "yaml-feature",
                f"{word} {what}",
                (span, "an anchor" if sign == "&" else "a tag"),
                repairs=(
                    speaker.replaced(f"remove {word}", span, ""),
                    Repair("or, if it belongs to the text, put the whole text in quotes"),
                ),
                facts=("marked", sign, *trouble.steps),
            )
        )
    return findings


def alias(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """A star and a name: YAML would put the value of the anchor there."""
    span = span_of(trouble.event)
    word = speaker.text[slice(*span)]
    say = "or, if it is meant as text, put it in quotes"
    alone = re.compile(r" *(?:[,\]}]|\s#|\r?\n|\Z)").match(speaker.text, span[1])
    return [
        speaker.finding(
            "yaml-feature",
            f"{shown(word)} repeats a piece of YAML from elsewhere; {_IN_FULL}",
            (span, "a reference to an anchor"),
            repairs=(
                Repair("write out here what it stands for"),
                speaker.replaced(say, span, quoted(word)) if alone else Repair(say),
            ),
            facts=("alias", *trouble.steps),
        )
    ]


def merge(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """The key ``<<``: some YAML programs would merge another mapping into this one."""
    return [
        speaker.finding(
            "yaml-feature",
            f"<< takes over entries from elsewhere; {_IN_FULL}",
            (span_of(trouble.event), "a merge key"),
            repairs=(Repair("write the entries out here"),),
            facts=("merge", *trouble.steps),
        )
    ]


def list_in_list(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """The compact form of a list in a list, whose second dash is easily overlooked."""
    start = trouble.event.start_mark.index
    line = speaker.line(start)[0]
    before = speaker.text[line:start].rstrip(" ")
    outer = line + len(before) - 1
    return [
        speaker.finding(
            "yaml-feature",
            "two dashes in one line make a list inside a list",
            ((start, start + 1), "a list within the list item"),
            ((outer, outer + 1), "the item it is in"),
            repairs=(Repair("write one dash for each item of one list"),),
            facts=("list in list", *trouble.steps),
        )
    ]


def complex_key(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """A list or mapping before the colon."""
    start = trouble.event.start_mark.index
    return [
        speaker.finding(
            "key-form",
            "a whole list or group stands where the name of an entry is expected",
            ((start, start + 1), "not a name"),
            repairs=(Repair("write entries as `name: value`"),),
            facts=("complex key", *trouble.steps),
        )
    ]


def documents(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """A second document behind ``---``."""
    return [
        speaker.finding(
            "several-documents",
            "--- begins a second document in this file; a file holds one",
            (span_of(trouble.event), "the second document begins here"),
            repairs=(Repair("move what follows into a file of its own"),),
        )
    ]


def lone_sign(speaker: Speaker, start: int, quotes: tuple[Repair, ...]) -> Finding:
    """The finding about a ``*``, ``&`` or ``!`` that YAML reads and cannot make sense of."""
    found = _SIGNED_WORD.match(speaker.text, start)
    span = (start, found.end() if found else start + 1)
    word = speaker.text[slice(*span)]
    if word == "*":
        return speaker.finding(
            "yaml-feature",
            "* means something else in YAML; for everything write all, for the sign itself put it "
            "in quotes",
            (span, "a star on its own"),
            repairs=(speaker.replaced("write all", span, "all"), *quotes),
            facts=("star", speaker.text[slice(*speaker.line(start))].strip()),
        )
    return speaker.finding(
        "yaml-feature",
        f"a text cannot begin with {word[:1]} unless it is in quotes",
        (span, "needs quotes"),
        repairs=quotes,
        facts=("sign", speaker.text[slice(*speaker.line(start))].strip()),
    )


def directive(speaker: Speaker, start: int) -> Finding:
    """The finding about a line before the document that begins with ``%``."""
    end = speaker.line(start)[1]
    return speaker.finding(
        "yaml-feature",
        f"{shown(speaker.text[start:end])} is an instruction to YAML programs; files are read "
        "one way only",
        ((start, end), "a directive"),
        repairs=(Repair("remove the line"),),
        facts=("directive", speaker.text[start:end]),
    )


def explicit_key(speaker: Speaker, start: int) -> Finding:
    """The finding about a ``?`` that begins a key in YAML's rare long form."""
    line = speaker.line(start)
    return speaker.finding(
        "yaml-feature",
        "a question mark and a blank begin a rare form of YAML; write entries as `name: value`",
        ((start, start + 1), "a question mark on its own"),
        repairs=(
            Repair("remove it, or put the text in quotes if the question mark belongs to it"),
        ),
        facts=("explicit key", speaker.text[slice(*line)]),
    )
