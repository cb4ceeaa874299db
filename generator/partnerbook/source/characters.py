"""Bytes to text, strictly, and the characters that no file of a program may hold.

This is the first gate of every text door: what passes it is UTF-8 with line breaks that every
program counts alike, so that a line and a column mean the same to everyone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from partnerbook.findings import Edit, Finding, Place, Repair, Severity, Spot
from partnerbook.values.ident import INVISIBLE, decomposed, describe, mixed

MOST_FINDINGS = 100
"""So many findings of one file are listed; the last one says if there are more."""

LONGEST_SHOWN = 60
TAB_SIGN = "⇥"
"""What a tab shows as where it is the point."""
_FEW = 6
# Blanks that look like a space and are none. The ideographic one is ordinary Japanese typing.
ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")

_BOM = b"\xef\xbb\xbf"
_PRINTABLE_ASCII = bytes([0x0A, *range(0x20, 0x7F)])
# What a reader would break lines at, stumble over or not be able to hold. The rest of INVISIBLE
# is just as unwelcome, but the text around it can still be read.
_UNREADABLE = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]|\r(?!\n)"
)
UNWELCOME = re.compile(f"{_UNREADABLE.pattern}|{INVISIBLE.pattern}")
# Signs for machines, which only get into a text all together: from a file that is none.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNICODE_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def spot_between(path: str, text: str, start: int, end: int) -> Spot:
    """The Spot of ``text[start:end]``; indices in code points, lines broken at LF."""
    line, column = _line_and_column(text, start)
    end_line, end_column = _line_and_column(text, max(start, end))
    return Spot(path, line, column, end_line, end_column)


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    inside = min(index, len(text))
    return text.count("\n", 0, inside) + 1, inside - text.rfind("\n", 0, inside)


def decode(path: str, data: bytes, limit: int) -> tuple[str | None, list[Finding]]:
    """The text of a file without its BOM, and a finding for every unwelcome character.

    ``limit`` is the most bytes a file of this kind may have. The text is None when it cannot be
    read on: too large, not UTF-8, or with characters that change where lines and values begin.
    Findings beside a text are about invisible characters inside it. Give them to ``listed`` last.
    """
    if len(data) > limit:
        return None, [_too_large(path, len(data), limit)]
    unusual = data.replace(b"\r\n", b"\n").translate(None, _PRINTABLE_ASCII)
    if not unusual:
        return data.decode("ascii"), []
    if foreign := _foreign(path, data):
        return None, [foreign]
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, data, error)]
    if not UNWELCOME.search(unusual.decode("utf-8")):
        return text, []
    controls = [hit.span() for hit in _CONTROL.finditer(text)]
    runs = ((start, end) for start, end in _runs(text) if not _CONTROL.match(text, start))
    findings = [
        _unwelcome(path, text, start, end) for start, end in islice(runs, MOST_FINDINGS + 1)
    ]
    if controls:
        findings.append(_commands(path, text, controls))
    return None if _UNREADABLE.search(text) else text, findings


def listed(findings: list[Finding]) -> list[Finding]:
    """At most MOST_FINDINGS of a file's findings; the last listed one says that there are more."""
    if len(findings) <= MOST_FINDINGS:
        return findings
    last = findings[MOST_FINDINGS - 1]
    note = ("more", f"there are more in this file; the first {MOST_FINDINGS} are listed")
    return [*findings[: MOST_FINDINGS - 1], replace(last, notes=(*last.notes, note))]


def shown(text: object) -> str:
    """A piece of a file fit for a message: one line, not too long, nothing that cannot be seen."""
    line = str(text).replace("\n", " ")
    short = line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in short)


def look_alike(text: str) -> str | None:
    """Why an unquoted code or name is not what it looks like; of prose only its blanks count."""
    if odd := ODD_SPACE.search(text):
        return f"has a blank in it that is not the ordinary space ({describe(odd.group())})"
    single = len(text.split()) == 1
    return decomposed(text) or mixed(text) if single else None


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of one repeated unwelcome character."""
    start = end = 0
    for hit in UNWELCOME.finditer(text):
        if hit.start() == end > start and hit.group() == text[start]:
            end = hit.end()
            continue
        if end > start:
            yield start, end
        start, end = hit.span()
    if end > start:
        yield start, end


def _unwelcome(path: str, text: str, start: int, end: int) -> Finding:
    """The finding for one stretch of one unwelcome character."""
    character = text[start]
    at = spot_between(path, text, start, end)
    if character == "\t":
        return _tab(path, text, start, at)
    reason, said = _reason(character)
    times = "" if end - start == 1 else f", {end - start} times"
    return Finding(
        "source/hidden-character",
        Severity.ERROR,
        f"{reason} ({describe(character)}{times})",
        places=(Place(at, said),),
        help=(_way_out(character, at),),
        facts=(path, describe(character), _before(text, start)),
    )


def _commands(path: str, text: str, spans: list[tuple[int, int]]) -> Finding:
    """The one finding about all control characters of a file."""
    characters = "".join(text[slice(*span)] for span in spans)
    first = describe(characters[0])
    more = len(characters) - 1
    spots = [spot_between(path, text, *span) for span in spans[:_FEW]]
    label = "not a letter, but a command to a machine"
    return Finding(
        "source/hidden-character",
        Severity.ERROR,
        f"a control character stands in the text ({first})"
        + (f", and {more:,} more in this file" if more else ""),
        places=(Place(spots[0], label), *(Place(spot, "and here") for spot in spots[1:])),
        help=(
            *(
                [Repair("remove it", edits=tuple(Edit(spot, "") for spot in spots))]
                if len(spots) == len(spans)
                else []
            ),
            Repair("or, if this is no text, take the file out of the program's folder"),
        ),
        facts=(path, first, _before(text, spans[0][0])),
    )


def _way_out(character: str, at: Spot) -> Repair:
    """The repair for one stretch of a character."""
    if character == "\r":
        return Repair("save the file with ordinary line ends (LF or CRLF)")
    if character in "\x85\u2028\u2029":
        return Repair("put a space there, or an ordinary line break", edits=(Edit(at, " "),))
    return Repair("remove it", edits=(Edit(at, ""),))


def _reason(character: str) -> tuple[str, str]:
    """What is wrong with a character: the message, and the label at its place."""
    if character in "\x85\u2028\u2029\r":
        message = "this character ends the line for some programs and not for others"
        return message, "an unusual line break"
    if _BIDI.match(character):
        message = "this character turns the text around, so it can show what it does not say"
        return message, "an invisible direction mark"
    return "an invisible character stands in the text", "nothing is seen here, but it is there"


def _tab(path: str, text: str, start: int, at: Spot) -> Finding:
    """Tabs are told apart by where they stand: in the indentation no width can be guessed."""
    inside = bool(_before(text, start))
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0].strip(" \r")
    seen = shown(line.replace("\t", TAB_SIGN))
    say = f"put a space where the tab ({TAB_SIGN}) is: {seen}"
    repair = Repair(say, edits=(Edit(at, " "),)) if inside else None
    return Finding(
        "source/tab",
        Severity.ERROR,
        "a tab stands in the text; write a space"
        if inside
        else "this line is indented with a tab; indent with spaces, two for each level",
        places=(Place(at, "a tab"),),
        help=(repair,) if repair else (),
        facts=(path, "tab", _before(text, start)),
    )


def _before(text: str, index: int) -> str:
    """What stands before an index in its line; it tells like findings of one file apart."""
    return text[text.rfind("\n", 0, index) + 1 : index].strip()


def _too_large(path: str, size: int, limit: int) -> Finding:
    return Finding(
        "source/too-large",
        Severity.ERROR,
        f"this file has {size:,} bytes; at most {limit:,} are read",
        places=(Place(Spot(path)),),
        help=(Repair("split it into several files"),),
        facts=(path,),
    )


def _foreign(path: str, data: bytes) -> Finding | None:
    """Text saved with two or four bytes a letter, by its mark or by its many zero bytes."""
    name = next((name for mark, name in _UNICODE_MARKS if data.startswith(mark)), "")
    if not name and data.count(0) * 3 >= len(data) > 3:
        name = "UTF-16 or a binary format"
    if not name:
        return None
    return Finding(
        "source/not-utf8",
        Severity.ERROR,
        f"this file is saved as {name}, not as UTF-8 (seen at byte offset 0, line 1)",
        places=(Place(Spot(path)),),
        help=(_SAVE_AS_UTF8,),
        facts=(path, name),
    )


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Finding:
    offset = error.start + (len(_BOM) if data.startswith(_BOM) else 0)
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset].removeprefix(_BOM)
    column = len(before.decode("utf-8")) + 1
    guess = data[offset : offset + 1].decode("cp1252", errors="ignore")
    meant = (
        f"; in an old Windows or Latin-1 file it would be {guess}" if guess.isprintable() else ""
    )
    return Finding(
        "source/not-utf8",
        Severity.ERROR,
        f"this file is not saved as UTF-8: byte 0x{data[offset]:02X} at byte offset {offset} "
        f"(line {line}) cannot be read{meant if guess else ''}",
        places=(Place(Spot(path, line, column, line, column + 1), "cannot be read from here"),),
        help=(_SAVE_AS_UTF8,),
        facts=(path, "bytes"),
    )


_SAVE_AS_UTF8 = Repair(
    "open the file in an editor, check the letters with accents, and save it with the encoding "
    "UTF-8"
)
