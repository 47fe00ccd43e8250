import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.annotating import Evidence, Mention, annotate, data_block, find_quotation, isolated

BODY = "Mr Putin met Mr Trump.\n\nThe Helsinki summit is over."


def units(body: str) -> list[tuple[str, str, int]]:
    start, found = 0, []
    for number, text in enumerate(body.split("\n\n"), start=1):
        found.append((str(number), text, start))
        start += len(text) + 2
    return found


def html_of(body: str = BODY, mentions=(), evidence=()) -> list[str]:
    return [str(unit.html) for unit in annotate(body, units(body), mentions, evidence)]


class Reader(HTMLParser):
    """What a browser would make of it: the text outside of letters, the tags, and whether they nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.seen, self.attributes = "", [], [], set()
        self.nests = True

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_endtag(self, tag):
        self.nests = self.nests and bool(self.open) and self.open.pop() == tag

    def handle_data(self, data):
        if "sup" not in self.open:
            self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def test_mention_becomes_a_link_with_the_name_of_its_record():
    first, second = html_of(mentions=[Mention(3, 8, "/people/vladimir-putin/", "Vladimir Putin")])
    assert first == (
        'Mr <a class="mention person" href="/people/vladimir-putin/" title="Vladimir Putin">Putin</a> met Mr Trump.'
    )
    assert second == "The Helsinki summit is over."


def test_proposed_mention_is_marked():
    first, _ = html_of(mentions=[Mention(3, 8, "/p/", "Vladimir Putin", is_proposed=True)])
    assert 'class="mention person proposed"' in first
    assert 'title="Vladimir Putin (proposed)"' in first


def test_longest_of_overlapping_mentions_wins():
    _, second = html_of(
        mentions=[
            Mention(28, 36, "/short/", "Helsinki"),
            Mention(28, 43, "/long/", "Helsinki 2018", "event"),
            Mention(37, 47, "/late/", "x"),
        ]
    )
    assert "/long/" in second
    assert "/short/" not in second
    assert "/late/" not in second


def test_span_over_the_border_of_paragraphs_is_clipped_to_each():
    first, second = html_of(mentions=[Mention(16, 27, "/x/", "X")])
    assert first.endswith(">Trump.</a>")
    assert second.startswith('<a class="mention person" href="/x/" title="X">The</a>')


def test_spans_outside_the_body_are_ignored():
    length = len(BODY)
    spans = [(-1, 4), (5, 5), (7, 3), (length - 1, length + 1), (length, length + 4)]
    assert html_of(mentions=[Mention(a, b, "/x/", "X") for a, b in spans]) == BODY.split("\n\n")


def test_evidence_is_highlighted_and_its_letter_leads_to_the_note():
    start = BODY.index("Helsinki summit is over")
    unit = annotate(BODY, units(BODY), [], [Evidence(start, start + 23, "a", "after")])[1]
    assert unit.letters == ("a",)
    assert unit.html == (
        'The <span class="key after">Helsinki summit is over</span>'
        '<sup><a id="key-a" href="#note-a" aria-label="Evidence a">a</a></sup>.'
    )


def test_overlapping_evidence_shares_one_highlight_with_both_letters():
    unit = annotate(BODY, units(BODY), [], [Evidence(24, 50, "a", "after"), Evidence(28, 52, "b")])[1]
    assert unit.letters == ("a", "b")
    assert str(unit.html).count('class="key') == 1
    assert read(unit.html).text == "The Helsinki summit is over."


def test_evidence_over_two_paragraphs_has_its_letter_once():
    first, second = annotate(BODY, units(BODY), [], [Evidence(9, 36, "a")])
    assert first.letters == ("a",)
    assert second.letters == ()
    assert "key-a" not in second.html
    assert 'class="key date"' in second.html


def test_letter_of_evidence_in_two_pieces_is_printed_once():
    unit = annotate(BODY, units(BODY), [], [Evidence(0, 8, "a"), Evidence(13, 21, "a")])[0]
    assert unit.letters == ("a",)
    assert str(unit.html).count('class="key') == 2
    assert str(unit.html).count('id="key-a"') == 1


def test_highlight_that_cuts_a_link_takes_it_in_whole():
    _, second = html_of(mentions=[Mention(28, 43, "/e/", "E", "event")], evidence=[Evidence(24, 36, "a")])
    assert read(second).nests
    assert ">Helsinki summit</a></span>" in second


def test_markup_in_body_name_address_and_letter_stays_text():
    body = '<script>alert(1)</script> & "Putin" <img src=x onerror=alert(2)>'
    evil = '"><svg onload=alert(3)>'
    (html,) = html_of(body, [Mention(29, 34, f"/p/{evil}", evil, evil)], [Evidence(0, 8, evil, evil)])
    reader = read(html)
    assert set(reader.seen) == {"a", "span", "sup"}
    assert reader.attributes == {"class", "href", "title", "id", "aria-label"}
    assert reader.text == body


def test_quotation_is_found_word_for_word_and_in_pieces():
    assert find_quotation(BODY, "“The Helsinki summit is over.”") == [(24, 52)]
    assert find_quotation(BODY, "Mr Putin met … summit is over") == [(0, 12), (37, 51)]
    assert find_quotation(BODY, "not in the text") == []
    assert find_quotation(BODY, "  ") == []


SPANS = st.tuples(st.integers(-5, 90), st.integers(-5, 90))
TEXT = st.text(st.sampled_from("ab<>&\"'\n é́𝒳/ "), max_size=80)


@given(TEXT, st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=4))
def test_any_spans_leave_the_text_as_it_is_and_the_tags_nested(body, mentions, evidence):
    annotated = annotate(
        body,
        units(body),
        [Mention(a, b, f"/{n}/", "<b>name</b>", is_proposed=bool(n % 2)) for n, (a, b) in enumerate(mentions)],
        [Evidence(a, b, letter, "before") for letter, (a, b) in zip("abcd", evidence, strict=False)],
    )
    for unit, (_, text, _) in zip(annotated, units(body), strict=True):
        reader = read(unit.html)
        assert reader.text == text
        assert reader.nests
        assert not reader.open
        assert set(reader.seen) <= {"a", "span", "sup"}
    letters = [letter for unit in annotated for letter in unit.letters]
    assert len(letters) == len(set(letters))


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("A plain title & more", "A plain title &amp; more"),
        ("פגישה בהלסינקי", "<bdi>פגישה בהלסינקי</bdi>"),
        ("\u202eA<b>", "<bdi>\u202eA&lt;b&gt;</bdi>"),
        ("\u2069A", "<bdi>A</bdi>"),
        ("\u2067A\u2069B\u2069", "<bdi>\u2067A\u2069B</bdi>"),
    ],
)
def test_words_that_may_turn_around_are_isolated_and_cannot_break_out(words: str, html: str) -> None:
    assert isolated(words) == html


def test_mention_with_a_card_points_to_it():
    first, _ = html_of(mentions=[Mention(3, 8, "/p/", "Vladimir Putin", anchor="person-7")])
    assert (
        '<a class="mention person" href="/p/" data-card="about-person-7" aria-describedby="about-person-7-what">'
        in (first)
    )
    assert "title=" not in first


def test_a_record_is_named_beside_the_first_paragraph_that_links_it():
    body = "Mr Putin met.\n\nPutin and Trump."
    mentions = [
        Mention(3, 8, "/p/", "P", anchor="person-1"),
        Mention(15, 20, "/p/", "P", anchor="person-1"),
        Mention(25, 30, "/t/", "T", anchor="person-2"),
    ]
    assert [unit.named for unit in annotate(body, units(body), mentions)] == [("person-1",), ("person-2",)]


@given(st.text())
def test_data_never_ends_its_element_and_is_read_as_it_was(text):
    html = data_block({"headline": text + "</script><!--<script>&\u2028"})
    inner = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inner)
    assert json.loads(inner)["headline"] == text + "</script><!--<script>&\u2028"
