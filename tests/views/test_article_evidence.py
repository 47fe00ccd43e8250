"""The evidence over each name, what was set aside in its place, and the articles beside an article."""

from __future__ import annotations

import pytest
from lxml import html

from archive.models import Duplicate, Tenure
from archive.search.indexing import rebuild
from archive.views.article_links import naming_reasons
from tests.views import factories as make

pytestmark = pytest.mark.django_db

PAYLOAD = "<script>alert(1)</script>"


def page(client, article, query: str = ""):
    response = client.get(f"{article.get_absolute_url()}{query}")
    assert response.status_code == 200
    return html.document_fromstring(response.content.decode())


def words(element) -> str:
    return " ".join(element.text_content().split())


def card_of(found, record) -> str:
    kind = record._meta.model_name
    return words(found.get_element_by_id(f"about-{kind}-{record.pk}"))


def test_card_tells_record_office_role_judgement_reason_and_place(client):
    person = make.make_person("Sauli Niinistö", office="President")
    article = make.make_article("Niinistö", "Rain.", "Sauli Niinistö met. Niinistö left.", published="2018-07-17")
    make.name_person(
        article, person, "Sauli Niinistö", role="subject", title_spans=[[0, 8]],
        evidence="full-name (1), surname-after-full-name (2)",
    )  # fmt: skip
    found = page(client, article)
    assert card_of(found, person) == (
        "Sauli Niinistö President, Finland. A subject of the article. "
        "Proposed by the machine, not yet confirmed by a curator. "
        "Why named in full; by surname, after the full name (2 times) Where in the title, ¶2 "
        "All articles that name them"
    )


def test_card_of_a_summit_tells_its_days_and_phase(client):
    event = make.make_event()
    article = make.make_article("Title", "The Helsinki summit is over.")
    make.cover(article, event, "after", spans=[[4, 12]], evidence="place+month", judgement=make.CONFIRMED)
    text = card_of(page(client, article), event)
    assert "Helsinki 2018 summit 16 July 2018, Helsinki. What the article is about After." in text
    assert "Confirmed by a curator. Why place and month are named Where ¶1" in text


def test_office_is_that_of_the_time(client):
    person = make.make_person("Joe Biden")
    for office, held in (("Vice President", "2009-01-20/2017-01-20"), ("President", "2021-01-20/..")):
        Tenure.objects.create(person=person, office=office, country="US", held=held, is_highest=True)
    for day, line in (("2011-05-01", "Vice President, United States."), ("2022-05-01", "President, United States.")):
        article = make.make_article("Title", "Joe Biden spoke.", published=day)
        make.name_person(article, person, "Joe Biden")
        assert f"Joe Biden {line}" in card_of(page(client, article), person)
    undated = make.make_article("Title", "Joe Biden spoke.")
    make.name_person(undated, person, "Joe Biden")
    assert "Joe Biden Mentioned." in card_of(page(client, undated), person)


def test_every_card_is_reached_from_its_name_and_from_a_button(client):
    person = make.make_person("Sauli Niinistö")
    article = make.make_article("Title", "Niinistö spoke.", "Niinistö left.")
    make.name_person(article, person, "Niinistö spoke", evidence="x")
    found = page(client, article)
    [card] = found.find_class("card")
    assert card.get("popover") is not None
    [mention] = found.find_class("mention")
    assert mention.get("data-card") == card.get("id")
    assert "Proposed" in words(found.get_element_by_id(mention.get("aria-describedby")))
    buttons = [each for each in found.iter("button") if each.get("popovertarget") == card.get("id")]
    assert [words(each) for each in buttons] == ["Sauli Niinistö", "why Sauli Niinistö"]
    assert [each.getparent().getparent().get("class") for each in buttons] == ["named", None]


@pytest.mark.parametrize(
    ("evidence", "reasons"),
    [
        ("full-name (1)", ["named in full"]),
        ("place-alone, who-meets", ["the place is named, and only this summit fits", "named by who meets"]),
        ("series+place+dated+year", ["by the rule “series, place, dated, year”"]),
        ("sidecar", ["stated in the file beside the text"]),
        ("A curator saw it (twice).", ["A curator saw it (twice)."]),
        ("", []),
    ],
)
def test_rules_are_put_into_words_and_a_curators_words_left(evidence, reasons):
    assert list(naming_reasons(evidence)) == reasons


def test_markup_in_evidence_stays_text(client):
    person = make.make_person(f"P{PAYLOAD}", slug="p")
    article = make.make_article("Title", "P spoke.")
    make.name_person(article, person, "P", evidence=PAYLOAD)
    assert PAYLOAD in card_of(page(client, article), person)


TEXT = "Menu\nLead.\nA caption\nShare\nFirst.\nMore\nFooter"


def cut(article, kinds: list[str]) -> None:
    starts = [0, *(at + 1 for at, letter in enumerate(TEXT) if letter == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(TEXT)]
    rows = zip(starts, ends, kinds, strict=True)
    make.accede(article, TEXT, [[start, end, kind, "menu", "machine"] for start, end, kind in rows])


def test_what_was_set_aside_stands_in_its_place(client):
    article = make.make_article("Title", "Lead.", "First.", paragraph_numbers=["1", "7"])
    cut(article, ["navigation", "lead", "caption", "widget", "paragraph", "related-link", "footer"])
    found = page(client, article)
    text = found.get_element_by_id("text")
    order = [each.get("id") for each in text.iter("details", "p") if each.get("id")]
    assert order == ["aside-1", "p1", "aside-2", "p7", "aside-3"]
    second = found.get_element_by_id("aside-2")
    assert words(second.find("summary")) == "2 blocks set aside here: caption, part of the page"
    assert [words(each) for each in second.find_class("original")] == ["A caption", "Share"]
    assert words(second.find_class("rule")[0]) == "Caption: an entry of a menu menu"
    places = [words(row.findall("td")[3]) for row in found.get_element_by_id("aside").find(".//tbody")]
    assert places == ["before paragraph 1", *["before paragraph 7"] * 2, *["at the end"] * 2]


def test_all_of_it_is_opened_by_an_address(client):
    article = make.make_article("Title", "Lead.", "First.")
    cut(article, ["navigation", "lead", "caption", "widget", "paragraph", "related-link", "footer"])
    closed, opened = page(client, article), page(client, article, "?aside=1")
    assert [each.get("open") for each in closed.find_class("gap")] == [None] * 3
    assert [each.get("open") for each in opened.find_class("gap")] == [""] * 3
    assert closed.find_class("aside-switch")[0].find("a").get("href") == "?aside=1#text"
    assert opened.find_class("aside-switch")[0].find("a").get("href") == "?#text"


def test_where_blocks_and_paragraphs_disagree_all_stands_after_the_text(client):
    article = make.make_article("Title", "Only one.")
    cut(article, ["navigation", "lead", "caption", "widget", "paragraph", "related-link", "footer"])
    text = page(client, article).get_element_by_id("text")
    assert [each.get("id") for each in text.iter("details", "p") if each.get("id")] == ["p1", "aside-1"]


def test_same_coverage_lists_other_articles_in_the_order_of_their_days(client, index_dir):
    event = make.make_event()
    titles = {"2018-07-18": "Third", "2018-07-10": "First", "2018-07-16": "Second", "": "Undated"}
    for day, title in titles.items():
        make.cover(make.make_article(title, published=day), event, "after")
    rejected = make.make_article("Rejected", published="2018-07-17")
    make.cover(rejected, event, "after", judgement=make.REJECTED)
    article = make.make_article("This one", published="2018-07-17")
    make.cover(article, event, "after")
    rebuild()
    rows = page(client, article).get_element_by_id("coverage").find("ol")
    assert [row.findall("span")[2].find("a").text for row in rows] == ["First", "Second", "Third", "Undated"]
    assert words(rows[0]).startswith("6 days beforeAfterFirst")


def test_names_in_the_title_are_linked_as_in_the_text(client):
    article = make.make_article("Niinistö on <Helsinki>", title_is_devised=True)
    person = make.make_person("Sauli Niinistö")
    make.name_person(article, person, title_spans=[[0, 8]])
    html = client.get(article.get_absolute_url()).content.decode()
    heading = html[html.index("<h1") : html.index("</h1>")]
    assert '<a class="mention person proposed" href="/people/sauli-niinisto/"' in heading
    assert f'data-card="about-person-{person.pk}"' in heading
    assert heading.endswith('>Niinistö</a> on &lt;Helsinki&gt;<span class="devised">]</span>')


def test_same_coverage_takes_those_next_in_time_from_many(client, index_dir, django_assert_num_queries):
    event = make.make_event()
    for day in range(1, 31):
        make.cover(make.make_article(f"Day {day}", published=f"2018-08-{day:02}"), event, "after")
    article = make.make_article("This one", published="2018-08-12")
    make.cover(article, event, "after")
    rebuild()
    coverage = page(client, article).get_element_by_id("coverage")
    shown = [int(row.findall("span")[2].find("a").text.removeprefix("Day ")) for row in coverage.find("ol")]
    assert shown in ([*range(7, 17)], [*range(8, 18)])
    assert words(coverage.find("header")).endswith("All 30 others")
    with django_assert_num_queries(10):
        client.get(article.get_absolute_url())


def test_without_an_index_the_page_says_what_is_to_come(client, index_dir):
    article = make.make_article("This one", published="2018-08-12")
    make.cover(article, make.make_event(), "after")
    assert "when the index is built" in words(page(client, article).get_element_by_id("coverage"))


def test_copies_do_not_cost_more_the_longer_they_are(client, django_assert_num_queries):
    article = make.make_article("This one")
    for number in range(3):
        copy = make.make_article(f"Copy {number}", "word " * 1000)
        Duplicate.objects.create(first=article, second=copy, similarity=0.9 - number / 100)
    found = page(client, article).get_element_by_id("copies")
    assert [row.find("a").text for row in found.find("ul")] == ["Copy 0", "Copy 1", "Copy 2"]
    with django_assert_num_queries(9):
        client.get(article.get_absolute_url())
