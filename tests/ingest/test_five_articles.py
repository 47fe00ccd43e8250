"""The first collection, without sidecars: five articles on the meetings in Hamburg, Da Nang and Helsinki."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive.ingest.authority import Gazetteer
from archive.ingest.decoding import decode
from archive.ingest.understanding import Reading, understand

pytestmark = [pytest.mark.corpus, pytest.mark.django_db]  # the gazetteer is made from rows

# What the leaders of the days of these articles are called without their names, checked by hand.
BY_OFFICE = {
    "donald-trump": ("US president",),
    "vladimir-putin": ("Russian leader",),
    "xi-jinping": ("Chinese leader",),
}
NUMBERS = ("000", "001", "002", "003", "004")
APEC, G20, HELSINKI, SINGAPORE = (
    "apec-da-nang-2017",
    "g20-hamburg-2017",
    "us-russia-helsinki-2018",
    "us-dprk-singapore-2018",
)
ReadingOf = Callable[[str], Reading]
_READINGS: dict[str, Reading] = {}


@pytest.fixture
def article(shared: Path, gazetteer_of_files: Gazetteer) -> ReadingOf:
    def read(number: str) -> Reading:
        if number not in _READINGS:
            (path,) = (shared / "articles").glob(f"{number}_*.txt")
            _READINGS[number] = understand(decode(path.read_bytes()).text, gazetteer_of_files)
        return _READINGS[number]

    return read


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("000", "Putin, Trump to Meet at APEC Summit in Vietnam"),
        ("002", "Putin Looks Forward to Meeting With Trump in Vietnam"),
        ("003", "Russia-US summit: High expectations and multiple challenges"),
        ("004", "G20 Talks Between Trump and Putin could be of Paramount Importance"),
    ],
)
def test_title_is_the_printed_one(article: ReadingOf, number: str, title: str) -> None:
    reading = article(number)

    assert (reading.title, reading.title_is_devised) == (title, False)


def test_title_that_nobody_printed_is_devised_and_says_so(article: ReadingOf) -> None:
    reading = article("001")

    assert reading.title_is_devised
    assert reading.title.startswith("The long-awaited meeting")


@pytest.mark.parametrize(
    ("number", "authors"),
    [
        ("000", [("Andrei Akulov", "ANDREI AKULOV", "andrei-akulov")]),
        ("001", [("Igor Ivanov", "Igor Ivanov", "igor-ivanov")]),
        ("002", []),
        ("003", []),
        ("004", []),
    ],
)
def test_authors_are_who_signed_each_with_a_record(article: ReadingOf, number: str, authors: list) -> None:
    assert [(a.name, a.name_as_printed, a.person) for a in article(number).authors] == authors


@pytest.mark.parametrize(
    ("number", "source", "as_printed"),
    [
        ("000", "strategic-culture-foundation", "Strategic Culture Foundtion"),
        ("001", "russian-international-affairs-council", None),
        ("002", "eurasia-daily-monitor", "Eurasia Daily Monitor"),
        ("003", None, None),
        ("004", None, None),
    ],
)
def test_source_is_named_or_unknown(
    article: ReadingOf, number: str, source: str | None, as_printed: str | None
) -> None:
    publisher = article(number).publisher

    assert (publisher.slug if publisher else None) == source
    assert ((publisher.as_printed or None) if publisher else None) == as_printed


@pytest.mark.parametrize(
    ("number", "republisher"), [("000", "the-21st-century"), ("001", None), ("002", None), ("003", None), ("004", None)]
)
def test_republisher_stands_under_the_signature(article: ReadingOf, number: str, republisher: str | None) -> None:
    found = article(number).republisher

    assert (found.slug if found else None) == republisher


@pytest.mark.parametrize(("number", "count"), [("000", 14), ("001", 14), ("002", 6), ("003", 6), ("004", 26)])
def test_body_has_every_paragraph_once(article: ReadingOf, number: str, count: int) -> None:
    paragraphs = article(number).body.split("\n\n")

    assert len(paragraphs) == count
    assert len(set(paragraphs)) == count


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        ("000", "A possible Russia-US top level", "tumbled to a nadir."),
        ("001", "The long-awaited meeting between", "exhibit positive dynamics."),
        ("002", "Russia remains a dark cloud", "escape this situation."),
        ("003", "Following the success of the", "the world as a whole."),
        ("004", "With the meeting between Russian", "the modern-day world."),
    ],
)
def test_body_begins_and_ends_with_the_article(article: ReadingOf, number: str, first: str, last: str) -> None:
    body = article(number).body

    assert body.startswith(first)
    assert body.endswith(last)


@pytest.mark.parametrize(
    ("number", "texts"),
    [
        ("000", ["Sharing is caring", "Leave a Reply", "AKULOV", "21st Century", "to Meet at APEC Summit in Vietnam"]),
        ("001", ["Rate this", "votes:", "Share this", "Print", "Читать", "President of the Russian International"]),
        ("001", ["pashinian", "Kortunov", "Putin and China", "The lack of dialogue", "western and eastern directions"]),
        ("001", ["Poll", "(31%)", "deter Russia", "For business", "For students"]),
        ("002", ["Publication:", "Volume:", "AFP", "Khamenei, Tehran", "Looks Forward"]),
        ("003", ["Photo", "CNN", "multiple challenges"]),
        ("004", ["Facebook", "Paramount Importance", "Urges US Business"]),
    ],
)
def test_furniture_of_the_page_is_in_no_body(article: ReadingOf, number: str, texts: list[str]) -> None:
    reading = article(number)
    set_aside = "\n".join(block.text for block in reading.blocks if not block.is_body)

    assert [text for text in texts if text in reading.body] == []
    assert [text for text in texts if text not in set_aside] == []


@pytest.mark.parametrize(
    ("number", "subjects"),
    [
        ("000", {APEC: "before"}),
        ("001", {HELSINKI: "after"}),
        ("002", {APEC: "before"}),
        ("003", {HELSINKI: "before"}),
        ("004", {G20: "during"}),
    ],
)
def test_subject_is_the_summit_with_its_phase(article: ReadingOf, number: str, subjects: dict[str, str]) -> None:
    found = {event.slug: event.phase.value for event in article(number).events if event.phase}

    assert found == subjects


@pytest.mark.parametrize(
    ("number", "background"), [("000", {G20}), ("001", set()), ("002", {G20}), ("003", {SINGAPORE}), ("004", set())]
)
def test_summits_in_passing_are_background(article: ReadingOf, number: str, background: set[str]) -> None:
    assert {event.slug for event in article(number).events if event.role == "background"} == background


def test_talks_of_diplomats_and_the_process_of_the_seventies_are_no_summit(article: ReadingOf) -> None:
    reading = article("000")

    assert "Helsinki" in reading.body
    assert HELSINKI not in {event.slug for event in reading.events}


@pytest.mark.parametrize("number", NUMBERS)
def test_both_presidents_are_found_in_every_article(article: ReadingOf, number: str) -> None:
    assert {"donald-trump", "vladimir-putin"} <= {person.slug for person in article(number).people}


def test_author_of_a_related_piece_is_nobody_here(article: ReadingOf) -> None:
    reading = article("001")

    assert "andrey-kortunov" not in {person.slug for person in reading.people}
    assert "Andrey Kortunov" not in {author.name for author in reading.authors}
    assert not any("Kortunov" in name.text for name in reading.unresolved)


@pytest.mark.parametrize(
    ("number", "edtf"),
    [
        ("000", "2017-11-03/2017-11-10"),
        ("001", "2018-07-16/.."),
        ("002", "2017-11-04/2017-11-10"),
        ("003", "2018-06-12/2018-07-16"),
        ("004", "2017-07-07"),
    ],
)
def test_date_is_inferred_with_sentences_of_the_text_as_evidence(article: ReadingOf, number: str, edtf: str) -> None:
    reading = article(number)
    dating = reading.dating

    assert dating is not None
    assert dating.span.edtf == edtf
    assert dating.basis == "inferred"
    words = [line for line in dating.evidence.split("\n") if line]
    assert words
    assert all(line in reading.body or line == reading.title for line in words)


@pytest.mark.parametrize("number", NUMBERS)
def test_spans_hold_names_of_those_they_stand_for(
    article: ReadingOf, number: str, gazetteer_of_files: Gazetteer
) -> None:
    reading = article(number)

    for found in reading.people:
        entry = gazetteer_of_files.person_by_slug[found.slug]
        known = {entry.name, *entry.full_names, *entry.short_names, *BY_OFFICE.get(found.slug, ())}
        assert {reading.body[start:end].replace("\u00a0", " ") for start, end in found.spans} <= known
        assert {reading.title[start:end] for start, end in found.title_spans} <= known


@pytest.mark.parametrize("number", NUMBERS)
def test_language_is_english(article: ReadingOf, number: str) -> None:
    assert article(number).language == "en"
