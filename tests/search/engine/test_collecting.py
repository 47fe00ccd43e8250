"""The quick way from texts to postings finds what the analysis finds, word by word."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from whoosh.fields import TEXT, Schema

from archive.search.engine.analysis import StemAnalyzer, TermAnalyzer, Written, raw_words, stems, terms
from archive.search.engine.segments import open_segment
from archive.search.engine.writing import NewSegment

LETTERS = "aZé9-'’.\u00ad\u0301_ сЁ\n"
TEXTS = st.lists(st.text(alphabet=LETTERS, max_size=30) | st.text(max_size=20), min_size=1, max_size=4)


@given(st.text(alphabet=LETTERS, max_size=60) | st.text(max_size=60))
def test_words_one_by_one_have_the_terms_of_the_text(text: str) -> None:
    apart, position = [], 0
    for word in raw_words(text):
        found = list(terms(word))
        apart += [(term.text, position + term.position) for term in found]
        position += found[-1].position + 1
    assert apart == [(term.text, term.position) for term in terms(text)]


@given(TEXTS)
def test_postings_hold_every_term_at_its_position(tmp_path_factory: object, texts: list[str]) -> None:
    folder: Path = tmp_path_factory.mktemp("segment")  # type: ignore[attr-defined]
    languages = ["en", "ru", "", "fr"]
    schema = Schema(text=TEXT(analyzer=TermAnalyzer()), stems=TEXT(analyzer=StemAnalyzer()))
    segment = NewSegment(schema)
    for text, language in zip(texts, languages, strict=False):
        segment.add({"text": text, "stems": Written(text, language)})
    arrays = open_segment(segment.write(folder).path(folder))
    for field in ("text", "stems"):
        expected = defaultdict(list)
        for number, (text, language) in enumerate(zip(texts, languages, strict=False)):
            for term in terms(text) if field == "text" else stems(text, language):
                expected[term.text, number].append(term.position)
        found = defaultdict(list)
        postings = arrays.postings(field)
        for number, term in enumerate(postings.terms if postings else ()):
            start, end = postings.extent(number)
            positions = iter(postings.positions(number).tolist())
            for document, frequency in zip(postings.docs[start:end], postings.frequencies(start, end), strict=True):
                found[term.decode(), int(document)] = [next(positions) for _ in range(frequency)]
        assert found == expected
        assert postings is None or arrays.lengths(field).tolist() == [
            sum(len(places) for (_, document), places in expected.items() if document == number)
            for number in range(len(texts[:4]))
        ]
