"""Tiers under earlier names: what a partner's file still calls by one is read as the new tier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.record import Record
from partnerbook.resolve.records import Records

STANDING = "standing"


def renewed(records: Records) -> tuple[Records, dict[Ref, str]]:
    """The records with the tiers of partners by their present ids, and where a former id stands.

    An id that is still that of a tier, or that two tiers say they had, is left as it is.
    """
    names = _names(records.get("tier", {}))
    if not names:
        return records, {}
    found: dict[Ref, str] = {}
    partners = {
        name: _renewed(record, names, found) for name, record in records.get("partner", {}).items()
    }
    return ({**records, "partner": partners}, found) if found else (records, found)


def _names(tiers: Mapping[str, Record]) -> dict[str, str]:
    """Former id → present id, where that is one tier alone."""
    claims: dict[str, set[str]] = {}
    for tier in tiers.values():
        for former in tier.get("formerly", ()):
            claims.setdefault(former, set()).add(tier.id)
    return {
        former: next(iter(claim))
        for former, claim in claims.items()
        if len(claim) == 1 and former not in tiers
    }


def _renewed(record: Record, names: Mapping[str, str], found: dict[Ref, str]) -> Record:
    held: list[Mapping[str, Any]] = []
    for at, one in enumerate(record.get(STANDING, ())):
        tier = one["tier"]
        if tier in names:
            found[record.ref.child(STANDING, at, "tier")] = tier
        held.append({**one, "tier": names.get(tier, tier)})
    return replace(record, data={**record.data, STANDING: tuple(held)}) if held else record
