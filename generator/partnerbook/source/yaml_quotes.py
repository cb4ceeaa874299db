"""A text whose closing quote is missing, so that it ends only where the next one begins."""

from __future__ import annotations

import re

from yaml.error import MarkedYAMLError
from yaml.tokens import ScalarToken, StreamEndToken

from partnerbook.findings import Finding, Repair
from partnerbook.source.voice import Span
from partnerbook.source.yaml_events import MOST_EVENTS
from partnerbook.source.yaml_stop import COMMENT, Stop

_ENTRY_BELOW = re.compile(r".*\n(?: *(?:#.*)?\r?\n)* *+(?:- ++)*+[\w-]+:[ \r\n]")
"""An entry in the line below is not meant to be text."""


def unclosed(stop: Stop) -> Finding | None:
    """The finding at the opening quote, if a text of several lines ends right before the stop."""
    end = len(stop.text[: stop.at].rstrip(" "))
    quote = stop.text[end - 1 : end]
    if not quote or quote not in "'\"":
        return None
    start = _opening(stop, end)
    if start is None or not _ENTRY_BELOW.match(stop.text[start:end]):
        return None
    number = stop.speaker.spot((end - 1, end)).line
    return stop.says(
        f"the text that begins here with {quote} ends only in line {number}, at the next {quote},"
        " and more follows there",
        ((start, start + 1), f"a closing {quote} is missing"),
        (stop.here, "outside the quotes"),
        repairs=(_closed(stop, start, quote),),
    )


def _opening(stop: Stop, end: int) -> int | None:
    """Where the text in quotes begins that ends at an index."""
    parser = stop.speaker.new_parser(stop.text)
    try:
        for _ in range(MOST_EVENTS):
            token = parser.get_token()
            if isinstance(token, StreamEndToken) or token.start_mark.index >= end:
                return None
            if isinstance(token, ScalarToken) and not token.plain and token.end_mark.index == end:
                start: int = token.start_mark.index
                return start
    except MarkedYAMLError:
        return None
    finally:
        parser.dispose()
    return None


def _closed(stop: Stop, start: int, quote: str) -> Repair:
    """The repair that closes the text in the line where it begins; inside brackets in words."""
    say = f"write {quote} at the end of the text"
    first: Span = (start, stop.speaker.line(start)[1])
    words = COMMENT.sub("", stop.text[slice(*first)])
    if stop.opened is not None or "#" in words or (quote == "'" and "''" in words):
        return Repair(say)
    end = start + len(words)
    return stop.speaker.replaced(say, (end, end), quote)
