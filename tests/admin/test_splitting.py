"""The page that splits a record."""

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Event, Merge, Person, PersonAlias, Tenure
from tests.admin import rows
from tests.admin.conftest import change_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(db: None) -> Person:
    person = rows.person()
    PersonAlias.objects.create(person=person, text="Putin", kind="short")
    for title in ("First", "Second"):
        rows.appearance(rows.article(title), person)
    return person


def address(record: Person | Event, query: str = "choose=1") -> str:
    return f"{reverse(f'admin:archive_{record._meta.model_name}_split', args=[record.pk])}?{query}"


NEW = {"name": "Igor Putin", "sort_name": "Putin, Igor", "slug": "igor-putin"}


def test_editor_sees_what_goes_with_its_sentences_and_splits(curator: Client, person: Person) -> None:
    tenure = Tenure.objects.create(person=person, office="Mayor", country="RU", held="2012-05-07/..")
    assert (
        reverse("admin:archive_person_split", args=[person.pk]) in curator.get(change_address(person)).content.decode()
    )
    assert curator.get(address(person, "")).status_code == 200
    page = curator.get(address(person, "choose=1&alias=Putin")).content.decode()
    assert "<li>2 appearances</li>" in page
    assert "Mr. <mark>Putin</mark> arrived late." in page
    assert Person.objects.count() == 1
    sent = NEW | {"all": "1", "tenure": tenure.pk}
    page = curator.post(address(person, "choose=1&alias=Putin"), sent, follow=True).content.decode()
    assert "Undo the split" in page
    made = Person.objects.get(slug="igor-putin")
    assert (made.appearances.count(), made.aliases.get().text, made.tenures.get()) == (2, "Putin", tenure)
    curator.post(reverse("admin:archive_merge_undo", args=[Merge.objects.get().pk]))
    assert Person.objects.get() == person
    assert Client().get("/people/igor-putin/")["Location"] == person.get_absolute_url()


def test_only_what_is_ticked_goes(curator: Client, person: Person) -> None:
    chosen = person.appearances.first()
    curator.post(address(person), NEW | {"ticked": "1", "article": chosen.article_id})
    assert Person.objects.get(slug="igor-putin").appearances.get().article == chosen.article


def test_nothing_chosen_splits_nothing(curator: Client, person: Person) -> None:
    curator.post(address(person), NEW | {"all": "1"})
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"), [({"slug": "vladimir-putin"}, "slug"), ({"name": ""}, "name"), ({"slug": "unknown"}, "slug")]
)
def test_wrong_name_or_address_is_said_beside_its_field(
    curator: Client, person: Person, changed: dict[str, str], field: str
) -> None:
    response = curator.post(address(person, "choose=1&alias=Putin"), NEW | {"all": "1"} | changed)
    assert response.context["new"].errors[field]
    assert Person.objects.count() == 1


def test_event_is_split_with_its_days_and_place(curator: Client) -> None:
    event, article = rows.event(), rows.article()
    rows.coverage(article, event)
    sent = {"name": "Helsinki talks", "short_name": "Helsinki", "slug": "helsinki-talks", "ticked": "1"}
    curator.post(address(event), sent | {"article": article.pk})
    made = Event.objects.get(slug="helsinki-talks")
    assert (made.place, made.start, made.series) == (event.place, event.start, event.series)
    assert made.coverages.get().article == article


def test_source_is_split(curator: Client) -> None:
    source = rows.source()
    article = rows.article(source=source)
    response = curator.get(address(source))
    assert "<li>1 articles</li>" in response.content.decode()
    curator.post(address(source), {"name": "Evening", "slug": "evening", "ticked": "1", "article": article.pk})
    article.refresh_from_db()
    assert article.source.name == "Evening"
