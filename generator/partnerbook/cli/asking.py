"""What the questions of ``explain`` have in common on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnerbook.cli import root
from partnerbook.cli.arguments import Parser
from partnerbook.cli.exits import USAGE
from partnerbook.cli.output import add_arguments

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnerbook.check.report import Report
    from partnerbook.explain.places import Unclear
    from partnerbook.render.reports.explain_frame import Answer
    from partnerbook.resolve.program import Program

    Ask = Callable[[Report, Program], "Told"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a question leads to.

    ``answer`` is None where a file that is asked about is not understood. ``report`` has then what
    is wrong with it, else all texts that the answer may point into.
    """

    report: Report
    answer: Answer | Unclear | None


def asking(question: Callable[[Program], Answer | Unclear]) -> Ask:
    """A question that needs the program alone."""
    return lambda report, program: Told(report, question(program))


FORMATS = ("text", "json", "csv")


def common(parser: Parser) -> None:
    """The options of every question."""
    root.add_arguments(parser)
    add_arguments(parser, FORMATS)


def add_segments(parser: Parser, about: str) -> None:
    """``--segment NAME=VALUE``."""
    parser.add_argument("--segment", action="append", default=[], metavar="NAME=VALUE", help=about)


def pairs(option: str, texts: Sequence[str], shape: str, example: str) -> dict[str, str]:
    """``NAME=VALUE`` as a mapping. Raises Refused for other texts, and for a name said twice."""
    found: dict[str, str] = {}
    for text in texts:
        name, value = pair(option, text, shape, example)
        if name in found:
            raise root.Refused(USAGE, f"{option} {text}: say {name} only once")
        found[name] = value
    return found


def pair(option: str, text: str, shape: str, example: str) -> tuple[str, str]:
    """One ``NAME=VALUE``. Raises Refused for another text."""
    name, _, value = text.partition("=")
    if not name or not value:
        raise root.Refused(USAGE, f"{option} {text}: write one {shape} each, such as {example}")
    return name, value
