"""A tiny run of the search benchmark, so that it cannot rot, and what its articles and questions promise."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import Stemmer

from tests.bench.__main__ import MODULES, purpose
from tests.bench.search_chart import chart
from tests.bench.search_corpus import Corpus
from tests.bench.search_questions import Kind, mixed, questions
from tests.bench.search_report import report
from tests.bench.search_run import EDITS, NAMES, main

ARTICLES = 40


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus()


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("bench")
    main(["--articles", str(ARTICLES), "--questions", "6", "--seconds", "2", "--folder", str(folder)])
    measured: dict[str, Any] = json.loads((folder / str(ARTICLES) / "result.json").read_text(encoding="ascii"))
    return measured


@pytest.mark.parametrize("name", MODULES)
def test_every_measurement_on_the_list_says_what_it_is_for(name: str) -> None:
    assert len(purpose(name)) > 20


@pytest.mark.parametrize("language", ["english", "porter", "french", "german", "spanish", "russian"])
def test_stemmers_leave_every_word_and_prefix_as_it_is(corpus: Corpus, language: str) -> None:
    words = corpus.words + [question.words[0] for question in questions(corpus, Kind.PREFIX, 240)]

    assert Stemmer.Stemmer(language).stemWords(words) == words


def test_article_is_the_same_whatever_was_made_before_it(corpus: Corpus) -> None:
    assert Corpus().article(7) == list(islice(corpus.articles(9), 6, None))[0]


def test_title_begins_the_body_and_names_stand_in_it(corpus: Corpus) -> None:
    for article in corpus.articles(50):
        assert article.body.startswith(article.title)
        words = article.body.replace(".", "").replace("\n\n", " ").casefold()
        assert all(named.name.casefold() in words for named in (*article.people, *article.events))


def test_words_are_no_part_of_names(corpus: Corpus) -> None:
    named = [*corpus.people, *corpus.events, *corpus.sources, *corpus.authors]
    parts = {part.casefold() for one in named for part in one.name.split()}

    assert len({one.slug for one in named}) == len(named)
    assert not parts.intersection(corpus.words)


@pytest.mark.parametrize("kind", Kind)
def test_no_question_is_drawn_twice(corpus: Corpus, kind: Kind) -> None:
    first, others = questions(corpus, kind, 200), questions(corpus, kind, 120, skip=200)

    assert len({*first, *others}) == 320


def test_mixed_questions_take_turns(corpus: Corpus) -> None:
    kinds = [question.kind for question in mixed(corpus, 12, skip=3)]

    assert kinds[:5] == [Kind.COMMON, Kind.RARE, Kind.AND, Kind.OR, Kind.PHRASE]
    assert len(kinds) == 12


@pytest.mark.parametrize("kind", Kind)
def test_all_contestants_count_the_same_hits_and_facets(result: dict[str, Any], kind: Kind) -> None:
    answers = [result["contestants"][name]["kinds"][kind]["new"] for name in NAMES]
    fewest = min(len(answer["ms"]) for answer in answers)

    assert fewest >= 5
    assert len({tuple(answer["totals"][:fewest]) for answer in answers}) == 1
    assert len({tuple(answer["sums"][:fewest]) for answer in answers}) == 1


def test_rows_of_the_report_name_every_kind_and_contestant(result: dict[str, Any]) -> None:
    lines = report(result).splitlines()

    assert sum(line.startswith(tuple(f"| {kind} |" for kind in Kind)) for line in lines) == 2 * len(Kind)
    assert "| ours | Tantivy | FTS5 | as shipped | ours ÷ Tantivy | ours ÷ FTS5 | as shipped ÷ ours |" in lines[4]
    assert len(result["edits"]) == EDITS
    assert len(result["pages"]["ticked repeated"]) >= 5


def test_report_names_answers_that_differ(result: dict[str, Any]) -> None:
    changed = json.loads(json.dumps(result))
    changed["contestants"]["ours"]["kinds"][Kind.COMMON]["new"]["totals"][1] += 1

    assert "common word 2, new: {'ours': [" in report(changed)


def test_chart_has_a_panel_a_kind_and_a_curve_a_contestant(result: dict[str, Any], tmp_path: Path) -> None:
    later = json.loads(json.dumps(result)) | {"articles": 10 * ARTICLES}
    drawn = ET.fromstring(chart([result, later]))  # noqa: S314  # our own

    titles = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text") if text.get("class") == "title"]
    dots = list(drawn.iter("{http://www.w3.org/2000/svg}circle"))
    assert titles == list(Kind)
    assert len(dots) == 2 * len(Kind) * len(NAMES)
