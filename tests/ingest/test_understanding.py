"""The whole reading of a text: language, refusal, evidence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.edtf import parse_edtf
from archive.ingest.understanding import Given, NothingToReadError, understand
from tests.ingest.gazetteers import SMALL
from tests.ingest.texts import BRIDGE, HELSINKI

RUSSIAN = """\
Что осталось от лета

Встреча Владимира Путина с гостями началась поздно, и лампы в зале горели до самого утра следующего дня.

О чём они говорили, никто не знает, а те, кто знает, обещали молчать до осени, когда всё начнётся снова.
"""


@pytest.mark.parametrize(("text", "language"), [(HELSINKI, "en"), (RUSSIAN, "ru")])
def test_language_is_that_of_the_body(text: str, language: str) -> None:
    assert understand(text, SMALL).language == language


def test_language_that_is_given_is_taken() -> None:
    assert understand(HELSINKI, SMALL, Given(language="fi")).language == "fi"


@pytest.mark.parametrize("text", ["", "\n \n", "Menu\nHome\nContact", "Share this article\n\nLeave a Reply"])
def test_a_page_without_running_text_is_no_article(text: str) -> None:
    with pytest.raises(NothingToReadError):
        understand(text, SMALL)


def test_a_text_about_no_summit_has_no_events_and_no_people() -> None:
    reading = understand(BRIDGE, SMALL)

    assert (reading.events, reading.people, reading.unresolved) == ((), (), ())


def test_everything_found_says_on_what_it_rests() -> None:
    reading = understand(HELSINKI, SMALL)

    assert all(found.evidence for found in (*reading.people, *reading.events, *reading.authors))
    assert all(event.phase is None or event.phase.rule for event in reading.events)
    assert reading.title_rule
    assert reading.publisher is not None
    assert reading.publisher.evidence in HELSINKI


def test_russian_names_are_found_in_all_cases() -> None:
    reading = understand(RUSSIAN, SMALL)

    assert [(p.slug, [reading.body[a:b] for a, b in p.spans]) for p in reading.people] == [
        ("vladimir-putin", ["Владимира Путина"])
    ]


def test_reading_twice_says_the_same() -> None:
    assert understand(HELSINKI, SMALL) == understand(HELSINKI, SMALL)


def test_given_date_tells_which_event_is_meant() -> None:
    text = HELSINKI.replace("16 July 2018\n\n", "")

    reading = understand(text, SMALL, Given(published=parse_edtf("2018-07-12")))

    assert [event.slug for event in reading.events] == ["us-russia-helsinki-2018"]


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(HELSINKI.split() + RUSSIAN.split() + ["\n", "\n\n", "07/12/2018", "(", "<b>"]), max_size=80
    )
)
def test_any_order_of_words_can_be_read(words: list[str]) -> None:
    try:
        reading = understand(" ".join(words), SMALL)
    except NothingToReadError:
        return
    assert reading.body
    assert reading.title
