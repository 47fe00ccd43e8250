"""Who signed an article, and for whom, as a line says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.ingest.dates import find_dates

_UPPER = r"[^\W\d_a-zà-öø-ÿа-яё]"
_PARTICLE = r"(?:de|del|della|da|di|du|van|von|vom|zum|zur|der|den|dem|bin|ibn|al|el|la|le|ter|ten|dos|das|do|af|av|zu)"
_TOKEN = rf"(?:{_UPPER}[\w'’.-]*|{_PARTICLE})"
NAME = rf"{_UPPER}[\w'’.-]*(?:\s+{_TOKEN}){{0,3}}\s+{_UPPER}[\w'’-]+"
_NAME = re.compile(NAME)
_INNER = re.compile(rf"{_PARTICLE}|{_UPPER}")
_BY_WORD = r"by|von|par|por|door|di|автор"
_POSTED_BY = re.compile(
    rf"(?:posted|published|updated|veröffentlicht|publié|publicado|опубликовано)\b.*\d.*?\b(?:{_BY_WORD})\s(?P<rest>.+)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:in|aus|à|en|в|for|für|pour|para|from)\s+[^\W\d_].*$")
_AND = re.compile(r"\s*(?:,|;|&|\b(?:and|with|und|mit|et|y|en|и)\b)\s*")
_VERB = (
    r"written|words|reported|posted|published|gepostet|geschrieben|erstellt|verfasst|eingestellt|veröffentlicht|écrit|"
    r"publié|escrito|publicado|scritto|pubblicato|geschreven|опубликовано"
)
_GENRE = (
    r"story|article|report|reporting|analysis|opinion|commentary|column|essay|review|interview|guest post|"
    r"(?:gast)?(?:beitrag|kommentar|analyse|kolumne|bericht|essay|rezension|artikel)|"
    r"propos recueillis|tribune|entrevista"
)
_TEXT = (
    r"(?:about the )?authors?|über (?:den autor|die autorin)|autor(?:en|in|es)?|autore|auteure?|"
    r"авторы?|текст|texto|testo|tekst|text(?:\s(?:&|und|and|et)\s(?:fotos?|photos?|interview|bilder))?"
)
_SIGNED = re.compile(
    rf"(?:(?:(?:an?|eine?|une?)\s)?(?:(?:words\s)?(?:{_VERB})|text|{_GENRE})\s)?(?:{_BY_WORD}|{_TEXT})"
    r"(?:\s*[:–—-]\s*|\s+|(?=[A-Z][a-z]))(?P<rest>.+)",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"(?:{_BY_WORD}|{_TEXT})\s?:\s+(?P<who>[^\W\d_][\w.-]{{1,24}})", re.IGNORECASE)
_ALL_POSTS = re.compile(
    r"(?:(?:view |see )?all (?:posts|articles|entries|stories) by|alle (?:beiträge|artikel|posts) von|"
    r"(?:voir )?tous les articles (?:de|par)|(?:ver )?todas las entradas (?:de|por))\s(?P<who>[^→»]{2,40}?)"
    r"(?:\s(?:anzeigen|ansehen))?\s?[→»]?",
    re.IGNORECASE,
)
_EXPLICIT = re.compile(rf"(?:(?:{_VERB})\s(?:{_BY_WORD})|{_TEXT})\b", re.IGNORECASE)
_ACCOUNT = re.compile(
    rf"(?:{_VERB})\s(?:{_BY_WORD})\s:?\s?(?P<who>[^\W\d_][\w.-]{{1,24}})(?:\s(?:at|um|on|am|à|le|a las|en)\s.*\d.*)?",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(
    rf"(?:(?:{_VERB}|{_GENRE})\s)?(?:{_BY_WORD}|authors?|autor(?:in)?|auteure?|autore)\s?:?",
    re.IGNORECASE,
)
_ROLE_WORDS = (
    r"correspondent|editor|reporter|writer|columnist|president|minister|director|professor|fellow|analyst|chair(?:man|woman)?|"
    r"ambassador|senator|secretary|head|researcher|author|journalist|expert|adviser|advisor|staff|contributor|deputy|chief|"
    r"lecturer|academic|member|founder|agency|корреспондент|редактор|обозреватель|президент|министр|директор|профессор|"
    r"korrespondent\w*|redakteur\w*|redaktion|correspondante?|envoyée? spéciale?|rédact\w+|journaliste|"
    r"mitglied|chefredakteur\w*|volontär\w*|reporterin|ressortleiter\w*|redactora?|periodista|corresponsal|giornalista|"
    r"inviat[oa]|jornalista|repórter"
)
ROLE = re.compile(rf"\b(?:{_ROLE_WORDS})\b", re.IGNORECASE)
_LEADING_ROLE = re.compile(rf"(?:[\w-]+\s+){{0,5}}(?:{_ROLE_WORDS})\b|(?:special to|for) the\b", re.IGNORECASE)
_AGENCY = re.compile(
    r"(?:The )?(?:AP|AFP|Reuters|TASS|Xinhua|DPA|dpa|EFE|ANSA|UPI|Bloomberg|Kyodo|Yonhap|Interfax|Sputnik|"
    r"Associated Press|Agence France-Presse|Press Association|ТАСС|РИА Новости|Интерфакс)(?: Staff)?"
)
_HONORIFIC = re.compile(r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau)\b\.?\s+)+(?=\S+\s+\S)")
_ENDS_IN_INITIAL = re.compile(rf"{_UPPER}[\w'’.-]+(?:\s+{_TOKEN}){{0,2}}\s+{_UPPER}\.?")
_HOUSE = re.compile(rf"(?:The\s)?{_UPPER}[\w'’.&-]*(?:\s+(?:of|the|for|and|&|für|de|{_UPPER}[\w'’.&-]*)){{0,6}}")
_STOP_WORDS = frozenset(
    "the a an in on at for to with from is are was after before over as how why what who when will may new "
    "say says meet meets not no our your this that и в на с по der die das les le des un une im mit nach vor und and "
    "ein eine für auf bei zum zur los las el del al con para per nel il i gli den dem".split()
)
# Words of web pages that no person is called.
_WEB_WORDS = re.compile(
    r"\b(?:news|posts|blog|newsletters?|podcasts?|videos?|photos?|gallery|articles?|artikel|beiträge|informationen|links?|"
    r"log|login|menu|awards?|members?|edition|ausgabe|aktuelle|magazine?|subscribe|category|instagram|facebook|twitter|youtube|whatsapp|"
    r"google|comments?|kommentare|artículos?|noticias|mehr|recent|related|latest|popular|weiter|zurück|kontakt|contact|"
    r"online|website|university|universität|institute|foundation|privacy|policy|media)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:(?:last |zuletzt )?(?:updated|modified|posted|published|written|words written|veröffentlicht|aktualisiert|"
    r"geschrieben|gepostet|erstellt|publié|publicado|опубликовано)(?: (?:on|am|le|el|at))?)\b:?|"
    r"\b(?:am|on|at|uhr|um|le)\b|"
    r"\b(?:kategorien?|categor(?:y|ies)|catégories?|categorías?|tags?|filed under|abgelegt unter|schlagwörter)\b.*|"
    r"(?:\d+\s)?\b(?:kommentare?|comments?|commentaires?|comentarios?|share with|lesezeichen|lesezeit|reading time|"
    r"min(?:uten|utes)?(?: read)?)\b(?:\s\d+)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
_DASHES = (" – ", " — ")
_BETWEEN = re.compile(r"\s*(?:[•·|~]|//|\s[–—-]\s)\s*|\s{2,}")
_BY = re.compile(rf"(?:{_BY_WORD})[\s:]+(?P<who>\S.*)", re.IGNORECASE)
_HANDLE = re.compile(r"[^\W\d_][\w.-]{1,24}")
_AFTER_NAMES = re.compile(
    r"\s[|–—/·•-]\s|\s?[•]|\s\(|\d|\s\S*@|"
    r"\s(?:last\s|zuletzt\s)?(?:updated|published|posted|modified|veröffentlicht|aktualisiert|share)\b",
    re.IGNORECASE,
)
_DATE_WORD = re.compile(r"\s(?:am|um|on|at|le|el|il|op|den|em)$")
_ROLE_TAIL = re.compile(
    rf"\s(?:(?:staff|senior|chief|political|foreign|diplomatic|special|guest|contributing|managing|executive)\s)*(?:{_ROLE_WORDS})$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?[|–—/·•~-]\s|,?\s")  # between a name and its date
_ANNOUNCED = re.compile(r"[^\W\d_][\w.-]+(?:\s[^\W\d_][\w.-]*)*")
_CODES = re.compile(rf"{_UPPER}{{1,3}}(?:\s{_UPPER}{{1,3}})*")  # “DE FR EN”


@dataclass(frozen=True)
class Byline:
    """Names as printed, in order, and the publisher printed on the same line, if any."""

    names: tuple[str, ...]
    publisher: str = ""


def is_name(text: str) -> bool:
    """Whether a whole line has the shape of one person's name: two to five capitalised words and nothing else."""
    if len(text) > 50 or not _NAME.fullmatch(text):
        return False
    return not _has_stop_word(text) and not _WEB_WORDS.search(text) and not _CODES.fullmatch(text)


def _has_stop_word(text: str) -> bool:
    """Whether a word is none of a name's; particles inside (“van der”) and initials (“A.”) are."""
    words = text.split()
    return any(
        word.casefold() in _STOP_WORDS and not (0 < i < len(words) - 1 and _INNER.fullmatch(word))
        for i, word in enumerate(words)
    )


def is_agency(text: str) -> bool:
    return bool(_AGENCY.fullmatch(text))


def is_explicit(text: str) -> bool:
    """Whether a line says by a verb or a label that a name follows: “Written by A”, “Author: A”, not only “By A”."""
    return bool(_EXPLICIT.match(text) or _ALL_POSTS.fullmatch(text)) and read_signed(text) is not None


def announces(text: str) -> bool:
    """Whether a line is nothing but the word before a name: “By”, “Written by:”."""
    return len(text) <= 20 and bool(_BY_ALONE.fullmatch(text))


def read_announced(text: str) -> Byline | None:
    """The names on a line under one that announces them; there a surname in lower case and an account are names too."""
    names = _names(text)
    if names:
        return Byline(names)
    is_short = len(text) <= 40 and len(text.split()) <= 3 and not _has_stop_word(text)
    return Byline((text,)) if is_short and _ANNOUNCED.fullmatch(text) else None


@lru_cache(maxsize=1 << 10)  # several rules ask of the same line
def read_signed(text: str) -> Byline | None:
    """The byline on a line that announces one: “By A”, “By A and B, Chief editor”, “A | Publisher”, “Author: A”."""
    if len(text) > 160:
        return None
    listed = _ALL_POSTS.fullmatch(text)
    if listed:
        return read_announced(listed["who"])
    signed = _SIGNED.fullmatch(text) or _POSTED_BY.fullmatch(text)
    if signed:
        account = _ACCOUNT.fullmatch(text) or _LABELLED.fullmatch(text)
        names = _names(signed["rest"]) or ((account["who"],) if account else ())
        return Byline(names) if names else read_dated(text)
    for mark in (" | ", *_DASHES, " / ", " · "):
        name, found, publisher = text.partition(mark)
        is_house = bool(_HOUSE.fullmatch(publisher)) if mark in _DASHES else not _is_sentence(publisher)
        if found and is_name(name.strip()) and 0 < len(publisher) <= 80 and is_house:
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
            names = _names(who) or ((who,) if _HANDLE.fullmatch(who) or _HOUSE.fullmatch(who) else ())
            return Byline(names) if names else None
    is_before_date = parts and _JOINT.fullmatch(text.partition(parts[0])[2][: dates[0].start - len(parts[0])])
    return Byline((parts[0],)) if parts and is_name(parts[0]) and (len(parts) == 1 or is_before_date) else None


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
    for part in _AND.split(_AFTER_NAMES.split(text, maxsplit=1)[0]):
        candidate = _without_role(_HONORIFIC.sub("", _DATE_WORD.sub("", _PLACE.sub("", part).strip(" .|–—-"))))
        if is_name(candidate) or _is_with_initial(candidate) or (is_agency(candidate) and not found):
            found.append(candidate)
        elif found:
            break
        else:
            return ()
    return tuple(found)


def _without_role(text: str) -> str:
    """A name without the role that stands behind it with no comma between: “Ilse Marrow Staff Writer”."""
    cut = _ROLE_TAIL.sub("", text)
    return cut if " " in cut else text


def _is_with_initial(text: str) -> bool:
    return bool(_ENDS_IN_INITIAL.fullmatch(text)) and not _has_stop_word(text) and not _CODES.fullmatch(text)
