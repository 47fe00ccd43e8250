from datetime import date
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from archive.templatetags import archive_tags as tags
from archive.templatetags.coverage_tags import summit_cells


def test_phase_badge_has_sign_word_and_summit():
    event = SimpleNamespace(short_name="Da Nang 2017")
    assert tags.phase_badge("before", event) == (
        '<span class="phase before"><svg aria-hidden="true"><use href="#i-before"/></svg>Before Da Nang 2017</span>'
    )
    assert "During Da Nang 2017" in tags.phase_badge("during", "Da Nang 2017")
    assert "Phase undetermined: Da Nang 2017" in tags.phase_badge("undetermined", event)
    assert tags.phase_badge("<b>") == ""


@pytest.mark.parametrize(
    ("edtf", "sign", "words"),
    [
        ("2017-11-03/2017-11-10", "i-span", "between 3 and 10 November 2017"),
        ("2018-07-16/..", "i-open", "16 July 2018 or later"),
        ("2018-07", "i-span", "July 2018"),
        ("2018-07-16~", "i-span", "about 16 July 2018"),
    ],
)
def test_uncertain_date_is_drawn_and_told(edtf, sign, words):
    html = tags.article_date(SimpleNamespace(published_edtf=edtf))
    assert f'<use href="#{sign}"/>' in html
    assert words in html
    assert "uncertain date" in html


def test_sure_date_is_a_time_and_none_is_told():
    assert tags.article_date("2018-07-16") == '<time datetime="2018-07-16">16 July 2018</time>'
    assert "no date known" in tags.article_date(SimpleNamespace(published_edtf=""))
    assert "&lt;b&gt;" in tags.article_date("<b>")


def test_devised_title_has_grey_brackets_and_titles_are_escaped():
    html = tags.article_title(SimpleNamespace(title="<i>Rain</i>", title_is_devised=True))
    assert html == '<span class="devised">[</span>&lt;i&gt;Rain&lt;/i&gt;<span class="devised">]</span>'
    assert tags.article_title(SimpleNamespace(title="A & B", title_is_devised=False)) == "A &amp; B"


def test_summit_without_articles_has_no_bar():
    event = SimpleNamespace(slug="g7", short_name="G7", before=0, during=0, after=0, article_count=0)
    assert '<td class="c-bar" aria-hidden="true"></td>' in summit_cells(event, 1)
    event.after = event.article_count = 1
    assert '<rect class="bar after"' in summit_cells(event, 1)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ("2012-05-07/..", "since 7 May 2012"),
        ("2013/", "from 2013, end not known"),
        ("2008/2012-05-07", "2008 to 7 May 2012"),
        ("../2012", "until 2012"),
        ("2012", "2012"),
    ],
)
def test_tenures_are_told_in_words(held, words):
    assert tags.tenure_words(held) == words


@pytest.mark.parametrize(
    ("start", "end", "words", "short"),
    [
        (date(2018, 7, 16), date(2018, 7, 16), "16 July 2018", "16 Jul 2018"),
        (date(2017, 7, 7), date(2017, 7, 8), "7–8 July 2017", "7–8 Jul 2017"),
        (date(2018, 11, 30), date(2018, 12, 1), "30 November – 1 December 2018", "30 Nov – 1 Dec 2018"),
        (date(2018, 12, 31), date(2019, 1, 1), "31 December 2018 – 1 January 2019", "31 Dec 2018 – 1 Jan 2019"),
        (None, None, "", ""),
    ],
)
def test_days_of_a_meeting_are_told_in_words(start, end, words, short):
    event = SimpleNamespace(start=start, end=end)
    assert tags.event_days(event) == words
    assert tags.event_days(event, "short") == short


def test_search_address_leaves_out_what_has_no_value():
    assert tags.search_url(event="a b", phase="", source=None) == "/search/?event=a+b"
    assert tags.search_url() == "/search/"


def test_names_of_codes():
    assert tags.country_name("FI") == "Finland"
    assert tags.country_name("XX") == "XX"
    assert tags.language_in_words("ru") == "Russian"
    assert tags.language_in_words("xx") == "xx"
    assert tags.edtf_words("nonsense") == "nonsense"


def test_days_of_a_meeting_are_told_in_the_language_of_the_page():
    event = SimpleNamespace(start=date(2018, 11, 30), end=date(2018, 12, 1))
    assert tags.event_days(event) == "30 November – 1 December 2018"
    with override("fr"):
        assert tags.event_days(event) == "30 novembre – 1er décembre 2018"


def test_languages_are_named_in_the_language_of_the_page():
    assert tags.language_in_words("ru") == "Russian"
    with override("fr"):
        assert tags.language_in_words("ru") == "Russe"
    assert tags.language_in_words("qq") == "qq"
