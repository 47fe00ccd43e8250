from archive.admin.evidence import QUOTATION_REACH, differences_table, provenance_table, quotation, quotations
from archive.admin.lines import LinesField

TEXT = "First words. Then Mr. Putin came. He left.\n\nA second paragraph without an end"


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_quotation_is_the_sentence_around_the_words() -> None:
    assert quotation(TEXT, *span("Putin")) == "Then Mr. <mark>Putin</mark> came."


def test_quotation_stays_within_its_paragraph() -> None:
    assert quotation(TEXT, *span("He left")) == "<mark>He left</mark>."
    assert quotation(TEXT, *span("second")) == "A <mark>second</mark> paragraph without an end"


def test_long_sentence_is_cut_between_words_and_says_so() -> None:
    text = "before " * 60 + "WORDS" + " after" * 60
    start = text.index("WORDS")
    quoted = str(quotation(text, start, start + 5))
    assert quoted.startswith("… before before ")
    assert quoted.endswith(" after after …")
    assert "before <mark>WORDS</mark> after" in quoted
    assert len(quoted) <= 2 * QUOTATION_REACH + len("… <mark>WORDS</mark> …")


def test_one_word_without_end_is_cut_all_the_same() -> None:
    text = "a" * 400 + "WORDS" + "b" * 400
    assert quotation(text, 400, 405) == f"… {'a' * QUOTATION_REACH}<mark>WORDS</mark>{'b' * QUOTATION_REACH} …"


def test_markup_of_a_source_is_escaped() -> None:
    text = "<script>alert(1)</script> & so on"
    assert quotation(text, 8, 13) == "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp; so on"
    assert "&lt;i&gt;" in provenance_table({"title": {"origin": "text", "rule": "r", "evidence": "<i>"}})


def test_only_the_first_quotations_are_shown_and_the_others_counted() -> None:
    spans = [span("First"), span("Putin"), span("left"), span("second")]
    assert quotations(TEXT, spans, 1) == "<mark>First</mark> words.<br>and 3 more"


def test_span_outside_the_text_is_told_and_never_fails() -> None:
    assert quotations("Short.", [[3, 99], [5, 5]]) == "2 outside the text"


def test_difference_names_what_the_machine_would_say() -> None:
    said = {"title": {"title": "Helsinki & after", "title_is_devised": False}}
    assert "<td>title</td><td>title: Helsinki &amp; after</td>" in differences_table(said)


def test_table_without_rows_is_empty() -> None:
    assert provenance_table({}) == ""


def test_lines_are_a_list_without_repetitions() -> None:
    field = LinesField(required=False)
    assert field.clean(" a \r\n\r\nb\r\na") == ["a", "b"]
    assert field.prepare_value(["a", "b"]) == "a\nb"
    assert not field.has_changed(["a", "b"], "a\r\nb\r\n")
    assert field.has_changed(["a", "b"], "a")


def test_differences_of_links_and_blocks_are_told_by_their_names() -> None:
    told = differences_table({"links": {"person donald-trump": "not found"}, "blocks": {"Share <this>": "widget"}})
    assert "<td>links</td><td>person donald-trump: not found</td>" in told
    assert "<td>blocks</td><td>Share &lt;this&gt;: widget</td>" in told
