"""All data files of one edition, as bytes by path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from partnerbook.render.data.catalogue import PROGRAM, TERRITORIES, TIERS
from partnerbook.render.data.program import program_data
from partnerbook.render.data.program_schema import program_schema
from partnerbook.render.data.tables import descriptions, territories_csv, tiers_csv
from partnerbook.render.views.edition import Edition


def data_files(edition: Edition) -> dict[str, bytes]:
    """Every data file and every description."""
    return {
        PROGRAM.path: _json(program_data(edition)),
        PROGRAM.schema_path: _json(program_schema()),
        TIERS.path: tiers_csv(edition).encode(),
        TERRITORIES.path: territories_csv(edition).encode(),
        **{path: _json(said) for path, said in descriptions().items()},
    }


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
