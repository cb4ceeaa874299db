"""How fast the YAML door is beside PyYAML's own fast loader, in one run: prints their ratio.

Usage: python bench/bench_yaml.py [FILES]   (default 2000 files of 43 lines, about 1 KB each)
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import yaml  # noqa: TID251 - the stock reader is what we compare with

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "generator"))

from partnerbook.source.yaml_events import PureParser, fastest_parser
from partnerbook.source.yaml_text import parse

ROUNDS = 5
PURE_SHARE = 20  # the pure Python parser is timed on one file in so many

COUNTRIES = "NO SE DK FI DE AT CH FR NL BE LU IT ES PT PL CZ GB IE US CA BR IN JP SG AU".split()
PARTS = "DE-BY DE-BW US-CA US-NY NO-03 CH-ZH FR-IDF GB-SCT dach nordics benelux europe".split()
NAMES = ["Fjord", "Alpen", "Baltic", "Nova", "Ærø", "Öst", "Łódź", "Kern", "Delta", "Vela"]


def partner(draw: random.Random, number: int) -> bytes:
    """A partner file of 43 lines with the usual mix of codes, dates, numbers and prose."""
    place = draw.choice(COUNTRIES)
    lines = [
        "# yaml-language-server: $schema=../../schemas/partner.schema.json",
        f'name: "{draw.choice(NAMES)} {draw.choice(NAMES)} GmbH {number}"',
        f"type: {draw.choice(['reseller', 'distributor', 'agent'])}",
        f"track: {draw.choice(['resell', 'services'])}",
        f"establishment: {place}",
        f"register: {place} {draw.randrange(10**5, 10**6)}",
        f"signed: 20{draw.randrange(15, 26)}-{draw.randrange(1, 13):02d}-01",
        f"currency: {draw.choice(['EUR', 'USD', 'JPY'])}",
        "standing:",
        f"  - {{tier: {draw.choice(['silver', 'gold'])}, from: 2025-04-01, because: earned}}",
        f"  - {{tier: platinum, from: 2026-04-01, seats: {draw.randrange(500)}}}",
        "grants:",
    ]
    for grant in range(3):
        lines += [
            f"  - id: grant-{grant}",
            f"    grant_kind: {draw.choice(['non-exclusive', 'sole', 'exclusive'])}",
            "    for:",
            f"      places: [{draw.choice(COUNTRIES)}, {draw.choice(PARTS)}, {place}]",
            f"      products: [{draw.choice(['core', 'analytics', 'edge', 'all'])}]",
            f"      size: [{draw.choice(['smb', 'midmarket', 'enterprise'])}]",
            f"    from: 2026-0{draw.randrange(1, 10)}-01",
            f"    through: 2027-{draw.randrange(1, 13):02d}-28",
        ]
    lines += [
        f"discount: {draw.randrange(10, 80) / 2}",
        f"floor: {draw.randrange(20, 60)}",
        "listed: true",
        "note: >-",
        "  Appointed after review; see the agreement",
        "  for renewal terms.",
        f"website: https://partner-{number}.example.com",
    ]
    return ("\n".join(lines) + "\n").encode()


def seconds(work: Callable[[bytes], object], files: list[bytes]) -> float:
    """Processor time a file, with the garbage collector out of the way."""
    gc.collect()
    gc.disable()
    start = time.process_time()
    for data in files:
        work(data)
    spent = time.process_time() - start
    gc.enable()
    return spent / len(files)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    draw = random.Random(7)
    files = [partner(draw, number) for number in range(count)]
    assert {data.count(b"\n") for data in files} == {43}
    assert all(parse("f.yml", data)[0] for data in files)
    few = files[::PURE_SHARE]
    ratios: dict[str, list[float]] = {"door": [], "door, pure Python": []}
    for _ in range(ROUNDS):
        stock = seconds(lambda data: yaml.load(data, Loader=yaml.CSafeLoader), files)
        ratios["door"].append(stock / seconds(lambda data: parse("f.yml", data), files))
        pure = seconds(lambda data: parse("f.yml", data, new_parser=PureParser), few)
        ratios["door, pure Python"].append(stock / pure)
    if fastest_parser is PureParser:
        print("libyaml is missing: both lines below are the pure Python parser")
    for name, found in ratios.items():
        print(f"{name}: {median(found):.2f} times as fast as CSafeLoader ({count} files)")


if __name__ == "__main__":
    main()
