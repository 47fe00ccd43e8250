import pytest

from archive.models import PersonAlias, PersonFormerSlug, Tenure
from archive.search.indexing import rebuild
from tests.views import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_dir")]


@pytest.fixture
def niinisto():
    """A president named in two articles about one summit, and rejected in a third; indexed."""
    person = make.make_person("Sauli Niinistö", office="President")
    event = make.make_event()
    for title, phase in (("Eve", "before"), ("Later", "after")):
        article = make.make_article(
            title, "Rain fell.", f"{title}: Sauli Niinistö waits.",
            published="2018-07-10", source=make.make_source(f"Source of {title}"),
        )  # fmt: skip
        make.cover(article, event, phase)
        make.name_person(article, person, "Sauli Niinistö")
    wrong = make.make_article("Another Niinistö")
    make.cover(wrong, event)
    make.name_person(wrong, person, judgement=make.REJECTED)
    rebuild()
    return person


def test_rejected_appearances_are_neither_listed_nor_counted(client, niinisto):
    response = client.get(niinisto.get_absolute_url())
    assert response.context["article_count"] == 2
    assert "Another Niinistö" not in response.content.decode()
    matrix = response.context["matrix"]
    assert [(str(row.record), row.total) for row in matrix.rows] == [("Helsinki 2018 summit", 2)]


def test_sources_are_counted_by_phase(client, niinisto):
    sources = client.get(niinisto.get_absolute_url()).context["sources"]
    assert [(each.record.name, each.count, each.phases.before) for each in sources] == [
        ("Source of Eve", 1, 1),
        ("Source of Later", 1, 0),
    ]


def test_chart_marks_summits_and_leads_to_the_articles_of_a_month(client, niinisto):
    response = client.get(niinisto.get_absolute_url())
    chart = response.context["chart"]
    assert [flag.summit.name for flag in chart.flags] == ["Helsinki 2018"]
    (july,) = (bar for bar in chart.plain.bars if bar.certain)
    assert (july.label, july.certain) == ("July 2018", 2)
    assert july.address == "/search/?person=sauli-niinisto&from=2018-07&to=2018-07"


def test_offices_are_told_in_words(client, niinisto):
    Tenure.objects.create(person=niinisto, office="Speaker", country="FI", held="2007/..")
    html = client.get(niinisto.get_absolute_url()).content.decode()
    assert "President, Finland" in html
    assert "1 March 2012 to 1 March 2024" in html
    assert "since 2007" in html


def test_people_named_together_are_counted_and_lead_to_both(client, niinisto):
    other = make.make_person("Donald Trump")
    for article in niinisto.articles.all():
        make.name_person(article, other)
    make.name_person(make.make_article("Alone"), other)
    rebuild()
    response = client.get(niinisto.get_absolute_url())
    assert [(each.record.name, each.count) for each in response.context["together"]] == [("Donald Trump", 2)]
    address = "/search/?person=sauli-niinisto&q=person%3Adonald-trump"
    assert address.replace("&", "&amp;") in response.content.decode()
    assert client.get(address.replace("/search/", "/search.json")).json()["count"] == 2


def test_network_is_drawn_from_two_neighbours_on(client, niinisto):
    article = niinisto.articles.get(title="Eve")
    make.name_person(article, make.make_person("Donald Trump"))
    rebuild()
    assert client.get(niinisto.get_absolute_url()).context["network"] is None
    make.name_person(article, make.make_person("Vladimir Putin"))
    rebuild()
    response = client.get(niinisto.get_absolute_url())
    (link,) = response.context["network"].links
    assert ({link.first.name, link.second.name}, link.count) == ({"Donald Trump", "Vladimir Putin"}, 1)
    assert "The lines between them as a table" in response.content.decode()


def test_quotes_lead_to_their_paragraph(client, niinisto):
    article = niinisto.articles.get(title="Eve")
    response = client.get(niinisto.get_absolute_url())
    assert {(quote.before, quote.name, quote.after) for quote in response.context["quotes"]} == {
        ("Eve: ", "Sauli Niinistö", " waits."),
        ("Later: ", "Sauli Niinistö", " waits."),
    }
    assert f'href="{article.get_absolute_url()}#p2"' in response.content.decode()


def test_quotes_can_be_those_of_one_phase(client, niinisto):
    address = niinisto.get_absolute_url()
    assert [quote.article.title for quote in client.get(f"{address}?phase=before").context["quotes"]] == ["Eve"]
    assert "No article of this phase" in client.get(f"{address}?phase=during").content.decode()
    assert len(client.get(f"{address}?phase=never").context["quotes"]) == 2


def test_other_names_are_folded_away_but_blocked_ones_left_out(client, niinisto):
    PersonAlias.objects.create(person=niinisto, text="Саули Ниинистё", language="ru")
    PersonAlias.objects.create(person=niinisto, text="The President", is_blocked=True)
    html = client.get(niinisto.get_absolute_url()).content.decode()
    assert '<li lang="ru">Саули Ниинистё</li>' in html
    assert "The President" not in html


def test_attended_and_hosted_summits_are_listed_once(client, niinisto):
    event = make.make_event("Turku 2019", "2019-01-01", host=niinisto)
    event.participants.add(niinisto)
    assert [each.short_name for each in client.get(niinisto.get_absolute_url()).context["attended"]] == ["Turku 2019"]


def test_articles_a_person_wrote_are_listed_apart(client, niinisto):
    article = make.make_article("By his own hand")
    make.sign(article, "Sauli Niinistö", niinisto)
    rebuild()
    assert "By his own hand" in client.get(niinisto.get_absolute_url()).content.decode()


def test_former_address_leads_to_the_present_one(client, niinisto):
    PersonFormerSlug.objects.create(slug="president-niinisto", record=niinisto)
    assert client.get("/people/president-niinisto/").url == niinisto.get_absolute_url()


def test_page_of_somebody_nobody_names_says_so(client):
    rebuild()
    html = client.get(make.make_person("Nobody Yet").get_absolute_url()).content.decode()
    assert "No article names Nobody Yet yet." in html


@pytest.mark.parametrize("address", ["/people/", "/people/sauli-niinisto/"])
def test_without_an_index_articles_are_still_listed(client, address):
    person = make.make_person("Sauli Niinistö")
    make.name_person(make.make_article("Rain"), person)
    html = client.get(address).content.decode()
    assert "The search index is still being built" in html
    assert "Rain" in html or address == "/people/"
    assert "Niinistö" in html


def test_leaders_come_first_then_others_by_name(client, niinisto):
    article = make.make_article()
    for name in ("Guy Parmelin", "Donald Trump"):
        make.name_person(article, make.make_person(name))
    rebuild()
    people = client.get("/people/").context["people"]
    assert [row.record.name for row in people] == ["Sauli Niinistö", "Guy Parmelin", "Donald Trump"]


@pytest.mark.parametrize(
    ("sort", "first"), [("articles", "Sauli Niinistö"), ("during", "Donald Trump"), ("before", "Sauli Niinistö")]
)
def test_people_can_be_sorted_by_their_counts(client, niinisto, sort, first):
    article = make.make_article()
    make.cover(article, make.make_event("Geneva 2021"), "during")
    make.name_person(article, make.make_person("Donald Trump", office="President"))
    rebuild()
    assert client.get(f"/people/?sort={sort}").context["people"][0].record.name == first


def test_people_without_articles_are_listed_on_demand(client, niinisto):
    make.make_person("Nobody Yet")
    response = client.get("/people/")
    assert [row.record.name for row in response.context["people"]] == ["Sauli Niinistö"]
    assert "1 more without articles yet" in response.content.decode()
    assert len(client.get("/people/?show=all").context["people"]) == 2


def test_letters_lead_to_names_whatever_their_accents(client, niinisto):
    article = make.make_article()
    make.name_person(article, make.make_person("Trần Đại Quang", slug="tran-dai-quang", sort_name="Đại Quang, Trần"))
    rebuild()
    response = client.get("/people/?letter=D")
    assert [row.slug for row in response.context["people"]] == ["tran-dai-quang"]
    assert response.context["letters"] == ["D", "N"]
    assert "There is no letter “X”" in client.get("/people/?letter=X").content.decode()


@pytest.mark.parametrize("typed", ["niinis", "sauli nii", "НИИНИСТЁ"])
def test_names_are_found_by_the_beginnings_of_their_words_and_by_aliases(client, niinisto, typed):
    PersonAlias.objects.create(person=niinisto, text="Саули Ниинистё", language="ru")
    make.name_person(make.make_article(), make.make_person("Donald Trump"))
    rebuild()
    assert [row.slug for row in client.get("/people/", {"q": typed}).context["people"]] == ["sauli-niinisto"]
    assert "Nobody here fits." in client.get("/people/", {"q": "zzz"}).content.decode()


def test_people_can_be_chosen_by_country_and_role(client, niinisto):
    trump = make.make_person("Donald Trump")
    Tenure.objects.create(person=trump, office="Ambassador", country="US", held="2012/2013")
    make.name_person(make.make_article(), trump)
    rebuild()
    response = client.get("/people/?country=US")
    assert [row.record.name for row in response.context["people"]] == ["Donald Trump"]
    assert response.context["countries"] == [("FI", "Finland", 1), ("US", "United States", 1)]
    assert [row.record.name for row in client.get("/people/?role=leader").context["people"]] == ["Sauli Niinistö"]
    assert "There is no country “XX”" in client.get("/people/?country=XX").content.decode()


def test_articles_about_a_person_are_told_from_those_that_only_mention(client, niinisto):
    about = make.make_article("Niinistö speaks")
    make.name_person(about, niinisto, role="subject")
    rejected = make.make_article("Not he")
    make.name_person(rejected, niinisto, role="subject", judgement=make.REJECTED)
    rebuild()
    response = client.get(niinisto.get_absolute_url())
    assert (response.context["subject_count"], response.context["mentioned_count"]) == (1, 2)
    html = response.content.decode()
    for address, count in [
        ("?q=subject%3Asauli-niinisto", 1),
        ("?person=sauli-niinisto&q=-subject%3Asauli-niinisto", 2),
    ]:
        assert f'href="/search/{address}"'.replace("&", "&amp;") in html
        assert client.get(f"/search.json{address}").json()["count"] == count


def test_people_can_be_sorted_by_the_articles_they_are_the_subject_of(client, niinisto):
    subject = make.make_person("Donald Trump")
    make.name_person(make.make_article("Trump speaks"), subject, role="subject")
    rebuild()
    rows = client.get("/people/?sort=subject").context["people"]
    assert [(row.record.name, row.count, row.facts.subject_count) for row in rows] == [
        ("Donald Trump", 1, 1),
        ("Sauli Niinistö", 2, 0),
    ]
    assert 'href="/search/?q=subject%3Adonald-trump"' in client.get("/people/").content.decode()


def test_highest_office_stands_beside_a_name(client, niinisto):
    Tenure.objects.create(person=niinisto, office="Speaker", country="FI", held="2025/..")
    (row,) = client.get("/people/").context["people"]
    assert row.record.office.office == "President"


def test_phases_of_people_leave_rejected_links_out(client, niinisto):
    (row,) = client.get("/people/").context["people"]
    assert (row.phases.before, row.phases.during, row.phases.after) == (1, 0, 1)


@pytest.mark.parametrize("number", [1, 12])
def test_list_takes_the_same_queries_for_any_number_of_people(client, django_assert_num_queries, number):
    article = make.make_article()
    make.cover(article, make.make_event())
    for place in range(number):
        make.name_person(article, make.make_person(f"Person {place}"))
    rebuild()
    with django_assert_num_queries(4):
        client.get("/people/")


@pytest.mark.parametrize("number", [2, 8])
def test_page_takes_the_same_queries_for_any_number_of_articles(client, django_assert_num_queries, number, niinisto):
    for place in range(number):
        article = make.make_article(
            f"More {place}", "Sauli Niinistö here.", source=make.make_source(f"Source {place}"), published="2018-08-01"
        )
        make.cover(article, make.make_event(f"Place {place}"))
        make.name_person(article, niinisto, "Sauli Niinistö")
        make.name_person(article, make.make_person(f"Person {place}"))
    rebuild()
    with django_assert_num_queries(13):
        client.get(niinisto.get_absolute_url())
