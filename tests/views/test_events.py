import pytest
from django.urls import reverse

from archive.models import EventFormerSlug, MarkingWords, Participation
from archive.search.indexing import rebuild
from archive.tasks import count_words
from archive.views.coverage import matrix
from tests.views import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]


@pytest.fixture
def shown(client, covered):
    """Index what there is, and open the page of the summit."""

    def open_page(query=""):
        rebuild()
        return client.get(f"{covered.get_absolute_url()}{query}")

    return open_page


def listed(response):
    return {
        column.phase: [(day.when, [entry.article.title for entry in day.articles]) for day in column.days]
        for column in response.context["columns"]
    }


def test_columns_hold_the_articles_of_their_phase_by_their_days(shown):
    assert listed(shown()) == {
        "before": [("4 days before", ["Early"]), ("the day before", ["Eve"])],
        "during": [("day 2", ["Day two"])],
        "after": [("1 to 4 days after", ["Later"])],
    }


def test_articles_of_one_day_stand_together_and_undated_ones_last(shown, covered):
    for title, day in (("Also eve", "2017-07-06"), ("Undated", "")):
        make.cover(make.make_article(title, published=day), covered, "before")
    assert listed(shown())["before"] == [
        ("4 days before", ["Early"]),
        ("the day before", ["Also eve", "Eve"]),
        ("", ["Undated"]),
    ]


def test_rejected_coverage_is_neither_listed_nor_counted(shown):
    response = shown()
    assert response.context["article_count"] == 4
    assert "Rejected" not in response.content.decode()


def test_full_column_shows_the_articles_nearest_to_the_meeting(shown, covered, monkeypatch):
    monkeypatch.setattr("archive.views.coverage.LISTED", 2)
    make.cover(make.make_article("Very early", published="2017-06-01"), covered, "before")
    for day in ("2017-07-20", "2017-07-10"):
        make.cover(make.make_article(day, published=day), covered, "after")
    response = shown()
    titles = {phase: [title for _when, of_day in days for title in of_day] for phase, days in listed(response).items()}
    assert (titles["before"], titles["after"]) == (["Early", "Eve"], ["Later", "2017-07-10"])
    assert response.content.decode().count("All 3 in the search") == 2


def test_busy_day_leaves_room_for_the_others(shown, covered):
    for number in range(12):
        make.cover(make.make_article(f"{number:02}", published="2017-07-09"), covered, "after")
        make.cover(make.make_article(f"{number:02}", published=f"2017-07-{10 + number}"), covered, "after")
    response = shown()
    days = [(when, len(titles)) for when, titles in listed(response)["after"]]
    assert days[:3] == [("the day after", 3), ("1 to 4 days after", 1), ("2 days after", 1)]
    assert sum(count for _when, count in days) == 10
    more = "?event=hamburg-2017&amp;phase=after&amp;from=2017-07-09&amp;to=2017-07-09"
    assert response.content.decode().count(more) == 1


def test_day_that_is_all_there_is_fills_its_column(shown, covered):
    for number in range(12):
        make.cover(make.make_article(f"{number:02}", published="2017-07-07"), covered, "during")
    assert [(when, len(titles)) for when, titles in listed(shown())["during"]] == [("day 1", 10)]


def test_days_are_drawn_on_one_scale_and_listed(shown, covered):
    assert shown().context["chart"] is None  # too few to draw
    for day in ("2017-07-06", "2017-07-08", "2017-07-31", "2018-07-01"):
        make.cover(make.make_article(published=day), covered, "after")
    response = shown()
    chart = response.context["chart"]
    assert [(day.label, day.phase, day.count) for day in chart.days] == [
        ("4 days before", "before", 1),
        ("the day before", "before", 2),
        ("day 2", "during", 2),
        ("23 days after", "after", 1),
    ]
    assert len({day.width for day in chart.days}) == 1
    assert chart.met_x < chart.days[2].x < chart.met_x + chart.met_width
    assert [tick.label for tick in chart.ticks] == ["14 days before", "a week before", "a week after", "14 days after"]
    assert chart.left_out == 2  # one a year later, one without a sure day
    html = response.content.decode()
    assert html.count('href="/search/?event=hamburg-2017&amp;from=2017-07-08&amp;to=2017-07-08"') == 2  # bar and table


def test_naming_in_passing_is_counted_apart_and_leads_to_the_search(shown):
    html = shown().content.decode()
    assert f'href="{reverse("search")}?mentions=hamburg-2017">Named in 5 articles</a>' in html


def test_undetermined_has_a_column_only_where_there_is_any(shown, covered):
    assert list(listed(shown())) == ["before", "during", "after"]
    make.cover(make.make_article("Unclear"), covered, "undetermined")
    assert list(listed(shown())) == ["before", "during", "after", "undetermined"]


def test_matrix_leads_into_the_search_and_shows_empty_cells(shown, covered):
    make.cover(make.make_article("Nameless"), covered, "after")
    response = shown()
    html = response.content.decode()
    assert "?event=hamburg-2017&amp;source=baltic-courier&amp;phase=before" in html
    assert "?event=hamburg-2017&amp;source=unknown&amp;phase=after" in html
    table = response.context["matrix"]
    assert [[cell.count for cell in row.cells] for row in table.rows] == [[2, 1, 1], [0, 0, 1]]
    assert html.count("<span>none</span>") == 2


def test_matrix_of_many_sources_is_cut_but_counts_all(shown, covered, monkeypatch):
    monkeypatch.setattr("archive.views.coverage.SOURCES_LISTED", 1)
    make.cover(make.make_article("Other", source=make.make_source("Kallio Weekly")), covered, "after")
    response = shown()
    assert [row.record.slug for row in response.context["matrix"].rows] == ["baltic-courier"]
    assert response.context["matrix"].totals == (2, 1, 2)
    assert "All, with 1 more source" in response.content.decode()


def test_people_are_ranked_within_each_phase_with_participants_first_among_equals(shown, covered):
    merkel, abbott, macron = map(make.make_person, ("Angela Merkel", "Aaron Abbott", "Emmanuel Macron"))
    Participation.objects.create(event=covered, person=merkel)
    early, eve = covered.articles.get(title="Early"), covered.articles.get(title="Eve")
    for article, people in ((early, (merkel, abbott, macron)), (eve, (macron,))):
        for person in people:
            make.name_person(article, person)
    response = shown()
    before, during, _after = response.context["named"]
    assert [(each.person.name, each.count, each.width) for each in before.people] == [
        ("Emmanuel Macron", 2, 100),
        ("Angela Merkel", 1, 50),
        ("Aaron Abbott", 1, 50),
    ]
    assert during.people == ()
    assert "?event=hamburg-2017&amp;phase=before&amp;person=emmanuel-macron" in response.content.decode()


def test_words_lead_to_the_search_in_their_phase_and_language(shown, covered):
    for number in range(3):
        text = "The agenda is open, an agenda of many agendas. " * 9
        make.cover(make.make_article(f"A{number}", text, language="en"), covered, "before")
        make.cover(make.make_article(f"B{number}", "They clarified it all. " * 9, language="en"), covered, "after")
    assert "have not been counted yet" in shown().content.decode()
    count_words.call()
    response = shown()
    phases = {part.value: [each.word for each in part.words] for part in response.context["words"].phases}
    assert "agenda" in phases["before"]
    assert "clarified" in phases["after"]
    html = response.content.decode()
    assert "?event=hamburg-2017&amp;language=en&amp;phase=before&amp;q=agenda" in html
    assert "Counted on" in html
    assert html.count(">81×<") == 1


def test_words_can_be_shown_in_each_language(shown, covered):
    for number in range(2):
        for phase, text in (("before", "Повестка открыта. " * 20), ("after", "Все санкции сняты. " * 20)):
            make.cover(make.make_article(f"Р{number}", text, language="ru"), covered, phase)
    rebuild()
    count_words.call()
    assert shown().context["words"].language == "en"
    assert [each.word for each in shown("?words=ru").context["words"].phases[2].words] == ["санкции", "сняты"]
    assert "No words were counted in “Klingon”" in shown("?words=Klingon").content.decode()


def test_possible_words_are_drawn_as_doubtful(shown, covered):
    text = "A handshake came early, a handshake came late, and one handshake too many."
    make.cover(make.make_article("Day", text, language="fi"), covered, "during")
    make.cover(make.make_article("Then", "Nothing of it was written down. " * 4, language="fi"), covered, "after")
    rebuild()
    count_words.call()
    html = shown("?words=fi").content.decode()
    assert '<a class="plain unsure"' in html
    assert "too few articles to be sure" in html


def test_words_that_mark_nothing_are_said_to_be_too_few(shown, covered):
    rebuild()
    count_words.call()
    assert MarkingWords.objects.filter(event=covered).exists()
    assert "The articles are too few" in shown().content.decode()


def test_series_names_the_meetings_before_and_after(shown):
    for name, start in (("Antalya 2015", "2015-11-15"), ("Hangzhou 2016", "2016-09-04"), ("Osaka 2019", "2019-06-28")):
        make.make_event(name, start, series="G20")
    make.make_event("Los Cabos 2012", "2012-06-18", series="G20")
    response = shown()
    assert [event.short_name for event in response.context["earlier"]] == ["Antalya 2015", "Hangzhou 2016"]
    assert [event.short_name for event in response.context["later"]] == ["Osaka 2019"]
    html = response.content.decode()
    assert 'href="/summits/hangzhou-2016/" rel="prev"' in html
    assert 'href="/summits/osaka-2019/" rel="next"' in html


def test_participants_are_linked(shown, covered):
    Participation.objects.create(event=covered, person=make.make_person("Angela Merkel"))
    assert 'href="/people/angela-merkel/">Angela Merkel</a>' in shown().content.decode()


def test_facts_count_articles_sources_and_languages(shown):
    html = shown().content.decode()
    assert "4 articles · 1 source · English" in html


def test_event_without_days_or_articles_says_so(client):
    event = make.make_event("Nowhere", "", status="planned")
    rebuild()
    html = client.get(event.get_absolute_url()).content.decode()
    assert "not known" in html
    assert "(planned)" in html
    assert "No article is about this summit yet." in html


def test_page_without_an_index_says_that_counts_follow(client, covered):
    html = client.get(covered.get_absolute_url()).content.decode()
    assert "counts, charts and lists follow" in html
    assert "7–8 July 2017" in html
    assert "No article is about this summit yet." not in html


def test_page_takes_the_same_queries_for_any_number_of_articles(shown, covered, client, django_assert_num_queries):
    rebuild()
    count_words.call()
    for number in range(8):
        source = make.make_source(f"Source {number}")
        article = make.make_article(published="2017-07-06", source=source, language="en")
        make.cover(article, covered, "before")
        make.name_person(article, make.make_person(f"Person {number}"))
    rebuild()
    with django_assert_num_queries(11):
        client.get(covered.get_absolute_url())


def test_former_address_leads_to_the_present_one(client, covered):
    EventFormerSlug.objects.create(slug="g20-hamburg", record=covered)
    assert client.get("/summits/g20-hamburg/").url == covered.get_absolute_url()


def test_matrix_weighs_cells_against_the_fullest():
    table = matrix([("A", {"before": 9, "after": 1}), ("B", {"during": 5})])
    assert [[cell.weight for cell in row.cells] for row in table.rows] == [
        ["many", "none", "few"],
        ["none", "some", "none"],
    ]
    assert table.totals == (9, 5, 1)
    assert table.total == 15


def test_matrix_does_not_draw_a_single_article_full():
    assert matrix([("A", {"before": 1})]).rows[0].cells[0].weight == "few"
