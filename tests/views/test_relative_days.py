from datetime import date

import pytest

from archive.views.relative_days import day_in_words, relative_words
from tests.views import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2017-07-05", "2 days before"),
        ("2017-07-06", "the day before"),
        ("2017-06-30", "a week before"),
        ("2017-07-07", "day 1"),
        ("2017-07-10", "2 days after"),
        ("2017-09-06", "60 days after"),
        ("2017-09-07", "about 2 months after"),
        ("2016-05-16", "about 14 months before"),
        ("2019-07-09", "about 2 years after"),
        ("1989-07-07", "about 28 years before"),
        ("2017-07-01/2017-07-03", "4 to 6 days before"),
        ("2017-07-09/2017-07-15", "1 to 7 days after"),
        ("2017-07-05/2017-07-08", "between 2 days before and day 2"),
        ("2017-07-06/2017-07-09", "between the day before and the day after"),
        ("2017-07-09/2017-12", "between the day after and about 6 months after"),
        ("2016", "between about 18 months before and about 6 months before"),
        ("2012-05", "about 5 years before"),
        ("[2017-07-03,2018-07-03]", "4 days before or about 12 months after"),
        ("2017-07-09/..", "the day after or later"),
        ("2016-05-16/..", "about 14 months before or later"),
        ("../2017-07-06", "the day before or earlier"),
        ("", ""),
    ],
)
def test_days_are_counted_in_words_from_the_nearer_end_of_the_meeting(published, words):
    event = make.make_event("Hamburg 2017", "2017-07-07", "2017-07-08")
    assert relative_words(make.make_article(published=published), event) == words


def test_meeting_of_one_day_has_the_day_itself():
    assert day_in_words(date(2018, 7, 16), make.make_event()) == "the day itself"
    article = make.make_article(published="2018-07-15/2018-07-16")
    assert relative_words(article, make.make_event("Again 2018")) == "between the day before and the day itself"


def test_meeting_without_days_counts_none():
    assert relative_words(make.make_article(published="2018-07-15"), make.make_event(start="")) == ""
