"""Audiences: something made from two values is seen only by those who may see both."""

from __future__ import annotations

from itertools import product

import pytest

from partnerbook.values.audience import (
    DISTRIBUTOR,
    INTERNAL,
    PARTNER,
    PARTNER_VIEWER,
    PUBLIC,
    PUBLIC_VIEWER,
    VENDOR_VIEWER,
    Audience,
    Viewer,
    own,
)

RESELLER = Viewer("partner", "nordwind")
OTHER = Viewer("partner", "suedwind")
WHOLESALER = Viewer("partner", "hafen", distributor=True)
VIEWERS = (PUBLIC_VIEWER, PARTNER_VIEWER, RESELLER, OTHER, WHOLESALER, VENDOR_VIEWER)
PLAIN = (PUBLIC, PARTNER, DISTRIBUTOR, INTERNAL, own("nordwind"), own("hafen"))
AUDIENCES = tuple(dict.fromkeys(a & b for a, b in product(PLAIN, PLAIN)))


@pytest.mark.parametrize(
    ("audience", "seen_by"),
    [
        (PUBLIC, VIEWERS),
        (PARTNER, (PARTNER_VIEWER, RESELLER, OTHER, WHOLESALER, VENDOR_VIEWER)),
        (DISTRIBUTOR, (WHOLESALER, VENDOR_VIEWER)),
        (own("nordwind"), (RESELLER, VENDOR_VIEWER)),
        (own("hafen"), (WHOLESALER, VENDOR_VIEWER)),
        (INTERNAL, (VENDOR_VIEWER,)),
        # A reseller does not see the distributor's margin because it stands in its own quote.
        (own("nordwind") & DISTRIBUTOR, (VENDOR_VIEWER,)),
        (DISTRIBUTOR & own("hafen"), (WHOLESALER, VENDOR_VIEWER)),
        (own("nordwind") & own("hafen"), (VENDOR_VIEWER,)),
        (own("nordwind") & own("nordwind"), (RESELLER, VENDOR_VIEWER)),
    ],
)
def test_who_sees_what(audience: Audience, seen_by: tuple[Viewer, ...]) -> None:
    assert tuple(viewer for viewer in VIEWERS if viewer.sees(audience)) == seen_by


@pytest.mark.parametrize(("left", "right"), list(product(AUDIENCES, AUDIENCES)))
def test_both_are_seen_by_those_who_see_each(left: Audience, right: Audience) -> None:
    both = left & right
    assert both == right & left
    for viewer in VIEWERS:
        assert viewer.sees(both) == (viewer.sees(left) and viewer.sees(right)), viewer


def test_a_distributor_is_one_by_its_level_too() -> None:
    assert Viewer("distributor").sees(DISTRIBUTOR)
    assert not Viewer("distributor").sees(own("hafen"))


@pytest.mark.parametrize(
    "arguments", [("everyone",), ("own",), ("partner", "nordwind"), ("partner", "", True)]
)
def test_there_are_no_other_audiences(arguments) -> None:
    with pytest.raises(ValueError, match="no such audience"):
        Audience(*arguments)


def test_there_are_no_other_viewers() -> None:
    with pytest.raises(ValueError, match="no such viewer"):
        Viewer("everyone")
