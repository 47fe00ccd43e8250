"""Marks in a paragraph that is set aside: kept by the paragraph's words, and back in place when it is put back."""

from __future__ import annotations

from collections import Counter

from archive.ingest.body import PARAGRAPH_BREAK
from archive.ingest.moving import apart
from archive.models import Article
from archive.models.article import sum_of_text
from archive.models.judgement import SpannedLink


def put_by(article: Article, body: str) -> None:
    """Note the marks of those paragraphs of an article that a new body will not have. To be called before it has it."""
    stay, links = Counter(body.split(PARAGRAPH_BREAK)), _links(article)
    for _number, text, start in article.paragraphs:
        stay[text] -= 1
        if stay[text] < 0:
            end = start + len(text)
            marks = [
                [link._meta.model_name, link.pk, column, first - start, last - start]
                for link in links
                for column in link.IN_BODY
                for first, last in getattr(link, column)
                if start <= first and last <= end
            ]
            if marks:
                article.spans_set_aside.setdefault(sum_of_text(text), []).append(marks)


def bring_back(article: Article, former: str) -> None:
    """Give links the marks of paragraphs that the body has and a former one had not; what is marked there stays."""
    links = {(link._meta.model_name, link.pk): link for link in _links(article)}
    stayed = Counter(former.split(PARAGRAPH_BREAK))
    for _number, text, start in article.paragraphs:
        stayed[text] -= 1
        marks = article.spans_set_aside.pop(sum_of_text(text), []) if stayed[text] < 0 else []
        if marks[1:]:  # the same words were set aside more than once
            article.spans_set_aside[sum_of_text(text)] = marks[:-1]
        for kind, key, column, first, last in marks[-1] if marks else ():
            if link := links.get((kind, key)):
                back = apart([[start + first, start + last]], [*link.spans, *link.barred_spans])
                setattr(link, column, sorted([*getattr(link, column), *back]))
                link.save(update_fields=[column])


def _links(article: Article) -> list[SpannedLink]:
    return [*article.appearances.all(), *article.coverages.all()]
