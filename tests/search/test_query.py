import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.engine.nodes import And, Everything, Not, Or, Phrase, Word, sought
from archive.search.query import MAX_LENGTH, MAX_WORDS, parse

A, B, C = Word("a"), Word("b"), Word("c")


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
        ("a -b", And((A, Not(B)))),
        ('a -"b c"', And((A, Not(Phrase("b c"))))),
        ("-a", Not(A)),
        ("--a", Not(A)),
        ("a OR b", Or((A, B))),
        ("a OR b OR c", Or((A, B, C))),
        ("a b OR c", And((A, Or((B, C))))),
        ("a OR b c", And((Or((A, B)), C))),
        ("a OR -b", Or((A, Not(B)))),
        ("a or b", And((A, Word("or"), B))),
        ("OR a", And((Word("OR"), A))),
        ("a OR", And((A, Word("OR")))),
        ("a OR OR b", Or((A, B))),
        ("a - b", And((A, B))),
        ("a AND* b:c (d)", And((A, Word("AND*"), Word("b:c"), Word("(d)")))),
        ("O'Neill non-proliferation U.S.", And((Word("O'Neill"), Word("non-proliferation"), Word("U.S.")))),
        ("a\x00b\nc", And((A, B, C))),
        ("Ниинисте\u0301", Word("Ниинисте\u0301")),
        ("Niinisto\u0308", Word("Niinistö")),
    ],
)
def test_typed_text_becomes_this_tree(typed: str, node: object) -> None:
    assert parse(typed).node == node
    assert parse(typed).notices == ()


def test_quotation_mark_without_partner_is_named_and_its_words_are_sought_one_by_one() -> None:
    query = parse('a "b c')
    assert query.node == And((A, B, C))
    assert query.notices == ("A quotation mark has no partner; the words after it were searched one by one.",)


@pytest.mark.parametrize("typed", ["???", '"', '""', "-", "— – …", '"?!" -'])
def test_text_without_a_word_searches_everything_and_says_so(typed: str) -> None:
    query = parse(typed)
    assert query.is_empty
    assert f"There is no word to search for in “{typed}”." in query.notices


def test_long_text_is_cut_between_words_and_named() -> None:
    query = parse("summit " * 10_000)
    assert len(query.text) <= MAX_LENGTH
    assert query.text.endswith("summit")
    assert query.notices == (
        "Only the first 1,000 characters were searched.",
        f"Only the first {MAX_WORDS} words were searched.",
    )


def test_quotation_marks_can_be_taken_off() -> None:
    query = parse("“arms control” -nuclear")
    assert query.has_phrase
    assert query.unquoted == "arms control -nuclear"
    assert not parse("arms control").has_phrase


def test_excluded_words_are_not_sought() -> None:
    assert list(sought(parse('a OR b -c "d e"').node)) == [A, B, Phrase("d e")]


@given(st.text())
def test_plain_text_never_fails(typed: str) -> None:
    parse(typed)


@given(st.text(alphabet='ab "-OR“”', max_size=30))
def test_operators_in_any_order_never_fail(typed: str) -> None:
    parse(typed)
