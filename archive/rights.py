"""What readers may see of a text. Its source says so; where the source is not known, `UNKNOWN_RIGHTS_SHOW` does.

This is the one place that decides. It is asked when a page is made: a search finds every word whatever is shown, and
another decision needs no new index.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy
from itertools import islice
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from archive.ingest.marked import BODY_KINDS
from archive.models import Article, Source
from archive.rule_words import split_evidence

Shown = Source.Shown

_WORD = re.compile(r"\S+")
_LETTERS = 10  # code points a word may count, on average: some scripts write a sentence without a space
_QUOTES = "“”\"'«» "


def decided(shown: str | None) -> Shown:
    """What the decision for a source means: None where no source is known; nothing, where nobody has decided: full."""
    return Shown(settings.UNKNOWN_RIGHTS_SHOW if shown is None else shown or Shown.FULL)


def is_stricter(one: str, other: str) -> bool:
    """Whether of two decisions for sources the first shows less."""
    return Shown.values.index(decided(one)) > Shown.values.index(decided(other))


def shown_of(article: Article) -> Shown:
    return decided(article.source.shown if article.source else None)


def sees_all(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether somebody works on articles, and so sees all of each."""
    return bool(getattr(user, "is_staff", False) and user.has_perm("archive.view_article"))


def excerpt(text: str) -> str:
    """The first `EXCERPT_WORDS` words of a text; in scripts without spaces, as many code points as these may have."""
    words = settings.EXCERPT_WORDS
    end = next(islice((word.end() for word in _WORD.finditer(text)), words - 1, None), len(text))
    return text[: min(end, words * _LETTERS)].rstrip()


def permitted(text: str, shown: Shown) -> str:
    """What readers may see of a body, or of its beginning."""
    if shown == Shown.RECORD:
        return ""
    return excerpt(text) if shown == Shown.EXCERPT else text


def quotable(words: str, shown: Shown) -> str:
    """Words that a curator quotes: where the text is not shown in full no more than an excerpt has, or nothing."""
    kept = permitted(words, shown)
    return f"{kept} …" if kept and len(kept) < len(words.rstrip()) else kept


def text_for_readers(article: Article) -> Article:
    """The article with as much of its text as readers may see: itself, or a copy, for reading only.

    The body of the copy is the beginning of the whole one, so that spans that lie in it fit it still.
    """
    shown = shown_of(article)
    if shown == Shown.FULL:
        return article
    cut = copy(article)
    cut.save = _refuse  # type: ignore[method-assign]
    cut.body = permitted(article.body, shown)
    cut.paragraph_numbers = article.paragraph_numbers[: len(cut.body.split("\n\n")) if cut.body else 0]
    return cut


def for_readers(article: Article) -> Article:
    """The article as readers may see it, which may be with less text.

    Then what was set aside is left out too, and so are the words that a date or another fact rests on where they stand
    further on.
    """
    cut = text_for_readers(article)
    if cut is article:
        return article
    cut.former_paragraphs = {}
    cut.blocks = [block for block in article.blocks if block[2] in BODY_KINDS][: len(cut.paragraph_numbers)]
    cut.published_evidence = evidence_within(cut, article.published_evidence)
    cut.provenance = {
        field: said | {"evidence": evidence_within(cut, said.get("evidence", ""))}
        for field, said in article.provenance.items()
    }
    return cut


def evidence_within(article: Article, evidence: str) -> str:
    """The evidence without the quotations that stand neither in the title nor in this body; its rule stays."""
    rule, quotations = split_evidence(evidence)
    known = f"{article.title}\n{article.body}"
    kept = [words for words in quotations if words.strip(_QUOTES) in known]
    return "\n".join(filter(None, [rule, *kept]))


def spans_within(article: Article, spans: Iterable[Sequence[int]]) -> list[Sequence[int]]:
    """The spans that lie in this body."""
    return [span for span in spans if span[1] <= len(article.body)]


def _refuse(*_args: Any, **_fields: Any) -> NoReturn:
    raise TypeError("This is what readers see of an article. Save the article itself.")
