"""Fetches and reads the pinned packages of Unicode CLDR that the table of places is made from.

They come from the npm registry as tarballs (Unicode-3.0 licence) and are checked by their digests.
Only what ``make_geography.py`` needs is read, with ISO's spelling of codes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

VERSION = "48.2.0"
FETCH_SECONDS = 15
PACKAGES = {  # name → sha512 of the tarball, as the registry states it
    "cldr-core": "zfmLothncSwfv2jlevoSrgI2VGgH8SDGHXst6jUEotHA8nq9Igeg9jzdJDFtBso9pgJuG89DK16Tzrm"
    "ZDdo2Bg==",
    "cldr-localenames-full": "4o0paYDz0UXhfhChAVFkmVl2CP0YTSEqE6WrC0fNafaSC5u5DAXphxH3SZ1Ujczarik"
    "r8DToKZfiok6EqWLdNQ==",
    "cldr-subdivisions-full": "UPGETKyPhuWAGZDNwN38KZA+mDrp7TDIyLoNqAdoZ9LUQxqChFx9AAsA4mZfeWdO5e"
    "v1hcRO4NIoBGzRwk6wHA==",
}


class CannotFetchError(Exception):
    """npm is missing, or it could not get the packages."""


def fetch(cache: Path) -> None:
    """Put the tarballs into the folder ``cache`` unless they are there.

    Raises CannotFetchError where npm cannot, ValueError where a tarball is not the pinned one.
    """
    cache.mkdir(parents=True, exist_ok=True)
    for name, digest in PACKAGES.items():
        tarball = cache / f"{name}-{VERSION}.tgz"
        if not tarball.exists():
            # Beside and then moved: a run that is stopped leaves no half tarball behind.
            with TemporaryDirectory(dir=cache) as beside:
                _pack(name, Path(beside))
                (Path(beside) / tarball.name).replace(tarball)
        found = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
        if found != digest:
            message = f"{tarball} is not the pinned {name} {VERSION}"
            raise ValueError(message)


def _pack(name: str, folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        message = "npm is not installed"
        raise CannotFetchError(message)
    command = [npm, "pack", "--loglevel=error", f"{name}@{VERSION}"]
    try:
        subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True, timeout=FETCH_SECONDS
        )
    except subprocess.CalledProcessError as error:
        message = f"npm could not get {name} {VERSION}: {error.stderr.strip()[-300:]}"
        raise CannotFetchError(message) from error
    except subprocess.TimeoutExpired as error:
        message = f"npm did not get {name} {VERSION} within {FETCH_SECONDS} seconds"
        raise CannotFetchError(message) from error


def iso(code: str) -> str:
    """CLDR's spelling of a code in ISO's: ``usca`` → ``US-CA``; countries stay as they are."""
    return code if len(code) < 3 or code.isdigit() else f"{code[:2]}-{code[2:]}".upper()


def slug(name: str) -> str:
    """A name as an id: ``Northern Europe`` → ``northern-europe``."""
    return "-".join(fold(word) for word in name.replace("-", " ").split())


def fold(text: str) -> str:
    """A name for comparing: lower case, letters and digits only, no marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


class Cldr:
    """What we read of CLDR, with ISO's spelling of subdivision codes (``usca`` → ``US-CA``)."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        core = "supplemental/"
        contained = self._read("cldr-core", core + "territoryContainment.json")
        self.contains: dict[str, list[str]] = {
            code: entry["_contains"]
            for code, entry in contained["supplemental"]["territoryContainment"].items()
        }
        inside = self._read("cldr-core", core + "subdivisionContainment.json")
        self.parents: dict[str, str] = {
            iso(child): iso(parent)
            for parent, entry in inside["supplemental"]["subdivisionContainment"].items()
            for child in entry["_contains"]
        }
        alias = self._read("cldr-core", core + "aliases.json")["supplemental"]["metadata"]["alias"]
        self.replaced: dict[str, list[str]] = {
            iso(code): [iso(new) for new in entry["_replacement"].split()]
            for code, entry in alias["subdivisionAlias"].items()
        }
        self.replaced_countries: set[str] = {
            code
            for code, entry in alias["territoryAlias"].items()
            if entry["_reason"] == "deprecated" and len(code) == 2 and code.isalpha()
        }
        mappings = self._read("cldr-core", core + "codeMappings.json")["supplemental"]
        self.other_codes: dict[str, list[str]] = {
            code: [entry[key] for key in ("_alpha3", "_numeric") if key in entry]
            for code, entry in mappings["codeMappings"].items()
        }
        self.names = {language: self._names(language) for language in ("en", "de")}

    def _read(self, package: str, path: str) -> Any:
        with tarfile.open(self._cache / f"{package}-{VERSION}.tgz") as tarball:
            member = tarball.extractfile(f"package/{path}")
            if member is None:
                message = f"{package} has no file {path}"
                raise ValueError(message)
            return json.load(member)

    def _names(self, language: str) -> dict[str, str]:
        main = self._read("cldr-localenames-full", f"main/{language}/territories.json")["main"]
        names = dict(main[language]["localeDisplayNames"]["territories"])
        parts = self._read("cldr-subdivisions-full", f"subdivisions/{language}/{language}.json")
        for code, name in parts["subdivisions"]["localeDisplayNames"]["subdivisions"].items():
            # CLDR tells equal names in one country apart by a raised digit (Rakvere²).
            names[iso(code)] = name.rstrip("²³")
        return names

    def other_names(self, code: str) -> list[str]:
        """Short and variant names in both languages, and the other codes of a country."""
        tables = self.names.values()
        named = [n for names in tables for key, n in names.items() if key.startswith(f"{code}-alt")]
        return named + self.other_codes.get(code, [])
