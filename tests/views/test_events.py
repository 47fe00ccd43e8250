from datetime import date

import pytest
from django.urls import reverse

from archive.models import EventFormerSlug, Participation
from archive.views.coverage import matrix
from archive.views.relative_days import relative_day
from tests.views import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def covered():
    """A two-day meeting with two articles before, one during, one after, one rejected and one in the background."""
    event = make.make_event("Hamburg 2017", "2017-07-07", "2017-07-08", series="G20", place="Hamburg", country="DE")
    source = make.make_source("Baltic Courier")
    for title, day, phase in (
        ("Early", "2017-07-03", "before"),
        ("Eve", "2017-07-06", "before"),
        ("Day two", "2017-07-08", "during"),
        ("Later", "2017-07-09/2017-07-12", "after"),
    ):
        make.cover(make.make_article(title, published=day, source=source), event, phase)
    make.cover(make.make_article("Rejected"), event, "after", judgement=make.REJECTED)
    make.cover(make.make_article("In passing"), event, "")
    return event


def test_columns_hold_the_articles_of_their_phase_with_their_days(client, covered):
    columns = client.get(covered.get_absolute_url()).context["columns"]
    found = {column.phase: [(entry.article.title, entry.when) for entry in column.articles] for column in columns}
    assert found == {
        "before": [("Early", "−4 d"), ("Eve", "−1 d")],
        "during": [("Day two", "day 2")],
        "after": [("Later", "+1 to +4 d")],
    }


def test_rejected_coverage_is_neither_listed_nor_counted(client, covered):
    response = client.get(covered.get_absolute_url())
    assert response.context["event"].article_count == 4
    assert "Rejected" not in response.content.decode()


def test_full_column_shows_the_articles_nearest_to_the_meeting(client, monkeypatch):
    monkeypatch.setattr("archive.views.coverage.COLUMN_LIMIT", 2)
    event = make.make_event()
    for day in ("2018-07-01", "2018-07-10", "2018-07-12"):
        make.cover(make.make_article(day, published=day), event, "before")
    response = client.get(event.get_absolute_url())
    column = response.context["columns"][0]
    assert [entry.article.title for entry in column.articles] == ["2018-07-10", "2018-07-12"]
    assert "All 3 in the search" in response.content.decode()


def test_days_are_drawn_on_one_scale_and_listed(client, covered):
    assert client.get(covered.get_absolute_url()).context["chart"] is None  # too few to draw
    for day in ("2017-07-06", "2017-07-08", "2017-07-31", "2018-07-01"):
        make.cover(make.make_article(published=day), covered, "after")
    response = client.get(covered.get_absolute_url())
    chart = response.context["chart"]
    assert [(day.label, day.phase, day.count) for day in chart.days] == [
        ("4 days before", "before", 1),
        ("1 day before", "before", 2),
        ("day 2", "during", 2),
        ("23 days after", "after", 1),
    ]
    assert len({day.width for day in chart.days}) == 1
    assert chart.met_x < chart.days[2].x < chart.met_x + chart.met_width
    assert (chart.beyond, chart.unsure) == (1, 1)
    assert "?event=hamburg-2017&amp;from=2017-07-08&amp;to=2017-07-08" in response.content.decode()


def test_background_is_counted_apart_and_leads_to_the_search(client, covered):
    html = client.get(covered.get_absolute_url()).content.decode()
    assert f'href="{reverse("search")}?mentions=hamburg-2017">Mentioned as background in 1 article</a>' in html


def test_undetermined_has_a_column_only_where_there_is_any(client, covered):
    assert [column.phase for column in client.get(covered.get_absolute_url()).context["columns"]] == [
        "before",
        "during",
        "after",
    ]
    make.cover(make.make_article("Unclear"), covered, "undetermined")
    assert client.get(covered.get_absolute_url()).context["columns"][-1].phase == "undetermined"


def test_sources_lead_into_the_search_by_phase(client, covered):
    html = client.get(covered.get_absolute_url()).content.decode()
    assert "?event=hamburg-2017&amp;phase=before&amp;source=baltic-courier" in html


def test_article_without_source_is_found_under_unknown(client, covered):
    make.cover(make.make_article("Nameless"), covered, "after")
    html = client.get(covered.get_absolute_url()).content.decode()
    assert "?event=hamburg-2017&amp;phase=after&amp;source=unknown" in html


def test_series_names_the_meetings_before_and_after(client, covered):
    for name, start in (("Antalya 2015", "2015-11-15"), ("Hangzhou 2016", "2016-09-04"), ("Osaka 2019", "2019-06-28")):
        make.make_event(name, start, series="G20")
    make.make_event("Los Cabos 2012", "2012-06-18", series="G20")
    row = client.get(covered.get_absolute_url()).context["neighbours"]
    assert [event.short_name for event in row] == ["Antalya 2015", "Hangzhou 2016", "Hamburg 2017", "Osaka 2019"]


def test_participants_are_linked(client, covered):
    Participation.objects.create(event=covered, person=make.make_person("Angela Merkel"))
    assert 'href="/people/angela-merkel/">Angela Merkel</a>' in client.get(covered.get_absolute_url()).content.decode()


def test_event_without_days_or_articles_says_so(client):
    event = make.make_event("Nowhere", "", status="planned")
    html = client.get(event.get_absolute_url()).content.decode()
    assert "not known" in html
    assert "(planned)" in html
    assert "No article is about this summit yet." in html


def test_former_address_leads_to_the_present_one(client, covered):
    EventFormerSlug.objects.create(slug="g20-hamburg", record=covered)
    assert client.get("/summits/g20-hamburg/").url == covered.get_absolute_url()


def test_list_shows_summits_with_articles_and_counts_the_others(client, covered):
    make.make_event("Osaka 2019", "2019-06-28")
    response = client.get("/summits/")
    assert [event.short_name for event in response.context["events"]] == ["Hamburg 2017"]
    assert "1 more without articles yet" in response.content.decode()
    assert len(client.get("/summits/?show=all").context["events"]) == 2


def test_list_counts_lead_into_the_search(client, covered):
    html = client.get("/summits/").content.decode()
    assert '?event=hamburg-2017&amp;phase=before">2<span class="sr"> before Hamburg 2017</span></a>' in html


def test_list_by_series(client, covered):
    other = make.make_event("Da Nang 2017", "2017-11-10", series="APEC")
    make.cover(make.make_article(), other)
    events = client.get("/summits/?series=apec").context["events"]
    assert [event.short_name for event in events] == ["Da Nang 2017"]
    assert "There is no series “g99”" in client.get("/summits/?series=g99").content.decode()


def test_list_takes_the_same_queries_for_any_number_of_summits(client, django_assert_num_queries):
    for number in range(12):
        event = make.make_event(f"Place {2000 + number}", f"{2000 + number}-05-01", series="G20")
        make.cover(make.make_article(), event)
    with django_assert_num_queries(4):
        client.get("/summits/")


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2017-07-05", "2017-07-05", "−2 d"),
        ("2017-07-07", "2017-07-07", "day 1"),
        ("2017-07-10", "2017-07-10", "+2 d"),
        ("2017-07-05", "2017-07-08", "−2 to 0 d"),
        ("2017-07-09", None, "from +1 d"),
        (None, "2017-07-06", "until −1 d"),
        (None, None, ""),
    ],
)
def test_days_are_counted_from_the_nearer_end_of_the_meeting(earliest, latest, words):
    event = make.make_event("Hamburg 2017", "2017-07-07", "2017-07-08")
    article = make.make_article()
    article.published_earliest = earliest and date.fromisoformat(earliest)
    article.published_latest = latest and date.fromisoformat(latest)
    assert relative_day(article, event) == words


def test_matrix_weighs_cells_against_the_fullest():
    table = matrix([("A", {"before": 9, "after": 1}), ("B", {"during": 5})])
    assert [[cell.weight for cell in row.cells] for row in table.rows] == [
        ["many", "none", "few"],
        ["none", "some", "none"],
    ]
    assert table.totals == (9, 5, 1)
    assert table.total == 15
