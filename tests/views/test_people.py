import pytest

from archive.models import PersonAlias, PersonFormerSlug, Tenure
from tests.views import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def niinisto():
    """A president named in two articles about one summit, and rejected in a third."""
    person = make.make_person("Sauli Niinistö", office="President")
    event = make.make_event()
    for title, phase in (("Eve", "before"), ("Later", "after")):
        article = make.make_article(title, published="2018-07-10", source=make.make_source(f"Source of {title}"))
        make.cover(article, event, phase)
        make.name_person(article, person)
    wrong = make.make_article("Another Niinistö")
    make.cover(wrong, event)
    make.name_person(wrong, person, judgement=make.REJECTED)
    return person


def test_rejected_appearances_are_neither_listed_nor_counted(client, niinisto):
    response = client.get(niinisto.get_absolute_url())
    assert response.context["article_count"] == 2
    assert "Another Niinistö" not in response.content.decode()
    matrix = response.context["matrix"]
    assert [(str(row.record), row.total) for row in matrix.rows] == [("Helsinki 2018 summit", 2)]


def test_offices_are_told_in_words(client, niinisto):
    Tenure.objects.create(person=niinisto, office="Speaker", country="FI", held="2007/..")
    html = client.get(niinisto.get_absolute_url()).content.decode()
    assert "President, Finland" in html
    assert "1 March 2012 to 1 March 2024" in html
    assert "since 2007" in html


def test_people_named_together_are_counted(client, niinisto):
    other = make.make_person("Donald Trump")
    for article in niinisto.articles.all():
        make.name_person(article, other)
    together = client.get(niinisto.get_absolute_url()).context["together"]
    assert [(named.person.name, named.count) for named in together] == [("Donald Trump", 2)]


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
    assert "By his own hand" in client.get(niinisto.get_absolute_url()).content.decode()


def test_former_address_leads_to_the_present_one(client, niinisto):
    PersonFormerSlug.objects.create(slug="president-niinisto", record=niinisto)
    assert client.get("/people/president-niinisto/").url == niinisto.get_absolute_url()


def test_leaders_come_first_then_others_by_name(client, niinisto):
    article = make.make_article()
    for name in ("Aaron Aalto", "Zoe Zola"):
        make.name_person(article, make.make_person(name))
    make.name_person(article, make.make_person("Angela Merkel", office="Chancellor"))
    people = client.get("/people/").context["people"]
    assert [person.name for person in people] == ["Angela Merkel", "Sauli Niinistö", "Aaron Aalto", "Zoe Zola"]
    people = client.get("/people/?sort=articles").context["people"]
    assert people[0] == niinisto


def test_people_without_articles_are_listed_on_demand(client, niinisto):
    make.make_person("Nobody Yet")
    response = client.get("/people/")
    assert [person.name for person in response.context["people"]] == ["Sauli Niinistö"]
    assert "1 more without articles yet" in response.content.decode()
    assert len(client.get("/people/?show=all").context["people"]) == 2


def test_letters_lead_to_names(client, niinisto):
    article = make.make_article()
    make.name_person(article, make.make_person("Trần Đại Quang", slug="tran-dai-quang", sort_name="Đại Quang, Trần"))
    response = client.get("/people/?letter=Đ")
    assert [person.slug for person in response.context["people"]] == ["tran-dai-quang"]
    assert response.context["letters"] == ["N", "Đ"]
    assert "There is no letter “X”" in client.get("/people/?letter=X").content.decode()


def test_phases_of_people_leave_rejected_links_out(client, niinisto):
    (person,) = client.get("/people/").context["people"]
    assert (person.phases.before, person.phases.during, person.phases.after) == (1, 0, 1)


def test_list_takes_the_same_queries_for_any_number_of_people(client, django_assert_num_queries):
    article = make.make_article()
    make.cover(article, make.make_event())
    for number in range(12):
        make.name_person(article, make.make_person(f"Person {number}"))
    with django_assert_num_queries(5):
        client.get("/people/")
