"""Whole answers, compared with those in ``expected/``. ``pytest --accept`` rewrites them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.explain.conftest import Golden, Write
from tests.explain.programs import AFFILIATES, APPLICANT, BROKEN, COLLIDING, HELPERS, KINDS

SAMPLE = [
    "rights --place Bayern --product maintain-core",
    "rights --place AT --product maintain --segment sector=public",
    "rights --place japan --product all --account other",
    "rights --place nordics --product insight --covers host",
    "rights --place PL --product maintain-core --segment size=smb",
    "rights --place gulf --product all",
    "rights --place FI --product connect",
    "rights --place DE --product connect --covers white-label",
    "rights --place US --product all --segment sector=public --account other",
    "rights --partner liffeyside",
    "rights --partner wislana",
    "rights --partner kitano",
    "rights --partner fjellsyn",
    "coverage --product insight",
    "coverage --place dach",
    "coverage --applicant coral-bight",
]
SMALL: list[tuple[str, Mapping[str, str], str]] = [
    ("applicant", APPLICANT, "coverage --applicant alpen"),
    ("applicant-in-austria", APPLICANT, "coverage --applicant 'Alpen KG' --place Österreich"),
    ("active-applicant", APPLICANT, "coverage --applicant nordwind"),
    ("not-yet", APPLICANT, "rights --partner alpen"),
    ("version-now", APPLICANT, "coverage --place dach"),
    ("version-later", APPLICANT, "coverage --place dach --as-of 2027-01-01"),
    ("house-account", KINDS, "rights --place AT --product core --account acme"),
    ("open-dimensions", KINDS, "rights --place AT --product core"),
    ("tier-not-known", KINDS, "rights --place FR --product core"),
    ("group", KINDS, "rights --place NL --product core"),
    ("part-of-a-group", KINDS, "rights --place BE --product core"),
    ("sole-in-portfolio", KINDS, "rights --partner alpen"),
    ("later", KINDS, "rights --place IT --product core"),
    ("later-but-not-host", KINDS, "rights --place IT --product core --covers host"),
    ("kinds", KINDS, "coverage"),
    ("affiliate", AFFILIATES, "coverage --applicant seine"),
    ("hang-together", AFFILIATES, "rights --place south --product core"),
    ("in-conflict", COLLIDING, "rights --place AT --product core"),
    ("in-conflict-of-one", COLLIDING, "rights --partner donau"),
    ("without-a-seller", HELPERS, "coverage"),
    ("applicant-that-refers", HELPERS, "coverage --applicant freund"),
    ("broken", BROKEN, "rights --place AT --product core"),
    ("broken-coverage", BROKEN, "coverage"),
]


@pytest.mark.parametrize("command", SAMPLE)
def test_the_sample(command: str, golden: Golden, sample_root: Path, checked_once: None) -> None:
    name = "sample-" + command.replace("--", "").replace(" ", "-").replace("=", "-")
    golden(name, command, sample_root)


@pytest.mark.parametrize(("name", "files", "command"), SMALL, ids=[case[0] for case in SMALL])
def test_small_programs(
    name: str, files: Mapping[str, str], command: str, golden: Golden, write: Write
) -> None:
    golden(name, command, write(files))
