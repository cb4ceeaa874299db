"""Ids, names that are not what they look like, and the word that was probably meant."""

from __future__ import annotations

import sys
import unicodedata

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.values.ident import (
    ID,
    INVISIBLE,
    RESERVED,
    as_id,
    closest,
    decomposed,
    describe,
    is_id,
    mixed,
)


@pytest.mark.parametrize(
    "text", ["a", "0", "gold", "nordwind-nord", "a-1-b", "2026", "alls", "nil"]
)
def test_ids(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "a-",
        "-a",
        "a--b",
        "A",
        "a_b",
        "a b",
        "a.b",
        "a\n",
        "\na",
        "ä",
        "٣",
        "a/b",
        "all",
        "none",
    ],
)
def test_no_ids(text: str) -> None:
    assert not is_id(text)


def test_reserved_words_have_the_form_of_ids() -> None:
    assert {"all", "none"} == RESERVED
    assert all(ID.match(word) for word in RESERVED)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Gold Partner", "gold-partner"),
        ("Nordwind Systemhaus GmbH & Co. KG", "nordwind-systemhaus-gmbh-co-kg"),
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("Straße", "strasse"),
        ("Ørsted/Ærø", "orsted-aero"),
        ("deal_role", "deal-role"),
        ("--a--", "a"),
        ("①", "1"),
        ("ミカサ", None),
        ("", None),
        ("All", None),
    ],
)
def test_the_id_a_name_would_have(name: str, wanted: str | None) -> None:
    assert as_id(name) == wanted


@given(st.text(max_size=30))
def test_the_id_of_a_name_is_an_id(name: str) -> None:
    found = as_id(name)
    assert found is None or is_id(found)


# ------------------------------------------------------------------ honest and other names


def suspicion(text: str) -> str | None:
    return decomposed(text) or mixed(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PL",
        "Nordwind",
        "Müller",
        "Łódź",
        "Ørsted",
        "Dvořák",
        "Nguyễn",
        "İstanbul",
        "Σ",
        "Ελλάδα",
        "Владимир",
        "Київ",
        "Երևան",
        "ᏣᎳᎩ",
        "ミカサ商事",
        "東京ガスiネット",
        "ひらがなカタカナ漢字Latin",
        "삼성SDS",
        "שלום",
        "مرحبا",
        "ไทย",
        "m²",
        "½",
        "№5",
        "5µm",
        "naïve-café",
        "ＮＥＣ",
        "R&D",
        "€",
        "𝕏",
    ],
)
def test_honest_names(text: str) -> None:
    assert suspicion(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\u0420L", "mixes Latin letters with Cyrillic ones (U+0420 CYRILLIC CAPITAL LETTER ER)"),
        ("P\u0421", "mixes Latin letters with Cyrillic ones (U+0421 CYRILLIC CAPITAL LETTER ES)"),
        ("g\u043eld", "mixes Latin letters with Cyrillic ones (U+043E CYRILLIC SMALL LETTER O)"),
        ("\u0391T", "mixes Latin letters with Greek ones (U+0391 GREEK CAPITAL LETTER ALPHA)"),
        ("t\u03bfp", "mixes Latin letters with Greek ones (U+03BF GREEK SMALL LETTER OMICRON)"),
        (
            "\u1f00a",
            "mixes Latin letters with Greek ones (U+1F00 GREEK SMALL LETTER ALPHA WITH PSILI)",
        ),
        ("g\u0585ld", "mixes Latin letters with Armenian ones (U+0585 ARMENIAN SMALL LETTER OH)"),
        ("\u13aaH", "mixes Latin letters with Cherokee ones (U+13AA CHEROKEE LETTER GO)"),
        (
            "\u0420-01-l",
            "mixes Latin letters with Cyrillic ones (U+0420 CYRILLIC CAPITAL LETTER ER)",
        ),
        (
            "\u0420\uff2c",
            "mixes Latin letters with Cyrillic ones (U+0420 CYRILLIC CAPITAL LETTER ER)",
        ),
        (
            "Mu\u0308ller",
            (
                "looks usual but is not: \u00fc is written as U+0075 LATIN SMALL LETTER U and "
                "U+0308 "
                "COMBINING DIAERESIS"
            ),
        ),
        ("\u212bngstrom", "looks usual but is not: \u00c5 is written as U+212B ANGSTROM SIGN"),
        ("5\u212a", "looks usual but is not: K is written as U+212A KELVIN SIGN"),
    ],
)
def test_names_that_are_not_what_they_look_like(text: str, reason: str) -> None:
    assert suspicion(text) == reason


def test_every_format_character_is_invisible_or_known_to_be_drawn() -> None:
    drawn = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    for number in range(sys.maxunicode + 1):
        if unicodedata.category(chr(number)) == "Cf":
            assert (INVISIBLE.match(chr(number)) is None) == (number in drawn), hex(number)


def test_letters_digits_and_blanks_are_never_invisible() -> None:
    blank = {0x115F, 0x1160, 0x3164, 0xFFA0}  # letters in name only: the Hangul fillers
    for number in range(sys.maxunicode + 1):
        if unicodedata.category(chr(number))[0] in "LNPZ" and number not in blank:
            assert INVISIBLE.match(chr(number)) is None, hex(number)


def test_the_names_of_the_world_are_honest() -> None:
    names = [entry.name for entry in pycountry.countries]
    names += [entry.name for entry in pycountry.subdivisions]
    words = {word for name in names for word in unicodedata.normalize("NFC", name).split()}
    assert len(words) > 4_000
    assert {word: suspicion(word) for word in words if suspicion(word)} == {}


@given(st.text(max_size=20))
def test_a_reason_can_be_shown_and_is_the_same_twice(text: str) -> None:
    reason = suspicion(text)
    assert reason == suspicion(text)
    assert reason is None or reason.replace("\ud800", "").isascii() or "is written as" in reason


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("\0", "U+0000 NUL"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
        ("\ud800", "U+D800"),
    ],
)
def test_characters_by_name(character: str, said: str) -> None:
    assert describe(character) == said


# ------------------------------------------------------------------ did you mean

TIERS = ["registered", "silver", "gold", "platinum"]
PLACES = ["DE", "DE-BY", "DE-BW", "DE-BE", "DE-BB", "NO", "ON", "NA", "NI", "dach", "benelux"]


@pytest.mark.parametrize(
    ("word", "candidates", "meant"),
    [
        ("glod", TIERS, ("gold",)),
        ("Gold", TIERS, ("gold",)),
        ("GOLD ", TIERS, ("gold",)),
        ("sliver", TIERS, ("silver",)),
        ("platinium", TIERS, ("platinum",)),
        ("registred", TIERS, ("registered",)),
        ("plat", TIERS, ("platinum",)),
        ("bronze", TIERS, ()),
        ("gold", TIERS, ()),
        ("", TIERS, ()),
        ("no", PLACES, ("NO", "ON")),
        ("OM", PLACES, ()),
        ("N", PLACES, ()),
        ("DACH", PLACES, ("dach",)),
        ("DE-BX", PLACES, ("DE-BB", "DE-BE", "DE-BW")),
        ("de-by", PLACES, ("DE-BY", "DE-BB", "DE-BE")),
        ("DE_BY", PLACES, ("DE-BY", "DE-BB", "DE-BE")),
        ("bene lux", PLACES, ("benelux",)),
        ("grant kind", ["grant_kind", "grants"], ("grant_kind",)),
        ("anchr", ["anchor", "anchor", "audience"], ("anchor",)),
        ("Mu\u0308ller", ["M\u00fcller"], ("M\u00fcller",)),
    ],
)
def test_closest(word: str, candidates: list[str], meant: tuple[str, ...]) -> None:
    assert closest(word, candidates) == meant


def test_closest_gives_as_many_as_asked() -> None:
    assert closest("DE-BX", PLACES, limit=1) == ("DE-BB",)
    assert len(closest("DE-BX", PLACES, limit=9)) == 4


@given(st.text("abc-_ A", max_size=8), st.lists(st.text("abc-_ A", max_size=8)))
def test_closest_does_not_depend_on_order(word: str, candidates: list[str]) -> None:
    found = closest(word, candidates)
    assert found == closest(word, reversed(candidates))
    assert len(found) <= 3
    assert set(found) <= set(candidates) - {word}


def test_closest_is_not_hung_by_a_long_word() -> None:
    assert closest("a" * 1_000_000, ["a" * 40] * 1_000) == ()
