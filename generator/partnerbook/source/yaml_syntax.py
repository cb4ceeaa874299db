"""What the YAML door says when a file is no YAML at all: the parser's error in plain words.

Both parsers stop at the first error, with the same marks and nearly the same wording. Each error
is recognised by that wording and then explained by what stands in the file at the marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from partnerbook.findings import Finding, Repair
from partnerbook.source import yaml_lines
from partnerbook.source.characters import ODD_SPACE
from partnerbook.source.yaml_events import Reading
from partnerbook.source.yaml_features import lone_sign
from partnerbook.source.yaml_quotes import unclosed
from partnerbook.source.yaml_speech import Speaker
from partnerbook.source.yaml_stop import Stop
from partnerbook.source.yaml_words import escape_finding
from partnerbook.values.ident import describe

_ODD = ODD_SPACE.pattern.removesuffix("]") + "\u3000]"
_MISLEADING_BLANK = re.compile(rf"^ *({_ODD}+)|[:,-]({_ODD}+)", re.MULTILINE)
_HEX = "[0-9a-fA-F]"
_ESCAPED = re.compile(rf"\\(?:x{_HEX}{{0,2}}|(?:u|U0000)({_HEX}{{0,4}})|U{_HEX}{{0,8}})?")


def syntax_findings(speaker: Speaker, reading: Reading) -> list[Finding]:
    """The findings about the one error that ended the reading of a file."""
    error = reading.error
    if error is None:
        return []
    blanks = [_blank(speaker, hit) for hit in _MISLEADING_BLANK.finditer(speaker.text)]
    if blanks:
        return blanks
    last = len(speaker.text.rstrip())
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, last) if mark else last
    since = min(error.context_mark.index, last) if error.context_mark else at
    opened = reading.opened.start_mark.index if reading.opened else None
    stop = Stop(speaker, at, since, opened)
    wording = f"{error.context or ''}: {error.problem or ''}"
    if (opened := unclosed(stop)) is not None:
        return [opened]
    for pattern, explain in _ERRORS:
        if re.search(pattern, wording):
            return [explain(stop)]
    return [_unfinished(stop)]


def _blank(speaker: Speaker, hit: re.Match[str]) -> Finding:
    """A blank where YAML wants a space, but of a kind that YAML takes for a letter."""
    span = hit.span(1) if hit[1] else hit.span(2)
    blank = speaker.text[span[0]]
    return speaker.finding(
        "look-alike",
        f"the blank here is not the ordinary space ({describe(blank)}), so the line cannot be read",
        (span, "looks like a space"),
        repairs=(speaker.replaced("put a space there", span, " " * (span[1] - span[0])),),
        facts=("blank", speaker.text[slice(*speaker.line(span[0]))]),
    )


def _open_quote(stop: Stop) -> Finding:
    quote = stop.text[stop.since]
    return stop.says(
        f"the text that begins here with {quote} is never closed",
        ((stop.since, stop.since + 1), f"the closing {quote} is missing"),
        repairs=(Repair(f"write {quote} at the end of the text"),),
    )


def _sign(stop: Stop) -> Finding:
    return lone_sign(stop.speaker, stop.since, stop.in_quotes(stop.since))


def _no_start(stop: Stop) -> Finding:
    sign = stop.text[stop.at]
    return stop.says(
        f"a text cannot begin with {sign} unless it is in quotes",
        (stop.here, "needs quotes"),
        repairs=stop.in_quotes(stop.at),
    )


def _open_bracket(stop: Stop) -> Finding:
    """Between brackets, something else than a comma or the closing one."""
    if stop.text[stop.since] not in "[{":  # a pair without brackets of its own
        if stop.opened is None:
            return _unfinished(stop)
        stop = Stop(stop.speaker, stop.at, stop.opened, stop.opened)
    bracket = stop.text[stop.since]
    close = "]" if bracket == "[" else "}"
    opening = (stop.since, stop.since + 1)
    if stop.at >= len(stop.text.rstrip()) or stop.since < stop.line[0]:
        return stop.says(
            f"the bracket {bracket} opened here is not closed",
            (opening, f"{close} is missing"),
            (stop.here, "before this at the latest"),
            repairs=(Repair(f"write {close} at its end; or a comma is missing between two items"),),
        )
    if stop.text[stop.at] == ":":
        return stop.says(
            "this value has a colon in it, which would begin a new entry",
            ((stop.at, stop.at + 1), "the second colon"),
            (opening, "the bracket opened here"),
            repairs=(Repair("write the comma that is missing, or put the text in quotes"),),
        )
    return stop.says(
        f"a comma or {close} is missing before this",
        (stop.here, "does not follow from what is before it"),
        (opening, "the bracket opened here"),
        repairs=(Repair(f"write a comma between two items, {close} after the last"),),
    )


def _no_value(stop: Stop) -> Finding:
    at_end = stop.at >= len(stop.text.rstrip())
    if stop.opened is not None and (at_end or stop.text[stop.at] not in ",]}"):
        return _open_bracket(Stop(stop.speaker, stop.at, stop.opened, stop.opened))
    sign = stop.text[stop.at : stop.at + 1]
    if sign == ",":
        message = "nothing stands before this comma"
    elif sign in {"]", "}"} and stop.opened is not None:
        message = f"{sign} does not close the bracket {stop.text[stop.opened]} that is open here"
    elif sign in {"]", "}"}:
        message = f"{sign} closes a bracket that was never opened"
    else:
        message = "a value is expected here"
    return stop.says(
        message,
        (stop.here, "not expected here"),
        repairs=(Repair("remove it, or write what is missing"),),
    )


def block_header(stop: Stop) -> Finding:
    """More than an indicator behind the sign that begins a text of several lines."""
    sign = stop.text[stop.since]
    return stop.says(
        f"nothing may follow {sign} in its line: the text begins in the next line, indented",
        ((stop.since, max(stop.here[1], stop.since + 1)), "begins a text of several lines"),
        repairs=stop.in_quotes(stop.since, f"if {sign} belongs to the text, put it in quotes"),
    )


def _bad_escape(stop: Stop) -> Finding:
    start = stop.text.rfind("\\", stop.since, stop.at + 1)
    found = _ESCAPED.match(stop.text, max(start, stop.since))
    span = (found.start(), max(found.end(), found.start() + 2)) if found else stop.here
    whole = re.compile(r'"((?:[^"\\\n]|\\.)*)"').match(stop.text, stop.since)
    say = "write single quotes around the text; in them a backslash is a backslash"
    repair = (
        stop.speaker.replaced(say, whole.span(), "'" + whole[1].replace("'", "''") + "'")
        if whole and '\\"' not in whole[1]
        else Repair(say)
    )
    return stop.says(
        "in double quotes a backslash begins a special character, and there is none like this",
        (span, "no special character"),
        repairs=(repair,),
    )


def _impossible_escape(stop: Stop) -> Finding:
    start = stop.text.rfind("\\", stop.since, stop.at)
    found = _ESCAPED.match(stop.text, max(start, 0))
    if found and found[1] and 0xD800 <= int(found[1], 16) <= 0xDFFF:
        return escape_finding(stop.speaker, found.span(), chr(int(found[1], 16)))
    return _bad_escape(stop)


def _unfinished(stop: Stop) -> Finding:
    return stop.says(
        "the file cannot be read from here on; something before this is unfinished or out of place",
        (stop.here, "not understood"),
    )


_ERRORS: tuple[tuple[str, Callable[[Stop], Finding]], ...] = (
    (r"quoted scalar: .*(end of stream|document (indicator|separator))", _open_quote),
    (r"invalid Unicode character escape", _impossible_escape),
    (r"quoted scalar: .*(escape|hexa?decimal|hexdecimal)", _bad_escape),
    (r"scanning an (alias|anchor)|(scanning|parsing) a tag|tag handle", _sign),
    (r"cannot start any token", _no_start),
    (r"mapping values are not allowed", yaml_lines.second_colon),
    (r"could not find expected ':'", yaml_lines.no_colon),
    (r"block mapping: ", yaml_lines.out_of_place),
    (r"block collection: ", yaml_lines.no_dash),
    (r"flow (sequence|mapping): ", _open_bracket),
    (r"node content", _no_value),
    (r"block scalar: ", block_header),
    (r"sequence entries are not allowed", yaml_lines.dash_too_late),
    (r"mapping keys are not allowed", yaml_lines.lone_question_mark),
    (r"<document start>", yaml_lines.second_start),
)
