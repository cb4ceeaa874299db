"""Flags texts that name a person: the program is published and kept for years, people are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule

EMAIL = re.compile(r"\b([A-Za-z0-9._%+-]+)@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b")
# Words that mark a mailbox as a role's, in the languages that partners write.
ROLE_WORDS = frozenset(
    """account accounting accounts admin alliance alliances back billing business buchhaltung care
    channel claims commercial compliance contact contracts customer data deal deals desk direct
    distribution distributor einkauf enablement events finance frontdesk funds general hello help
    hotline info inquiry invoice invoices it kontakt lead leads legal license licensing mail
    marketing notice notices office operations ops order orders partner partners partnering
    payables presales press privacy procurement product program programme purchasing quotes
    recht reception registration registrations renewals reseller sales security service services
    social support team tech technical training vendor vertrieb verwaltung""".split()
)
TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Herrn?|Frau|Dr|Prof|Mme|Monsieur|Sr|Sra)\b\.? +[A-ZÀ-Þ][\w'’-]+"
)
ASKED = re.compile(
    r"\b(?:[Cc]ontact|[Aa]sk(?: for)?|[Cc]all|[Aa]ttn|[Ss]igned by|[Aa]pproved by"
    r"|[Aa]nsprechpartner(?:in)?)"
    r"[.:]? +[A-ZÀ-Þ][a-zà-ÿ'’-]+ [A-ZÀ-Þ][a-zà-ÿ'’-]+"
)
PHONE = re.compile(r"(?<![\w.])\+[1-9][0-9](?:[ ()/.-]?[0-9]){6,}(?![\w])")


def personal_mailbox(local: str) -> bool:
    """Whether the part before the @ looks like first name and last name."""
    parts = [part for part in re.split(r"[._+-]", local.lower()) if part and not part.isdigit()]
    return len(parts) > 1 and not any(part in ROLE_WORDS for part in parts)


def suspects(text: str) -> Iterator[tuple[str, str, str]]:
    """(what, the words, what to write instead) for everything that looks like a person."""
    for match in EMAIL.finditer(text):
        if personal_mailbox(match[1]):
            yield "the mailbox of a person", match[0], "a role mailbox such as partner-desk@…"
    for pattern in (TITLED, ASKED):
        for match in pattern.finditer(text):
            yield "a person", match[0], "the role (“head of channel”)"
    for match in PHONE.finditer(text):
        yield "a telephone number", match[0], "a role mailbox"


def texts(value: Any, ref: Ref) -> Iterator[tuple[str, Ref]]:
    """Every text of a record with where it stands."""
    if isinstance(value, str):
        yield value, ref
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(inner, ref.child(key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from texts(inner, ref.child(number))


def judge(answers: Answers) -> Iterator[Judgement]:
    """Every text of every file."""
    for records in answers.program.records.values():
        for record in records.values():
            for text, ref in texts(record.data, Ref(record.ref.document)):
                for what, words, instead in suspects(text):
                    yield Judgement(
                        f"this names {what}: {words}",
                        (
                            Place(
                                ref,
                                "seen by everyone who may read this field, and kept in the history",
                            ),
                        ),
                        subject=f"{record.id}{ref.pointer}",
                        help=(Repair(f"write {instead} instead"),),
                        facts=(what,),
                    )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
