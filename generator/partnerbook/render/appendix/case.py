"""One partner's case: what the schedules are written from, seen with that partner's eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.program import Agreement, Partner, Program
from partnerbook.resolve.record import Record
from partnerbook.values.audience import INTERNAL, PUBLIC, Audience, Viewer


@dataclass(frozen=True, slots=True)
class Node:
    """A place in a document as the partner may see it: its value, where it stands, and for whom.

    ``pattern`` is the place with ``*`` for list positions, as audiences are declared.
    """

    value: Any
    ref: Ref
    record: Record
    pattern: str = ""

    @property
    def audience(self) -> Audience:
        """Who may see it."""
        if not self.pattern:
            return PUBLIC
        return self.record.audiences.get(self.pattern, INTERNAL)

    @property
    def unseen(self) -> frozenset[str]:
        """The keys that are said here but not to the partner: which, never what they say.

        A condition that is kept back must not read as if there were none.
        """
        raw: Any = self.record.data
        for step in self.ref.steps:
            raw = raw[step] if isinstance(raw, Mapping) else raw[int(step)]
        return frozenset(raw) - frozenset(self.value) if isinstance(raw, Mapping) else frozenset()

    def find(self, *keys: str) -> Node | None:
        """What lies under these keys; None if it is not said or not for the partner."""
        found = self
        for key in keys:
            if not isinstance(found.value, Mapping) or key not in found.value:
                return None
            found = found._below(key, found.value[key])
        return found

    def at(self, ref: Ref) -> Node:
        """What stands at a place of the same document, which the partner may see."""
        assert ref.document == self.ref.document, f"{ref} is not in {self.ref.document}"
        found = self
        for step in ref.steps[len(self.ref.steps) :]:
            if isinstance(found.value, Mapping):
                found = found[step]
            else:
                found = list(found.each())[int(step)]
        return found

    def __getitem__(self, key: str) -> Node:
        """What every such document says under a key."""
        found = self.find(key)
        assert found is not None, f"{self.ref} says no {key}"
        return found

    def each(self, *keys: str) -> Iterator[Node]:
        """The items of the list under these keys; none if there is no such list."""
        found = self.find(*keys)
        if found is not None and isinstance(found.value, Sequence):
            for at, value in enumerate(found.value):
                yield Node(value, found.ref.child(at), self.record, f"{found.pattern}/*")

    def entries(self, *keys: str) -> Iterator[tuple[str, Node]]:
        """The entries of the mapping under these keys, in the order of the file."""
        found = self.find(*keys)
        if found is not None and isinstance(found.value, Mapping):
            for key in found.value:
                yield key, found[key]

    def _below(self, key: str, value: Any) -> Node:
        pattern = f"{self.pattern}/{key}"
        if pattern not in self.record.audiences and f"{self.pattern}/*" in self.record.audiences:
            pattern = f"{self.pattern}/*"
        return Node(value, self.ref.child(key), self.record, pattern)


@dataclass(frozen=True, slots=True)
class Case:
    """A partner with an agreement in force on ``on``, and the program around it.

    ``own`` is the partner's file, ``form`` what it signed, ``head`` is program.yml, ``documents``
    every document by its path. ``says_we``: some text in the schedules calls the vendor we.
    """

    program: Program
    partner: Partner
    agreement: Agreement
    on: date
    viewer: Viewer
    own: Node
    form: Node
    head: Node
    documents: Mapping[str, Record]
    says_we: bool = False
    _read: dict[str, Node] = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_distributor(self) -> bool:
        """Whether it sells to partners."""
        return self.partner.type == "distributor"

    def is_meant_by(self, part: Node) -> bool:
        """Whether a part of the form is meant for this type of partner."""
        types = part.find("partner_types")
        return types is None or self.partner.type in types.value

    def at(self, ref: Ref) -> Node:
        """A place of any document with this partner's eyes; one that the partner may see."""
        if ref.document not in self._read:
            self._read[ref.document] = seen(self.documents[ref.document], self.viewer)
        return self._read[ref.document].at(ref)


def seen(record: Record, viewer: Viewer) -> Node:
    """A whole document with a viewer's eyes."""
    return Node(record.seen_by(viewer), record.ref, record)


def case_of(program: Program, partner: str, on: date) -> Case | None:
    """The case of a partner on a day; None without an agreement in force. KeyError if unknown."""
    who = program.partners[partner]
    if who.agreement is None or on not in who.agreement.in_force:
        return None
    viewer = Viewer("own", partner, distributor=who.type == "distributor")
    (head,) = program.records["program"].values()
    return Case(
        program=program,
        partner=who,
        agreement=who.agreement,
        on=on,
        viewer=viewer,
        own=seen(who.record, viewer),
        form=seen(who.agreement.form.record, viewer),
        head=seen(head, viewer),
        documents={
            record.ref.document: record
            for records in program.records.values()
            for record in records.values()
        },
    )
