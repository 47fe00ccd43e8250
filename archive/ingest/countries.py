"""Countries as texts name them: only those that host summits or meet in pairs. ISO 3166 codes; names are facts."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAMES: dict[str, str] = {
    "AU": "Australia", "AR": "Argentina", "BE": "Belgium", "BN": "Brunei", "BR": "Brazil", "BY": "Belarus", "CA": "Canada",
    "CH": "Switzerland|Schweiz|Suisse|Швейцари\\w+", "CL": "Chile", "CN": "China|PRC|Китай|Китае|Китая",
    "CZ": "Czech Republic|Czechia", "DE": "Germany|Deutschland|Allemagne|Германи\\w+",
    "FI": "Finland|Finnland|Finlande|Финлянди\\w+", "FR": "France|Frankreich|Франци\\w+",
    "GB": "United Kingdom|UK|U\\.K\\.|Britain|Great Britain|England|Scotland|Wales|Großbritannien|Royaume-Uni",
    "ID": "Indonesia", "IN": "India|Indien|Inde|Инди[ияю]", "IT": "Italy|Italien|Italie|Итали\\w+", "JP": "Japan|Japon|Япони\\w+",
    "KG": "Kyrgyzstan", "KR": "South Korea|Republic of Korea|ROK|Южн\\w+ Коре\\w+|Südkorea|Corée du Sud",
    "KP": "North Korea|DPRK|Democratic People['’]s Republic of Korea|КНДР|Северн\\w+ Коре\\w+|Nordkorea|Corée du Nord",
    "KZ": "Kazakhstan", "LT": "Lithuania", "LV": "Latvia", "MX": "Mexico", "MY": "Malaysia", "NL": "Netherlands",
    "NZ": "New Zealand", "PE": "Peru", "PG": "Papua New Guinea", "PH": "Philippines", "PL": "Poland|Polen|Pologne",
    "PT": "Portugal", "RO": "Romania|Rumänien|Roumanie", "RU": "Russia|Russian Federation|Russland|Russie|Росси[ияю]|Россией",
    "SA": "Saudi Arabia", "SG": "Singapore|Singapur|Singapour|Сингапур\\w*", "SI": "Slovenia", "SK": "Slovakia",
    "TH": "Thailand", "TJ": "Tajikistan", "TR": "Turkey|Türkiye|Turkiye", "UA": "Ukraine",
    "US": "United States|US|U\\.S\\.|USA|America|Vereinigten Staaten|États-Unis|США|Соединённы\\w+ Штат\\w+", "UZ": "Uzbekistan",
    "VN": "Vietnam|Viet Nam|Вьетнам\\w*", "ZA": "South Africa|Südafrika",
}  # fmt: skip
_PATTERN = re.compile("|".join(rf"(?P<{code}>(?<![\w-])(?:{names})(?![\w]))" for code, names in _NAMES.items()))


class CountryMention(NamedTuple):
    start: int
    end: int
    code: str


def find_countries(text: str) -> list[CountryMention]:
    """Each country named in a text, in order."""
    return [CountryMention(*match.span(), str(match.lastgroup)) for match in _PATTERN.finditer(text)]
