"""Agreement forms by name and version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from partnerbook.findings import Ref
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.program import Form
from partnerbook.resolve.record import Record
from partnerbook.resolve.targets import FORM

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Forms:
    """Finds the form that a partner signed."""

    by_version: Mapping[Key, Form]
    desk: Desk

    def find(self, form: str, version: int, agreement: Ref) -> Form | None:
        """The signed form; None if there is none, which is reported at ``agreement``."""
        found = self.by_version.get((form, version))
        if found is not None:
            return found
        stem = f"{form}-{version}"
        if self.desk.is_broken(FORM, stem):
            self.desk.miss(FORM, stem, agreement, "")
            return None
        versions = [number for name, number in self.by_version if name == form]
        if versions:
            there = ", ".join(str(number) for number in sorted(versions))
            message = f"the form {form} has no version {version}; on file: {there}"
            at = agreement.child("version")
            newest_first = sorted(versions, reverse=True)
            ways = [(str(number), f"write version {number}") for number in newest_first]
            self.desk.miss(FORM, stem, at, message, ways)
        else:
            self.desk.refer(FORM, form, agreement.child("form"))
        return None


def fingerprint(text: str) -> str:
    """The SHA-256 of a form's text, in hexadecimal digits.

    ``text`` is without a BOM; it is taken as UTF-8 with every line ended by LF alone, so that the
    same form has the same fingerprint on every system.
    """
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def forms_of(agreements: Mapping[str, Record], desk: Desk) -> Forms:
    """All forms on file."""
    found: dict[Key, Form] = {}
    for record in agreements.values():
        term = record["term"]
        found[(record["form"], record["version"])] = Form(
            form=record["form"],
            version=record["version"],
            name=record["name"],
            partner_types=tuple(record["partner_types"]),
            renewal=term["renewal"],
            length=term["length"],
            renews_for=term.get("renews_for"),
            notice=term.get("notice"),
            sha256=fingerprint(desk.loaded.text(record.ref.document)),
            record=record,
            ref=record.ref,
        )
    desk.know(FORM, (form for form, _ in found))
    return Forms(found, desk)
