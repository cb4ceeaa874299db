"""What the YAML door says about a file that YAML allows and we do not: troubles into findings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from yaml.events import SequenceStartEvent

from partnerbook.findings import Finding, Repair
from partnerbook.source import yaml_features
from partnerbook.source.characters import MOST_FINDINGS, ODD_SPACE, UNWELCOME, shown
from partnerbook.source.scalars import LONGEST_NUMBER, NOTHING
from partnerbook.source.yaml_events import DASH_LINE, MOST_EVENTS, MOST_LEVELS, Trouble
from partnerbook.source.yaml_speech import Speaker, quoted, span_of
from partnerbook.values.ident import describe

# A decimal comma: 8,5% in braces is read as 8, and 5% as a name. Three digits may be thousands.
_COMMA = re.compile(r"(?<![\w.,])(\d+),((?!\d{3}(?!\d))\d+(?: ?[%A-Z]+)?)\Z")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPED = dict(
    zip("0abtnvfreNLP_", "\0\a\b\t\n\v\f\r\x1b\x85\u2028\u2029\xa0", strict=True),
)


def findings_of(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """What one trouble means to the person who wrote the file; mostly one finding."""
    return _WORDS[trouble.code](speaker, trouble)


def _duplicate(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    span = span_of(trouble.event)
    key = trouble.steps[-1]
    first = span
    if entry := speaker.entry(span[0]):
        keys = (known for known, _ in entry[0].entries if known is not None)
        same = (k for k in keys if unicodedata.normalize("NFC", k.word) == key)
        first = next(((k.start, k.end) for k in same), span)
    line = speaker.spot(first).line
    return [
        speaker.finding(
            "duplicate-key",
            f"{shown(key)} is written more than once; only one can hold",
            (span, f"{shown(key)} again"),
            (first, f"{shown(key)} is written here first"),
            repairs=speaker.removed(
                f"keep line {line} and remove this one", span[0], loses="what it says"
            ),
            facts=("duplicate", *trouble.steps),
        )
    ]


def _nothing(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    start, end = span_of(trouble.event)
    if trouble.event.anchor is not None or trouble.event.tag is not None:
        return []  # the finding about the mark is enough
    written = shown(speaker.text[start:end].strip().partition("\n")[0].strip())
    if trouble.key is not None and (cut := _COMMA.search(speaker.text, 0, span_of(trouble.key)[1])):
        number = f"{cut[1]}.{cut[2]}"
        return [
            speaker.finding(
                "empty-value",
                f"{shown(cut[0])} is cut in two by its comma; decimals have a point: {number}",
                (cut.span(), "a comma ends the entry"),
                repairs=(speaker.replaced(f"write {number}", cut.span(), number),),
                facts=("comma", *trouble.steps),
            )
        ]
    if trouble.key is not None:
        span, who, of = span_of(trouble.key), shown(trouble.steps[-1]), "map"
        begin = span[0]
    else:
        # An item that is not written at all is marked behind its dash, or behind a comma.
        span = (start, end) if written else (max(start - 1, 0), max(start, 1))
        who, of, begin = "this item of the list", "list", start
    return [
        speaker.finding(
            "empty-value",
            f"{who} has no value" + (f": {written} says nothing" if written else ""),
            (span, "nothing is given here"),
            repairs=speaker.removed("remove it, if there is nothing to say", begin, of=of),
            facts=("nothing", *trouble.steps),
        )
    ]


def _empty(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    start = trouble.event.start_mark.index
    end = trouble.key.end_mark.index if trouble.key else start + 1
    is_list = isinstance(trouble.event, SequenceStartEvent)
    if not trouble.steps:
        return [] if is_list else [empty_file(speaker)]
    if trouble.event.anchor is not None or trouble.event.tag is not None:
        return []  # the finding about the mark is enough
    brackets = "an empty list" if is_list else "empty"
    named = isinstance(trouble.steps[-1], str)
    return [
        speaker.finding(
            "empty-value",
            f"{shown(trouble.steps[-1]) if named else 'this item'} is {brackets}; it could mean "
            "nothing or everything",
            ((start, end), "nothing between the brackets"),
            repairs=(Repair("write what is meant (all, if it is all), or remove the entry"),),
            facts=("empty", *trouble.steps),
        )
    ]


def _key(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    span = span_of(trouble.event)
    word = speaker.text[slice(*span)]
    if not str(trouble.event.value):
        message = "this entry has no name before its colon"
        repairs: tuple[Repair, ...] = ()
    else:
        message = f"{shown(word)} is not read as a text, so it cannot be the name of an entry"
        repairs = (speaker.replaced("put it in quotes", span, quoted(word)),)
    return [
        speaker.finding(
            "key-form",
            message,
            (span, "a name is expected here"),
            repairs=repairs,
            facts=("key", *trouble.steps),
        )
    ]


def _number(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    span = span_of(trouble.event)
    word = speaker.text[slice(*span)]
    why = (
        f"has {len(word):,} characters; numbers have at most {LONGEST_NUMBER}"
        if len(word) > LONGEST_NUMBER
        else "is a number that would not print as it is written"
    )
    return [
        speaker.finding(
            "number-form",
            f"{shown(word)} {why}",
            (span, "a number of unusual form"),
            repairs=(
                speaker.replaced("if it is a code or text, put it in quotes", span, quoted(word)),
            ),
            facts=("number", *trouble.steps),
        )
    ]


def _look_alike(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    span = span_of(trouble.event)
    word = speaker.text[slice(*span)]
    usual = ODD_SPACE.sub(" ", unicodedata.normalize("NFC", word))
    repair = (
        speaker.replaced("write it the usual way (it looks the same)", span, usual)
        if usual != word
        else Repair("type it again with one keyboard; if it is meant so, put it in quotes")
    )
    return [
        speaker.finding(
            "look-alike",
            f"{shown(usual.strip())} {trouble.said}",
            (span, "not what it looks like"),
            repairs=(repair,),
            facts=("look-alike", *trouble.steps),
        )
    ]


def _dash(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """A text over several lines is fine, unless one of them looks like an item of a list."""
    start, end = span_of(trouble.event)
    hit = DASH_LINE.search(speaker.text, start, end)
    if hit is None:
        raise AssertionError("a dash was seen there")
    return [
        speaker.finding(
            "yaml-syntax",
            "this line looks like a list item, but is read as part of the text above it",
            (hit.span(1), "a dash in the midst of a text"),
            (speaker.line(start), "the text begins here"),
            repairs=(Repair("write each item of the list in a line of its own, below its name"),),
            facts=("dash", *trouble.steps),
        )
    ]


def _escape(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    """The escapes of a double-quoted text that stand for what may not be typed either."""
    findings = []
    for hit in _ESCAPE.finditer(speaker.text, *span_of(trouble.event)):
        digits = hit[1] or hit[2] or hit[3]
        made = chr(int(digits, 16)) if digits else _ESCAPED.get(hit[4], "")
        if made and UNWELCOME.search(made):
            findings.append(escape_finding(speaker, hit.span(), made))
        if len(findings) > MOST_FINDINGS:
            break
    return findings


def escape_finding(speaker: Speaker, span: tuple[int, int], made: str) -> Finding:
    """The finding about one escape that makes a character nobody can see."""
    written = speaker.text[slice(*span)]
    return speaker.finding(
        "hidden-character",
        f"{written} puts a character into the text that nobody can see ({describe(made)})",
        (span, "an escape for a hidden character"),
        repairs=(speaker.replaced("remove it", span, ""),),
        facts=("escape", written, speaker.text[: span[0]].rpartition("\n")[2]),
    )


def _top(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    start, end = span_of(trouble.event)
    is_list = isinstance(trouble.event, SequenceStartEvent)
    if not is_list and trouble.event.implicit[0] and trouble.event.value in NOTHING:
        return [empty_file(speaker)]
    what = "a list" if is_list else "a text without a name"
    first = speaker.line(start)
    return [
        speaker.finding(
            "not-entries",
            f"the file begins with {what}; a file consists of entries such as `name: value`",
            ((start, max(start + 1, min(end, first[1]))), "an entry is expected here"),
            repairs=(Repair("write the name of the entry and a colon before it"),),
            facts=("top",),
        )
    ]


def empty_file(speaker: Speaker) -> Finding:
    """The finding about a file in which nothing stands, or only comments."""
    why = "it has only comments" if "#" in speaker.text else "it is empty"
    return speaker.finding(
        "empty-file",
        f"the file says nothing; {why}",
        ((0, 0), "entries are expected"),
        repairs=(Repair("write its entries, or delete the file"),),
    )


def _deep(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    start = trouble.event.start_mark.index
    return [
        speaker.finding(
            "too-deep",
            f"the file is nested more than {MOST_LEVELS} levels deep; it is read no further",
            ((start, start + 1), f"level {MOST_LEVELS + 1}"),
            repairs=(Repair("write it flatter"),),
        )
    ]


def _long(speaker: Speaker, trouble: Trouble) -> list[Finding]:
    start = trouble.event.start_mark.index
    return [
        speaker.finding(
            "too-large",
            f"the file has more than {MOST_EVENTS:,} parts; it is read no further",
            ((start, start), "read up to here"),
            repairs=(Repair("split it"),),
        )
    ]


_WORDS: dict[str, Callable[[Speaker, Trouble], list[Finding]]] = {
    "alias": yaml_features.alias,
    "complex key": yaml_features.complex_key,
    "dash": _dash,
    "deep": _deep,
    "documents": yaml_features.documents,
    "duplicate": _duplicate,
    "empty": _empty,
    "escape": _escape,
    "key": _key,
    "list in list": yaml_features.list_in_list,
    "long": _long,
    "look-alike": _look_alike,
    "marked": yaml_features.marked,
    "merge": yaml_features.merge,
    "nothing": _nothing,
    "number": _number,
    "top": _top,
}
