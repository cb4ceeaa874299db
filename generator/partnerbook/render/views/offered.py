"""What a partner does for customers besides selling: kind, languages and places of each service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.places import in_words
from partnerbook.render.views.seen import Seen
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import on_day
from partnerbook.values.box import Spans, spans


@dataclass(frozen=True, slots=True)
class Service:
    """One service. ``codes`` are its languages, ``held`` its places on the day.

    ``languages`` and ``where`` say both in words; empty where the file leaves them to what holds
    for the whole partner.
    """

    kind: str
    name: str
    codes: tuple[str, ...]
    held: Spans
    languages: tuple[str, ...]
    where: str

    @property
    def limits(self) -> str:
        """``German, English · DACH``."""
        return " · ".join(filter(None, (", ".join(self.languages), self.where)))


def services(program: Program, seen: Seen, sold: Spans, on: date) -> tuple[Service, ...]:
    """The services of a partner that holds rights in the places ``sold``, as its file has them."""
    return tuple(_services(program, seen.get("profile", {}), sold, on))


def _services(program: Program, profile: Seen, sold: Spans, on: date) -> Iterator[Service]:
    for said in profile.get("services", ()):
        own, places = said.get("languages", ()), said.get("places", ())
        parts = [stretch for name in places for stretch in on_day(program, name, on)]
        held = spans(parts) if places else sold
        yield Service(
            kind=said["kind"],
            name=said.get("name", words.SERVICES[said["kind"]]),
            codes=tuple(own or profile.get("languages", ())),
            held=held,
            languages=tuple(fmt.language(code) for code in own),
            where=in_words(program, held, on) if places and held else "",
        )
