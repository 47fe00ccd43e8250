"""Who signed an article, and for whom, as a line says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ingest.dates import find_dates

_UPPER = r"[^\W\d_a-zà-öø-ÿа-яё]"
_PARTICLE = r"(?:de|del|da|di|du|van|von|der|den|bin|ibn|al|el|la|le|ter|dos|af|av|zu)"
_TOKEN = rf"(?:{_UPPER}[\w'’.-]*|{_PARTICLE})"
NAME = rf"{_UPPER}[\w'’.-]*(?:\s+{_TOKEN}){{0,3}}\s+{_UPPER}[\w'’-]+"
_NAME = re.compile(NAME)
_POSTED_BY = re.compile(
    r"(?:posted|published|updated|veröffentlicht|publié|опубликовано)\b.*\d.*?\b(?:by|von|par)\s(?P<rest>.+)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:in|aus|à|в)\s+[^\W\d_].*$")
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*")
_SIGNED = re.compile(
    r"(?:(?:story|written|reported|posted|text|gepostet|geschrieben|erstellt|veröffentlicht|écrit)\s)?"
    r"(?:by|author|autor(?:in)?|von|par|por|автор|text(?:\s(?:&|und|and|et)\s(?:fotos?|photos?|interview|bilder))?)"
    r"(?:\s*:\s*|\s+|(?=[A-Z][a-z]))(?P<rest>.+)",
    re.IGNORECASE,
)
_ROLE_WORDS = (
    r"correspondent|editor|reporter|writer|columnist|president|minister|director|professor|fellow|analyst|chair(?:man|woman)?|"
    r"ambassador|senator|secretary|head|researcher|author|journalist|expert|adviser|advisor|staff|contributor|deputy|chief|"
    r"lecturer|academic|member|founder|agency|корреспондент|редактор|обозреватель|президент|министр|директор|профессор|"
    r"korrespondent\w*|redakteur\w*|redaktion|correspondante?|envoyée? spéciale?|rédact\w+|journaliste"
)
ROLE = re.compile(rf"\b(?:{_ROLE_WORDS})\b", re.IGNORECASE)
_LEADING_ROLE = re.compile(rf"(?:[\w-]+\s+){{0,5}}(?:{_ROLE_WORDS})\b", re.IGNORECASE)
_AGENCY = re.compile(r"(?:AP|AFP|Reuters|TASS|Xinhua|DPA|dpa|EFE|ANSA|UPI|Bloomberg|Kyodo|Yonhap|Interfax|Sputnik)")
_STOP_WORDS = re.compile(
    r"\b(?:the|a|an|in|on|at|for|to|with|from|is|are|was|after|before|over|as|how|why|what|who|when|will|may|new|"
    r"says?|meets?|not|no|our|your|this|that|и|в|на|с|по|der|die|das|les|le|des|une?|im|mit|nach|vor)\b",
    re.IGNORECASE,
)
# Words of web pages that no person is called.
_WEB_WORDS = re.compile(
    r"\b(?:news|posts|blog|newsletters?|podcasts?|videos?|photos?|gallery|articles?|artikel|beiträge|informationen|links?|"
    r"log|login|menu|awards?|members?|edition|magazine?|subscribe|category|instagram|facebook|twitter|youtube|whatsapp|"
    r"google|comments?|kommentare|artículos?|noticias|mehr|recent|related|latest|popular|weiter|zurück|kontakt|contact|"
    r"online|website|university|universität|institute|foundation|privacy|policy|media)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:(?:last |zuletzt )?(?:updated|modified|posted|published|written|words written|veröffentlicht|aktualisiert|"
    r"geschrieben|gepostet|erstellt|publié|publicado|опубликовано)(?: (?:on|am|le|el|at))?)\b:?|"
    r"\b(?:am|on|at|uhr|um|le)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[•·|~]|//|\s[–—-]\s)\s*|\s{2,}")
_BY = re.compile(r"(?:by|von|par|por|автор)[\s:]+(?P<who>\S.*)", re.IGNORECASE)
_HANDLE = re.compile(r"[^\W\d_][\w.-]{1,24}")


@dataclass(frozen=True)
class Byline:
    """Names as printed, in order, and the publisher printed on the same line, if any."""

    names: tuple[str, ...]
    publisher: str = ""


def is_name(text: str) -> bool:
    """Whether a whole line has the shape of one person's name: two to five capitalised words and nothing else."""
    is_like = len(text) <= 50 and bool(_NAME.fullmatch(text))
    return is_like and not _STOP_WORDS.search(text) and not _WEB_WORDS.search(text)


def read_signed(text: str) -> Byline | None:
    """The byline on a line that announces one: “By A”, “By A and B, Chief editor”, “A | Publisher”, “Author: A”."""
    if len(text) > 160:
        return None
    signed = _SIGNED.fullmatch(text) or _POSTED_BY.fullmatch(text)
    if signed:
        names = _names(signed["rest"])
        return Byline(names) if names else read_dated(text)
    for mark in (" | ", " – ", " — ", " / ", " · "):
        name, found, publisher = text.partition(mark)
        if found and is_name(name.strip()) and 0 < len(publisher) <= 80 and not _is_sentence(publisher):
            return Byline((name.strip(),), "" if ROLE.search(publisher) else publisher.strip())
    name, found, role = text.partition(",")
    if found and is_name(name.strip()) and _LEADING_ROLE.match(role.strip()) and not _is_sentence(role):
        return Byline((name.strip(),))
    return read_dated(text)


def read_dated(text: str) -> Byline | None:
    """The byline on a line that gives a date too: “A | 3 May 2018”, “Published on 3 May 2018 by a_handle”."""
    dates = find_dates(text) if len(text) <= 160 else ()
    if not any(found.day for found in dates):
        return None
    rest = text
    for found in reversed(dates):
        rest = f"{rest[: found.start]} | {rest[found.end :]}"
    parts = [part.strip(" ,.:/|–—-") for part in _BETWEEN.split(_LABELS.sub(" | ", _CLOCK.sub(" | ", rest)))]
    parts = [part for part in parts if re.search(r"[^\W\d_]{2}", part)]
    for part in parts:
        signed = _BY.fullmatch(part)
        if signed:
            who = signed["who"]
            names = _names(who) or ((who,) if _HANDLE.fullmatch(who) else ())
            return Byline(names) if names else None
    return Byline((parts[0],)) if len(parts) == 1 and is_name(parts[0]) else None


def is_role(text: str) -> bool:
    """Whether a line says what an author is: “President of the Council (1998–2004)”."""
    return bool(_LEADING_ROLE.match(text)) and len(text) <= 250 and not _is_sentence(text)


def tidy_name(printed: str) -> str:
    """A name set in capitals as it is usually written: “ANDREI AKULOV” is “Andrei Akulov”."""
    if not printed.isupper():
        return printed
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), printed)


def _is_sentence(text: str) -> bool:
    return bool(re.search(r"[^.]{3}[.!?]$", text))


def _names(text: str) -> tuple[str, ...]:
    """The names a byline begins with; what follows them (a role, a place, a time) ends the list."""
    found: list[str] = []
    for part in _AND.split(re.split(r"\s[|–—/·]\s|\s\(|\d", text, maxsplit=1)[0]):
        candidate = _PLACE.sub("", part).strip(" .|–—-")
        if is_name(candidate) or (_AGENCY.fullmatch(candidate) and not found):
            found.append(candidate)
        elif found:
            break
        else:
            return ()
    return tuple(found)
