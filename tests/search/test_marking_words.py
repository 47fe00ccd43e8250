"""Words that mark phases and sources, on an index made of articles whose words are known."""

import pytest
from django_tasks_db.models import DBTaskResult

from archive.models import Event, MarkingWords, Participation, Person, PersonAlias
from archive.search.indexing import index_pending, rebuild
from archive.search.marking_words import InLanguage, Part, basis_of, marking_words
from archive.search.recounting import recount_words
from archive.tasks import count_words, request_indexing
from tests.search.factories import make_article, make_event

pytestmark = pytest.mark.usefixtures("index_dir")

COMMON = "The delegations met by the lake and talked of many things. "
AGENDA = COMMON + "The agenda is open; agendas expected in Syria by Putin. " * 6
OUTCOME = COMMON + "A communiqué was clarified and the Communiqué published on page 16 by Putin. " * 6


@pytest.fixture
def summit() -> Event:
    for number in range(4):
        make_article(f"Eve {number}", AGENDA, events={"helsinki-2018": "before"}, source="wire")
        make_article(f"Outcome {number}", OUTCOME, events={"helsinki-2018": "after"}, source="courier")
    event = make_event("helsinki-2018")
    putin = Person.objects.create(slug="vladimir-putin", name="Vladimir Putin", sort_name="Putin")
    PersonAlias.objects.create(person=putin, text="Путин")
    Participation.objects.create(event=event, person=putin)
    return event


def words_of(part: Part) -> list[str]:
    return [word["word"] for word in part["marked"]]


def of_value(parts: list[Part], value: str) -> Part:
    return next(part for part in parts if part["value"] == value)


def in_language(event: Event, code: str) -> InLanguage:
    return next(found for found in marking_words(event) if found["language"] == code)


def test_words_mark_the_phase_they_are_used_in(summit: Event) -> None:
    rebuild()
    phases = in_language(summit, "en")["phases"]
    assert {"agenda", "Syria", "expected"} == set(words_of(of_value(phases, "before"))) - {"open"}
    assert "communiqué" in words_of(of_value(phases, "after"))
    assert of_value(phases, "during") == {"value": "during", "articles": 0, "words": 0, "marked": []}


def test_forms_of_a_word_count_as_one_and_are_spelt_as_printed(summit: Event) -> None:
    rebuild()
    (word,) = [w for w in of_value(in_language(summit, "en")["phases"], "before")["marked"] if w["word"] == "agenda"]
    assert (word["count"], word["articles"], word["rest"]) == (2 * 6 * 4, 4, 0)
    assert word["z"] > 1.96


def test_participants_stop_words_and_numbers_are_left_out(summit: Event) -> None:
    make_article("Канун", "Путина ждут и не дождутся. " * 9, events={"helsinki-2018": "before"}, language="ru")
    make_article("Итоги", "Путину сказали о разоружении. " * 9, events={"helsinki-2018": "after"}, language="ru")
    rebuild()
    marked = {w for found in marking_words(summit) for part in found["phases"] for w in words_of(part)}
    assert not {"putin", "the", "16", "page 16", "путина", "путину", "и", "не", "о"} & {word.lower() for word in marked}
    assert "разоружении" in marked


def test_languages_are_not_compared_with_each_other(summit: Event) -> None:
    for number in range(3):
        make_article(f"Канун {number}", "Повестка открыта. " * 9, events={"helsinki-2018": "before"}, language="ru")
    rebuild()
    assert [(found["language"], found["articles"]) for found in marking_words(summit)] == [("en", 8), ("ru", 3)]
    assert words_of(of_value(in_language(summit, "ru")["phases"], "before")) == []  # nothing to compare with


def test_words_of_a_source_leave_out_its_own_name(summit: Event) -> None:
    for number in range(3):
        make_article(
            f"More {number}", "Wire wire wire harbour. " * 9, events={"helsinki-2018": "before"}, source="wire"
        )
    rebuild()
    sources = in_language(summit, "en")["sources"]
    assert [part["value"] for part in sources] == ["wire", "courier"]
    assert "harbour" in words_of(sources[0])
    assert "wire" not in {word.lower() for word in words_of(sources[0])}


def test_word_of_one_article_does_not_mark_a_phase_of_several(summit: Event) -> None:
    make_article("Odd", "Zeppelin. " * 60, events={"helsinki-2018": "before"})
    rebuild()
    assert "Zeppelin" not in words_of(of_value(in_language(summit, "en")["phases"], "before"))


def test_words_are_counted_again_only_where_the_coverage_changed(summit: Event) -> None:
    make_article("Elsewhere", AGENDA, events={"osaka-2019": "before"})
    rebuild()
    assert recount_words() == 2
    first = MarkingWords.objects.get(event=summit)
    assert recount_words() == 0
    make_article("Late", OUTCOME, events={"helsinki-2018": "after"})
    assert recount_words() == 0  # it is not in the index yet
    index_pending()
    assert count_words.call() == 1
    second = MarkingWords.objects.get(event=summit)
    assert second.computed_at > first.computed_at
    assert second.languages[0]["articles"] == 9


def test_changed_text_and_changed_participants_are_noticed(summit: Event) -> None:
    rebuild()
    before = basis_of(summit)
    summit.participations.all().delete()
    without = basis_of(summit)
    article = summit.articles.first()
    article.body += " More words."
    article.index_pending = True
    article.save()
    index_pending()
    assert len({before, without, basis_of(summit)}) == 3


def test_words_of_a_summit_without_coverage_are_forgotten(summit: Event) -> None:
    rebuild()
    recount_words()
    summit.coverages.update(judgement="rejected")
    request_indexing(summit.articles.all())
    index_pending()
    recount_words()
    assert not MarkingWords.objects.exists()


def test_nothing_is_counted_without_an_index(summit: Event) -> None:
    assert recount_words() == 0


def test_counting_is_enqueued_with_the_change(summit: Event) -> None:
    request_indexing(summit.articles.all())
    assert "archive.tasks.count_words" in DBTaskResult.objects.values_list("task_path", flat=True)


def test_possible_words_are_named_only_where_none_is_sure(summit: Event) -> None:
    text = "A handshake came early, handshakes came late, and one handshake too many. Umbrella."
    make_article("Day", text, events={"osaka-2019": "during"})
    make_article("After", "Nothing of it was ever written down by anyone at all. " * 3, events={"osaka-2019": "after"})
    rebuild()
    during = of_value(in_language(make_event("osaka-2019"), "en")["phases"], "during")["marked"]
    assert [word["word"] for word in during] == ["handshake"]  # the umbrella stands there once
    assert 1.28 <= during[0]["z"] < 1.96
    assert all(word["z"] >= 1.96 for word in of_value(in_language(summit, "en")["phases"], "before")["marked"])
