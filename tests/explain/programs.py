"""Small programs as files to lay over the minimal one, in which Nordwind holds Germany alone."""

from __future__ import annotations

from collections.abc import Mapping

SIGNED = "agreement: {form: reseller-2026, version: 1, signed: 2026-05-10, effective: 2026-06-01}"
_HEAD = """\
name: {name}
legal:
  name: {name}
  register: HRA 77 (Rosenheim)
  seat: {{street: Am Hang 1, city: Rosenheim, postal_code: "83022", country: DE}}
  notices: legal@example.net
type: {kind}
track: resell
establishment: DE-BY
currency: EUR
"""


def partner(
    name: str,
    grants: str,
    *,
    status: str = "active",
    tier: str = "silver",
    kind: str = "reseller",
    more: str = "",
) -> str:
    """A partner's file; an onboarding one has signed nothing yet."""
    lines = _HEAD.format(name=name, kind=kind) + f"status: {status}\n"
    if status != "onboarding":
        lines += f"{SIGNED}\n"
    if tier:
        lines += f"standing: [{{tier: {tier}, from: 2026-06-01, because: earned}}]\n"
    return f"{lines}{more}grants:\n{grants}"


def grant(name: str, kind: str, scope: str, *more: str) -> str:
    """One grant: ``scope`` is its ``for:``, ``more`` are further lines."""
    lines = [f"  - id: {name}", f"    grant_kind: {kind}", f"    for: {{{scope}}}"]
    return "".join(f"{line}\n" for line in [*lines, *(f"    {line}" for line in more)])


DACH = """\
name: DACH
versions:
  - {id: without-ch, through: 2026-12-31, places: [DE, AT]}
  - {id: with-ch, from: 2027-01-01, places: [DE, AT, CH]}
"""
RESERVED = """\
reserved:
  - {id: alps, for: {places: [CH], products: [all]}, reason: Sold by our own team.}
"""
GROUP = """\
shared_groups:
  - {id: benelux, name: Benelux, limit: 2, for: {places: [NL, BE, LU], products: [core]},
     reason: Two of them.}
"""
ACCOUNT = """\
name: Acme Werke
place: AT
house: true
reason: Our first customer.
"""
ROUTES = """\
name: Through the marketplace
rules:
  - id: silver
    for: {places: [AT], tiers: [silver]}
    must_use: marketplace
    reason: Local stock.
"""

APPLICANT: Mapping[str, str] = {
    "territories/dach.yml": DACH,
    "program.yml": RESERVED,
    "accounts/acme.yml": ACCOUNT,
    "partners/donau.yml": partner(
        "Donau OG",
        grant("austria", "non-exclusive", "places: [AT], products: [core], sector: [public]"),
    ),
    "partners/alpen.yml": partner(
        "Alpen KG",
        grant("open", "non-exclusive", "places: [DE, AT, CH, IT], products: [core]")
        + grant("later", "non-exclusive", "places: [DE-BY], products: [core]", "from: 2028-01-01")
        + grant("over", "exclusive", "places: [FR], products: [core]", "through: 2026-10-31"),
        status="onboarding",
    ),
}
KINDS: Mapping[str, str] = {
    "program.yml": RESERVED + GROUP,
    "territories/dach.yml": DACH,
    "routes/distribution.yml": ROUTES,
    "accounts/acme.yml": ACCOUNT,
    "partners/alpen.yml": partner(
        "Alpen KG",
        grant("sole", "sole", "places: [AT], products: [core], sector: [public]")
        + grant("gold-only", "non-exclusive", "places: [FR], products: [core], tiers: [gold]")
        + grant(
            "austria",
            "non-exclusive",
            "places: [AT], products: [core]",
            "except: [{sector: [public]}, {accounts: [acme]}]",
        ),
        tier="",
    ),
    "partners/donau.yml": partner(
        "Donau OG",
        grant(
            "austria",
            "non-exclusive",
            "places: [AT], products: [core], sector: [commercial]",
            "covers: [resell, host]",
            "except: [{accounts: [acme]}]",
        )
        + grant("next", "non-exclusive", "places: [IT], products: [core]", "from: 2027-02-01"),
    ),
    "partners/maas.yml": partner(
        "Maas BV",
        grant(
            "benelux",
            "shared-exclusive",
            "places: [NL, BE], products: [core]",
            "group: benelux",
            "through: 2027-06-30",
        ),
    ),
    "partners/rhein.yml": partner(
        "Rhein NV",
        grant("benelux", "shared-exclusive", "places: [NL], products: [core]", "group: benelux"),
    ),
}
BROKEN: Mapping[str, str] = {
    "partners/donau.yml": partner(
        "Donau OG",
        grant("austria", "non-exclusive", "places: [AT], products: [core]")
        + grant("typo", "non-exclusive", "places: [AT], products: [cor]"),
    ),
    "partners/nix.yml": "name: Nix\nstatus: actve\n",
}
COLLIDING: Mapping[str, str] = {
    "accounts/acme.yml": ACCOUNT,
    "partners/donau.yml": partner(
        "Donau OG", grant("austria", "non-exclusive", "places: [AT], products: [core]")
    ),
    "partners/alpen.yml": partner(
        "Alpen KG",
        grant("austria", "exclusive", "places: [AT], products: [core], sector: [public]"),
    ),
    "partners/inn.yml": partner(
        "Inn GmbH",
        grant("words", "exclusive", "places: [AT], products: [core]", "covers: [translate]"),
    ),
}
HELPERS: Mapping[str, str] = {
    "partners/bote.yml": partner(
        "Bote KG",
        grant("france", "non-exclusive", "places: [FR], products: [core]"),
        kind="referral-partner",
    ),
    "partners/makler.yml": partner(
        "Makler KG",
        grant("france", "exclusive", "places: [IT], products: [core]"),
        kind="agent",
    ),
    "partners/lager.yml": partner(
        "Lager KG",
        grant("austria", "non-exclusive", "places: [AT], products: [core]"),
        kind="distributor",
    ),
    "partners/freund.yml": partner(
        "Freund KG",
        grant("germany", "non-exclusive", "places: [DE, FR], products: [core]"),
        kind="referral-partner",
        status="onboarding",
    ),
}
AFFILIATES: Mapping[str, str] = {
    "program.yml": RESERVED,
    "territories/south.yml": "name: South\nversions: [{id: a, places: [AT, IT]}]\n",
    "accounts/acme.yml": ACCOUNT,
    "accounts/acme-nord.yml": ACCOUNT.replace("Acme Werke", "Acme Nord") + "parent: acme\n",
    "partners/rhein.yml": partner(
        "Rhein NV",
        grant("france", "exclusive", "places: [FR], products: [core]", "through: 2027-06-30")
        + grant(
            "south",
            "non-exclusive",
            "places: [south], products: [core]",
            "except: [{places: [AT], sector: [public]}, {accounts: [acme]}]",
        ),
        more="group: river\n",
    ),
    "partners/seine.yml": partner(
        "Seine SAS",
        grant("france", "non-exclusive", "places: [FR], products: [core]")
        + grant("alps", "sole", "places: [CH, AT], products: [core], sector: [public]"),
        status="onboarding",
        more="group: river\n",
    ),
}
