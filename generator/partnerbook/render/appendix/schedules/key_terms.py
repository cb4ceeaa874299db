"""Key terms: the parties, the agreement, the partner's place in the program, how to read on."""

from __future__ import annotations

import re

from partnerbook.render import words
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Clause, Column, Paragraph, Phrase, Row, Table, Value
from partnerbook.render.appendix.reach import Standing, never_buys, standings
from partnerbook.render.appendix.say import (
    clause,
    facts,
    listed,
    made,
    name,
    optional,
    paragraph,
    phrase,
    row,
    said,
    table,
    worded,
)
from partnerbook.render.fmt import language
from partnerbook.resolve.naming import name_place
from partnerbook.values.audience import own

_BECAUSE = {
    "earned": "earned",
    "cohort": "placed with its cohort",
    "grace": "kept during grace",
    "cure": "kept while it may be reached again",
    "appeal": "kept during an appeal",
    "own-wish": "by the partner's own wish",
    "negotiated": "agreed",
}


# ``OR 97209``, ``NSW 2000``, ``ON M5V 2T6``: with a state or province, it stands after the city.
_STATE_FIRST = re.compile(r"[A-Z]{2,3} [A-Z]?[0-9]")


def clauses(case: Case) -> tuple[Clause, ...]:
    """Four clauses, numbered without a letter."""
    return (
        clause("parties", "Parties", _parties(case)),
        clause("agreement", "Agreement", _agreement(case)),
        clause("standing", "Place in the program", _place(case), _tiers(case)),
        clause("reading", "How to read these schedules", *_reading(case)),
    )


def _parties(case: Case) -> Table | None:
    vendor, legal = case.head["vendor"], case.own["legal"]
    rows = [
        row("Legal name", said(vendor["legal_name"]), said(legal["name"])),
        row("Name in its own script", "", optional(legal.find("native_name")) or ""),
        row("Register", optional(vendor.find("register")) or "", said(legal["register"])),
        row("Tax number", "", optional(legal.find("tax_id")) or ""),
        row("Seat", _seat(case, vendor["seat"]), _seat(case, legal["seat"])),
        row("Formal notices to", said(vendor["email"]), said(legal["notices"])),
    ]
    columns = (Column("Party"), Column("The Vendor"), Column("The Partner"))
    return table("The parties", columns, [line for line in rows if line.values])


def _seat(case: Case, seat: Node) -> Phrase:
    country = seat["country"]
    called = name_place(case.program.axes, country.value)
    code, city = said(seat["postal_code"]), said(seat["city"])
    town = phrase(code, " ", city)
    if _STATE_FIRST.match(code.text):
        town = phrase(city, ", ", code)
    return phrase(
        said(seat["street"]),
        ", ",
        town,
        ", ",
        name(called, country.value, country.audience, country.ref),
    )


def _agreement(case: Case) -> Table | None:
    form, signed = case.form, case.own["agreement"]
    return facts(
        "The agreement",
        ("Agreement", said(form["name"])),
        ("Form and version", phrase(said(form["form"]), ", version ", said(form["version"]))),
        ("Version issued", said(form["issued"])),
        ("Fingerprint of the form (SHA-256)", optional(signed.find("sha256"))),
        ("Signed", said(signed["signed"])),
        ("Effective", said(signed["effective"])),
        ("Language", _language(form["language"])),
        ("Language that prevails", _language(form["law"].find("prevailing_language"))),
    )


def _language(node: Node | None) -> Value | None:
    return None if node is None else worded(node, language(node.value))


def _place(case: Case) -> Table | None:
    mine, axes = case.own, case.program.axes
    track = mine["track"]
    return facts(
        "Place in the program",
        ("Type of partner", worded(mine["type"], words.PARTNER_TYPES)),
        ("Track", worded(track, axes.names.get(("track", track.value), track.value))),
        ("Established in", _established(case, mine["establishment"])),
        ("Currency", said(mine["currency"])),
        ("Buys from", None if never_buys(case) else _source(case)),
    )


def _established(case: Case, node: Node) -> Value:
    place = case.partner.seller_place
    return name(name_place(case.program.axes, place), place, node.audience, node.ref)


def _source(case: Case) -> Phrase:
    node = case.own.find("buys_from")
    seller = case.program.partners.get(case.partner.buys_from)
    if node is None or seller is None:
        return phrase("the Vendor")
    title = case.at(seller.ref)["name"]
    return phrase(name(str(title.value), seller.id, node.audience, node.ref, title.ref))


def _tiers(case: Case) -> Table | None:
    columns = (Column("Tier"), Column("From"), Column("Through"), Column("Because"))
    return table("Tier", columns, [_tier(case, held) for held in standings(case)])


def _tier(case: Case, held: Standing) -> Row:
    first, last = held.entries[0], held.entries[-1]
    mine = own(case.partner.id)
    tier = case.program.tiers[held.tier]
    because = dict.fromkeys(entry.because for entry in held.entries)
    return row(
        name(tier.name, tier.id, mine, *(entry.ref.child("tier") for entry in held.entries)),
        made(held.period.start, mine, first.ref.child("from")),
        "until changed"
        if held.period.through is None
        else made(held.period.through, mine, last.ref.child("through")),
        listed(
            [
                name(
                    _BECAUSE.get(code, code),
                    code,
                    mine,
                    *(e.ref.child("because") for e in held.entries if e.because == code),
                )
                for code in because
            ],
            "and then",
        ),
    )


def _reading(case: Case) -> tuple[Paragraph, ...]:
    head = case.head
    return (
        paragraph(
            "These schedules are part of the agreement. They state the terms of ",
            said(head["name"]),
            ", release ",
            said(head["release"]),
            ", for this Partner.",
            " The Vendor is also called we or us, the Partner also you." if case.says_we else "",
        ),
        paragraph(
            "From and through name the first and the last day that count. Days are calendar days"
            " and business days are Monday to Friday without the Vendor's holidays."
        ),
    )
