"""The sample collection: in, and out again without a trace of it or of anything else."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from archive import sample
from archive.export.records import records
from archive.ingest.loader import Ingest
from archive.models import Accession, Article, Event, IngestRun, PinnedPassage, Source, Topic
from tests.commands.conftest import data_dir  # noqa: F401 - originals and index of this test alone
from tests.conftest import REPO_ROOT
from tests.ingest.texts import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

SAMPLES = REPO_ROOT / "fixtures" / "articles"
FEW = ("003_leman.txt", "003_leman.yaml", "danang_before.txt", "baltic/after-helsinki.txt", "authorities/sources.yaml")


@pytest.fixture(autouse=True)
def few_samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three of the samples with the sources of all: enough to see what comes and goes."""
    folder = tmp_path / "samples"
    for name in FEW:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLES / name, folder / name)
    monkeypatch.setattr(sample, "FOLDER", folder)
    return folder


def run(command: str) -> str:
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def originals_in(settings: Any) -> list[str]:
    return sorted(path.name for path in settings.ORIGINALS_DIR.rglob("*") if path.is_file())


def test_samples_come_with_their_invented_publishers() -> None:
    assert run("load_sample") == "Sample collection: 3 articles. `manage.py remove_sample` takes them out.\n"

    assert Article.objects.count() == 3
    assert Source.objects.filter(is_sample=True).count() == 11
    assert IngestRun.objects.get().is_sample
    assert not Article.objects.filter(index_pending=True).exists()


def test_loading_twice_changes_nothing() -> None:
    run("load_sample")
    before = list(records(Article.objects.all()))

    run("load_sample")

    assert list(records(Article.objects.all())) == before


def test_nothing_of_the_samples_is_left_behind(settings: Any, django_capture_on_commit_callbacks: Any) -> None:
    run("load_sample")
    assert len(originals_in(settings)) == 3

    with django_capture_on_commit_callbacks(execute=True):
        assert run("remove_sample") == "3 sample articles removed.\n"

    assert not Article.objects.exists()
    assert not Accession.objects.exists()
    assert not IngestRun.objects.exists()
    assert not Source.objects.exists()
    assert originals_in(settings) == []


def test_removing_what_is_not_there_says_so() -> None:
    assert run("remove_sample") == "There is no sample article here.\n"


def test_own_articles_stay_with_their_originals(
    tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    own = tmp_path / "own"
    write(own, "one.txt")
    list(Ingest([own]).outcomes())
    kept = originals_in(settings)
    run("load_sample")

    with django_capture_on_commit_callbacks(execute=True):
        run("remove_sample")

    assert Article.objects.get().title == "Helsinki waits for two presidents"
    assert originals_in(settings) == kept
    assert IngestRun.objects.get().is_sample is False


def test_a_sample_that_was_also_taken_in_by_hand_stays_with_its_publisher(
    few_samples: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    run("load_sample")
    own = few_samples.parent / "own"
    own.mkdir()
    shutil.copy(few_samples / "baltic" / "after-helsinki.txt", own / "mine.txt")
    list(Ingest([own]).outcomes())

    with django_capture_on_commit_callbacks(execute=True):
        run("remove_sample")

    article = Article.objects.get()
    assert article.title == "What Helsinki left on the table"
    assert list(Source.objects.values_list("slug", flat=True)) == ["baltic-courier"]
    assert len(originals_in(settings)) == 1


def test_the_sample_folder_taken_in_by_hand_beforehand_stays(
    few_samples: Path, django_capture_on_commit_callbacks: Any
) -> None:
    list(Ingest([few_samples]).outcomes())
    run("load_sample")

    with django_capture_on_commit_callbacks(execute=True):
        run("remove_sample")

    assert Article.objects.count() == 3


def test_the_sample_folder_taken_in_by_hand_afterwards_stays(
    few_samples: Path, django_capture_on_commit_callbacks: Any
) -> None:
    """The same paths, the same sums: only who asked for them differs."""
    run("load_sample")
    list(Ingest([few_samples]).outcomes())

    with django_capture_on_commit_callbacks(execute=True):
        run("remove_sample")

    assert Article.objects.count() == 3


def test_every_passage_of_the_board_stands_in_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "FOLDER", SAMPLES)
    call_command("load_authorities", verbosity=0)
    list(sample.load_sample())
    _, passages = sample._board()
    pins = list(PinnedPassage.objects.select_related("event", "topic", "article"))
    assert {(pin.event.slug, pin.topic.slug, pin.quotation) for pin in pins} == {
        (passage["event"], passage["topic"], passage["words"]) for passage in passages
    }
    assert not any(pin.is_lost for pin in pins)


def test_topics_of_the_board_go_unless_a_curator_uses_them(few_samples: Path) -> None:
    shutil.copy(SAMPLES / "authorities" / "board.yaml", few_samples / "authorities")
    helsinki = Event.objects.create(slug="us-russia-helsinki-2018", name="Helsinki", short_name="Helsinki 2018")
    list(sample.load_sample())
    sample.pin_passages()  # once more, which changes nothing
    assert PinnedPassage.objects.count() == 4
    own = Article.objects.create(slug="own", title="Own", body="Of Syria.", paragraph_numbers=["1"])
    syria = Topic.objects.get(slug="syria")
    PinnedPassage.objects.create(event=helsinki, topic=syria, article=own, paragraph="1", quotation="Of Syria.")
    sample.remove_sample(sample.sample_articles())
    assert list(Topic.objects.all()) == [syria]
    assert PinnedPassage.objects.get().article == own
