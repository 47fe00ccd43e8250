"""Whether words speak of a meeting as still to come, under way or over."""

from __future__ import annotations

import pytest

from archive.ingest.tense import Stance, only_dates, stance_before, stance_of

ROWS = """
ahead    The leaders will meet at the summit in Helsinki.
ahead    The summit is due to take place on Monday.
ahead    The upcoming summit has no agenda yet.
ahead    Ahead of the summit nobody would be quoted.
ahead    The two are expected to hold a summit in the autumn.
ahead    They may sit down for a summit this year.
ahead    A summit is being prepared.
ahead    Hopes for a summit are fading, and it could fail.
ahead    They agreed to hold a summit.
ahead    The summit was set for Monday.
ahead    Саммит состоится в понедельник.
ahead    Der kommende Gipfel wird teuer.
ahead    Le sommet aura lieu lundi.
now      The summit is under way.
now      The summit opens today.
now      Leaders are gathering for the summit this morning.
over     The summit ended on Monday.
over     After the summit nobody would be quoted.
over     The summit took place in a palace.
over     They met at the summit last year.
over     Since the summit little has been heard of it.
over     At the summit, the leaders agreed on a text.
over     The results of the summit are thin.
over     The summit has finally happened.
over     Саммит завершился подписанием текста.
over     Nach dem Gipfel war die Stadt leer.
over     Après le sommet, la ville était vide.
unclear  A summit is no football match.
unclear  The summit of the two presidents and its place in history.
""".strip().splitlines()

WORDS = ("summit", "саммит", "gipfel", "sommet")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(maxsplit=1)[1])
def test_words_around_a_meeting_say_where_it_stands(row: str) -> None:
    expected, sentence = row.split(maxsplit=1)
    start, word = next((sentence.lower().find(word), word) for word in WORDS if word in sentence.lower())

    stance, _ = stance_of(sentence, start, start + len(word))

    assert stance == Stance(expected)


def test_the_marker_that_decides_is_told() -> None:
    sentence = "The upcoming summit has no agenda."

    assert stance_of(sentence, 13, 19) == (Stance.AHEAD, "upcoming")


def test_the_nearest_marker_decides() -> None:
    sentence = "After a long winter of letters the two will hold a summit."
    start = sentence.index("summit")

    assert stance_of(sentence, start, start + 6)[0] is Stance.AHEAD


def test_a_marker_far_off_says_nothing() -> None:
    sentence = (
        "The summit, " + "with all its flags and cars and cameras, " * 4 + "will be remembered by nobody after all."
    )

    assert stance_of(sentence, 4, 10)[0] is Stance.UNCLEAR


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He flew to Hawaii on November 3 and will return.", Stance.OVER),
        ("He will fly to Hawaii on November 3, after he met them.", Stance.AHEAD),
        ("On November 3 he flew to Hawaii.", Stance.UNCLEAR),
    ],
)
def test_a_date_belongs_to_the_verb_before_it(sentence: str, expected: Stance) -> None:
    assert stance_before(sentence, sentence.index("November"))[0] is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("In the run-up to the coming summit they spoke of lamps.", True),
        ("Ahead of the summit they spoke of lamps.", True),
        ("They spoke of the agenda of the summit.", False),
        ("The summit, before which they spoke, was short.", False),
    ],
)
def test_summit_that_only_dates_something_else_is_told(sentence: str, expected: bool) -> None:
    assert only_dates(sentence, sentence.index("summit")) is expected
