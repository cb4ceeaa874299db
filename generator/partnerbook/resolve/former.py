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


def former_ids(tiers: Mapping[str, Record]) -> dict[str, tuple[str, ...]]:
    """Former id → the tiers that say they had it, where no tier has it now."""
    claims: dict[str, dict[str, None]] = {}
    for tier in tiers.values():
        for former in tier.get("formerly", ()):
            claims.setdefault(former, {})[tier.id] = None
    return {former: tuple(claim) for former, claim in claims.items() if former not in tiers}


def _names(tiers: Mapping[str, Record]) -> dict[str, str]:
    """Former id → present id, where that is one tier alone."""
    return {old: now[0] for old, now in former_ids(tiers).items() if len(now) == 1}


def _renewed(record: Record, names: Mapping[str, str], found: dict[Ref, str]) -> Record:
    held: list[Mapping[str, Any]] = []
    for at, one in enumerate(record.get(STANDING, ())):
        tier = one["tier"]
        if tier in names:
            found[record.ref.child(STANDING, at, "tier")] = tier
        held.append({**one, "tier": names.get(tier, tier)})
    return replace(record, data={**record.data, STANDING: tuple(held)}) if held else record
