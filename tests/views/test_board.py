import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError

from archive.models import PinnedPassage, Source, Topic
from archive.views.board import board
from tests.views import factories as make

pytestmark = pytest.mark.django_db

PARAGRAPHS = ("Nobody expects a paper.", "Syria will be first on the list, aides say.")


@pytest.fixture
def summit():
    return make.make_event("Helsinki 2018", "2018-07-16")


@pytest.fixture
def topic():
    return Topic.objects.create(slug="syria", name="Syria")


def article(summit, phase="before", published="2018-07-13", *paragraphs):
    wire, _ = Source.objects.get_or_create(slug="wire", defaults={"name": "Wire"})
    made = make.make_article("Eve", *(paragraphs or PARAGRAPHS), published=published, source=wire)
    make.cover(made, summit, phase)
    return made


def pin(summit, topic, of, **fields):
    made = PinnedPassage(event=summit, topic=topic, article=of, **({"paragraph": "2"} | fields))
    made.full_clean()
    made.save()
    return made


@pytest.fixture
def curator(client):
    user = get_user_model().objects.create_user("curator", password="a long password")
    user.user_permissions.add(Permission.objects.get(codename="add_pinnedpassage"))
    client.force_login(user)
    return client


def test_pin_quotes_the_whole_paragraph_or_words_of_it(summit, topic):
    eve = article(summit)
    assert pin(summit, topic, eve).quotation == PARAGRAPHS[1]
    assert pin(summit, topic, eve, paragraph="1", quotation=" “expects  a paper” ").quotation == "expects a paper"


@pytest.mark.parametrize("fields", [{"paragraph": "9"}, {"quotation": "Nobody expects"}])
def test_pin_of_what_the_article_does_not_say_is_refused(summit, topic, fields):
    with pytest.raises(ValidationError):
        pin(summit, topic, article(summit), **fields)


def test_board_shows_before_beside_since_each_linked_to_its_paragraph(client, summit, topic):
    eve, later = article(summit), article(summit, "after", "2018-07-23", "Syria was named once.")
    pin(summit, topic, eve, verdict="open", note="Said by an aide.")
    pin(summit, topic, later, paragraph="1")
    html = client.get(summit.get_absolute_url()).content.decode()
    row = html[html.index('id="topic-syria"') :]
    assert row.index(PARAGRAPHS[1]) < row.index("Syria was named once.")
    assert f'href="{eve.get_absolute_url()}#p2">Wire, 3 days before<' in row
    assert f'href="{later.get_absolute_url()}#p1">Wire, a week after<' in row
    assert "Still open" in row
    assert "Said by an aide." in row


def test_side_without_passages_says_so(client, summit, topic):
    pin(summit, topic, article(summit))
    assert "Nothing pinned from during or after." in client.get(summit.get_absolute_url()).content.decode()


def test_summit_without_pins_has_no_board(client, summit):
    assert 'id="board"' not in client.get(summit.get_absolute_url()).content.decode()


def test_article_that_looks_back_stands_where_its_date_puts_it(summit, topic):
    pin(summit, topic, article(summit, "", "2019-01-05"))
    pin(summit, topic, article(summit, "", ""))
    (row,) = board(summit)
    assert row.expected == []
    assert [each.phase for each in row.reported] == ["undetermined", "after"]


def test_pin_outlives_its_paragraph_and_is_flagged(client, summit, topic):
    eve = article(summit)
    made = pin(summit, topic, eve)
    eve.body, eve.paragraph_numbers = PARAGRAPHS[0], ["1"]
    eve.save()
    html = client.get(summit.get_absolute_url()).content.decode()
    assert PARAGRAPHS[1] in html
    assert "No longer in the text" in html
    made = PinnedPassage.objects.get()
    made.verdict = "kept"
    made.full_clean()  # a curator can still judge it
    made.quotation = "Other words"
    with pytest.raises(ValidationError):
        made.full_clean()


def test_same_paragraph_is_not_pinned_twice_to_a_topic(summit, topic):
    eve = article(summit)
    pin(summit, topic, eve)
    with pytest.raises(ValidationError, match="pinned to this topic already"):
        pin(summit, topic, eve)


def test_board_takes_the_same_queries_for_any_number_of_passages(summit, topic, django_assert_num_queries):
    for number in range(5):
        pin(summit, topic, article(summit, "before", f"2018-07-0{number + 1}"))
    with django_assert_num_queries(2):
        rows = board(summit)
        assert [each.when for each in rows[0].expected][0] == "15 days before"
        assert not any(each.passage.is_lost or not each.passage.get_absolute_url() for each in rows[0].expected)


def test_each_paragraph_leads_curators_to_the_form_and_nobody_else(client, curator, summit):
    eve = article(summit)
    assert f'href="{eve.get_absolute_url()}pin/?paragraph=2"' in curator.get(eve.get_absolute_url()).content.decode()
    curator.logout()
    assert "pin/" not in client.get(eve.get_absolute_url()).content.decode()


def test_article_shows_readers_which_paragraphs_stand_on_a_board(client, summit, topic):
    eve = article(summit)
    pin(summit, topic, eve)
    html = client.get(eve.get_absolute_url()).content.decode()
    told = f'On the board of <a href="{summit.get_absolute_url()}#topic-syria">Helsinki 2018: Syria</a>'
    assert html.index('id="p1"') < html.index('id="p2"') < html.index(told)
    assert "/admin/" not in html


def test_curator_pins_a_passage_from_the_article(curator, summit, topic):
    eve = article(summit)
    sent = {"pin-event": summit.pk, "pin-topic": topic.pk, "pin-paragraph": "2", "pin-quotation": "first on the list"}
    response = curator.post(f"{eve.get_absolute_url()}pin/", sent)
    assert response.url == f"{eve.get_absolute_url()}#p2"
    made = PinnedPassage.objects.get()
    assert (made.quotation, made.pinned_by.username) == ("first on the list", "curator")
    assert "is pinned to the board of Helsinki 2018" in curator.get(eve.get_absolute_url()).content.decode()


def test_mistake_is_named_beside_its_field(curator, summit, topic):
    eve = article(summit)
    sent = {"pin-event": summit.pk, "pin-topic": topic.pk, "pin-paragraph": "1", "pin-quotation": "no such words"}
    html = curator.post(f"{eve.get_absolute_url()}pin/", sent).content.decode()
    assert "These words do not stand in the paragraph." in html
    assert "no such words</textarea>" in html
    assert not PinnedPassage.objects.exists()


def test_summit_that_the_article_does_not_cover_is_not_offered(curator, summit, topic):
    other = make.make_event("Osaka 2019", "2019-06-28")
    sent = {"pin-event": other.pk, "pin-topic": topic.pk, "pin-paragraph": "1"}
    curator.post(f"{article(summit).get_absolute_url()}pin/", sent)
    assert not PinnedPassage.objects.exists()


def test_form_opens_at_the_paragraph_of_the_address(curator, summit):
    html = curator.get(f"{article(summit).get_absolute_url()}pin/?paragraph=2").content.decode()
    assert '<option value="2" selected>' in html


def test_visitors_cannot_pin(client, summit, topic):
    eve = article(summit)
    sent = {"pin-event": summit.pk, "pin-topic": topic.pk, "pin-paragraph": "2"}
    assert client.post(f"{eve.get_absolute_url()}pin/", sent).url.startswith("/admin/login/")
    client.force_login(get_user_model().objects.create_user("reader", password="a long password"))
    assert client.post(f"{eve.get_absolute_url()}pin/", sent).status_code == 403
    assert not PinnedPassage.objects.exists()
