"""Ten thousand made-up grants have as many conflicts as a database finds in quite another way."""

from __future__ import annotations

import pytest

from made_grants import make_axes, make_grants
from partnerbook.rights import Index
from range_join import join


@pytest.mark.parametrize(("healthy", "least"), [(True, 10), (False, 5_000)])
def test_ten_thousand_grants_have_the_conflicts_of_a_range_join(healthy: bool, least: int) -> None:
    axes = make_axes()
    grants = list(make_grants(axes, 10_000, healthy=healthy))
    index, one_by_one = Index(axes), Index(axes)
    index.add_all(grants)
    for grant in grants:
        one_by_one.add(grant)
    found = len(index.conflicts())
    assert found > least
    assert index.conflicts() == one_by_one.conflicts()
    assert join(grants)[1] == found
