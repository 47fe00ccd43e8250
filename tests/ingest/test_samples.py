"""The sample collection against what a careful reader finds in it (samples.yaml)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.ingest.authority import Gazetteer
from archive.ingest.decoding import decode
from archive.ingest.understanding import Reading, understand
from tests.conftest import REPO_ROOT

pytestmark = pytest.mark.django_db  # the gazetteer is made from rows

FOLDER = REPO_ROOT / "fixtures" / "articles"
Truth = dict[str, Any]
TRUTHS: dict[str, Truth] = yaml.safe_load((Path(__file__).parent / "samples.yaml").read_text(encoding="utf-8"))

# What the machine still reads otherwise, each with the reason; a row that passes again fails the tests.
KNOWN_LIMITS: dict[tuple[str, str], str] = {
    ("meridian_2018-07-16.txt", "edges"): "the place an agency filed from stays at the head of its paragraph",
    (
        "geneva/pristan-zheneva.txt",
        "subject_events",
    ): "no sentence about the meeting says in words known here that it is over",
    (
        "g20-washington-after.txt",
        "subject_events",
    ): "four summits were held in Washington, and the text says G20 too rarely",
    ("prague_spanish_hall.txt", "subject_events"): "the summit is never called one, and no day with a year is printed",
    (
        "between_two_summits.txt",
        "subject_events",
    ): "a NATO meeting in Brussels without a year is not told from the one before",
    ("pristan_helsinki.txt", "background_events"): "the Russian by-name of the G20 is in no record",
    ("003_leman.txt", "background_events"): "a city and a year without a summit beside them are not linked",
    ("geneva/pristan-zheneva.txt", "background_events"): "a city named once, without a summit beside it, is not linked",
    (
        "alder-review-after-sentosa.txt",
        "background_events",
    ): "“the same trip, seven years on” is a meeting in other words",
    (
        "straits/one-step-south.txt",
        "background_events",
    ): "two earlier meetings are named by their years and place alone",
    (
        "straits/qingdao.txt",
        "background_events",
    ): "“the next summit in Bishkek” may be three, “a meeting of another sort” many",
    (
        "alder-review-after-sentosa.txt",
        "people",
    ): "“President Clinton” may be two, though only one of them held the office",
    ("ljubljana_wrapped.txt", "people"): "“President Clinton” after his term, and “the elder Mr Bush”, are left open",
    ("gleneagles-eve.txt", "people"): "“his Chancellor, Mr Brown” is left open: an office and a Mr, but no first name",
    ("g20-washington-after.txt", "people"): "“President Bush” and “President-elect Obama”, in a text without a date",
}


@pytest.fixture(scope="session")
def reading_of(gazetteer_of_files: Gazetteer) -> Callable[[str], Reading]:
    readings: dict[str, Reading] = {}

    def read(name: str) -> Reading:
        if name not in readings:
            readings[name] = understand(decode((FOLDER / name).read_bytes()).text, gazetteer_of_files)
        return readings[name]

    return read


def each_sample(check: str) -> pytest.MarkDecorator:
    """Every sample, those of known limits marked."""
    return pytest.mark.parametrize(
        ("name", "truth"),
        [
            pytest.param(
                name,
                truth,
                marks=[pytest.mark.xfail(reason=KNOWN_LIMITS[name, check], strict=True)]
                if (name, check) in KNOWN_LIMITS
                else [],
            )
            for name, truth in TRUTHS.items()
        ],
        ids=list(TRUTHS),
    )


ReadingOf = Callable[[str], Reading]


def test_every_sample_has_its_truth() -> None:
    files = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.txt")}

    assert files == set(TRUTHS)


def test_known_limits_are_of_samples() -> None:
    assert {name for name, _ in KNOWN_LIMITS} <= set(TRUTHS)


@each_sample("title")
def test_title_is_as_printed_or_devised(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    reading = reading_of(name)

    assert reading.title_is_devised is (truth["title"] is None)
    if truth["title"]:
        assert reading.title == truth["title"]


@each_sample("authors")
def test_authors_are_those_who_signed(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    assert [author.name for author in reading_of(name).authors] == truth["authors"]


@each_sample("source")
def test_source_is_named_by_the_page(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    publisher = reading_of(name).publisher

    assert (publisher.slug if publisher else None) == truth["source"]


@each_sample("language")
def test_language_is_known(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    assert reading_of(name).language == truth["language"]


@each_sample("edges")
def test_body_begins_and_ends_where_the_article_does(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    words = reading_of(name).body.split()

    assert " ".join(words[:6]) == truth["first_words"]
    assert " ".join(words[-6:]) == truth["last_words"]


@each_sample("paragraphs")
def test_body_has_as_many_paragraphs_as_were_written(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    assert len(reading_of(name).body.split("\n\n")) == truth["paragraphs"]


@each_sample("never_in_body")
def test_what_belongs_to_the_page_is_set_aside(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    body = reading_of(name).body

    assert [text for text in truth["never_in_body"] if text in body] == []


@each_sample("printed_date")
def test_printed_date_is_read(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    dating = reading_of(name).dating
    stated = dating.span.edtf if dating and dating.basis == "stated" else None

    assert stated == truth["printed_date"]


@each_sample("date_between")
def test_date_leaves_no_possible_day_out(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    """The machine may know less than a careful reader, so its span may be wider, never narrower or beside it."""
    dating = reading_of(name).dating
    if dating is None:
        return
    first, last = (date.fromisoformat(day) if day else None for day in truth["date_between"])
    span = dating.span

    assert span.earliest is None or (first is not None and span.earliest <= first)
    assert span.latest is None or (last is not None and last <= span.latest)


@each_sample("subject_events")
def test_subjects_and_phases_are_found(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    subjects = {event.slug: event.phase.value for event in reading_of(name).events if event.phase}

    assert subjects == truth["subject_events"]


@each_sample("background_events")
def test_background_events_are_found(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    found = {event.slug for event in reading_of(name).events if event.role == "background"}

    assert found == set(truth["background_events"])


@each_sample("not_events")
def test_other_events_are_left_alone(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    assert {event.slug for event in reading_of(name).events} & set(truth["not_events"]) == set()


@each_sample("people")
def test_people_with_a_record_are_found(
    name: str, truth: Truth, reading_of: ReadingOf, gazetteer_of_files: Gazetteer
) -> None:
    with_record = set(truth["people"]) & set(gazetteer_of_files.person_by_slug)

    assert with_record - {person.slug for person in reading_of(name).people} == set()


@each_sample("not_people")
def test_other_people_are_left_alone(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    assert {person.slug for person in reading_of(name).people} & set(truth["not_people"]) == set()


@each_sample("spans")
def test_spans_hold_the_names_they_stand_for(name: str, truth: Truth, reading_of: ReadingOf) -> None:
    reading = reading_of(name)
    spans = [span for found in (*reading.people, *reading.events, *reading.unresolved) for span in found.spans]

    assert all(reading.body[start:end].strip() == reading.body[start:end] != "" for start, end in spans)
    assert all(reading.body[start:end] == open_.text for open_ in reading.unresolved for start, end in open_.spans)
