"""What pages say around an article: patterns of whole lines, each with the kind and the rule it stands for.

Order matters: the first pattern that fits decides. Patterns are matched against a line's plain text, case ignored.
"""

from __future__ import annotations

import re
from functools import lru_cache

from archive.ingest.lowering import lowered

_SHARE = r"share|teilen|partager|compartir|поделиться|tweet|facebook|twitter|linkedin|whats ?app|telegram|pinterest|e-?mail|reddit"

PATTERNS: tuple[tuple[str, str, str], ...] = (
    # kind, rule, pattern
    ("notice", "sample-notice", r"sample text written for the summit archive\b.*"),
    ("notice", "transcript", r"this is (?:a|an) (?:.{0,30})?transcript\b.{0,200}|transcripts? may contain.{0,80}|the (?:views|opinions) expressed\b.{0,200}"),
    ("footer", "end-mark", r"\W*(?:end|ends|ende|fin|конец|\*\s?\*\s?\*)\W*"),
    ("author-note", "about-the-author", r"about the authors?\W*|the authors?|über (?:den autor|die autorin)\W*|à propos de l.auteure?\W*|об авторе\W*"),
    ("widget", "image-file-name", r"\S+\.(?:jpe?g|png|gif|webp|svg)"),
    ("widget", "votes", r"\(?\s*(?:votes?|rating|голосов|оценка)\b[\s:]*\d.{0,50}\)?|\(?\d+\s+(?:votes?|голос\w*|avis|stimmen)\)?"),
    ("widget", "rate", r"(?:please )?rate this \w+\b.{0,30}|[\d ]{5,12}\s*average.{0,40}|оцените (?:статью|материал).{0,20}"),
    ("widget", "rate", r"(?:was this (?:article|page) (?:helpful|useful)|did you (?:like|enjoy) this).{0,40}"),
    ("widget", "share-bar", r"sharing is caring.{0,10}"),
    ("widget", "share-bar", rf"(?:{_SHARE}|print|drucken|imprimer|печать|распечатать)(?:[\s|·•,/:]+(?:{_SHARE}|print|this|it|on|via|with|article|story|page|copy|link|save|\d+))*\W*"),
    ("widget", "share-bar", r"(?:share|send|forward|print|save|email|copy|teilen|partager|поделиться)\b.{0,45}(?:article|story|page|link|friend|post|facebook|twitter|whatsapp|email|print|артикл\w*|стать\w*|друзьями)\W*"),
    ("widget", "print-language", r"print(?:\s+\w+){1,3}|(?:печать|распечатать).{0,40}|(?:print\s*\|\s*)?text size.{0,20}"),
    ("widget", "language-switch", r"(?:читать на|read (?:this )?in|auf deutsch|en français|lire en|in english|на русском)\b.{0,30}"),
    ("widget", "follow", r"(?:follow|like|join|find|visit|connect with) us\b.{0,80}|if you haven.t .{0,40}liked? our .{0,80}|follow @?\w+ on (?:twitter|facebook|instagram).{0,20}"),
    ("widget", "follow", r"(?:suivez|folgen sie|подписывайтесь|следите за)\b.{0,80}"),
    ("widget", "newsletter", r"(?:sign up|subscribe|register|get)\b.{0,80}\b(?:newsletter|inbox|e-?mail|alerts?|updates|bulletin|briefing)\b.{0,80}"),
    ("widget", "newsletter", r"(?:sign up (?:for|to)|unsubscribe)\b.{0,120}|tip jar\b.{0,100}|get the .{0,30}\bapp\b.{0,40}"),
    ("widget", "newsletter", r"(?:sign up|subscribe(?: now| today| here)?|subscribe to (?:our|the|this) .{0,50}|your e-?mail(?: address)?|enter your e-?mail.{0,40}|(?:our|daily|weekly|free|the) .{0,20}newsletters?.{0,20}|newsletter|no spam.{0,60}|abonnieren.{0,40}|abonnez-vous.{0,60}|подпис(?:ка|аться)\b.{0,60})\W*"),
    ("widget", "cookies", r".{0,200}\b(?:cookies?|куки)\b.{0,60}\b(?:accept|agree|consent|policy|settings|improve|use|browser|experience|personali[sz]e|zustimm|akzept|accepte|принима|соглас)\w*.{0,200}"),
    ("widget", "cookies", r"(?:we|this (?:web)?site|our (?:web)?site|this page|nous|wir|diese (?:web)?seite|мы|сайт)\b.{0,60}\b(?:uses? cookies|utilis\w+ des cookies|verwende\w* cookies|использу\w+ (?:файлы )?cookie).{0,300}"),
    ("widget", "cookies", r"we (?:value|respect) your privacy.{0,200}|(?:your )?privacy (?:choices|settings).{0,60}"),
    ("widget", "cookies", r"(?:accept|reject|manage|decline)(?: all)?(?: cookies| preferences| settings)?(?:[\s|·/]+(?:accept|reject|manage|decline|settings|all|cookies))*|i agree|ok, got it|got it!?"),
    ("widget", "advertisement", r"\W*(?:advertisement|advertising|sponsored(?: content| links)?|ad|anzeige|werbung|publicité|реклама)(?: [-–—] .{0,40}| continues? below.{0,30}|.{0,5})?\W*"),
    ("widget", "poll", r"(?:poll(?: conducted| results?| of the (?:day|week))?|(?:our |reader )?poll: .{0,120}|(?:[\w'’]+ ){1,2}poll|have your say|submit vote|vote now|опрос.{0,40}|umfrage.{0,40}|sondage.{0,40}|view results?)"),
    ("widget", "poll", r"\d+\s*\(\d{1,3}([.,]\d+)?\s?%\)|.{0,80}\b\d+\s+votes?\s*\(\d{1,3}([.,]\d+)?\s?%\)"),
    ("comment-form", "comment-form", r"(?:leave|post|add|write|submit) (?:a|your) (?:reply|comment|response)\b.{0,60}|cancel reply|leave a reply.{0,60}"),
    ("comment-form", "comment-form", r"(?:\d+|no) (?:comments?|replies|responses|reactions|thoughts? on|comentários?|comentarios?|комментари\w+)\b.{0,160}|comments? ?(?:\(\d+\)|are closed.{0,20}|\d+)?:?|join the (?:conversation|discussion).{0,20}|discussion \(\d+\)"),
    ("comment-form", "comment-form", r"your (?:e-?mail address|name) (?:will not be|\*).{0,80}|required fields are marked.{0,10}|(?:name|e-?mail|website|comment|your comment) ?\*|save my name.{0,120}|post comment|submit comment|log ?in to (?:comment|reply|post).{0,40}|you must be logged in.{0,60}"),
    ("comment-form", "reply-link", r"(?:reply|antworten|répondre|responder|ответить)(?: to .{1,40})?\W*"),
    ("comment-form", "comment-form", r"(?:\d+ kommentare?|kommentare?|schreiben? (?:sie )?einen kommentar|hinterlassen? (?:sie )?eine(?:n kommentar| antwort)|écrire un commentaire|poster un (?:commentaire|message)|\d+ commentaires?|deja (?:un|tu) comentario|deixe (?:um|o seu|seu) comentário|commentaires?|laisser un commentaire|комментарии|оставить комментарий|добавить комментарий)\b.{0,40}"),
    ("related-link", "related-heading", r"(?:related|recommended|similar|most (?:read|popular|viewed|shared)|popular|trending|latest|further|top|other)(?: (?:articles?|stories|posts?|news|content|links?|topics?|reading|videos?|coverage|headlines?|in|on|from|now|for you|today|this week|here)\b.{0,40})?\W*"),
    ("related-link", "related-heading", r"(?:more (?:from|on|in|about|stories|news|like)|read (?:more|also|next|this next)|see also|also read|you (?:may|might) (?:also )?(?:like|be interested)|don.t miss|what to read next|editor.?s picks?|up next|next (?:article|post|story)|previous (?:article|post|story)|in other news|in this section)\b.{0,50}\W*"),
    ("related-link", "related-heading", r"(?:mehr zum thema|lesen sie auch|weitere artikel|das könnte sie|à lire aussi|lire aussi|sur le même (?:sujet|thème)|articles? (?:liés|similaires)|читайте также|по теме|смотрите также|ещё по теме|материалы по теме|lea también|te puede interesar)\b.{0,80}"),
    ("related-link", "related-link", r"(?:read more|more(?: \w+)?|watch|see also|also read|related(?: \w+)?|read|next|don.t miss|video|gallery|photos|listen)\s?[:»>→].{0,160}"),
    ("credit", "credit-mark", r"©\s?(?!.*(?:\b(?:19|20)\d\d\b|rights|copyright|group|inc\b|ltd|llc|gmbh|news|media)).{1,40}"),
    ("footer", "copyright", r".{0,60}(?:©|\(c\)|copyright)\s?.{0,40}\d{4}.{0,160}|(?:©|copyright)\b.{0,120}|.{0,60}\ball rights reserved\b.{0,120}|.{0,40}(?:alle rechte vorbehalten|tous droits réservés|все права защищены).{0,80}"),
    ("footer", "footer-links", r"(?:terms|privacy|contact(?: us)?|about(?: us)?|imprint|impressum|datenschutz|mentions légales|advertise|careers|sitemap|accessibility|cookie policy|terms (?:of|and|&) .{0,20}|privacy policy|masthead|help|faq|контакты|о нас|о проекте)(?:\s*[|·•,/]?\s*(?:terms|privacy|contact|about|imprint|advertise|careers|sitemap|accessibility|policy|us|of|and|use|service|conditions|cookies?|help|faq|masthead|legal))*\W*"),
    ("footer", "back-to-top", r"(?:back )?to (?:the )?top\W*|nach oben|haut de page|наверх|scroll to top"),
    ("navigation", "menu", r"(?:(?:skip|jump|go) to (?:the )?(?:main )?(?:content|navigation|article|footer)|zum (?:haupt)?inhalt(?: springen)?|aller au contenu(?: principal)?|перейти к (?:основному )?содержанию|toggle navigation|main menu|menu|search|log ?in|sign in|register|home|subscribe|search for:?|close|open menu|show more|load more|view all|see all|my account|mein konto|mon compte|мой кабинет|startseite|accueil|you are (?:listening to|reading|here)\b.{0,60}|\d+ min(?:ute)?s? read|войти|поиск|меню|главная|suche|anmelden|rechercher|connexion)\W*"),
    ("credit", "credit", r"(?:photo(?:graph)?s?|image|pic(?:ture)?|foto|bild|фото|credit|crédit(?: photo)?|illustration|video|graphic|photo credit|image credit)(?: (?:by|courtesy of|credit))?\s?[:/].{1,90}|(?:photo(?:graph)?|image|picture|illustration) (?:by|courtesy of) .{1,80}"),
    ("credit", "credit", r".{0,60}(?:/ ?(?:afp|reuters|ap|tass|epa|getty(?: images)?|dpa|ria novosti|sputnik|xinhua)\b|getty images|via (?:ap|reuters|getty).{0,20})\W*"),
    ("caption", "caption-credit", r".{10,280}\((?:photo|photograph|image|source|picture|credit|foto|bild|фото|quelle)s?\s?(?:by|:|courtesy).{1,60}\)\W*"),
    ("caption", "caption-credit", r".{10,280}[.\])] ?(?:photo|photograph|image|pic|picture|foto|bild|фото|crédit photo|credit)(?: (?:credit|by))?\s?[:/].{1,60}|.{10,280}[.] (?-i:[A-ZÀ-Ý ]{2,40}/ ?(?:POOL|[A-Z]{2,12}))"),
    ("caption", "caption-label", r"(?:file (?:photo|picture)|caption|archive photo|in this (?:file )?(?:photo|image|handout))\b.{0,280}"),
)  # fmt: skip

# Lines are matched in lower case, which is faster than ignoring it; a pattern that heeds it somewhere gets them as printed.
_COMPILED = tuple(
    (
        kind,
        rule,
        "(?-i:" in pattern,
        re.compile(rf"(?:{pattern})", re.IGNORECASE if "(?-i:" in pattern else 0).fullmatch,
    )
    for kind, rule, pattern in PATTERNS
)
_SHORT = 80  # characters: lines that short recur on a site's pages

MAX_LENGTH = 400  # longer lines are prose, whatever they begin with


def recognised(text: str) -> tuple[str, str] | None:
    """`(kind, rule)` of a line that belongs to the page and not to the article, or None."""
    if len(text) > MAX_LENGTH:
        return None
    return _remembered(text) if len(text) <= _SHORT else _recognised(text)


def _recognised(text: str) -> tuple[str, str] | None:
    lower = lowered(text)
    for kind, rule, heeds_case, fits in _COMPILED:
        if fits(text if heeds_case else lower):
            return kind, rule
    return None


_remembered = lru_cache(maxsize=1 << 13)(_recognised)
