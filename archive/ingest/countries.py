"""Countries as texts name them: only those that host summits or meet in pairs. ISO 3166 codes; names are facts."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from archive.ingest.folding import fold
from archive.ingest.inflection import inflected
from archive.ingest.lexicon import Lexicon

_NAMES: dict[str, str] = {
    "AU": "Australia", "AR": "Argentina", "BE": "Belgium", "BN": "Brunei", "BR": "Brazil", "BY": "Belarus", "CA": "Canada",
    "CH": "Switzerland|Schweiz|Suisse|Швейцария", "CL": "Chile", "CN": "China|PRC|Китай",
    "CZ": "Czech Republic|Czechia", "DE": "Germany|Deutschland|Allemagne|Германия",
    "FI": "Finland|Finnland|Finlande|Финляндия", "FR": "France|Frankreich|Франция",
    "GB": "United Kingdom|UK|U.K.|Britain|Great Britain|England|Scotland|Wales|Großbritannien|Royaume-Uni",
    "ID": "Indonesia", "IN": "India|Indien|Inde|Индия", "IT": "Italy|Italien|Italie|Италия", "JP": "Japan|Japon|Япония",
    "KG": "Kyrgyzstan", "KR": "South Korea|Republic of Korea|ROK|Южная Корея|Южной Кореи|Южной Корее|Южную Корею|Südkorea|Corée du Sud",
    "KP": "North Korea|DPRK|Democratic People's Republic of Korea|КНДР|Северная Корея|Северной Кореи|Северной Корее|Северную Корею|Nordkorea|Corée du Nord",
    "KZ": "Kazakhstan", "LT": "Lithuania", "LV": "Latvia", "MX": "Mexico", "MY": "Malaysia", "NL": "Netherlands",
    "NZ": "New Zealand", "PE": "Peru", "PG": "Papua New Guinea", "PH": "Philippines", "PL": "Poland|Polen|Pologne",
    "PT": "Portugal", "RO": "Romania|Rumänien|Roumanie", "RU": "Russia|Russian Federation|Russland|Russie|Россия|Россией",
    "SA": "Saudi Arabia", "SG": "Singapore|Singapur|Singapour|Сингапур", "SI": "Slovenia", "SK": "Slovakia",
    "TH": "Thailand", "TJ": "Tajikistan", "TR": "Turkey|Türkiye|Turkiye", "UA": "Ukraine",
    "US": "United States|US|U.S.|USA|America|Vereinigten Staaten|États-Unis|США|Соединённые Штаты|Соединённых Штатов|Соединённых Штатах", "UZ": "Uzbekistan",
    "VN": "Vietnam|Viet Nam|Вьетнам", "ZA": "South Africa|Südafrika",
}  # fmt: skip
# English names, of countries too that host no summits but send their leaders to them.
ENGLISH_NAMES: dict[str, list[str]] = {
    code: [name for name in names.split("|") if name.isascii()]
    for code, names in {
        **_NAMES,
        "AM": "Armenia", "AT": "Austria", "AZ": "Azerbaijan", "BG": "Bulgaria", "CU": "Cuba", "EG": "Egypt",
        "ES": "Spain", "GR": "Greece", "HU": "Hungary", "IL": "Israel", "IQ": "Iraq", "IR": "Iran", "LB": "Lebanon",
        "MD": "Moldova", "MN": "Mongolia", "PK": "Pakistan", "RS": "Serbia", "SE": "Sweden", "SY": "Syria",
        "TM": "Turkmenistan", "VE": "Venezuela",
    }.items()
}  # fmt: skip
# How English says whose a head of state is.
ADJECTIVES: dict[str, list[str]] = {
    code: words.split("|")
    for code, words in {
        "AM": "Armenian", "AR": "Argentine|Argentinian", "AT": "Austrian", "AU": "Australian", "AZ": "Azerbaijani",
        "BG": "Bulgarian", "BR": "Brazilian", "BY": "Belarusian", "CA": "Canadian", "CL": "Chilean", "CN": "Chinese", "CU": "Cuban", "CZ": "Czech",
        "DE": "German", "EG": "Egyptian", "ES": "Spanish", "FI": "Finnish", "FR": "French", "GB": "British|UK|U.K.",
        "GR": "Greek", "HU": "Hungarian", "ID": "Indonesian", "IL": "Israeli", "IN": "Indian", "IQ": "Iraqi", "IR": "Iranian",
        "IT": "Italian", "JP": "Japanese", "KG": "Kyrgyz", "KP": "North Korean", "KR": "South Korean",
        "KZ": "Kazakh|Kazakhstani", "LB": "Lebanese", "LT": "Lithuanian", "LV": "Latvian", "MD": "Moldovan", "MN": "Mongolian", "MX": "Mexican", "MY": "Malaysian",
        "NL": "Dutch", "PE": "Peruvian", "PH": "Philippine", "PK": "Pakistani", "PL": "Polish", "PT": "Portuguese",
        "RO": "Romanian", "RS": "Serbian", "RU": "Russian", "SE": "Swedish", "SG": "Singaporean", "SK": "Slovak", "SI": "Slovenian", "SY": "Syrian",
        "TH": "Thai", "TJ": "Tajik", "TM": "Turkmen", "TR": "Turkish", "UA": "Ukrainian", "US": "US|U.S.|American", "UZ": "Uzbek", "VE": "Venezuelan",
        "VN": "Vietnamese", "ZA": "South African",
    }.items()
}  # fmt: skip
_LEXICON = Lexicon(
    (form, code) for code, names in _NAMES.items() for name in names.split("|") for form in (name, *inflected(name))
)


def is_named(text: str, code: str) -> bool:
    """Whether a text, in English, names a country or what is its own: “Russia”, “Russian”."""
    return bool(_names_of(code).search(text))


@cache
def _names_of(code: str) -> re.Pattern[str]:
    words = (*ENGLISH_NAMES.get(code, ()), *ADJECTIVES.get(code, ()))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?!\w)" if words else r"(?!)")


class CountryMention(NamedTuple):
    start: int
    end: int
    code: str


def find_countries(text: str) -> list[CountryMention]:
    """Each country named in a text, in order."""
    return [
        CountryMention(hit.start, hit.end, code)
        for hit in _LEXICON.find(fold(text))
        for code in hit.slugs
        if text[hit.start - 1 : hit.start] != "-"
    ]
