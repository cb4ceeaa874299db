"""Syntax errors in how lines stand to each other: colons, dashes and columns."""

from __future__ import annotations

import re

from partnerbook.findings import Finding, Repair
from partnerbook.source.voice import Span
from partnerbook.source.yaml_columns import Odd, odd_line
from partnerbook.source.yaml_speech import quoted
from partnerbook.source.yaml_stop import COMMENT, Stop

_ENTRY = re.compile(r"\s*+(?:- ++)*+(?:[^\s:#'\"][^:#]*+|'[^']*+'|\"[^\"]*+\"):(?: +|\Z)")
_CLOSE_COLON = re.compile(r"([^\s:]+):(?=\S)")
_DASH = re.compile(r"-(?:\s|\Z)")


def second_colon(stop: Stop) -> Finding:
    """A colon and a blank where no entry can begin: three mistakes lead here."""
    start, _ = stop.line
    entry = _ENTRY.match(stop.text, start, stop.at)
    if entry:
        value = entry.end()
        return stop.says(
            "this value has a colon and a blank in it, which would begin a new entry",
            ((stop.at, stop.at + 1), "the second colon in this line"),
            repairs=stop.in_quotes(value, "put the whole value in quotes"),
        )
    words = start + len(stop.before) - len(stop.before.lstrip(" "))
    above = _line_above(stop, start)
    if above and _ENTRY.match(stop.text, *above):
        if odd := odd_line(stop.text, start):
            return _odd(stop, odd)
        return stop.says(
            "this line is indented deeper than the entry above it, which has its value already",
            ((words, stop.at), "indented too deep"),
            (above, "this entry is complete"),
            repairs=(Repair("let both begin in the same column, or remove the value above"),),
        )
    if above:
        return no_colon(Stop(stop.speaker, stop.at, above[0], stop.opened))
    return stop.says(
        "the name of an entry stands in one line and has at most 1,000 characters",
        ((words, stop.at), "too long for a name"),
    )


def _line_above(stop: Stop, start: int) -> Span | None:
    """The words of the nearest line above that has any besides a comment."""
    while start > 0:
        start, end = stop.speaker.line(start - 1)
        line = COMMENT.sub("", stop.text[start:end])
        if line.strip() and not line.lstrip().startswith("#"):
            return start + len(line) - len(line.lstrip(" ")), start + len(line)
    return None


def no_colon(stop: Stop) -> Finding:
    """A line of words among entries, mostly for want of a space after the colon."""
    start, end = stop.since, stop.speaker.line(stop.since)[1]
    words = COMMENT.sub("", stop.text[start:end])
    close = _CLOSE_COLON.match(words)
    repairs = (
        (stop.speaker.replaced("write a space after the colon", _after(start, close), " "),)
        if close
        else (Repair("write it as `name: value`, or begin it with a dash if it belongs to a list"),)
    )
    return stop.says(
        "this line has no colon followed by a blank, so it is no entry",
        ((start, start + len(words)), "neither `name: value` nor `- item`"),
        repairs=repairs,
    )


def _after(start: int, hit: re.Match[str]) -> Span:
    return start + hit.end(), start + hit.end()


def out_of_place(stop: Stop) -> Finding:
    """Something stands where the next entry of a group should begin."""
    before = stop.before.rstrip(" ")
    if before.lstrip(" -"):
        return _junk(stop, before)
    if stop.text.startswith(":", stop.at):
        return stop.says(
            "this entry has no name before its colon", (stop.here, "a name is missing")
        )
    if _DASH.match(stop.text, stop.at):
        if (item := _item_above(stop)) is not None:
            return _dashes_apart(stop, item)
        return stop.says(
            "a list item stands where the next entry is expected",
            ((stop.at, stop.at + 1), "a dash"),
            ((stop.since, stop.since + 1), "the entries begin here"),
            repairs=(Repair("write the name of the list above it, and indent its items"),),
        )
    return _indentation(stop, "the entries around it begin here")


def _item_above(stop: Stop) -> int | None:
    """The first item of the list right above a dash, where that list is indented deeper."""
    found, own = None, stop.at - stop.line[0]
    above = _line_above(stop, stop.line[0])
    while above and above[0] - stop.speaker.line(above[0])[0] > own:
        found = above[0] if _DASH.match(stop.text, above[0]) else found
        above = _line_above(stop, stop.speaker.line(above[0])[0])
    return found


def _dashes_apart(stop: Stop, item: int) -> Finding:
    """A list item that begins beside the others. Of two, nobody knows which is out of line."""
    mine, theirs = (stop.speaker.spot((at, at)).column for at in (stop.at, item))
    return stop.says(
        f"this list item begins in column {mine}; the one above it begins in column {theirs}",
        ((stop.at, stop.at + 1), f"column {mine}"),
        ((item, item + 1), f"column {theirs}"),
        repairs=(Repair("let the dashes of a list begin in the same column"),),
    )


def _indentation(stop: Stop, label: str) -> Finding:
    if odd := odd_line(stop.text, stop.line[0]):
        return _odd(stop, odd)
    above = _line_above(stop, stop.line[0]) or (stop.since, stop.since)
    found = stop.speaker.spot(stop.here).column
    wanted = sorted({stop.speaker.spot((at, at)).column for at in (stop.since, above[0])})
    return stop.says(
        f"this line begins in column {found}; the lines it could stand with begin in column "
        + " or ".join(str(column) for column in wanted),
        (stop.here, f"column {found}"),
        ((stop.since, stop.since + 1), label),
        repairs=(Repair("indent it like the lines it belongs to, with spaces"),),
    )


def _odd(stop: Stop, odd: Odd) -> Finding:
    """The line above that is out of line; where it stands alone, it is moved."""
    column, wanted = odd.line.column + 1, odd.wanted + 1
    start = odd.line.start - odd.line.column
    say = f"let it begin in column {wanted}"
    repair = (
        stop.speaker.replaced(say, (start, odd.line.start), " " * odd.wanted)
        if odd.alone
        else Repair(f"{say}, and move what belongs to it along")
    )
    return stop.says(
        f"this line begins in column {column}; the lines that stand with it begin in column "
        f"{wanted}",
        ((odd.line.start, odd.line.end), f"column {column}"),
        (
            (stop.at if stop.before.strip() == "" else stop.line[0] + odd.wanted, stop.here[1]),
            f"column {wanted}",
        ),
        repairs=(repair,),
    )


def _junk(stop: Stop, before: str) -> Finding:
    """More text behind a value that was closed by a quote or a bracket."""
    end = before[-1]
    if end not in "'\"":
        closed = f"the closing {end}" if end in "]}" else "it"
        return stop.says(
            f"something follows {closed} that does not belong to the value",
            (stop.here, "not part of the value"),
            repairs=(Repair("remove it, or put the whole value in quotes"),),
        )
    return stop.says(
        f"the text in quotes ends before this, because a {end} inside it ends it",
        (stop.here, "outside the quotes"),
        repairs=(_other_quotes(stop, end),),
    )


def _other_quotes(stop: Stop, quote: str) -> Repair:
    """The repair that takes the other kind of quotes for a text that has this one inside."""
    other = '"' if quote == "'" else "'"
    say = f"write {other} around the whole text"
    entry = _ENTRY.match(stop.text, *stop.line)
    if entry is None:
        return Repair(say)
    words = COMMENT.sub("", stop.text[entry.end() : stop.line[1]])
    inner = words[1:-1]
    if not inner or {words[0], words[-1]} != {quote} or "\\" in inner or quote * 2 in inner:
        return Repair(say)
    span = (entry.end(), entry.end() + len(words))
    return stop.speaker.replaced(say, span, quoted(inner))


def no_dash(stop: Stop) -> Finding:
    """An entry that stands in the column of a list's dashes, or deeper, without one."""
    if _DASH.match(stop.text, stop.at):
        return _dashes_apart(stop, stop.since)
    return stop.says(
        "this line stands in a list but does not begin with a dash",
        (stop.here, "no list item"),
        ((stop.since, stop.since + 1), "the list begins here"),
        repairs=(Repair("indent it like the text of the item above, or begin it with a dash"),),
    )


def dash_too_late(stop: Stop) -> Finding:
    """``name: - item``."""
    return stop.says(
        "a list begins in a line of its own, below its name",
        ((stop.at, stop.at + 1), "a list item in the line of its name"),
        repairs=(
            Repair("write each item in its own line below, or the list in brackets"),
            *stop.in_quotes(stop.at, "if the dash belongs to the text, put it in quotes"),
        ),
    )


def second_start(stop: Stop) -> Finding:
    """What follows begins further left than the first entry, or follows a closed text."""
    return stop.says(
        "this does not belong to what stands above it: all entries of a file begin in the same "
        "column",
        (stop.here, "begins something new"),
        repairs=(Repair("indent it like the first entry of the file"),),
    )


def lone_question_mark(stop: Stop) -> Finding:
    """``name: ? text``."""
    return stop.says(
        "a text cannot begin with a question mark and a blank unless it is in quotes",
        ((stop.at, stop.at + 1), "needs quotes"),
        repairs=stop.in_quotes(stop.at),
    )
