"""Sentences in which a page speaks to its reader about itself: letters to subscribe to, cookies, shops, scripts.

They read like prose and end like it, so whole-line patterns do not find them; single phrases give them away.
"""

# ruff: noqa: E501 -- tables of patterns read best one to a line

from __future__ import annotations

import re

from archive.ingest.lowering import lowered

MAX_LENGTH = 1500  # of a line that is looked at, in characters

_PHRASES: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    # kind, rule, one of which a line must hold for the phrase to be looked for, the phrase
    ("widget", "needs-scripts", ("javascript", "powered by"), r"\benable javascript\b|\bjavascript (?:is|to be) (?:disabled|enabled|required)|\byour browser (?:does not|doesn.t) support|\bcomments powered by\b"),
    ("widget", "newsletter", ("inbox", "news alerts", "unsubscribe", "share your", "recaptcha"), r"\b(?:to|in|into|meet) your (?:e-?mail )?inbox\b|\bbreaking news alerts\b|\bunsubscribe (?:at any time|here)\b|\bnever share your (?:details|e-?mail)|\bprotected by recaptcha\b"),
    ("widget", "newsletter", ("sign", "subscri", "regist", "abonn", "suscr", "assin", "подпиш"), r"\b(?:sign(?:ing)? up|subscribe|register|abonnieren sie|abonnez-vous|suscr[ií]bete|assine|подпишитесь)\b.{0,80}\b(?:newsletters?|youtube|channel|podcasts?|mailing list|magazine|e-?mails?|alerts|bulletins?|updates|рассылк\w+|канал\w*)\b"),
    ("widget", "newsletter", ("newsletter", "briefing", "bulletin"), r"\b(?:today.s|daily|weekly|our|free) (?:\w+ ){0,3}(?:newsletter|briefing|bulletin)\b.{0,60}\b(?:sign up|subscribe|delivered|free|inbox)\b"),
    ("widget", "affiliate-links", ("commission", "affiliate", "purchase"), r"\b(?:earns?|receives?|gets?) (?:an? )?(?:\w+ )?(?:affiliate )?commissions?\b.{0,80}\b(?:links?|purchas\w+|buy|sales?)\b|\bauto affiliate links\b|\bpurchases? (?:made )?through (?:our|these|recommended|the) links\b"),
    ("widget", "asks-its-readers", ("letters", "survey", "to hear", "tell us", "send us"), r"\bcommitted to publishing (?:a diversity of )?letters\b|\b(?:by )?taking (?:this|our) survey\b|\bwe.d (?:like|love) to hear (?:what you think|from you)\b|\btell us what you think (?:about|of) our\b|\bsend us (?:your|an e-?mail)\b.{0,60}\b(?:story|stories|tips?|photos?|letters?)\b"),
    ("widget", "follow", ("follow",), r"\bfollow .{2,60} on (?:facebook|twitter|instagram|telegram|youtube|linkedin)\b"),
    ("widget", "for-subscribers", ("reading", "access to", "already"), r"\b(?:subscribe|sign in|log in|register|become a (?:member|subscriber))\b.{0,30}\bto (?:continue|keep) reading\b|\b(?:full|unlimited|premium) access to\b.{0,60}\b(?:subscri\w+|articles?|content|site|website)\b|\balready (?:a )?(?:subscribe\w*|member)\b"),
    ("widget", "account-form", ("passw", "kennwort", "mot de passe", "contraseña", "senha", "парол", "konto", "account", "mail"), r"\b(?:passw(?:or[dt]|örter)|kennwort|mot de passe|contraseña|senha|парол\w+)\b.{0,80}\b(?:e-?mail\w*|konto|account|login|zeichen|characters|forgotten|reset|vergessen|oublié|регистр\w+)\b|\b(?:konto|account|e-?mail[ -]?(?:adress\w+|adresse)?)\b.{0,80}\b(?:passwort|password|kennwort|anmelden|registriert|registered|already exists)\b"),
    ("footer", "house-of-the-page", ("is part of", "trademark"), r"\bis part of .{3,60}\b(?:group|inc|ltd|llc|gmbh|limited|company|media)\b.{0,120}\b(?:visit|publisher|site)\b|\bregistered trademarks? of\b.{0,120}"),
)  # fmt: skip

_COMPILED = tuple((kind, rule, words, re.compile(pattern)) for kind, rule, words, pattern in _PHRASES)
_COOKIE = re.compile(r"\b(?:cookies?|куки|cookie-файл\w*)\b", re.IGNORECASE)
_OF_A_SITE = re.compile(
    r"\b(?:web ?site|site|seite|browser|browsing|consent|preferences|third part\w+|user|users|analytics|webseite|site web|navegador|сайт\w*)\b",
    re.IGNORECASE,
)
_COOKIES_A_LINE = 2


def appeal(text: str) -> tuple[str, str] | None:
    """`(kind, rule)` of a line in which the page speaks of itself to its reader, or None."""
    if len(text) > MAX_LENGTH:
        return None
    lower = lowered(text)
    is_about_cookies = "cookie" in lower or "куки" in lower
    if is_about_cookies and len(_COOKIE.findall(text)) >= _COOKIES_A_LINE and _OF_A_SITE.search(text):
        return "widget", "cookies"
    for kind, rule, words, pattern in _COMPILED:
        for word in words:  # no generator: this is done for every line of every text
            if word in lower:
                if pattern.search(lower):
                    return kind, rule
                break
    return None
