"""Authority files name records that a curator deleted: they stay deleted."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from archive.authorities import export_authorities, load_authorities
from archive.models import Event, Person
from archive.trash import delete_for_good, move_to_trash
from tests.search.conftest import index_dir

__all__ = ["index_dir"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = [{"slug": "theresa-may", "name": "Theresa May"}, {"slug": "li-bo", "name": "Li Bo"}]
    events = [
        {"slug": "g20-2017", "name": "G20", "place": "Hamburg"},
        {"slug": "talks", "name": "Talks", "parent": "g20-2017", "host": "li-bo", "participants": [
            "li-bo", "theresa-may",
        ]},
    ]  # fmt: skip
    for name, records in (("people", people), ("events", events)):
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(records))
    return tmp_path


@pytest.fixture(params=["trash", "gone"])
def without_may(folder: Path, request: pytest.FixtureRequest) -> Path:
    load_authorities(folder)
    Event.objects.get(slug="talks").participations.filter(person__slug="theresa-may").delete()
    deleted = Person.objects.filter(slug="theresa-may")
    move_to_trash(deleted)
    if request.param == "gone":
        delete_for_good(deleted)
    return folder


def test_deleted_record_stays_deleted_also_where_others_name_it(without_may: Path) -> None:
    assert load_authorities(without_may) == {"unchanged": 3, "deleted": 1}
    assert [person.slug for person in Person.objects.published()] == ["li-bo"]
    assert [person.slug for person in Event.objects.get(slug="talks").participants.all()] == ["li-bo"]


def test_command_says_that_records_were_left_out(without_may: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_authorities", str(without_may))
    assert "3 unchanged, 1 left out: deleted here, or in the trash." in capsys.readouterr().out


def test_deleted_event_is_nobodys_parent(folder: Path) -> None:
    load_authorities(folder)
    Event.objects.update(parent=None)
    move_to_trash(Event.objects.filter(slug="g20-2017"))
    assert load_authorities(folder)["deleted"] == 1
    assert Event.objects.get(slug="talks").parent is None


def test_trashed_record_is_not_exported(without_may: Path, tmp_path: Path) -> None:
    export_authorities(tmp_path / "out")
    assert [person["slug"] for person in yaml.safe_load((tmp_path / "out" / "people.yaml").read_text())] == ["li-bo"]
