"""A name in its context, without any rows."""

from types import SimpleNamespace

import pytest

from archive.views.quotes import CONTEXT, MOST_OF_ONE, MOST_QUOTES, quotes_of


def article(*texts):
    paragraphs, start = [], 0
    for number, text in enumerate(texts, 1):
        paragraphs.append((str(number), text, start))
        start += len(text) + 2
    return SimpleNamespace(paragraphs=paragraphs, body="\n\n".join(texts))


def spans_of(made, word):
    found, at = [], made.body.find(word)
    while at >= 0:
        found.append([at, at + len(word)])
        at = made.body.find(word, at + 1)
    return found


def test_words_around_a_name_stay_within_its_paragraph():
    made = article("Nothing here.", "Then Putin spoke.")
    (quote,) = quotes_of([(made, spans_of(made, "Putin"))])
    assert (quote.number, quote.before, quote.name, quote.after) == ("2", "Then ", "Putin", " spoke.")
    assert not quote.is_cut_before
    assert not quote.is_cut_after


def test_long_context_is_cut_between_words():
    made = article("start " + "word " * 40 + "Putin" + " word" * 40 + " end")
    (quote,) = quotes_of([(made, spans_of(made, "Putin"))])
    assert quote.before.split() == ["word"] * len(quote.before.split())
    assert quote.after.split() == ["word"] * len(quote.after.split())
    assert len(quote.before) <= CONTEXT
    assert len(quote.after) <= CONTEXT
    assert quote.is_cut_before
    assert quote.is_cut_after


def test_text_without_spaces_is_cut_all_the_same():
    made = article("会" * 200 + "Putin" + "会" * 200)
    (quote,) = quotes_of([(made, spans_of(made, "Putin"))])
    assert (len(quote.before), len(quote.after)) == (CONTEXT, CONTEXT)


@pytest.mark.parametrize(("articles", "each"), [(1, MOST_OF_ONE), (MOST_QUOTES // 2, 2), (MOST_QUOTES * 2, 1)])
def test_few_articles_are_quoted_oftener_than_many(articles, each):
    made = article("Putin. " * 5)
    quotes = quotes_of([(made, spans_of(made, "Putin"))] * articles)
    assert len(quotes) == min(articles * each, MOST_QUOTES)


def test_span_outside_the_text_is_left_out():
    made = article("One.", "Two.")
    assert quotes_of([(made, [[3, 8], [100, 105]])]) == []
