"""Codes of languages (ISO 639) with their English names, and what people write in their stead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from partnerbook.values.ident import closest

PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
_PATTERN = re.compile(PATTERN.replace("$", r"\Z"))

# Each entry: the code to write, other codes of ISO 639 for it, its name. All of 639-1, and of 639-3
# the living languages without a code of two letters that businesses write.
_TABLE = """
    aa aar Afar; ab abk Abkhazian; ae ave Avestan; af afr Afrikaans; ak aka Akan; am amh
    Amharic; an arg Aragonese; ar ara Arabic; as asm Assamese; av ava Avaric; ay aym Aymara; az
    aze Azerbaijani; ba bak Bashkir; be bel Belarusian; bg bul Bulgarian; bi bis Bislama; bm
    bam Bambara; bn ben Bengali; bo bod tib Tibetan; br bre Breton; bs bos Bosnian; ca cat
    Catalan; ce che Chechen; ch cha Chamorro; co cos Corsican; cr cre Cree; cs ces cze Czech;
    cu chu Church Slavic; cv chv Chuvash; cy cym wel Welsh; da dan Danish; de deu ger German;
    dv div Divehi; dz dzo Dzongkha; ee ewe Ewe; el ell gre Greek; en eng English; eo epo
    Esperanto; es spa Spanish; et est Estonian; eu eus baq Basque; fa fas per Persian; ff ful
    Fulah; fi fin Finnish; fj fij Fijian; fo fao Faroese; fr fra fre French; fy fry Western
    Frisian; ga gle Irish; gd gla Scottish Gaelic; gl glg Galician; gn grn Guarani; gu guj
    Gujarati; gv glv Manx; ha hau Hausa; he heb Hebrew; hi hin Hindi; ho hmo Hiri Motu; hr hrv
    Croatian; ht hat Haitian Creole; hu hun Hungarian; hy hye arm Armenian; hz her Herero; ia
    ina Interlingua; id ind Indonesian; ie ile Interlingue; ig ibo Igbo; ii iii Sichuan Yi; ik
    ipk Inupiaq; io ido Ido; is isl ice Icelandic; it ita Italian; iu iku Inuktitut; ja jpn
    Japanese; jv jav Javanese; ka kat geo Georgian; kg kon Kongo; ki kik Kikuyu; kj kua
    Kuanyama; kk kaz Kazakh; kl kal Greenlandic; km khm Khmer; kn kan Kannada; ko kor Korean;
    kr kau Kanuri; ks kas Kashmiri; ku kur Kurdish; kv kom Komi; kw cor Cornish; ky kir
    Kirghiz; la lat Latin; lb ltz Luxembourgish; lg lug Ganda; li lim Limburgan; ln lin
    Lingala; lo lao Lao; lt lit Lithuanian; lu lub Luba-Katanga; lv lav Latvian; mg mlg
    Malagasy; mh mah Marshallese; mi mri mao Maori; mk mkd mac Macedonian; ml mal Malayalam; mn
    mon Mongolian; mr mar Marathi; ms msa may Malay; mt mlt Maltese; my mya bur Burmese; na nau
    Nauru; nb nob Norwegian Bokmål; nd nde North Ndebele; ne nep Nepali; ng ndo Ndonga; nl nld
    dut Dutch; nn nno Norwegian Nynorsk; no nor Norwegian; nr nbl South Ndebele; nv nav Navajo;
    ny nya Chichewa; oc oci Occitan; oj oji Ojibwa; om orm Oromo; or ori Odia; os oss Ossetian;
    pa pan Punjabi; pi pli Pali; pl pol Polish; ps pus Pashto; pt por Portuguese; qu que
    Quechua; rm roh Romansh; rn run Rundi; ro ron rum Romanian; ru rus Russian; rw kin
    Kinyarwanda; sa san Sanskrit; sc srd Sardinian; sd snd Sindhi; se sme Northern Sami; sg sag
    Sango; si sin Sinhala; sk slk slo Slovak; sl slv Slovenian; sm smo Samoan; sn sna Shona; so
    som Somali; sq sqi alb Albanian; sr srp Serbian; ss ssw Swati; st sot Southern Sotho; su
    sun Sundanese; sv swe Swedish; sw swa Swahili; ta tam Tamil; te tel Telugu; tg tgk Tajik;
    th tha Thai; ti tir Tigrinya; tk tuk Turkmen; tl tgl Tagalog; tn tsn Tswana; to ton Tonga;
    tr tur Turkish; ts tso Tsonga; tt tat Tatar; tw twi Twi; ty tah Tahitian; ug uig Uighur; uk
    ukr Ukrainian; ur urd Urdu; uz uzb Uzbek; ve ven Venda; vi vie Vietnamese; vo vol Volapük;
    wa wln Walloon; wo wol Wolof; xh xho Xhosa; yi yid Yiddish; yo yor Yoruba; za zha Zhuang;
    zh zho chi Chinese; zu zul Zulu; ast Asturian; ceb Cebuano; ckb Central Kurdish; cmn
    Mandarin Chinese; csb Kashubian; dsb Lower Sorbian; fil Filipino; frr Northern Frisian; fur
    Friulian; gsw Swiss German; haw Hawaiian; hsb Upper Sorbian; kab Kabyle; kok Konkani; lld
    Ladin; ltg Latgalian; mai Maithili; mni Manipuri; nds Low German; pap Papiamento; pcm
    Nigerian Pidgin; prs Dari; rom Romany; sat Santali; scn Sicilian; sco Scots; sma Southern
    Sami; smj Lule Sami; smn Inari Sami; sms Skolt Sami; szl Silesian; tpi Tok Pisin; vec
    Venetian; war Waray; yue Cantonese
"""
_MISTAKEN = dict(
    pair.split(":")
    for pair in """al:sq at:de au:en by:be cn:zh cz:cs dk:da gb:en ge:ka gr:el ir:fa
    iw:he jp:ja ji:yi mx:es nz:en ph:fil rs:sr sp:es ua:uk us:en vn:vi
    dansk:da deutsch:de español:es français:fr italiano:it magyar:hu nederlands:nl norsk:no
    polski:pl português:pt suomi:fi svenska:sv čeština:cs 日本語:ja 中文:zh 한국어:ko""".split()
)
"""What is no code of a language, such as the codes of countries and languages' own names."""


def _entries() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Code, other codes, name."""
    for entry in _TABLE.replace("\n", " ").split(";"):
        first, *rest = entry.split()
        others = tuple(word for word in rest if word.islower() and len(word) == 3)
        yield first, others, " ".join(word for word in rest if word not in others)


NAMES = {code: name for code, _, name in _entries()}
"""Code → English name."""
_SCRIPTS = frozenset(
    "Arab Armn Beng Cyrl Deva Ethi Geor Grek Gujr Guru Hans Hant Hebr Jpan Khmr Knda Kore Laoo Latn"
    " Mlym Mong Mymr Orya Sinh Taml Telu Thaa Thai Tibt".split()
)
_BY_OTHER = {other: code for code, others, _ in _entries() for other in others}
_BY_NAME = {name.casefold(): code for code, name in NAMES.items()}


def parse_language(text: str) -> str:
    """``"pt-BR"`` → itself. Raises ValueError with a plain reason."""
    if not _PATTERN.match(text):
        raise ValueError("write a language code such as en, ja or pt-BR")
    code, *rest = text.split("-")
    if code not in NAMES:
        raise ValueError(f"{code} is no code of a language (ISO 639)")
    for script in rest:
        if len(script) == 4 and script not in _SCRIPTS:
            raise ValueError(f"{script} is no code of a script we know, such as Hant (ISO 15924)")
    return text


def name_of_language(text: str) -> str:
    """What a language is called in English; the code itself if it is none."""
    return NAMES.get(text.partition("-")[0], text)


def languages_meant(text: str) -> Iterator[str]:
    """Codes that a person may have meant: by name, other code, country, case or slip."""
    plain = text.strip().replace("_", "-")
    base, *rest = plain.split("-")
    tail = "".join(f"-{p.title() if len(p) == 4 else p.upper()}" for p in rest)
    low = base.casefold()
    if low in NAMES:
        yield low + tail
    elif plain.casefold() in _BY_NAME:
        yield _BY_NAME[plain.casefold()]
    else:
        known = _BY_OTHER.get(low) or _MISTAKEN.get(low)
        if known is not None:
            yield known + tail
        else:
            yield from (code + tail for code in closest(low, NAMES, 2) if len(low) < 4)
            yield from (_BY_NAME[name] for name in closest(plain.casefold(), _BY_NAME, 1))
