import re

import pytest

from archive.models import ArticleFormerSlug, Duplicate
from tests.views import factories as make

pytestmark = pytest.mark.django_db

PAYLOAD = "<script>alert(1)</script>"
OUR_SCRIPT = re.compile(
    r'<script src="/static/(?:js/[a-z]+|django_htmx/htmx-2\.min)\.js"'
    r'(?: data-suggest="/search/suggest" data-label="Suggestions")? defer></script>'
    r'|<script type="application/ld\+json">[^<>&]*</script>'
)


def page(client, article) -> str:
    response = client.get(article.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_mentions_are_linked_and_rejected_ones_are_not(client):
    article = make.make_article("Title", "Niinistö met Putin.")
    make.name_person(article, make.make_person("Sauli Niinistö"), "Niinistö", judgement=make.CONFIRMED)
    make.name_person(article, make.make_person("Vladimir Putin"), "Putin", judgement=make.REJECTED)
    html = page(client, article)
    assert re.search(r'<a class="mention person" href="/people/sauli-niinisto/"[^>]*>Niinistö</a> met', html)
    assert "/people/vladimir-putin/" not in html


def test_proposed_links_are_marked_and_explained(client):
    article = make.make_article("Title", "Niinistö spoke.")
    make.name_person(article, make.make_person("Sauli Niinistö"), "Niinistö")
    html = page(client, article)
    assert 'class="mention person proposed"' in html
    assert "not yet confirmed by a curator" in html


def test_evidence_stands_beside_its_paragraph_and_leads_back(client):
    event = make.make_event()
    article = make.make_article(
        "Title",
        "It rained on Monday.",
        "The summit is over. All left.",
        published="2018-07-17/2018-07-20",
        published_evidence="It rained on Monday.",
        provenance={"published": {"origin": "inference", "rule": "dated-statement-of-the-past", "evidence": ""}},
    )
    make.cover(article, event, "after", phase_evidence="words-say-over\nThe summit is over.")
    html = page(client, article)
    first, second = html.split('<p id="p2">')
    assert '<a id="key-a" href="#note-a" aria-label="Evidence a">a</a>' in first
    assert 'id="note-a"' in first
    assert "<strong>Date.</strong> Tells of this day as past: not written before it." in first
    assert '<span class="key after">The summit is over.</span>' in second
    assert 'id="note-b"' in second
    assert "<strong>After: Helsinki 2018.</strong> The text speaks of the meeting as over." in second


def test_words_for_date_and_phase_alike_are_one_note(client):
    article = make.make_article("Title", "The summit is over.", published="2018-07-16/..")
    article.published_evidence = "The summit is over."
    article.provenance = {"published": {"rule": "event-has-happened"}}
    article.save()
    make.cover(article, make.make_event(), "after", phase_evidence="words-say-over\nThe summit is over.")
    html = page(client, article)
    assert html.count('class="key after"') == 1
    assert html.count('class="note-margin') == 1
    assert "not written before its first day" in html


def test_each_of_two_quotations_has_its_own_rule(client):
    article = make.make_article(
        "Title",
        "He flew on 3 November. They will meet.",
        published="2017-11-03/2017-11-10",
        published_evidence="He flew on 3 November.\nThey will meet.",
        provenance={"published": {"rule": "dated-statement-of-the-past+event-still-to-come"}},
    )
    notes = client.get(article.get_absolute_url()).context["notes"]
    assert [(note.letter, note.claims[0].reason.split(":")[0]) for note in notes] == [
        ("a", "Tells of this day as past"),
        ("b", "Speaks of the meeting as still to come"),
    ]


def test_evidence_from_outside_the_body_is_quoted_with_the_date(client):
    article = make.make_article(
        "Title",
        "Rain.",
        published="2018-07-17",
        published_evidence="Tuesday 17 July 2018",
        provenance={"published": {"origin": "text", "rule": "printed-date", "evidence": ""}},
    )
    html = page(client, article)
    assert "<q>Tuesday 17 July 2018</q>" in html
    assert "Printed on the page." in html
    assert "key-a" not in html


def test_undated_article_says_so_and_why(client):
    html = page(client, make.make_article("Title", "Rain."))
    assert "no date known" in html
    assert "says when it was written" in html


def test_devised_title_stands_in_brackets_with_a_note(client):
    html = page(client, make.make_article("Rain in Helsinki", title_is_devised=True))
    assert '<h1><span class="devised">[</span>Rain in Helsinki<span class="devised">]</span></h1>' in html
    assert "Title in square brackets" in html


def test_paragraph_keeps_its_number_and_headings_are_headings(client):
    article = make.make_article(
        "Title", "Lead.", "Part one", "First.", "Second.", paragraph_numbers=["1", "2", "7", "7.1"]
    )
    text = "Menu\nLead.\nPart one\nFirst.\nSecond."
    kinds = ["navigation", "lead", "heading", "list-item", "quotation"]
    ends = [4, 10, 19, 26, 34]
    starts = [0, 5, 11, 20, 27]
    make.accede(
        article, text, [[a, b, kind, "rule", "machine"] for a, b, kind in zip(starts, ends, kinds, strict=True)]
    )
    html = page(client, article)
    assert '<p id="p1" class="lead">' in html
    assert '<h2 id="p2">' in html
    assert '<div id="p7" class="item item--dash">' in html
    assert '<blockquote id="p7.1">' in html
    assert 'aria-label="Paragraph 7.1"' in html


def test_item_keeps_the_bullet_it_was_printed_with(client):
    article = make.make_article("Title", "- 500 billion", "2) 250 billion", "plain")
    make.accede(article, "x", [[0, 1, "list-item", "bullet", "machine"]] * 3)
    html = page(client, article)
    assert html.count('class="item"') == 2
    assert html.count('class="item item--dash"') == 1
    assert html.count('<ul class="items">') == 1


def test_what_was_set_aside_is_shown_with_rule_kind_and_words(client):
    article = make.make_article("Title", "Rain.")
    text = f"Menu {PAYLOAD}\nRain."
    blocks = [
        [0, len(text) - 6, "navigation", "few-words", "machine"],
        [len(text) - 5, len(text), "paragraph", "p", "m"],
    ]
    make.accede(article, text, blocks, path="a/b.txt", sha256="ab" * 32)
    html = page(client, article)
    assert '<td>navigation</td><td><code>few-words</code></td><td class="num">2</td>' in html
    assert "by the rule “few words”" in html
    assert html.index("Menu &lt;script&gt;") < html.index('<p id="p1">')
    assert "Menu &lt;script&gt;" in html
    assert "1 block, 2 words" in html
    assert "a/b.txt" in html
    assert "ab" * 32 in html


def test_nothing_from_outside_is_ever_markup(client):
    source = make.make_source(f"S{PAYLOAD}", slug="s")
    person = make.make_person(f"P{PAYLOAD}", slug="p")
    event = make.make_event(f"E{PAYLOAD}", slug="e", name=f"E{PAYLOAD}", place=PAYLOAD)
    article = make.make_article(
        f"T{PAYLOAD}",
        f"Body {PAYLOAD} & {PAYLOAD}",
        slug="t",
        source=source,
        source_as_printed=PAYLOAD,
        language="<b>",
        published="2018-07-17",
        published_evidence=PAYLOAD,
        rights=PAYLOAD,
        provenance={"published": {"rule": PAYLOAD}, "title": {"rule": PAYLOAD}},
        title_is_devised=True,
    )
    make.name_person(article, person, PAYLOAD)
    make.cover(article, event, "after", phase_evidence=PAYLOAD, spans=[[0, 4]])
    make.sign(article, PAYLOAD, name_as_printed=f"{PAYLOAD}2")
    for url in (article.get_absolute_url(), person.get_absolute_url(), event.get_absolute_url(), "/", "/articles/"):
        html = client.get(url).content.decode()
        assert "<script" not in OUR_SCRIPT.sub("", html), url
        assert "&lt;script&gt;" in html, url


TURNED = "\u202eyaldaeh A\u2069\u202e"


def test_a_title_that_turns_its_letters_around_leaves_those_of_the_page_alone(client):
    article = make.make_article(TURNED, f"{TURNED} spoke.", source_as_printed=TURNED)
    make.sign(article, TURNED, name_as_printed=f"{TURNED}2")
    html = page(client, article)
    shown = "<bdi>\u202eyaldaeh A\u202e</bdi>"
    assert f"<h1>{shown}</h1>" in html
    assert "<title>\u2068\u202eyaldaeh A\u202e\u2069 ·" in html
    assert '<p id="cite-chicago-note">yaldaeh A, “yaldaeh A,” n.d.' in html  # copied, it would turn other letters
    assert "(as printed: <bdi>\u202eyaldaeh A\u202e2</bdi>)" in html
    assert f"as printed: “{shown}”" in html
    assert f"\n{TURNED} spoke.</p>" in html  # a block isolates itself
    assert f"{shown}</a>" in client.get("/articles/").content.decode()


def test_page_has_no_inline_style_or_script(client):
    event = make.make_event()
    article = make.make_article("Title", "Rain.", published="2018-07-17")
    make.cover(article, event)
    for url in (
        article.get_absolute_url(),
        event.get_absolute_url(),
        "/",
        "/summits/",
        "/people/",
        "/sources/",
        "/about/",
    ):
        html = client.get(url).content.decode()
        assert "<script" not in OUR_SCRIPT.sub("", html)
        assert "<style" not in html
        assert " style=" not in html
        assert " onclick" not in html


def test_former_address_leads_to_the_present_one(client):
    article = make.make_article()
    ArticleFormerSlug.objects.create(slug="old-address", record=article)
    response = client.get("/articles/old-address/")
    assert response.status_code == 301
    assert response.url == article.get_absolute_url()
    assert client.get("/articles/never-was/").status_code == 404


def test_article_page_takes_few_queries(client, django_assert_num_queries):
    event = make.make_event()
    article = make.make_article("Title", "Niinistö and Putin.", published="2018-07-17", source=make.make_source())
    make.cover(article, event)
    make.name_person(article, make.make_person("Sauli Niinistö"), "Niinistö")
    make.name_person(article, make.make_person("Vladimir Putin"), "Putin")
    for number in range(3):
        make.cover(make.make_article(f"Other {number}", published="2018-07-18"), event)
    with django_assert_num_queries(10):
        client.get(article.get_absolute_url())


def test_copies_are_named_on_both_pages_with_their_similarity(client):
    article, copy = make.make_article("First printed"), make.make_article("Printed again", source=make.make_source())
    other = make.make_article("Something else")
    Duplicate.objects.create(first=article, second=copy, similarity=0.9149)
    Duplicate.objects.create(first=article, second=other, similarity=0.6, judgement=make.REJECTED)
    html = page(client, article)
    assert "Also published as" in html
    assert f'<a href="{copy.get_absolute_url()}" class="proposed">Printed again</a>' in html
    assert "Meridian Wire" in html
    assert html.count("91&nbsp;% the same") == 2  # beside the text and below it
    assert "Something else" not in html
    assert "First printed</a>" in page(client, copy).split("Also published as")[2]
    assert "Also published as" not in page(client, other)


def test_text_written_from_right_to_left_runs_so_and_the_page_around_it_does_not(client):
    html = page(client, make.make_article("قمة", "انتهت القمة.", language="ar"))
    assert '<p id="p1" dir="rtl">' in html
    assert '<h1 dir="rtl" lang="ar">' in html
    assert '<html lang="en" dir' not in html
    assert "dir=" not in page(client, make.make_article("Title", "The summit is over."))
