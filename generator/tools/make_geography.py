"""Makes the table of places (source/geography.tsv) from CLDR, pycountry and our overrides.

Run ``python generator/tools/make_geography.py CACHE``; CACHE is any folder, CLDR's packages are
fetched into it once with ``npm pack`` and checked by their digests. Not part of the package.
Names, regions, replacements and containment come from CLDR. From pycountry only codes and parents
are read; where the two differ ``geography_overrides.tsv`` must decide, or nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

import pycountry
from cldr import VERSION, CannotFetchError, Cldr, fetch, fold, slug
from place_rows import COLUMNS, OVERRIDES, SOURCE, Row, UndecidedError, overrides, pre_order

PYCOUNTRY = "26.2.16"
TABLE = SOURCE / "geography.tsv"
ROOT = "world"
# Groupings in CLDR, nodes in M49. A third one, 003, overlaps 419 and therefore cannot be a node.
M49_NODES = {"202": "002", "419": "019"}
# Deprecated in CLDR, but never the code of a country: QU is the EU, UK a second word for GB.
NO_PLACES = {"QU", "UK"}
NOBODY = "none"  # an override's word for a country that no other one is sovereign of


class Maker:
    """Collects the rows and the disagreements."""

    def __init__(self, cldr: Cldr) -> None:
        self.cldr = cldr
        self.rows: dict[str, Row] = {}
        self.over: list[Row] = []  # retired rows whose code another row has too
        self.undecided: list[str] = []
        self.decided: dict[str, dict[str, str]] = {}
        self.canonical: dict[str, str] = {}  # alias → code

    def make(self) -> list[Row]:
        """All rows: the tree in pre-order, then what is over, then groups."""
        for override in overrides():
            self.decided.setdefault(override["code"], override)
        self.regions()
        self.countries()
        self.subdivisions()
        self.retired()
        for override in overrides():
            self.decide(override)
        self.one_place()
        self.sovereigns()
        self.check()
        if self.undecided:
            raise UndecidedError("\n".join(self.undecided))
        rows = sorted([*self.rows.values(), *self.over], key=lambda r: (r.code, r.valid_through))
        over = [row for row in rows if row.valid_through]
        groups = [row for row in rows if row.kind == "group"]
        tree = [row for row in rows if row.kind != "group" and not row.valid_through]
        return [*pre_order(tree), *over, *groups]

    def new(self, code: str, kind: str, parent: str = "") -> Row:
        """A row with the names that CLDR has for the code."""
        names = self.cldr.names
        row = Row(code, kind, names["en"].get(code, ""), names["de"].get(code, ""), parent)
        self.rows[code] = row
        return row

    def regions(self) -> None:
        """M49: regions and subregions, and CLDR's groupings beside the tree."""
        self.new(ROOT, "region")
        below = {
            child: parent
            for parent, children in self.cldr.contains.items()
            if parent.isdigit() and parent not in {"003", *M49_NODES}
            for child in children
            if child.isdigit()
        } | M49_NODES
        for node in M49_NODES:
            below |= dict.fromkeys(self.cldr.contains[node], node)
        for code, parent in below.items():
            row = self.new(code, "region", ROOT if parent == "001" else parent)
            row.aliases.append(slug(row.name_en))
        for code in ("003", "EU", "EZ", "UN"):
            row = self.new(code, "group")
            row.successors = sorted(self.cldr.contains[code])
            row.also = self.cldr.other_names(code)

    def countries(self) -> None:
        """ISO 3166-1 and Kosovo, each under the M49 region where CLDR has it."""
        parents = {
            child: parent
            for parent, children in self.cldr.contains.items()
            if parent.isdigit() and parent not in {"003", *M49_NODES}
            for child in children
        }
        for code in sorted({country.alpha_2 for country in pycountry.countries} | {"XK"}):
            row = self.new(code, "country", parents.get(code, ""))
            row.also = self.cldr.other_names(code)

    def subdivisions(self) -> None:
        """ISO 3166-2; where CLDR and pycountry place a code differently, an override decides."""
        parts = pycountry.subdivisions
        listed = {part.code: part.parent_code or part.country_code for part in parts}
        for code in sorted(listed | self.cldr.parents):
            ours, theirs = self.cldr.parents.get(code, ""), listed.get(code, "")
            if ours != theirs and "parent" not in self.decided.get(code, {}):
                self.undecided.append(f"{code} is in {ours} in CLDR, in {theirs} in pycountry")
            self.new(code, "subdivision", ours)
        self.borrowed_names()

    def borrowed_names(self) -> None:
        """A code used anew may still carry its former name in CLDR (IR-23 was Hormozgan)."""
        owners: dict[tuple[str, str], set[str]] = {}
        for part in pycountry.subdivisions:
            owners.setdefault((part.country_code, fold(part.name)), set()).add(part.code)
        for code, row in self.rows.items():
            mine = owners.get((code[:2], fold(row.name_en)), {code})
            if row.kind != "subdivision" or "name_en" in self.decided.get(code, {}):
                continue
            if code not in mine and not self.kin(code, mine):
                self.undecided.append(f"{code} {row.name_en}: the name of {', '.join(mine)}")

    def kin(self, code: str, others: set[str]) -> bool:
        """Whether one of the others is the parent or a child (Madrid in Madrid)."""
        parents = self.cldr.parents
        return any(parents.get(one) == code or parents.get(code) == one for one in others)

    def retired(self) -> None:
        """What CLDR replaced or names without ISO listing it, and the second code of a place."""
        places = {code for code, row in self.rows.items() if row.kind != "group"}
        for code, new in self.cldr.replaced.items():
            if code not in places:
                self.end(self.new(code, "subdivision", code[:2]), new)
            elif len(new) == 1 and new[0] in places and "-" not in new[0]:
                self.rows[new[0]].aliases.append(code)
            elif code not in self.decided:
                self.undecided.append(f"{code} is {' '.join(new)} in CLDR, no place of ours")
        for code in sorted(self.cldr.names["en"]):
            if code[2:3] == "-" and "-alt-" not in code and code not in self.rows:
                self.end(self.new(code, "subdivision", code[:2]), [])

    @staticmethod
    def end(row: Row, successors: list[str]) -> None:
        """Mark a row as over; the day is not known unless an override states it."""
        row.valid_through = row.valid_through or "unknown"
        row.successors = successors

    def decide(self, override: dict[str, str]) -> None:
        """Let one override win over the sources."""
        code = override["code"]
        row = self.rows.get(code)
        if row is None or row.source == "override":
            if "kind" not in override:
                self.undecided.append(f"override of {code}: no such place, and no kind to add one")
                return
            if row is not None:  # a second meaning of one retired code (CS)
                self.over.append(row)
            row = self.new(code, override["kind"])
            row.source = "override"
        else:
            row.source += "+override"
        row.also += override.get("also", "").split("; ") if "also" in override else []
        row.aliases += override.get("aliases", "").split()
        for name in (
            *("kind", "name_en", "name_de", "parent", "valid_from", "valid_through"),
            "sovereign",
        ):
            setattr(row, name, override.get(name, getattr(row, name)))
        if row.kind == "group":
            row.parent = row.valid_through = ""
            row.successors = override["successors"].split()
        elif "successors" in override:
            self.end(row, override["successors"].split())

    def one_place(self) -> None:
        """Drop the rows of second codes; what lay under them lies under the place itself."""
        for row in [*self.rows.values()]:
            self.canonical |= dict.fromkeys(row.aliases, row.code)
        for alias in self.canonical:
            self.rows.pop(alias, None)
        for row in [*self.rows.values(), *self.over]:
            row.parent = self.canonical.get(row.parent, row.parent)
            row.successors = [self.canonical.get(code, code) for code in row.successors]
            heirs = [self.rows[code].name_en for code in row.successors if code in self.rows]
            row.name_en = row.name_en or (heirs[0] if len(heirs) == 1 else row.code)
            row.name_de = row.name_de or row.name_en

    def sovereigns(self) -> None:
        """Whose dependency a country is: its second code says so (US-PR), else an override does."""
        countries = {c for c, r in self.rows.items() if r.kind == "country" and not r.valid_through}
        for code in countries:
            row = self.rows[code]
            heads = {alias[:2] for alias in row.aliases if "-" in alias} & (countries - {code})
            if row.sovereign == NOBODY:
                row.sovereign = ""
            elif not row.sovereign and heads:
                row.sovereign = min(heads)
                if len(heads) > 1:
                    self.undecided.append(f"{code} is a part of {' and '.join(sorted(heads))}")
            if row.sovereign and row.sovereign not in countries:
                self.undecided.append(f"{code}: its sovereign {row.sovereign} is no country")

    def check(self) -> None:
        """Every reference meets a current place, every code means one thing."""
        current = {c for c, r in self.rows.items() if r.kind != "group" and not r.valid_through}
        withdrawn = {country.alpha_2 for country in pycountry.historic_countries}
        for code in sorted((self.cldr.replaced_countries | withdrawn) - set(self.rows) - NO_PLACES):
            self.undecided.append(f"{code} is no more; name its successors")
        for alias, code in self.canonical.items():
            if code not in current or alias in self.rows:
                self.undecided.append(f"{alias}, an alias of {code}, is or leads to something else")
        for row in [*self.rows.values(), *self.over]:
            if row.code in current and row.code != ROOT and row.parent not in current:
                self.undecided.append(f"{row.code} lies in {row.parent or 'nothing'}")
            for heir in row.successors:
                if heir not in current:
                    self.undecided.append(f"{row.code}: its successor {heir} is no current place")
            if row.name_en == row.code and row.code in current:
                self.undecided.append(f"{row.code} has no name")


def build(cache: Path) -> str:
    """The whole table as text, from the tarballs in ``cache`` (see ``fetch``)."""
    installed = version("pycountry")
    if installed != PYCOUNTRY:
        message = f"pycountry is {installed}, the table is made with {PYCOUNTRY}"
        raise ValueError(message)
    first = (
        f"# Places, made by generator/tools/make_geography.py from CLDR {VERSION} and"
        f" {OVERRIDES.name}, compared with pycountry {PYCOUNTRY}; do not edit."
    )
    lines = ["\t".join(row.cells()) for row in Maker(Cldr(cache)).make()]
    return "\n".join([first, "\t".join(COLUMNS), *lines]) + "\n"


def main() -> int:
    """Write the table; 3 where CLDR cannot be fetched."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cache", type=Path, help="folder for CLDR's packages")
    parser.add_argument("table", type=Path, nargs="?", default=TABLE, help="where to write")
    options = parser.parse_args()
    try:
        fetch(options.cache)
    except CannotFetchError as error:
        print(error, file=sys.stderr)
        return 3
    text = build(options.cache)
    options.table.write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.table}: {text.count(chr(10)) - 2} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
