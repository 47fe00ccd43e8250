"""The query language on a real index, and one folding and stemming for what is indexed and what is asked."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from haystack.query import SearchQuerySet

from archive.models import Person, PersonAlias
from archive.search.engine.folding import folded
from archive.search.engine.stemming import stem
from archive.search.indexing import rebuild
from tests.search.conftest import titles
from tests.search.factories import make_article, make_event, make_person, make_source

Found = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "meeting meetings meet meets"),
        ("en", "treaty treaties"),
        ("en", "negotiation negotiations negotiate negotiated"),
        ("ru", "встреча встречи встрече встречу встречей"),
        ("ru", "договор договора договором"),
        ("ru", "Путин Путина Путину"),
        ("ru", "Россия России Россией"),
        ("fr", "rencontre rencontres rencontrer"),
        ("fr", "négociation négociations negociation"),
        ("fr", "négocié négociée négociées negociee"),
        ("de", "Verhandlung Verhandlungen"),
        ("de", "Vertrag Vertrages Verträge vertrage"),
        ("de", "Präsident Präsidenten prasident"),
        ("es", "negociación negociaciones negociacion"),
        ("es", "cumbre cumbres"),
        ("it", "vertice vertici"),
    ],
)
def test_forms_of_a_word_share_a_stem_in_its_language(language: str, forms: str) -> None:
    assert len({stem(folded(form), language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("note", "not", "en"), ("meetings", "meeting", ""), ("meetings", "meeting", "zh"), ("2018", "2017", "en")],
)
def test_words_that_keep_apart(one: str, other: str, language: str) -> None:
    assert stem(folded(one), language) != stem(folded(other), language)


# Each pair is put into the index one way and asked for the other, and the other way round.
SPELLINGS = [
    ("en", "Niinistö", "niinisto"),
    ("en", "Łódź", "Lodz"),
    ("en", "\u0421old", "Cold"),  # a Cyrillic С
    ("ru", "\u0063оюз", "союз"),  # a Latin c
    ("ru", "переговорёв", "переговорев"),
    ("en", "Trump's", "Trump"),
    ("en", "Trump’s", "Trump's"),
    ("en", "O’Neill", "O'Neill"),
    ("en", "non-proliferation", "nonproliferation"),
    ("en", "non\u2011proliferation", "non-proliferation"),
    ("en", "U.S.", "US"),
    ("fr", "Élysée", "elysee"),
    ("fr", "négociées", "negociees"),
    ("de", "Straße", "strasse"),
    ("de", "Präsidenten", "prasident"),
    ("es", "negociación", "negociaciones"),
    ("ru", "вооружениями", "вооружение"),
    ("en", "treaties", "treaty"),
]


@pytest.mark.parametrize(("language", "one", "other"), SPELLINGS)
def test_spellings_and_forms_find_each_other(found: Found, language: str, one: str, other: str) -> None:
    make_article("One", f"They said {one} there.", language=language)
    make_article("Other", f"They said {other} there.", language=language)
    make_article("Neither", "They said nothing there.", language=language)
    for typed in (one, other):
        assert set(titles(found(q=typed))) == {"One", "Other"}, typed


@pytest.mark.parametrize(("language", "one", "other"), SPELLINGS)
def test_spellings_and_forms_find_each_other_in_phrases(
    request: pytest.FixtureRequest, found: Found, language: str, one: str, other: str
) -> None:
    if other == "nonproliferation":
        request.applymarker(
            pytest.mark.xfail(
                strict=True,
                reason="A closed-up compound takes the place of its last part, not of them all.",
            )
        )
    make_article("One", f"They said {one} there.", language=language)
    make_article("Other", f"They said {other} there.", language=language)
    for typed in (f'"said {one} there"', f'"said {other} there"'):
        assert set(titles(found(q=typed))) == {"One", "Other"}, typed


def test_stem_of_another_language_finds_nothing_in_this_one(found: Found) -> None:
    make_article("English", "They may not agree.", language="en")
    make_article("French", "Deux notes du ministre.", language="fr")
    make_article("Plain", "Not a word.", language="")
    assert stem("notes", "fr") == "not"
    assert titles(found(q="notes")) == ["French"]


def test_text_in_no_known_language_is_found_by_its_words_alone(found: Found) -> None:
    make_article("Unknown", "Two treaties.", language="")
    make_article("English", "Two treaties.", language="en")
    assert set(titles(found(q="treaties"))) == {"Unknown", "English"}
    assert titles(found(q="treaty")) == ["English"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("negotiated", ["exact", "form"]),
        ('"negotiated treaty"', ["exact", "form"]),
        ("negotiating", ["form", "exact"]),
    ],
)
def test_exact_forms_rank_above_other_forms(found: Found, typed: str, expected: list[str]) -> None:
    make_article("exact", "A negotiated treaty in the hall of the palace.")
    make_article("form", "Negotiating treaties in the hall of the palace. A negotiating treaty.")
    make_article("neither", "Nothing in the hall of the palace.")
    assert titles(found(q=typed)) == expected


def test_word_of_all_languages_counts_alike_in_each(found: Found) -> None:
    for number in range(6):
        make_article(f"English {number}", "Trump came to the summit hall.", language="en", published="2018-01-01")
    make_article("French", "Trump came to the summit hall.", language="fr", published="2017-01-01")
    assert titles(found(q="trump"))[-1] == "French"


def test_person_is_found_under_every_spelling_of_the_name(found: Found) -> None:
    person = make_person("donald-trump", "Donald Trump")
    PersonAlias.objects.create(person=person, text="Дональд Трамп", kind=PersonAlias.Kind.FULL)
    PersonAlias.objects.create(person=person, text="Nobody at all", kind=PersonAlias.Kind.FULL, is_blocked=True)
    make_article("English", "Trump spoke.", people=["donald-trump"], language="en")
    make_article("Russian", "Выступил Трамп.", people=["donald-trump"], language="ru")
    make_article("Neither", "Nobody spoke at all.")
    for typed in ("Trump", "Трамп", "трампа OR trump", '"Donald Trump"', '"Дональд Трамп"', "person:трамп"):
        assert set(titles(found(q=typed))) == {"English", "Russian"}, typed
    assert titles(found(q='"nobody at all"')) == []


@pytest.fixture
def collection(index_dir: object) -> None:
    make_person("vladimir-putin", "Vladimir Putin")
    make_person("george-bush", "George Bush")
    make_person("jeb-bush", "Jeb Bush")
    make_event("helsinki-2018", "Helsinki 2018")
    make_event("geneva-2021", "Geneva 2021")
    make_source("harbour-gazette", "The Harbour Gazette")
    make_article("Helsinki summit opens", "A treaty was near.", people=["vladimir-putin"], authors=["Ana María Núñez"],
                 events={"helsinki-2018": "before", "geneva-2021": "after"}, source="harbour-gazette",
                 published="2018-07-10")  # fmt: skip
    make_article("After the talks", "The summit of two and a grey treaty. Submit it.", people=["george-bush"],
                 events={"helsinki-2018": "after"}, published="2018-07-20/2018-08-02")  # fmt: skip
    make_article("Long ago", "Putin met Trump at last; a treaty of peace.", people=["jeb-bush"],
                 authors=["Ivanov, Igor"], published="2016")  # fmt: skip
    make_article("Undated", "Trump, it was said, met Putin.")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("title:summit", {"Helsinki summit opens"}),
        ("title:summits", {"Helsinki summit opens"}),
        ('title:"after the"', {"After the talks"}),
        ("-title:summit summit", {"After the talks"}),
        ("person:putin", {"Helsinki summit opens"}),
        ("person:vladimir-putin", {"Helsinki summit opens"}),
        ("person:bush", {"After the talks", "Long ago"}),
        ('person:"jeb bush"', {"Long ago"}),
        ("-person:bush treaty", {"Helsinki summit opens"}),
        ("person:unknown", {"Undated"}),
        ("event:helsinki", {"Helsinki summit opens", "After the talks"}),
        ("event:helsinki phase:after", {"After the talks"}),
        ("phase:after", {"Helsinki summit opens", "After the talks"}),
        ("source:gazette", {"Helsinki summit opens"}),
        ("source:harbour-gazette", {"Helsinki summit opens"}),
        ("author:nunez", {"Helsinki summit opens"}),
        ("author:ivanov OR author:núñez", {"Helsinki summit opens", "Long ago"}),
        ("before:2018", {"Long ago"}),
        ("after:2017", {"Helsinki summit opens", "After the talks"}),
        ("after:2018-07-20", {"After the talks"}),
        ("before:2018-07-21 after:2018-07-19", {"After the talks"}),
        ("on:2018-07", {"Helsinki summit opens", "After the talks"}),
        ("on:2016-03-01", {"Long ago"}),
        ("on:[2018-07-10,2019-01-01]", {"Helsinki summit opens"}),
        ("-on:2018", {"Long ago", "Undated"}),
        ("summ*t", {"Helsinki summit opens", "After the talks"}),
        ("s?mmit", {"Helsinki summit opens", "After the talks"}),
        ("sum*", {"Helsinki summit opens", "After the talks"}),
        ("title:hel*", {"Helsinki summit opens"}),
        ("putni~", {"Helsinki summit opens", "Long ago", "Undated"}),
        ("trumpp~1", {"Long ago", "Undated"}),
        ('"putin trump"', set()),
        ('"putin trump"~1', {"Long ago"}),
        ('"putin trump"~4', {"Long ago", "Undated"}),
        ("(helsinki OR putin) treaty -grey", {"Helsinki summit opens", "Long ago"}),
        ("treaty -(summit OR peace)", set()),
        ("person:bush OR title:undated", {"After the talks", "Long ago", "Undated"}),
    ],
)
def test_question_finds_these_articles(collection: None, found: Found, typed: str, expected: set[str]) -> None:
    answer = found(q=typed)
    assert set(titles(answer)) == expected
    assert answer["mistakes"] == []


PIECES = (
    "summit", "treaty", "Путин", "negotiated", '"', "(", ")", "-", "OR", "NOT", "AND", "summ*", "*t", "s?m*", "putni~",
    '"putin trump"~3', "title:", "person:putin", "person:", "event:helsinki", "phase:after", "peson:x", "before:2018",
    "after:soon", "on:2018-07/..", "source:unknown", "author:núñez", "the", "…", "non-proliferation", "~", "*", "U.S.",
)  # fmt: skip


def test_random_questions_never_fail(collection: None, found: Found) -> None:
    dice = random.Random(11)
    for _ in range(150):
        typed = "".join(dice.choice(PIECES) + dice.choice((" ", " ", "")) for _ in range(dice.randrange(1, 9)))
        answer = found(q=typed)
        assert answer["count"] == len(answer["results"]) <= 4, typed
        if answer["corrected"]:
            assert found(q=answer["corrected"])["mistakes"] == [], typed


@pytest.mark.parametrize(
    "typed",
    ["(" * 900 + "summit", "-(" * 300 + "summit", "NOT " * 200 + "summit", "(summit " * 60, "s*t " * 300, "a" * 20_000,
     '"' + "summit " * 60 + '"~50', "title:" * 150, " OR ".join(["putni~"] * 60)],
)  # fmt: skip
def test_overlong_and_deep_questions_are_answered(collection: None, found: Found, typed: str) -> None:
    assert found(q=typed)["count"] <= 4


def test_name_that_several_have_says_who_is_meant(collection: None, found: Found) -> None:
    assert found(q="person:bush")["meanings"] == ["person:bush means George Bush, Jeb Bush."]
    assert found(q="person:vladimir-putin")["meanings"] == []


def test_name_that_nobody_has_is_sought_as_words_and_named(collection: None, found: Found) -> None:
    answer = found(q='person:"met Putin"')
    assert titles(answer) == ["Undated"]
    assert answer["mistakes"] == [
        "No person here is called “met Putin”; its words were searched in the texts."
    ]  # fmt: skip
    assert answer["corrected"] == '"met Putin"'


def test_former_slug_of_a_person_still_works(collection: None, found: Found) -> None:
    Person.objects.get(slug="jeb-bush").former_slugs.create(slug="john-ellis-bush")
    assert titles(found(q="person:john-ellis-bush")) == ["Long ago"]


def test_haystacks_own_plain_word_is_sought_as_it_is_written(index_dir: Path) -> None:
    make_article("One", "A treaty.")
    make_article("Other", "Treaties.")
    rebuild()
    assert [result.object.title for result in SearchQuerySet().filter(content="treaties")] == ["Other"]
    assert len(SearchQuerySet().filter(stems="treaties")) == 2
