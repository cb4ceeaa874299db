"""What is covered and what is not, as a table for people: three columns, at most 80 wide."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from partnerbook.explain.applicant import ApplicantAnswer, Collision, Fill
from partnerbook.explain.coverage import OPEN, UNCOVERED, CoverageAnswer, Part
from partnerbook.explain.limits import HOUSE, RESERVED
from partnerbook.explain.right import Right
from partnerbook.render.fmt import count, joined
from partnerbook.render.reports.explain_frame import Frame, until_words
from partnerbook.render.reports.explain_text import closing, heading
from partnerbook.render.reports.ink import Ink, safe, width, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.render.words import ROLES
from partnerbook.rights.roles import SELLS
from partnerbook.values.dates import in_words

_WIDTHS = (26, 20, 30)
_GAP = 2
_MOST = 8
_CLOSED = {"exclusive": "exclusive", "sole": "sole", "shared-exclusive": "shared"}
_RULES = {
    "exclusive": "an exclusive right",
    "shared-exclusive": "a right shared by a closed group",
    "sole": "a sole right",
    RESERVED: "what the vendor keeps",
    "shared-limit": "the limit of the group",
    "shared-scope": "the scope of the group",
    HOUSE: "a house account",
}


def coverage(answer: CoverageAnswer, frame: Frame, ink: Ink) -> str:
    """Rows by place; in each the products, and who covers them.

    Who shares a place openly is only counted, unless the question is about one place.
    """
    in_full = bool(answer.extent.words)
    where = f" in {answer.extent.words}" if answer.extent.words else ""
    lines = heading(f"Who covers what{where}", frame, ink)
    lines += ["", *_row(("Places", "Products", "Coverage"), ink, "bold")]
    for row in answer.rows:
        lines.append("")
        places = row.places.words
        for line in row.lines:
            cell = "\n".join(_part(part, in_full=in_full) for part in line.parts)
            lines += _row((places, line.products.words, cell), ink)
            places = ""
    if not answer.rows:
        lines += ["", "Nothing is sold, declared or kept there."]
    elif not in_full:
        lines += ["", "With --place the partners are named, with --output json or csv always."]
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def applicant(answer: ApplicantAnswer, frame: Frame, ink: Ink) -> str:
    """What a partner's grants would fill and where they would collide."""
    title = f"What the grants of {safe(answer.name)} ({answer.status}) would add"
    lines = heading(title, frame, ink)
    for name, first, ref in answer.grants:
        since = f", from {in_words(first)}" if first else ""
        lines += ["", ink("bold", f"{name}{since}") + "  " + ink("dim", frame.line(ref))]
        fills = [fill for fill in answer.fills if fill.grant == name]
        for fill in fills:
            lines += _row((fill.places.words, fill.products.words, _fill(fill)), ink)
        against = [one for one in answer.collisions if one.grant == name]
        for one in against:
            lines += _collision(one, frame, ink)
        if not fills and not against and answer.role == SELLS:
            lines.append("nothing of what was asked about")
    if answer.role != SELLS:
        lines += ["", f"It {ROLES[answer.role]}; that covers no place."]
    if not answer.grants:
        lines += ["", "It has no grant that is in force or still ahead."]
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def _part(part: Part, *, in_full: bool) -> str:
    customers = f" for {part.customers}" if part.customers else ""
    if part.status == UNCOVERED:
        return f"uncovered{customers}"
    if part.status == RESERVED:
        return f"reserved{customers}"
    if part.status == HOUSE:
        return f"house account: {part.customers}"
    if part.status == OPEN:
        names = [_holder(part, partner, name) for partner, name in part.partners]
        return f"open{customers}: {_how_many(part)}" + (f" ({_listed(names)})" if in_full else "")
    ends = {one.right.partner_name: _until(one.right) for one in part.who}
    if len(set(ends.values())) == 1:
        said = f"{joined([*ends])}, {_until(part.who[0].right)}"
    else:
        said = joined([f"{name} ({until})" for name, until in ends.items()])
    return f"{_CLOSED[part.status]}{customers}: {said}"


def _until(right: Right) -> str:
    return until_words(right.until, right.renews_from)


def _how_many(part: Part) -> str:
    """``two partners``; those of whom it cannot be told whether they hold it come apart."""
    sure = {one.right.partner for one in part.who if one.right.certain}
    perhaps = len(part.partners) - len(sure)
    if not perhaps:
        return count(len(sure), "partner")
    said = f"perhaps {count(perhaps, 'partner')}"
    return f"{count(len(sure), 'partner')} and {said}" if sure else said


def _holder(part: Part, partner: str, name: str) -> str:
    """A partner's name; some of those listed hold it for fewer customers than others."""
    mine = [one.customers for one in part.who if one.right.partner == partner]
    return name if part.customers in mine or len(part.partners) == 1 else f"{name} (in part)"


def _listed(names: list[str]) -> str:
    more = len(names) - _MOST
    return joined([*names[:_MOST], f"{more} more"] if more > 0 else names)


def _fill(fill: Fill) -> str:
    customers = f" for {fill.customers}" if fill.customers else ""
    if fill.effect == UNCOVERED:
        return f"fills: nobody else covers it{customers}"
    return f"joins{customers}: {_listed([name for _, name in fill.besides])}"


def _collision(one: Collision, frame: Frame, ink: Ink) -> Iterator[str]:
    name = f"{one.name} ({one.against})" if one.name else one.against
    said = f"collides with {name}, {_RULES[one.rule]}: {one.words}"
    said += "; only if an agreement renews" if one.renewal else ""
    said += "" if one.certain else "; cannot tell for certain"
    first, *rest = wrap(safe(said), COLUMNS - 2)
    yield ink("warning", first)
    yield from (f"  {line}" for line in rest)
    yield "  " + ink("dim", frame.line(one.against_ref))


def _row(cells: tuple[str, str, str], ink: Ink, style: str = "") -> Iterator[str]:
    """One row; what does not fit into a column goes on below it."""
    columns = [
        [line for part in cell.split("\n") for line in _hanging(part, wide)]
        for cell, wide in zip(cells, _WIDTHS, strict=True)
    ]
    for parts in zip_longest(*columns, fillvalue=""):
        padded = [
            part + " " * (wide + _GAP - width(part))
            for part, wide in zip(parts, _WIDTHS, strict=True)
        ]
        line = "".join(padded).rstrip()
        yield ink(style, line) if style else line


def _hanging(text: str, wide: int) -> Iterator[str]:
    """The text in a column, further lines indented; a word that is too long is torn apart."""
    lead = ""
    for words in wrap(safe(text), wide - 2):
        line = lead
        for char in words:
            if width(line + char) > wide:
                yield line
                line = "  "
            line += char
        yield line
        lead = "  "
