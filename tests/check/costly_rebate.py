"""A rebate that gives 55% of list, 5 points beyond the floor of the small program."""

from __future__ import annotations

REBATE = """\
name: Quarterly rebate
summary: Money back on the purchases of a quarter.
kind: rebate
for: {products: [all]}
side: partner
stage: back-end
base: opening
anchor: invoice
applies: automatic
audience: partner
from: 2026-01-01
payment: {how: credit-note, when: after the end of the quarter, within: 45 days}
bands:
  measure: period-value
  period: quarter
  counts: all-units
  rows:
    - {id: small, from: 0 EUR, below: 50000 EUR, rate: 0%}
    - {id: large, from: 50000 EUR, rate: 40%}
running: {on_promotion: new-rate, on_demotion: old-rate, on_termination: stops}
"""
