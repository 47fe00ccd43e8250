"""The rules by which names are recognised and blocks set aside, in a reader's words.

A rule nobody put into words is shown by its name.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_RULE_NAME = re.compile(r"[a-z0-9]+(?:[-+][a-z0-9]+)+")

KINDS = {
    "title": gettext_lazy("title"),
    "byline": gettext_lazy("author’s line"),
    "dateline": gettext_lazy("line with the date"),
    "source": gettext_lazy("publisher’s name"),
    "author-note": gettext_lazy("note on the author"),
    "caption": gettext_lazy("caption"),
    "credit": gettext_lazy("picture credit"),
    "related-link": gettext_lazy("link to another article"),
    "widget": gettext_lazy("part of the page"),
    "comment-form": gettext_lazy("comments"),
    "footer": gettext_lazy("foot of the page"),
    "navigation": gettext_lazy("navigation"),
    "notice": gettext_lazy("notice"),
    "repeat": gettext_lazy("repetition"),
    "paragraph": gettext_lazy("paragraph"),
    "lead": gettext_lazy("lead"),
    "heading": gettext_lazy("heading"),
    "quotation": gettext_lazy("quotation"),
    "list-item": gettext_lazy("item of a list"),
}

SET_ASIDE = {
    "above-the-text": gettext_lazy("stands above the article"),
    "under-the-text": gettext_lazy("stands below the article"),
    "about-the-author": gettext_lazy("heading of a note on the author"),
    "under-about-the-author": gettext_lazy("under the heading of a note on the author"),
    "says-who-the-author-is": gettext_lazy("says who the author is"),
    "says-who-the-name-over-it-is": gettext_lazy("says who is named in the line above"),
    "role-under-name": gettext_lazy("an office under a name"),
    "signed-line": gettext_lazy("a line that begins like a signature"),
    "signature": gettext_lazy("a name alone under the text"),
    "name-beside-the-title": gettext_lazy("a name alone beside the title"),
    "name-over-role": gettext_lazy("a name over an office"),
    "name-without-a-mark": gettext_lazy("a name that nothing marks as the author’s"),
    "headline-over-the-text": gettext_lazy("the line over the text: the page shows it as the title"),
    "repeated-title": gettext_lazy("the title once more"),
    "repeated-text": gettext_lazy("words of the article once more"),
    "printed-date": gettext_lazy("a printed date"),
    "publisher-and-date": gettext_lazy("a publisher and a date"),
    "publisher-alone": gettext_lazy("the name of a publisher alone"),
    "date-beside-the-title": gettext_lazy("a date beside the title"),
    "date-of-something-else": gettext_lazy("a date that is not the article’s"),
    "caption-credit": gettext_lazy("ends like a picture’s credit"),
    "caption-label": gettext_lazy("begins like a caption"),
    "figcaption": gettext_lazy("marked as a caption in the page"),
    "credit": gettext_lazy("a picture’s credit"),
    "credit-mark": gettext_lazy("a picture’s credit"),
    "image-file-name": gettext_lazy("the name of a picture’s file"),
    "comment-form": gettext_lazy("belongs to a form for comments"),
    "reply-link": gettext_lazy("a link to answer a comment"),
    "related-heading": gettext_lazy("heading over links to other articles"),
    "under-related": gettext_lazy("under a heading over links to other articles"),
    "teaser-under-related": gettext_lazy("the teaser of another article"),
    "related-link": gettext_lazy("a link to another article"),
    "headline-under-the-text": gettext_lazy("a headline under the article"),
    "run-of-headlines": gettext_lazy("one of several headlines in a row"),
    "related-box-author": gettext_lazy("author in a box on another article"),
    "related-box-title": gettext_lazy("title in a box on another article"),
    "related-box-teaser": gettext_lazy("teaser in a box on another article"),
    "menu": gettext_lazy("an entry of a menu"),
    "menu-columns": gettext_lazy("entries of a menu in a row"),
    "site-line": gettext_lazy("a line about the site"),
    "footer-links": gettext_lazy("links at the foot of a page"),
    "copyright": gettext_lazy("a copyright line"),
    "back-to-top": gettext_lazy("a link to the top"),
    "end-mark": gettext_lazy("a mark for the end"),
    "share-bar": gettext_lazy("buttons to share"),
    "print-language": gettext_lazy("buttons to print"),
    "language-switch": gettext_lazy("a choice of languages"),
    "follow": gettext_lazy("asks to follow the publisher"),
    "newsletter": gettext_lazy("offers a newsletter"),
    "cookies": gettext_lazy("a notice on cookies"),
    "advertisement": gettext_lazy("an advertisement"),
    "poll": gettext_lazy("a poll"),
    "under-a-poll": gettext_lazy("an answer of a poll"),
    "rate": gettext_lazy("asks for a rating"),
    "votes": gettext_lazy("counts ratings"),
    "transcript": gettext_lazy("a notice on a transcript or on whose opinion it is"),
    "sample-notice": gettext_lazy("the notice of the sample collection"),
    "left-out-by-trafilatura": gettext_lazy("not taken for the article by the extractor (trafilatura)"),
    "set-aside": gettext_lazy("set aside by a curator"),
}

NAMING = {
    "full-name": gettext_lazy("named in full"),
    "surname-after-full-name": gettext_lazy("by surname, after the full name"),
    "surname-after-office": gettext_lazy("by surname, after the office"),
    "surname-after-office-held-then": gettext_lazy("by surname, after an office that was theirs at the time"),
    "surname-of-a-leader-then": gettext_lazy("by surname, and the only leader of that name at the time"),
    "surname-of-one-named-in-the-body": gettext_lazy("by surname; the text has the full name"),
    "place": gettext_lazy("the place is named"),
    "place-alone": gettext_lazy("the place is named, and only this summit fits"),
    "place+month": gettext_lazy("place and month are named"),
    "place+month+year": gettext_lazy("place, month and year are named"),
    "place+dated": gettext_lazy("the place is named beside a date"),
    "series": gettext_lazy("the series is named"),
    "series+place": gettext_lazy("series and place are named"),
    "taken-up": gettext_lazy("taken up again after it was named"),
    "who-meets": gettext_lazy("named by who meets"),
    "summit-of-people": gettext_lazy("named by those who met"),
    "countries-between": gettext_lazy("named by the countries that met"),
    "sidecar": gettext_lazy("stated in the file beside the text"),
}


def kind_in_words(kind: str) -> str:
    return str(KINDS.get(kind, kind.replace("-", " ")))


def why_set_aside(rule: str) -> str:
    return str(SET_ASIDE.get(rule) or _("by the rule “%(rule)s”") % {"rule": rule.replace("-", " ")})


def naming_reason(rule: str) -> str:
    return str(NAMING.get(rule) or _("by the rule “%(rule)s”") % {"rule": rule.replace("-", " ").replace("+", ", ")})


def split_evidence(text: str) -> tuple[str, list[str]]:
    """The rule in the first line, empty where the line is none, and the quotations in the other lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and _RULE_NAME.fullmatch(lines[0]):
        return lines[0], lines[1:]
    return "", lines
