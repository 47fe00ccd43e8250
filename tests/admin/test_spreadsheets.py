"""Records out of the lists and in again: nothing runs, nothing is half saved, and what is imported is the curator's."""

import csv
import io
import re
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from archive.models import Article, Event, Person, RetiredSlug, Source
from archive.spreadsheets import resources
from archive.trash import move_to_trash
from tests.admin import rows

KINDS = {Article: "article", Person: "person", Event: "event", Source: "source"}


def address(kind: str, name: str) -> str:
    return reverse(f"admin:archive_{kind}_{name}")


def exported(curator: Client, *records: Model, ending: str = "csv") -> bytes:
    kind = KINDS[type(records[0])]
    sent = {"action": f"export_{ending}", "_selected_action": [record.pk for record in records], "index": 0}
    response = curator.post(address(kind, "changelist"), sent)
    assert response.headers["Content-Disposition"].startswith("attachment"), response
    return response.content


def lines_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_csv(lines: list[dict[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, lines[0].keys())
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue().encode()


def looked_at(
    curator: Client, kind: str, content: bytes, name: str = "corrections.csv", **options: Any
) -> HttpResponse:
    return curator.post(address(kind, "import"), {"file": SimpleUploadedFile(name, content), **options})


def confirmed(curator: Client, kind: str, shown: HttpResponse) -> HttpResponse:
    assert shown.context.get("token"), faults(shown)
    return curator.post(address(kind, "import"), {"confirmed": shown.context["token"]}, follow=True)


def faults(shown: HttpResponse) -> list[tuple[int, str, str]]:
    """`(row, column, words)` of all that is wrong; the words of the form where the file itself is."""
    if "report" not in shown.context:
        return [(0, "file", words) for words in shown.context["form"].errors["file"]]
    return [(row.number, *error) for row in shown.context["report"].faulty for error in row.errors]


def changed(content: bytes, **cells: str) -> bytes:
    """An exported file with other cells in its first row."""
    lines = lines_of(content)
    lines[0] |= cells
    return as_csv(lines)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_export_comes_back_without_a_change(curator: Client, ending: str) -> None:
    source = rows.source("=HYPERLINK(1)", domains=["a.example", "b.example"], note="one\r\ntwo ")
    host, parent = rows.person("+Ada @Host"), rows.event("-Parent")
    wide = {"published_edtf": "2018-07-16/..", "published_earliest": date(2018, 7, 16), "published_basis": "stated"}
    for record in (
        source,
        host,
        rows.event("Child", parent=parent, host=host, place_aliases=["x", "y"], number=3, is_online=True),
        rows.article("@SUM(A1)", source=source, title_is_devised=True, url="not an address", **wide),
    ):
        kind = KINDS[type(record)]
        shown = looked_at(curator, kind, exported(curator, record, ending=ending), f"x.{ending}")
        assert (faults(shown), shown.context["report"].rows, shown.context["report"].total) == ([], (), 1)


def test_no_exported_cell_is_run_by_a_spreadsheet(curator: Client) -> None:
    person = rows.person("=1+1", note="@SUM(A1)")
    (line,) = lines_of(exported(curator, person))
    assert (line["name"], line["note"]) == ("'=1+1", "'@SUM(A1)")


def test_confirmed_change_is_the_curators_word(curator: Client) -> None:
    source, other = rows.source(), rows.source("Baltic Courier")
    article = rows.article(source=source)
    coverage = rows.coverage(article, rows.event(), phase="undetermined")
    cells = {"title": "Helsinki, four hours later", "source": other.slug, "published_edtf": "2018-07-17"}
    shown = looked_at(curator, "article", changed(exported(curator, article), **cells), "corrections.csv")
    assert faults(shown) == []
    assert [(change.column, change.after) for row in shown.context["report"].rows for change in row.changes] == list(
        cells.items()
    )
    article.refresh_from_db()
    assert article.title == "Four hours in Helsinki"

    assert "1 record was changed" in confirmed(curator, "article", shown).content.decode()
    article.refresh_from_db()
    coverage.refresh_from_db()
    assert (article.title, article.source, article.published_earliest) == (cells["title"], other, date(2018, 7, 17))
    assert (article.published_basis, article.index_pending) == ("curator", True)
    assert {name: said["origin"] for name, said in article.provenance.items()} == dict.fromkeys(
        ("title", "source", "published"), "curator"
    )
    assert (coverage.phase, coverage.title_spans) == ("after", [[0, 8]])
    newest = article.history.first()
    assert (newest.history_user.username, newest.history_change_reason) == ("curator", "imported from corrections.csv")


def test_imported_fields_of_a_person_are_left_alone_by_authority_files_and_its_articles_are_indexed(
    curator: Client,
) -> None:
    person, article = rows.person(), rows.article()
    rows.appearance(article, person)
    shown = looked_at(curator, "person", changed(exported(curator, person), sort_name="Putin, V."))
    confirmed(curator, "person", shown)
    person.refresh_from_db()
    article.refresh_from_db()
    assert (person.sort_name, person.curated_fields, article.index_pending) == ("Putin, V.", ["sort_name"], True)


def test_days_of_an_event_settle_the_phases_of_its_articles(curator: Client) -> None:
    day = date(2018, 7, 17)
    dated = {"published_edtf": "2018-07-17", "published_earliest": day, "published_latest": day}
    event, article = rows.event(), rows.article(published_basis="stated", **dated)
    coverage = rows.coverage(article, event)
    content = changed(exported(curator, event), start="2018-07-20", end="2018-07-21")
    confirmed(curator, "event", looked_at(curator, "event", content))
    coverage.refresh_from_db()
    assert coverage.phase == "before"


def test_rights_of_a_source_come_in_as_one_of_the_decisions(curator: Client) -> None:
    source = rows.source(shown="full")
    content = exported(curator, source)
    unknown = looked_at(curator, "source", changed(content, shown="everything"))
    assert faults(unknown) == [(2, "shown", "“everything” is none of: full, excerpt, record.")]
    not_one = looked_at(curator, "source", changed(content, rights_url="javascript:alert(1)"))
    assert faults(not_one) == [(2, "rights_url", "Enter a valid URL.")]
    terms = {"shown": "excerpt", "rights_note": "By permission.", "rights_url": "https://gazette.example/terms"}
    confirmed(curator, "source", looked_at(curator, "source", changed(content, **terms)))
    source.refresh_from_db()
    assert {name: getattr(source, name) for name in terms} == terms
    assert source.curated_fields == sorted(terms)
    assert list(dict.fromkeys(row.shown for row in source.history.all())) == ["excerpt", "full"]


def test_unknown_slug_adds_a_record_but_never_an_article(curator: Client) -> None:
    added = b'slug,name,sort_name\nada-host,Ada Host,"Host, Ada"\n'
    shown = looked_at(curator, "person", added)
    assert shown.context["report"].added == 1
    confirmed(curator, "person", shown)
    assert Person.objects.get().history.get().history_type == "+"
    assert faults(looked_at(curator, "article", b"slug,title\nx,Y\n")) == [
        (2, "slug", "There is no such article. Articles come in with their file only.")
    ]


def test_record_that_was_changed_since_the_export_is_refused_unless_chosen_otherwise(curator: Client) -> None:
    person = rows.person()
    content = changed(exported(curator, person), note="from the file")
    person.sort_name = "Putin, V. V."
    person.save()
    assert [(row, column) for row, column, _ in faults(looked_at(curator, "person", content))] == [(2, "version")]
    confirmed(curator, "person", looked_at(curator, "person", content, overrides="on"))
    person.refresh_from_db()
    assert person.note == "from the file"


def test_stale_row_says_who_changed_the_record(curator: Client) -> None:
    person = rows.person()
    content = changed(exported(curator, person), note="from the file")
    confirmed(curator, "person", looked_at(curator, "person", changed(exported(curator, person), note="another")))
    ((_, _, words),) = faults(looked_at(curator, "person", content))
    assert re.search(r"the last time on \d{4}-\d\d-\d\d \d\d:\d\d by curator", words)


def test_file_that_was_imported_already_changes_nothing(curator: Client) -> None:
    content = changed(exported(curator, rows.person()), note="from the file")
    confirmed(curator, "person", looked_at(curator, "person", content))
    again = looked_at(curator, "person", content)
    assert (faults(again), again.context["report"].unchanged) == ([], 1)


def test_change_between_the_look_and_the_confirmation_is_shown_anew(curator: Client) -> None:
    person = rows.person()
    shown = looked_at(curator, "person", changed(exported(curator, person), note="from the file"), overrides="on")
    Person.objects.update(note="another curator's")
    again = curator.post(address("person", "import"), {"confirmed": shown.context["token"]})
    assert "changed in the meantime" in again.content.decode()
    person.refresh_from_db()
    assert person.note == "another curator's"
    confirmed(curator, "person", again)
    person.refresh_from_db()
    assert person.note == "from the file"


def test_one_faulty_row_keeps_all_rows_out(curator: Client) -> None:
    first, second = rows.person("Ada First"), rows.person("Ben Second")
    lines = lines_of(exported(curator, first, second))
    lines[0]["note"], lines[1]["name"] = "changed", ""
    shown = looked_at(curator, "person", as_csv(lines))
    assert faults(shown) == [(3, "name", "This field cannot be blank.")]
    assert not shown.context["token"]
    assert not Person.objects.filter(note="changed").exists()
    assert not Person.history.exists()


EVENT_CELLS = [
    ({"name": "x" * 5000}, "name", "Ensure this value has at most 300 characters (it has 5000)."),
    ({"name": "<b>Bold</b>"}, "name", "It holds HTML (<b>); write plain words."),
    ({"name": "one\ntwo"}, "name", "It has to be on one line."),
    ({"end": "2018-07-01"}, "end", "The last day lies before the first."),
    ({"start": ""}, "start", "Give both days, or neither."),
    ({"start": "16 July 2018"}, "start", "“16 July 2018” is no day written as 2018-07-16."),
    ({"number": "two"}, "number", "“two” is no whole number."),
    ({"number": "99999999999"}, "number", "“99999999999” is no whole number."),
    ({"is_online": "perhaps"}, "is_online", "“perhaps” is neither yes nor no."),
    ({"status": "maybe"}, "status", "“maybe” is none of: planned, held, cancelled."),
    ({"series": "g21"}, "series", "There is no event series with the slug “g21”."),
    ({"parent": "helsinki-summit"}, "parent", "An event cannot be part of itself."),
    ({"wikidata_id": "42"}, "wikidata_id", "A Wikidata id is a Q and a number, such as Q42."),
    ({"wikidata_id": "Q1"}, "wikidata_id", "This is the Wikidata id of “other”."),
    ({"slug": ""}, "slug", "Without a slug nobody knows which record is meant."),
    ({"version": ""}, "version", "Without a version nobody knows whether the record was changed since the export."),
]


@pytest.mark.parametrize(("cells", "column", "words"), EVENT_CELLS)
def test_each_fault_is_told_beside_its_column(curator: Client, cells: dict[str, str], column: str, words: str) -> None:
    event = rows.event()
    rows.event("Other", wikidata_id="Q1")
    content = changed(exported(curator, event), **{"note": "changed"} | cells)
    assert faults(looked_at(curator, "event", content)) == [(2, column, words)]


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"title": "x" * 5000}, "title"), ({"published_edtf": "last summer"}, "published_edtf"), ({"url": "x y"}, "url")],
)
def test_faults_of_an_article_are_told(curator: Client, cells: dict[str, str], column: str) -> None:
    shown = looked_at(curator, "article", changed(exported(curator, rows.article()), **cells))
    assert [(row, name) for row, name, _ in faults(shown)] == [(2, column)]


def test_events_that_would_be_part_of_one_another_are_refused(curator: Client) -> None:
    first, second, third = (rows.event(name) for name in ("First", "Second", "Third"))
    lines = lines_of(exported(curator, first, second, third))
    for line, parent in zip(lines, ("second", "third", "first"), strict=True):
        line["parent"] = parent
    assert faults(looked_at(curator, "event", as_csv(lines))) == [(4, "parent", "An event cannot be part of itself.")]


def test_slugs_that_are_taken_are_refused(curator: Client) -> None:
    person = rows.person()
    person.former_slugs.create(slug="former")
    RetiredSlug.objects.create(kind="person", slug="retired")
    move_to_trash(Person.objects.filter(pk=rows.person("Tom Trash").pk))
    slugs = ("former", "retired", "tom-trash", "unknown", "two words", "new", "new")
    content = as_csv([{"slug": slug, "name": "N", "sort_name": "N"} for slug in slugs])
    told = faults(looked_at(curator, "person", content))
    assert [(row, column) for row, column, _ in told] == [(number, "slug") for number in (2, 3, 4, 5, 6, 8)]
    assert [words for *_, words in told][:4] == [
        "This address leads to “vladimir-putin” now.",
        "This was the address of another record, and stays so for ever.",
        "This record lies in the trash.",
        "This word is reserved: it stands for “not known” in searches.",
    ]
    assert told[-1][2] == "Row 7 has this slug too."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name\nX\n", "There is no column “slug”"),
        (b"slug,nmae\na,b\n", "No such column: nmae. There are: slug, version, name"),
        (b"slug,version\na,b\n", "There is no column that could change anything."),
        (b"slug,name\na,=1\n", "Cell B2 holds a formula"),
        (b"slug,name\na,\xff\n", "not UTF-8"),
    ],
)
def test_file_that_is_no_such_table_is_told(curator: Client, content: bytes, words: str) -> None:
    ((_, _, told),) = faults(looked_at(curator, "person", content))
    assert words in told


def test_more_changes_than_a_request_can_bear_are_refused(curator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "MAX_CHANGES", 1)
    content = as_csv([{"slug": f"p{number}", "name": "N", "sort_name": "N"} for number in range(2)])
    assert "More than 1 rows would change a record" in faults(looked_at(curator, "person", content))[0][2]


def test_people_that_come_in_are_compared_with_others(curator: Client) -> None:
    rows.person()
    added = as_csv([{"slug": "v-putin", "name": "Putin, Vladimir", "sort_name": "Putin"}])
    confirmed(curator, "person", looked_at(curator, "person", added))
    assert DBTaskResult.objects.filter(task_path="archive.likeness.finding.find_likenesses").exists()


def test_columns_that_are_not_there_change_nothing(curator: Client) -> None:
    person = rows.person(note="kept")
    confirmed(curator, "person", looked_at(curator, "person", b"slug,name\nvladimir-putin,V. Putin\n", overrides="on"))
    person.refresh_from_db()
    assert (person.name, person.note) == ("V. Putin", "kept")


def test_file_is_confirmed_once_and_by_whom_it_was_shown_to(curator: Client) -> None:
    shown = looked_at(curator, "person", changed(exported(curator, rows.person()), note="x"))
    other = Client()
    other.force_login(User.objects.create_superuser("another", password="a long password"))
    for client, token in ((other, shown.context["token"]), (curator, "../../db.sqlite3"), (curator, "")):
        client.post(address("person", "import"), {"confirmed": token})
        assert Person.objects.get().note == ""
    waiting = set((settings.DATA_DIR / "imports").iterdir())
    confirmed(curator, "person", shown)
    assert Person.objects.get().note == "x"
    assert len(waiting) - len(set((settings.DATA_DIR / "imports").iterdir())) == 1
    again = curator.post(address("person", "import"), {"confirmed": shown.context["token"]}, follow=True)
    assert "no longer here" in again.content.decode()


def test_html_in_a_cell_is_shown_as_words(curator: Client) -> None:
    shown = looked_at(curator, "person", changed(exported(curator, rows.person()), note="<script>alert(1)</script>"))
    assert b"<script>alert" not in shown.content
    assert b"&lt;script&gt;alert" in shown.content
