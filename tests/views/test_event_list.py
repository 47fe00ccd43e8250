import pytest

from archive.search.indexing import rebuild
from tests.views import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]


def names(response):
    return [event.short_name for event in response.context["events"]]


def test_list_shows_summits_with_articles_and_counts_the_others(client, covered):
    make.make_event("Osaka 2019", "2019-06-28")
    rebuild()
    response = client.get("/summits/")
    assert names(response) == ["Hamburg 2017"]
    assert "1 more without articles yet" in response.content.decode()
    assert names(client.get("/summits/?show=all")) == ["Osaka 2019", "Hamburg 2017"]


def test_list_counts_lead_into_the_search(client, covered):
    rebuild()
    html = client.get("/summits/").content.decode()
    assert '?event=hamburg-2017&amp;phase=before">2<span class="sr"> before Hamburg 2017</span></a>' in html
    assert '?event=hamburg-2017">4<span class="sr"> Hamburg 2017</span></a>' in html


def test_list_by_series_year_country_and_name(client, covered):
    other = make.make_event("Da Nang 2017", "2017-11-10", series="APEC", country="VN")
    later = make.make_event("Osaka 2019", "2019-06-28", series="G20", country="JP")
    for event in (other, later):
        make.cover(make.make_article(), event)
    rebuild()
    for query, expected in (
        ("series=apec", ["Da Nang 2017"]),
        ("series=g20&year=2017", ["Hamburg 2017"]),
        ("year=2017", ["Da Nang 2017", "Hamburg 2017"]),
        ("country=JP", ["Osaka 2019"]),
        ("q=osa", ["Osaka 2019"]),
    ):
        assert names(client.get(f"/summits/?{query}")) == expected
    html = client.get("/summits/?series=g99").content.decode()
    assert "There is no series “g99”" in html
    assert '<option value="g20">G20 (2)</option>' in html
    assert '<option value="2017">2017 (2)</option>' in html


@pytest.mark.parametrize(
    ("sort", "first"),
    [("date", "Osaka"), ("oldest", "Hamburg"), ("name", "Da Nang"), ("articles", "Hamburg"), ("after", "Da Nang")],
)
def test_list_is_sorted(client, covered, sort, first):
    for name, start, phases in (("Da Nang", "2017-11-10", ["after"] * 3), ("Osaka", "2019-06-28", ["before"])):
        event = make.make_event(name, start)
        for phase in phases:
            make.cover(make.make_article(), event, phase)
    rebuild()
    assert names(client.get(f"/summits/?sort={sort}"))[0].startswith(first)


def test_list_without_an_index_shows_all_and_says_so(client, covered):
    response = client.get("/summits/")
    assert names(response) == ["Hamburg 2017"]
    assert "counts, charts and lists follow" in response.content.decode()


def test_list_takes_the_same_queries_for_any_number_of_summits(client, django_assert_num_queries):
    for number in range(12):
        event = make.make_event(f"Place {2000 + number}", f"{2000 + number}-05-01", series="G20")
        make.cover(make.make_article(), event)
    rebuild()
    with django_assert_num_queries(3):
        client.get("/summits/")
