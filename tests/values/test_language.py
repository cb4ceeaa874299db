"""Codes of languages: the table against an independent list, and what people meant by others."""

from __future__ import annotations

import pycountry
import pytest

from partnerbook.values.language import NAMES, languages_meant, name_of_language, parse_language


def test_all_languages_of_two_letters_are_there_and_no_others():
    known = {one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")}
    # Withdrawn from ISO 639-1 in 2000.
    assert {code for code in NAMES if len(code) == 2} == known - {"sh"}


def test_every_longer_code_is_one_of_iso_639_3_without_a_short_one():
    for code in NAMES:
        if len(code) == 3:
            one = pycountry.languages.get(alpha_3=code) or pycountry.language_families.get(
                alpha_3=code
            )
            assert one is not None, code
            assert not hasattr(one, "alpha_2"), code


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("jp", ["ja"]),
        ("cz", ["cs"]),
        ("EN", ["en"]),
        ("pt_br", ["pt-BR"]),
        ("zh-hant", ["zh-Hant"]),
        ("German", ["de"]),
        ("Deutsch", ["de"]),
        ("Englsh", ["en"]),
        ("ger", ["de"]),
        ("jpn", ["ja"]),
        ("xx", []),
    ],
)
def test_what_was_meant(written, meant):
    assert list(languages_meant(written)) == meant
    assert [parse_language(code) for code in meant] == meant


def test_a_language_has_a_name():
    assert name_of_language("pt-BR") == "Portuguese"
    assert name_of_language("xx") == "xx"
