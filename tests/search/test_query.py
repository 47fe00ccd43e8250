from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.edtf import EdtfSpan
from archive.models import Coverage
from archive.search.query.leaves import PHASES
from archive.search.query.parser import MAX_LENGTH, MAX_WORDS, parse
from archive.search.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Linked,
    Not,
    Or,
    Pattern,
    Phrase,
    Word,
    sought,
)
from archive.search.query.writing import written

A, B, C = Word("a"), Word("b"), Word("c")
YEAR = EdtfSpan("2018", date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("a", A),
        ("a b", And((A, B))),
        ('"arms control"', Phrase("arms control")),
        ("“arms control”", Phrase("arms control")),
        ("„arms  control“", Phrase("arms control")),
        ("«контроль над»", Phrase("контроль над")),
        ('"arms"', Word("arms")),
        ('a"b c"', And((A, Phrase("b c")))),
        ('"arms control"~5', Phrase("arms control", apart=5)),
        ("a -b", And((A, Not(B)))),
        ('a -"b c"', And((A, Not(Phrase("b c"))))),
        ("-a", Not(A)),
        ("--a", Not(A)),
        ("a NOT b", And((A, Not(B)))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a OR b OR c", Or((A, B, C))),
        ("a b OR c", And((A, Or((B, C))))),
        ("a OR b c", And((Or((A, B)), C))),
        ("a OR -b", Or((A, Not(B)))),
        ("a or b", And((A, Word("or"), B))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("(a b) OR c", Or((And((A, B)), C))),
        ("a -(b OR c)", And((A, Not(Or((B, C)))))),
        ("summit(s) (a)", And((Word("summit(s)"), A))),
        ("O'Neill non-proliferation U.S.", And((Word("O'Neill"), Word("non-proliferation"), Word("U.S.")))),
        ("a\x00b\nc", And((A, B, C))),
        ("Ниинисте\u0301", Word("Ниинисте\u0301")),
        ("Niinisto\u0308", Word("Niinistö")),
        ("a … — b", And((A, B))),
    ],
)
def test_words_phrases_and_operators_become_this_tree(typed: str, node: object) -> None:
    assert parse(typed).node == node
    assert parse(typed).mistakes == ()


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("title:a", Word("a", "title")),
        ("TITLE:a", Word("a", "title")),
        ('title:"arms control"', Phrase("arms control", "title")),
        ("title:(a OR -b)", Or((Word("a", "title"), Not(Word("b", "title"))))),
        ("-title:a", Not(Word("a", "title"))),
        ("person:putin", Linked("person", "putin")),
        ('person:"joe biden"', Linked("person", "joe biden")),
        ("person:(putin OR trump)", Or((Linked("person", "putin"), Linked("person", "trump")))),
        ("event:helsinki-2018", Linked("event", "helsinki-2018")),
        ("source:gazette", Linked("source", "gazette")),
        ("author:Núñez", Linked("author", "Núñez")),
        ("subject:Núñez", Linked("subject", "Núñez")),
        ("phase:Before", Linked("phase", "before", ("before",))),
        ("before:2018", Dated("before", YEAR)),
        ("after:2018", Dated("after", YEAR)),
        ("on:2018", Dated("on", YEAR)),
        ("on:2018-07-16/..", Dated("on", EdtfSpan("2018-07-16/..", date(2018, 7, 16), None))),
        ("summ*t", Pattern("summ*t")),
        ("summ?t", Pattern("summ?t")),
        ("summit*", Pattern("summit*")),
        ("**summit**", Pattern("*summit*")),
        ("title:summ*", Pattern("summ*", "title")),
        ("putni~", Fuzzy("putni", distance=2)),
        ("putni~1", Fuzzy("putni", distance=1)),
        ("rusia~2", Fuzzy("rusia", distance=2)),
        ("bush~", Fuzzy("bush", distance=1)),
    ],
)
def test_fields_and_signs_become_this_tree(typed: str, node: object) -> None:
    assert parse(typed).node == node
    assert parse(typed).mistakes == ()


@pytest.mark.parametrize("typed", ["who won?", "Putin: yes", "https://example.org/a", "10:30", "a/b", "Trump's 100%"])
def test_plain_text_with_signs_in_it_is_words(typed: str) -> None:
    assert parse(typed).mistakes == ()
    assert {type(leaf) for leaf in sought(parse(typed).node)} == {Word}


@pytest.mark.parametrize(
    ("typed", "node", "message", "corrected"),
    [
        ('a "b c', And((A, B, C)),
         "A quotation mark has no partner; the words after it were searched one by one.", 'a "b c"'),
        ('a "', A, "A quotation mark has no partner; the words after it were searched one by one.", "a"),
        ('title:"a b', And((Word("a", "title"), B)),
         "A quotation mark has no partner; the words after it were searched one by one.", 'title:"a b"'),
        ("peson:a", A, "There is no field “peson:”; “a” was searched everywhere.", "person:a"),
        ("year:2018", Word("2018"), "There is no field “year:”; “2018” was searched everywhere.", "on:2018"),
        ("xyzzy:a", Word("xyzzy:a"), "There is no field “xyzzy:”; it was searched as a word.", "xyzzy a"),
        ("a title:", A, "“title:” has nothing after it; it was left out.", "a"),
        ("title: a", A, "“title:” has a space after it; the words after it were searched everywhere.", "title:a"),
        ("a after:soon", A, "“after:soon” was left out: a date is written 2018, 2018-07 or 2018-07-16.", "a"),
        ("a on:2018-02-30", A,
         "“on:2018-02-30” was left out: a date is written 2018, 2018-07 or 2018-07-16.", "a"),
        ("a before:../2018", A, "“before:../2018” was left out: ../2018 has no first day.", "a"),
        ("a after:2018/..", A, "“after:2018/..” was left out: 2018/.. has no last day.", "a"),
        ("a phase:later", A,
         "“later” was left out: a phase is before, during, after, undetermined or unknown.", "a"),
        ("OR a", A, "OR needs a word on either side; it was left out.", "a"),
        ("a OR", A, "OR needs a word on either side; it was left out.", "a"),
        ("a OR OR b", Or((A, B)), "OR needs a word on either side; it was left out.", "a OR b"),
        ("a - b", And((A, B)), "A minus sign has no word after it; it was left out.", "a b"),
        ("a -", A, "A minus sign has no word after it; it was left out.", "a"),
        ("a NOT", A, "“NOT” has no word after it; it was left out.", "a"),
        ("(a b", And((A, B)),
         "An opening parenthesis has no partner; the group was taken to reach to the end.", "(a b)"),
        ("a) b", And((A, B)), "A closing parenthesis has no partner.", "a b"),
        ("a b*", A, "“b*” was left out: a word with * or ? needs at least two letters.", "a"),
        ("a it~", And((A, Word("it"))),
         "“it~” was taken as it is: ~ needs a word of at least three letters.", "a it"),
        ("putin~5", Fuzzy("putin", distance=2),
         "At most 2 letters may differ; “putin~5” was taken for “putin~”.", "putin~"),
        ('"a b"~99', Phrase("a b", apart=50),
         "Words may be up to 50 words apart; 99 was taken for 50.", '"a b"~50'),
    ],
)  # fmt: skip
def test_mistake_is_named_the_rest_is_searched_and_a_correction_offered(
    typed: str, node: object, message: str, corrected: str
) -> None:
    query = parse(typed)
    assert query.node == node
    assert [str(mistake.message) for mistake in query.mistakes] == [message]
    assert query.corrected == corrected


def test_several_mistakes_are_corrected_at_once() -> None:
    assert parse('peson:a before:soon "b c').corrected == 'person:a "b c"'
    assert parse("a OR before:soon").corrected == "a"


def test_text_without_a_mistake_has_no_correction() -> None:
    assert parse("a OR b").corrected == ""


@pytest.mark.parametrize("typed", ["???", '""', "— – …", "()", "*"])
def test_text_without_a_word_searches_everything_and_says_so(typed: str) -> None:
    query = parse(typed)
    assert query.is_empty
    assert list(map(str, query.notices)) == [f"There is no word to search for in “{typed}”."]


def test_long_text_is_cut_between_words_and_named() -> None:
    query = parse("summit " * 10_000)
    assert len(query.text) <= MAX_LENGTH
    assert query.text.endswith("summit")
    assert list(map(str, query.notices)) == [
        "Only the first 1000 characters were searched.",
        f"Only the first {MAX_WORDS} words were searched.",
    ]
    assert len(list(sought(query.node))) == MAX_WORDS


def test_quotation_marks_can_be_taken_off() -> None:
    query = parse("“arms control” -nuclear")
    assert query.has_phrase
    assert query.unquoted == "arms control -nuclear"
    assert not parse("arms control").has_phrase


def test_excluded_words_are_not_sought() -> None:
    assert list(sought(parse('a OR b -c "d e"').node)) == [A, B, Phrase("d e")]


@pytest.mark.parametrize(
    "typed",
    ["a", "title:a", '"a b"', 'title:"a b"~3', "summ*t", "putni~2", "person:putin", 'person:"joe biden"', "on:2018"],
)
def test_leaf_is_written_as_it_is_typed(typed: str) -> None:
    (leaf,) = sought(parse(typed).node)
    assert written(leaf) == typed
    assert list(sought(parse(written(leaf)).node)) == [leaf]


def test_phases_are_those_of_the_archive() -> None:
    assert set(PHASES) == {*Coverage.Phase.values, "unknown"}


@pytest.mark.parametrize(
    "typed", ["(" * 500 + "a", "NOT " * 200 + "a", "-(" * 300 + "a", "(a " * 50 + ")" * 50, ")" * 999]
)
def test_deep_questions_become_shallow_trees(typed: str) -> None:
    query = parse(typed)
    assert repr(query.node).count("(") < 200
    assert len(query.complaints) <= 4
    assert len(query.corrected) <= len(query.text) + 20


@given(st.text())
def test_plain_text_never_fails(typed: str) -> None:
    parse(typed)


_BITS = st.sampled_from(
    ['"', "(", ")", "-", "a", "b*", "c~", " ", " OR ", " NOT ", " AND ", "title:", "peson:", "person:", "before:",
     "2018", "soon", "~5", "?", "*", "phase:", "…"]
)  # fmt: skip


@given(st.lists(_BITS, max_size=25).map("".join))
def test_operators_in_any_order_never_fail_and_corrections_are_right(typed: str) -> None:
    corrected = parse(typed).corrected
    assert parse(corrected).mistakes == ()
    assert parse(parse(typed).text) == parse(typed)
