"""Names by a spaCy model. Without spaCy (requirements-ner.txt) only its absence can be tested."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.ingest.loader import Ingest
from archive.ingest.spacy_names import NoModelError, finder
from archive.ingest.suggestions import suggestions
from archive.models import Suggestion
from tests.ingest.gazetteers import SMALL
from tests.ingest.rows import store_records
from tests.ingest.texts import HELSINKI, write

_NEEDS = "spaCy is not installed: pip install -r requirements-ner.txt"


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A pipeline in a folder, of a rule that knows a few names: how it finds them is not ours to test."""
    spacy = pytest.importorskip("spacy", reason=_NEEDS)
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Ada Lovelace"},
            {"label": "PERSON", "pattern": "Donald Trump"},
            {"label": "PERSON", "pattern": "Putin"},
            {"label": "ORG", "pattern": "the Herring Fund"},
            {"label": "ORG", "pattern": "Gazprom"},
            {"label": "GPE", "pattern": "Oslo"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


def test_missing_library_is_said_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)

    with pytest.raises(NoModelError, match=r"spaCy is not installed: pip install -r requirements-ner\.txt"):
        finder("en_core_web_sm")


@pytest.mark.django_db
def test_command_ends_with_what_is_missing_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    Suggestion.objects.create(name="Ada Lovelace", article_count=3)

    with pytest.raises(CommandError, match="spaCy is not installed"):
        call_command("suggest_records", "--ner", "en_core_web_sm")
    assert Suggestion.objects.count() == 1


def test_missing_model_is_said_with_those_there_are(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason=_NEEDS)

    with pytest.raises(NoModelError, match=r"cannot load a model 'no_such_model' \(installed: .+\)"):
        finder("no_such_model")
    with pytest.raises(NoModelError, match="cannot load"):
        finder(str(tmp_path))


def test_model_that_finds_no_names_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason=_NEEDS).blank("en").to_disk(tmp_path / "blank")

    with pytest.raises(NoModelError, match="finds no names"):
        finder(str(tmp_path / "blank"))


def test_people_and_organisations_without_a_record_are_found(model: str) -> None:
    body = (
        "Ada Lovelace of Gazprom met Donald Trump and Putin in Oslo.\n\n"
        "She left the Herring Fund early. Ada Lovelace slept."
    )

    names = finder(model)(body, SMALL)

    assert [(name.text, name.sentence) for name in names] == [
        ("Ada Lovelace", "Ada Lovelace of Gazprom met Donald Trump and Putin in Oslo."),
        ("Gazprom", "Ada Lovelace of Gazprom met Donald Trump and Putin in Oslo."),
        ("Herring Fund", "She left the Herring Fund early."),
    ]


def test_name_of_both_rules_is_counted_once_an_article(model: str) -> None:
    articles = [(1, "Then Ada Lovelace came."), (2, "Now Ada Lovelace and Gazprom left.")]

    found = suggestions(articles, SMALL, 1, {"spaCy": finder(model)})

    assert [(name.name, name.article_count, name.rules) for name in found] == [
        ("Ada Lovelace", 2, {"capitals", "spaCy"}),
        ("Gazprom", 1, {"spaCy"}),
    ]


@pytest.mark.django_db
def test_command_names_the_rule_of_each_suggestion(model: str, tmp_path: Path) -> None:
    store_records()
    write(tmp_path / "articles", "one.txt", HELSINKI.replace("Nobody in the harbour", "Ada Lovelace, or Gazprom,"))
    list(Ingest([tmp_path / "articles"]).outcomes())
    out = io.StringIO()

    call_command("suggest_records", "--min", "1", "--ner", model, stdout=out)

    rules = dict(Suggestion.objects.values_list("name", "rule"))
    assert rules == {"Ada Lovelace": "capitals, spaCy model", "Gazprom": "spaCy model"}
    assert "1\tGazprom\t(spaCy model)" in out.getvalue()


def test_trained_model_finds_names_that_no_record_has() -> None:
    spacy = pytest.importorskip("spacy", reason=_NEEDS)
    installed = sorted(name for name in spacy.util.get_installed_models() if name.startswith("en_"))
    if not installed:
        pytest.skip("no English spaCy model is installed: python -m spacy download en_core_web_sm")

    names = finder(installed[0])("Yesterday Ada Lovelace met Donald Trump at the office of Microsoft in Oslo.", SMALL)

    assert {"Ada Lovelace", "Microsoft"} <= {name.text for name in names}
    assert "Donald Trump" not in {name.text for name in names}
