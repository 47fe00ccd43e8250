"""Authority files into the database: added, updated, never over what a curator changed; refused by file and record."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from archive.authorities import AuthorityError, export_authorities, load_authorities
from archive.models import Article, Event, EventSeries, Person, PersonAlias, PersonFormerSlug, Source, Tenure

pytestmark = pytest.mark.django_db

FILES: dict[str, list[dict]] = {
    "people": [
        {
            "slug": "vladimir-putin",
            "name": "Vladimir Putin",
            "sort_name": "Putin, Vladimir",
            "wikidata": "Q7747",
            "short_names": ["Putin"],
            "aliases": ["Vladimir V. Putin", {"text": "Владимир Путин", "language": "ru"}],
            "tenures": [{"office": "President", "country": "RU", "held": "2012-05-07/..", "highest": True}],
        },
        {"slug": "sauli-niinisto", "name": "Sauli Niinistö", "aliases": [], "tenures": []},
    ],
    "series": [{"slug": "us-russia", "name": "US–Russia", "aliases": ["US-Russia"], "members": ["US", "RU"]}],
    "events": [
        {
            "slug": "us-russia-helsinki-2018",
            "name": "US-Russia summit in Helsinki, 2018",
            "short_name": "Helsinki 2018",
            "series": "us-russia",
            "place": "Helsinki",
            "place_aliases": ["the Finnish capital"],
            "country": "FI",
            "start": "2018-07-16",
            "end": "2018-07-16",
            "status": "held",
            "host": "sauli-niinisto",
            "aliases": ["Helsinki summit"],
            "participants": ["vladimir-putin"],
        },
        {"slug": "part-of-it", "name": "A part of it", "parent": "later-in-the-file", "status": "planned"},
        {"slug": "later-in-the-file", "name": "The whole", "status": "planned"},
    ],
    "sources": [
        {"slug": "harbour-gazette", "name": "The Harbour Gazette", "kind": "newspaper", "aliases": ["Gazette"]}
    ],
}


def write(folder: Path, **changed: list[dict]) -> Path:
    """The four files; `changed` replaces the records of one."""
    for name, found in (FILES | changed).items():
        text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False).replace("'2018-07-16'", "2018-07-16")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def person(**values: object) -> list[dict]:
    return [{**FILES["people"][0], **values}, FILES["people"][1]]


def refusal(folder: Path) -> str:
    with pytest.raises(AuthorityError) as error:
        load_authorities(folder)
    return str(error.value)


def test_records_are_created_with_all_they_hold(tmp_path: Path) -> None:
    assert load_authorities(write(tmp_path)) == {"created": 7}

    putin = Person.objects.get(slug="vladimir-putin")
    assert (putin.name, putin.sort_name, putin.wikidata_id) == ("Vladimir Putin", "Putin, Vladimir", "Q7747")
    assert set(putin.aliases.values_list("text", "kind", "language")) == {
        ("Putin", "short", ""),
        ("Vladimir V. Putin", "full", ""),
        ("Владимир Путин", "full", "ru"),
    }
    assert putin.tenures.get().is_highest
    event = Event.objects.get(slug="us-russia-helsinki-2018")
    assert (str(event.start), event.series.slug, event.host.slug) == ("2018-07-16", "us-russia", "sauli-niinisto")
    assert [p.slug for p in event.participants.all()] == ["vladimir-putin"]
    assert Event.objects.get(slug="part-of-it").parent.slug == "later-in-the-file"


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    load_authorities(write(tmp_path))
    before = [list(model.objects.order_by("pk").values()) for model in (Person, PersonAlias, Tenure, Event, Source)]

    assert load_authorities(tmp_path) == {"unchanged": 7}
    after = [list(model.objects.order_by("pk").values()) for model in (Person, PersonAlias, Tenure, Event, Source)]
    assert after == before


def test_a_changed_record_is_updated(tmp_path: Path) -> None:
    load_authorities(write(tmp_path))

    counts = load_authorities(write(tmp_path, people=person(note="of Russia", aliases=["V. Putin"], tenures=[])))

    putin = Person.objects.get(slug="vladimir-putin")
    assert counts == {"updated": 1, "unchanged": 6}
    assert putin.note == "of Russia"
    assert set(putin.aliases.values_list("text", flat=True)) == {"Putin", "V. Putin"}
    assert not putin.tenures.exists()


def test_a_record_that_the_files_no_longer_hold_stays(tmp_path: Path) -> None:
    load_authorities(write(tmp_path))

    load_authorities(write(tmp_path, sources=[]))

    assert Source.objects.filter(slug="harbour-gazette").exists()


@pytest.mark.parametrize(
    ("field", "given", "attribute"),
    [
        ("name", {"name": "V. Putin"}, "name"),
        ("note", {"note": "of Russia"}, "note"),
        ("wikidata_id", {"wikidata": "Q1"}, "wikidata_id"),
    ],
)
def test_a_field_that_a_curator_set_is_left_alone(tmp_path: Path, field: str, given: dict, attribute: str) -> None:
    load_authorities(write(tmp_path))
    Person.objects.filter(slug="vladimir-putin").update(
        curated_fields=[field], **{attribute: "Q99" if "_" in field else "By hand"}
    )

    counts = load_authorities(write(tmp_path, people=person(**given)))

    assert getattr(Person.objects.get(slug="vladimir-putin"), attribute) in ("By hand", "Q99")
    assert counts == {"unchanged": 7}


@pytest.mark.parametrize(("field", "manager"), [("aliases", "aliases"), ("tenures", "tenures")])
def test_rows_that_a_curator_took_over_are_left_alone(tmp_path: Path, field: str, manager: str) -> None:
    load_authorities(write(tmp_path))
    putin = Person.objects.get(slug="vladimir-putin")
    getattr(putin, manager).all().delete()
    putin.curated_fields = [field]
    putin.save()

    load_authorities(tmp_path)

    assert not getattr(putin, manager).exists()


def test_a_parent_that_a_curator_took_away_stays_away(tmp_path: Path) -> None:
    load_authorities(write(tmp_path))
    Event.objects.filter(slug="part-of-it").update(parent=None, curated_fields=["parent"])

    load_authorities(tmp_path)

    assert Event.objects.get(slug="part-of-it").parent is None


def test_a_record_whose_address_a_curator_moved_is_found_by_its_old_one(tmp_path: Path) -> None:
    folder = write(tmp_path)
    load_authorities(folder)
    putin = Person.objects.get(slug="vladimir-putin")
    Person.objects.filter(pk=putin.pk).update(slug="putin-vladimir")
    PersonFormerSlug.objects.create(record=putin, slug="vladimir-putin")

    assert load_authorities(folder)["created"] == 0
    assert Person.objects.get(pk=putin.pk).slug == "putin-vladimir"
    assert putin in Event.objects.get(slug="us-russia-helsinki-2018").participants.all()


def test_a_blocked_alias_stays_blocked(tmp_path: Path) -> None:
    load_authorities(write(tmp_path))
    PersonAlias.objects.filter(text="Putin").update(is_blocked=True)

    load_authorities(tmp_path)
    load_authorities(write(tmp_path, people=person(short_names=[])))

    assert PersonAlias.objects.get(text="Putin").is_blocked


@pytest.mark.parametrize(
    ("changed", "file", "words"),
    [
        ({"people": [{"slug": "nameless"}]}, "people.yaml", "nameless: 'name' is missing"),
        ({"people": [{"name": "No slug"}]}, "people.yaml", "a list of records is expected, each with a slug"),
        ({"people": person(wikidata="7747")}, "people.yaml", "vladimir-putin: A Wikidata id is a Q and a number"),
        ({"people": [{"slug": "unknown", "name": "X"}]}, "people.yaml", "unknown: This word is reserved"),
        ({"events": [{"slug": "x", "name": "X", "series": "none"}]}, "events.yaml", "x: there is no event series"),
        ({"events": [{"slug": "x", "name": "X", "participants": ["nobody"]}]}, "events.yaml", "x: there is no person"),
        (
            {"events": [{"slug": "x", "name": "X", "start": "2018-07-16"}]},
            "events.yaml",
            "x: Give both days, or neither.",
        ),
        ({"events": [{"slug": "x", "name": "X", "status": "perhaps"}]}, "events.yaml", "x: Value 'perhaps'"),
        ({"people": person(tenures=["President"])}, "people.yaml", "vladimir-putin: "),
        ({"sources": [{"slug": "Not a slug", "name": "X"}]}, "sources.yaml", "Not a slug: Enter a valid"),
        ({"events": [{"slug": "x", "name": "X", "parent": "none"}]}, "events.yaml", "x: parent: there is no event"),
        ({"events": [{"slug": "x", "name": "X", "parent": "x"}]}, "events.yaml", "x: parent: "),
        (
            {"people": person(tenures=[{"office": "President"}])},
            "people.yaml",
            "vladimir-putin: 'held' is missing",
        ),
    ],
)
def test_what_cannot_be_loaded_is_named_with_its_file_and_record(
    tmp_path: Path, changed: dict, file: str, words: str
) -> None:
    message = refusal(write(tmp_path, **changed))

    assert message.startswith(f"{tmp_path / file}: ")
    assert words in message


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "series.yaml").write_text("- slug: [")

    assert refusal(tmp_path).startswith(f"{tmp_path / 'series.yaml'}: ")


def test_one_wrong_record_keeps_all_others_out(tmp_path: Path) -> None:
    refusal(write(tmp_path, sources=[{"slug": "x"}]))

    assert not Person.objects.exists()
    assert not EventSeries.objects.exists()


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith(f"{tmp_path}: none of people.yaml")


def test_what_is_written_is_what_was_loaded(tmp_path: Path) -> None:
    load_authorities(write(tmp_path))

    counts = export_authorities(tmp_path / "out" / "deep")

    assert counts == {"people.yaml": 2, "series.yaml": 1, "events.yaml": 3, "sources.yaml": 1}
    people = yaml.safe_load((tmp_path / "out" / "deep" / "people.yaml").read_text(encoding="utf-8"))
    assert people[1] == FILES["people"][0]
    assert load_authorities(tmp_path / "out" / "deep") == {"unchanged": 7}


def test_a_tenure_without_a_readable_span_is_refused(tmp_path: Path) -> None:
    tenure = {"office": "President", "country": "RU", "held": "banana"}

    assert "banana" in refusal(write(tmp_path, people=person(tenures=[tenure])))


def test_articles_that_name_an_updated_record_await_the_index(tmp_path: Path) -> None:
    folder = write(tmp_path)
    load_authorities(folder)
    gazette = Source.objects.get(slug="harbour-gazette")
    article = Article.objects.create(slug="a", title="A", body="A.", source=gazette, index_pending=False)

    load_authorities(write(tmp_path, sources=[{"slug": "harbour-gazette", "name": "The Zanzibar Gazette"}]))

    article.refresh_from_db()
    assert article.index_pending


def test_slug_that_stands_twice_in_a_file_is_refused(tmp_path: Path) -> None:
    assert "people.yaml: sauli-niinisto: this slug stands twice" in refusal(
        write(tmp_path, people=[*FILES["people"], FILES["people"][1]])
    )
    assert not Person.objects.exists()


def test_two_new_records_of_one_wikidata_id_are_refused_by_name(tmp_path: Path) -> None:
    people = [FILES["people"][0], {**FILES["people"][1], "wikidata": "Q7747"}]
    assert "people.yaml: sauli-niinisto: " in refusal(write(tmp_path, people=people))
    assert not Person.objects.exists()


def test_slug_of_digits_is_the_same_record_the_next_time(tmp_path: Path) -> None:
    events = [{"slug": 2018, "name": "A meeting", "status": "planned"}]
    assert load_authorities(write(tmp_path, events=events))["created"] == 5
    assert load_authorities(tmp_path) == {"unchanged": 5}
