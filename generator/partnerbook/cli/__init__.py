"""The only room that prints, writes, runs child processes or exits. One command, one file.

Nothing heavy is imported before a command needs it: ``--help`` must be instant.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from partnerbook.cli.exits import BUG, GOOD, INTERRUPTED, USAGE

# name → (module, one line of help); shown in this order.
COMMANDS = {
    "check": ("partnerbook.cli.check", "prove the program sound, or say exactly what is wrong"),
    "rules": ("partnerbook.cli.rules", "list what is checked, or show one rule's page"),
    "explain": ("partnerbook.cli.explain", "who may sell what, what deals earn, who stands where"),
    "waive": ("partnerbook.cli.waive", "write a waiver of one finding, once it is proven to work"),
    "waivers": (
        "partnerbook.cli.waivers",
        "list exceptions: until when, at what cost, by whom",
    ),
    "baseline": ("partnerbook.cli.baseline", "keep what was wrong before apart from what is new"),
    "calendar": ("partnerbook.cli.calendar", "list what starts, ends, renews or is due, by day"),
    "review": ("partnerbook.cli.review", "propose tiers: up, down or kept, why and at what cost"),
    "build": ("partnerbook.cli.build", "check, then build the site and every partner's appendices"),
    "serve": ("partnerbook.cli.serve", "build, then show the site on this machine"),
    "schema": ("partnerbook.cli.schema", "write schemas/*.schema.json from the models"),
}

COLLECTOR = (50_000, 20, 20)
"""A program is many small things that stay: the collector would go over them again and again."""


def _parser() -> argparse.ArgumentParser:
    lines = "\n".join(f"  {name:<8} {text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="partnerbook",
        description="A partner program as code: check it, publish it, sign it.",
        epilog=f"commands:\n{lines}\n\npartnerbook COMMAND --help tells more of each.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=argparse.SUPPRESS)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0 good, 1 errors found, 2 usage, 3, 4, 70)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    gc.set_threshold(*COLLECTOR)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        print("partnerbook: stopped.", file=sys.stderr)
        return INTERRUPTED
    except Exception as bug:  # noqa: BLE001 - the last door: our mistake becomes a report, not a traceback
        from partnerbook.cli.bug import report_bug

        report_bug(bug, arguments)
        return BUG


def _run(arguments: Sequence[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if name == "help" and rest and rest[0] in COMMANDS:
        name, rest = rest[0], ["--help"]
    if name in COMMANDS:
        return int(import_module(COMMANDS[name][0]).run(rest))
    if not name:
        print(_parser().format_help(), file=sys.stderr, end="")
        return USAGE
    if name in ("-h", "--help", "help"):
        return _said(_parser().format_help())
    if name == "--version":
        from importlib.metadata import version

        return _said(f"partnerbook {version('partnerbook')}\n")
    from partnerbook.values.ident import closest

    close = closest(name, COMMANDS)
    hint = f"did you mean {close[0]}?" if close else "partnerbook --help lists all"
    print(f'partnerbook: there is no command "{name}"; {hint}', file=sys.stderr)
    return USAGE


def _said(text: str) -> int:
    from partnerbook.cli.output import emit
    from partnerbook.cli.root import Refused, refuse

    try:
        emit(text)
    except Refused as refused:
        return refuse(refused)
    return GOOD
