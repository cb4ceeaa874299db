"""The schema of what is let pass: by which waiver, who claims to have approved it, at what cost."""

from __future__ import annotations

from typing import get_args

from partnerbook.check.waiving import claims
from partnerbook.check.waiving.register import State
from partnerbook.render.reports.published_shapes import (
    DRAFT,
    FINGERPRINT,
    MESSAGE,
    NAME,
    PLACES,
    SEVERITY,
    SPOT,
    SUBJECT,
    Schema,
    closed,
    count,
    day,
    listed,
    said,
    text,
)


def cost() -> Schema:
    """What a finding takes from the vendor, where that is money."""
    return said(
        closed(
            {
                "amount": text("Amount", "What lies below the limit on that deal.", "2068.82"),
                "value": text("Value", "That deal at list price.", "165074.00"),
                "currency": text("Currency", "The currency of both.", "USD"),
                "percent_of_list": text("Percent", "The one in % of the other.", "1.253274"),
                "on": text("On", "Which deal it is.", "on the smallest such deal"),
                "endless": said(
                    {"type": "boolean"},
                    "Endless",
                    "No one deal but whatever size: only the percentage says something.",
                ),
            }
        ),
        "Cost",
        "What it takes from the vendor on the deal that it shows, where that is money.",
    )


def _proof() -> Schema:
    return said(
        closed(
            {
                "kind": text("Kind", "What it is.", "minutes"),
                "link": text("Link", "Where it can be seen."),
            }
        ),
        "Proof",
        "What is named to show the approval, if anything.",
    )


def _bounds(title: str, about: str) -> Schema:
    mapping: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
    return said(mapping, title, about, {"maximum_give": "52%"})


APPROVAL = said(
    {"type": "string", "enum": list(get_args(claims.Claim))},
    "Approval",
    "How sure that is: nobody here has opened a proof that is named.",
    "claimed",
)
ACCEPTS = _bounds(
    "Accepts", "How far the finding may go, by measure; empty where nothing is measured."
)
KEEPS = text(
    "Keeps",
    "Of a tier that is not earned, what the partner has at least; empty where it says nothing.",
    "silver with at least 1 people (staff)",
)


def known() -> Schema:
    """A finding of the baseline."""
    return closed(
        {
            "id": NAME,
            "severity": SEVERITY,
            "message": MESSAGE,
            "places": PLACES,
            "subject": SUBJECT,
            "fingerprint": FINGERPRINT,
        }
    )


def waivers() -> Schema:
    """What ``partnerbook waivers --output json`` prints."""
    states: Schema = {"type": "string", "enum": list(get_args(State))}
    texts: Schema = {"type": "string"}
    entry = closed(
        {
            "id": text("Id", "The id of the waiver: the stem of its file.", "launch-insight"),
            "state": said(states, "State", "How it stands.", "active"),
            "days_left": said(
                {"type": "integer"},
                "Days left",
                "The days after today on which it holds; less than 0 when it is over.",
            ),
            "rule": NAME,
            "subject": SUBJECT,
            "accepts": ACCEPTS,
            "needs": _bounds("Needs", "How far it has to go today, to a hundredth of a percent."),
            "keeps": KEEPS,
            "cost": cost(),
            "from": day("From", "Its first day.", "2026-07-01"),
            "through": day("Through", "Its last day.", "2027-06-30"),
            "approver": text("Approver", "The id of the role that approved.", "channel-chief"),
            "approved": day("Approved", "When it is said to have approved.", "2026-06-02"),
            "approval": APPROVAL,
            "proof": _proof(),
            "link": text("Link", "Where the decision is kept, or empty."),
            "reason": text("Reason", "Why it is accepted.", "Agreed before the rule."),
            "why": text("Why", "What more is to be said than its state, or empty."),
            "next": text("Next", "The waiver that goes on from its end, or empty."),
            "file": SPOT["file"],
            "line": SPOT["line"],
        },
        optional=("cost", "proof"),
    )
    return {
        "$schema": DRAFT,
        "$id": "waivers.schema.json",
        **said(
            closed(
                {
                    "program": text("Program", "The name of the program."),
                    "release": text("Release", "Its release.", "2026.4"),
                    "as_of": day("As of", "The day.", "2026-11-22"),
                    "errors": count("Errors", "The errors that a check finds in the program."),
                    "unread": listed(texts, "Unread", "Files of waivers that are not understood."),
                    "waivers": listed(entry, "Waivers", "All waivers, by their ids."),
                }
            ),
            "What partnerbook waivers --output json prints",
            "Every exception of the program: how it stands, what it costs, who approved it.",
        ),
    }


def waived() -> Schema:
    """A finding that does not count, and the waiver."""
    waiver = closed(
        {
            "id": text("Id", "The id of the waiver: the stem of its file.", "launch-insight"),
            **SPOT,
            "from": day("From", "Its first day.", "2026-07-01"),
            "through": day("Through", "Its last day.", "2027-06-30"),
            "accepts": ACCEPTS,
            "keeps": KEEPS,
            "reason": text("Reason", "Why it is accepted.", "Agreed before the rule."),
            "approver": text("Approver", "The id of the role that approved.", "channel-chief"),
            "approved": day("Approved", "When it is said to have approved.", "2026-06-02"),
            "approval": APPROVAL,
            "link": text("Link", "Where the decision is kept, or empty."),
            "proof": _proof(),
        },
        optional=("proof",),
    )
    return closed(
        {
            "id": NAME,
            "message": MESSAGE,
            "places": PLACES,
            "subject": SUBJECT,
            "fingerprint": FINGERPRINT,
            "cost": cost(),
            "waiver": said(waiver, "Waiver", "By what, until when and why it does not count."),
        },
        optional=("cost",),
    )
