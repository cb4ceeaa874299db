"""The same conflicts as a range join in DuckDB: how a database would look for them.

Every grant becomes rows of plain numbers: one for each stretch of places and each of products, with
its accounts, its sectors as bits and its days. The join asks for rows that overlap in all of them.
It asks for accounts as a filter: as one more range they would make it three times as slow. How fast
it is hangs on the plan that DuckDB picks: on grants drawn only a little differently (parts of
countries at every level) it has been seen to take a twentieth of the time, less than our whole run.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from partnerbook.resolve.program import Grant

COLUMNS = (
    "id partner strong place place_end product product_end account account_end sectors day day_end"
).split()
JOIN = """
SELECT count(*) FROM (
  SELECT DISTINCT one.id, two.id
  FROM right_of_one AS one JOIN right_of_one AS two
    ON one.place < two.place_end AND two.place < one.place_end
   AND one.product < two.product_end AND two.product < one.product_end
   AND greatest(one.account, two.account) < least(one.account_end, two.account_end)
   AND one.day < two.day_end AND two.day < one.day_end
   AND one.sectors & two.sectors <> 0
   AND one.partner <> two.partner
  WHERE one.strong = 1 AND (two.strong = 0 OR one.id < two.id)
)
"""


def rows(grants: Iterable[Grant]) -> Iterator[tuple[int, ...]]:
    """The rows of all grants; each grant has one box."""
    partners: dict[str, int] = {}
    for number, grant in enumerate(grants):
        partner = partners.setdefault(grant.owner, len(partners))
        (box,) = grant.cells.boxes
        sectors = box.side("sector") or grant.cells.space.full("sector")
        bits = sum(1 << at for low, high in sectors for at in range(int(low), int(high)))
        ((account, account_end),) = grant.cells.on("account")
        ((day, day_end),) = grant.cells.on("day")
        rest = (int(account), int(account_end), bits, int(day), int(day_end))
        for place, place_end in grant.cells.on("place"):
            for product, product_end in grant.cells.on("product"):
                ends = (place, place_end, product, product_end)
                head = (number, partner, int(grant.kind != "non-exclusive"))
                yield (*head, *map(int, ends), *rest)


def join(grants: Iterable[Grant]) -> tuple[float, int]:
    """Seconds of CPU for the join alone, on one thread, and how many pairs conflict."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "rights.csv"
        with table.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([COLUMNS, *rows(grants)])
        database = duckdb.connect(config={"threads": 1})
        database.execute(f"CREATE TABLE right_of_one AS FROM read_csv('{table}')")
    start = time.process_time()
    found = database.execute(JOIN).fetchone()
    seconds = time.process_time() - start
    database.close()
    assert found is not None
    return seconds, int(found[0])
