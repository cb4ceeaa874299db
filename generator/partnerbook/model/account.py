"""What an account says: a customer known by name, and to whom it belongs."""

from __future__ import annotations

from partnerbook.model.base import Maybe, Part, optional, required
from partnerbook.model.scalars import Id, Line, Prose


class AccountFile(Part):
    """One named or house account. The vendor alone sees it.

    Only its name is told further: to a partner whose own grant or special term cites it, in that
    partner's appendices (decision 0015).
    """

    name: Line = required(
        "Name",
        "The customer's name, also told to partners whose own grants or special terms cite it.",
        "Groupe Ardoise",
        audience="internal",
    )
    place: Line = required(
        "Place", "Its country or subdivision (ISO 3166).", "FR", audience="internal"
    )
    parent: Maybe[Id] = optional(
        "Parent",
        "The id of the account it is a subsidiary of.",
        "ardoise",
        audience="internal",
        adverse="any",
    )
    house: Maybe[bool] = optional(
        "House",
        "Whether it is reserved to the vendor's own team; not, if left out.",
        True,
        audience="internal",
        adverse="any",
    )
    reason: Maybe[Prose] = optional(
        "Reason", "Why it is listed.", "Development customer.", audience="internal"
    )
