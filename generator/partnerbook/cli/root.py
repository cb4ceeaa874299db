"""Finds the program to work on, and the day to judge it on."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from partnerbook.cli.exits import NOTHING, UNREACHABLE, USAGE
from partnerbook.cli.journal import Stuck, finish
from partnerbook.values.period import parse_date


class Refused(Exception):
    """Why a command cannot go on, and with which exit code."""

    def __init__(self, code: int, say: str) -> None:
        super().__init__(say)
        self.code = code
        self.say = say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that every command over a program has."""
    parser.add_argument(
        "--root", metavar="DIR", help="the folder that holds program/ (default: nearest upward)"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="judge on this day (default: as_of of the program, SOURCE_DATE_EPOCH, else today)",
    )


def find_root(given: str | None) -> Path:
    """The root folder; what a stopped command left is finished. Raises Refused if there is none."""
    root = _root(given)
    try:
        done = finish(root)
    except Stuck as stuck:
        raise Refused(UNREACHABLE, str(stuck)) from None
    if done:
        print(f"partnerbook: {done}", file=sys.stderr, flush=True)
    return root


def _root(given: str | None) -> Path:
    if given is not None:
        root = Path(given)
        if not root.is_dir():
            why = f"{given} is no folder" if root.exists() else f"there is no folder {given}"
            raise Refused(UNREACHABLE, why)
        if not (root / "program").is_dir():
            raise Refused(NOTHING, f"nothing to check: {given} has no folder program/")
        return root
    try:
        here = Path.cwd()
    except OSError:
        raise Refused(UNREACHABLE, "the folder that you are in is gone") from None
    for folder in (here, *here.parents):
        if (folder / "program" / "program.yml").is_file():
            return folder
    if (here / "program").is_dir():
        return here
    raise Refused(NOTHING, "nothing to check: no program/program.yml here or in any folder above")


def say_where(folder: Path) -> None:
    """Tell people which program it is, where it lies in a folder above the one they are in."""
    here = Path.cwd()
    if folder.is_absolute() and folder != here and folder in here.parents:
        up = "../" * (len(here.parts) - len(folder.parts))
        why = "nearest folder upward with program/program.yml"
        print(f"partnerbook: Using the program in {up} ({why})", file=sys.stderr, flush=True)


def as_of(given: str | None) -> tuple[date | None, str]:
    """The day asked for and why; (None, "") leaves it to ``as_of:`` in program.yml."""
    if given is None:
        return None, ""
    try:
        return parse_date(given), "--as-of"
    except ValueError as problem:
        raise Refused(USAGE, f"--as-of {given}: {problem}") from None


def fallback_as_of(time_zone: str) -> tuple[date, str]:
    """The day when neither the command line nor the program names one: today where the vendor is.

    ``SOURCE_DATE_EPOCH`` (seconds since 1970, as builds that must repeat set it) comes first.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date(), "SOURCE_DATE_EPOCH"
        except (ValueError, OverflowError, OSError):
            raise Refused(USAGE, f"SOURCE_DATE_EPOCH={epoch} is not a time in seconds") from None
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now(UTC).date(), f"today in UTC; {time_zone} is no time zone known here"
    return datetime.now(zone).date(), f"today in {time_zone}"


def refuse(refused: Refused) -> int:
    """Say why on stderr and return the exit code."""
    print(f"partnerbook: {refused.say}", file=sys.stderr)
    return refused.code
