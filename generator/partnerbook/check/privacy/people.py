"""What in a text looks like a person: a mailbox, a name with a title or a cue, a telephone number.

Only what is written like one is taken for one; there is no list of names. Companies are told apart
by their legal form, or by being known to the program under that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from partnerbook.check.privacy.telephone import telephones

_EMAIL = re.compile(r"\b([A-Za-z0-9._%+-]+)@([A-Za-z0-9.-]+\.[A-Za-z]{2,})\b")
# Words that mark a mailbox or a desk as a role's, in the languages that partners write.
_ROLE_WORDS = frozenset(
    """abuse account accounting accounts admin alliance alliances authority back billing board
    buchhaltung business care centre channel chief claims commercial committee compliance contact
    contracts council customer data deal dealdesk deals department desk direct director
    distribution distributor einkauf enablement engineer events finance frontdesk funds general
    head hello help helpdesk hotline hostmaster info inquiry invoice invoices it key kontakt lead
    leads legal license licensing line mail manager marketing notice notices office operations
    ops order orders partner partners partnering payables postmaster presales press privacy
    procurement product program programme purchasing quotes recht reception registration
    registrations renewals reply reseller sales security service servicedesk services social
    support team tech technical training vendor vertrieb verwaltung webmaster""".split()
)
# Parts of the world; a mailbox of nothing but these is a region's, but West is a surname too.
_REGION_WORDS = frozenset(
    """africa america americas amer apac asia benelux central dach east emea eu europe france
    germany global group iberia india international japan latam middle nordics north pacific south
    uk us usa west world""".split()
)
_NAME = r"[A-ZÀ-Þ][\w'’-]+"
_TITLES = "(?:Mrs?|Ms|Miss|Herrn?|Frau|Dr|Prof|Mme|Madame|Monsieur|Sra?|Señora?|Signora?)"
_TITLED = re.compile(rf"\b((?:{_TITLES}\b\.? +)+){_NAME}")
# What may follow the first name: a second one, an initial, the small words of a surname.
_SURNAME = re.compile(
    rf"(?: (?:[A-Z]\.|{_NAME}))?(?: (?:van|von|vom|zu|zur|de|den|der|da|di|del|la|le|ter|ten))*"
    rf" {_NAME}"
)
_ASKED = re.compile(
    r"\b(?:[Cc]ontact|[Aa]sk(?: for)?|[Cc]all|[Aa]tt(?:n|ention)|c/o|z\. ?Hd\.|[Oo]wner"
    r"|(?:[Ss]igned|[Aa]pproved|[Aa]greed|[Ww]ritten|[Rr]eviewed|[Mm]anaged|[Nn]egotiated)"
    r" (?:by|with)"
    rf"|[Aa]nsprechpartner(?:in)?|[Ss]ignatory)[.:]? +(?!{_TITLES}\b)({_NAME}(?: [A-Z]\.)? {_NAME})"
)
_COMPANY = re.compile(
    rf"(?: (?:{_NAME}|&|und|and|et|y|e))*? (?:GmbH|gGmbH|AG|KG|KGaA|OHG|SE|UG|Inc|Incorporated|Corp"
    r"|Corporation|Co|Company|Ltd|Limited|LLC|LLP|PLC|plc|SA|SAS|SARL|S\.A\.|S\.L\.|S\.r\.l\.|SpA"
    r"|S\.p\.A\.|BV|B\.V\.|NV|N\.V\.|AB|AS|A/S|ApS|Oy|Oyj|K\.K\.|KK|Pty|Group|Gruppe|Holding|Foundation"
    r"|Stiftung|University|Institute?|& (?:Co|Sons?|Söhne|Partners?|Associates|Brothers))(?!\w)"
)


def personal_mailbox(local: str, domain: str) -> bool:
    """Whether the part before the @ looks like first name and last name."""
    parts = [part for part in re.split(r"[._+-]", local.lower()) if part and not part.isdigit()]
    if len(parts) < 2 or any(part in _ROLE_WORDS for part in parts):
        return False
    named_like_company = all(len(part) > 2 and part in domain.lower() for part in parts)
    return not named_like_company and not all(part in _REGION_WORDS for part in parts)


@dataclass(frozen=True, slots=True)
class Suspect:
    """What the words look like, the words, and what to write instead."""

    what: str
    words: str
    instead: str


def suspects(text: str, companies: frozenset[str]) -> Iterator[Suspect]:
    """Everything in a text that looks like a person.

    ``companies`` are the names of companies and things that the program knows.
    """
    return _suspects(text, companies) if _may_name(text) else iter(())


@lru_cache(maxsize=8192)
def _may_name(text: str) -> bool:
    """Whether anything in a text is written like a person; most are read many times a run."""
    return any(one.search(text) for one in (_EMAIL, _TITLED, _ASKED)) or any(telephones(text))


def _suspects(text: str, companies: frozenset[str]) -> Iterator[Suspect]:
    for match in _EMAIL.finditer(text):
        if personal_mailbox(match[1], match[2]):
            yield Suspect(
                "the mailbox of a person", match[0], "a role mailbox such as partner-desk@…"
            )
    for match in _TITLED.finditer(text):
        name = text[match.end(1) : match.end()]
        doctor = match[1].startswith(("Dr", "Prof"))
        known = doctor and _is_part(match[0], companies)
        if not known and not _is_other(text, match.end(), name):
            surname = _SURNAME.match(text, match.end())
            words = text[match.start() : surname.end() if surname else match.end()]
            yield Suspect("a person", words, "the role (“head of channel”)")
    for match in _ASKED.finditer(text):
        if not _is_part(match[1], companies) and not _is_other(text, match.end(), match[1]):
            yield Suspect("a person", match[0], "the role (“head of channel”)")
    for words in telephones(text):
        yield Suspect("a telephone number", words, "a role mailbox")


def _is_part(words: str, companies: frozenset[str]) -> bool:
    return any(words in company for company in companies)


def _is_other(text: str, end: int, name: str) -> bool:
    """Whether words that end there and look like a name are those of a role or a company."""
    a_role = any(word.lower() in _ROLE_WORDS for word in re.findall(r"\w+", name))
    return a_role or _COMPANY.match(text, end) is not None
