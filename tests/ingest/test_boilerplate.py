"""What pages say around an article, and prose that only looks like it."""

from __future__ import annotations

import pytest

from archive.ingest.boilerplate import recognised

FURNITURE = """
widget        Share this article
widget        Sharing is caring!
widget        Share | Tweet | Email
widget        Teilen
widget        Поделиться
widget        Rate this article
widget        (votes: 4, rating: 4.75)
widget        (4 votes)
widget        Голосов: 12
widget        Print Читать на русском
widget        Распечатать на русском
widget        Follow us on Twitter
widget        Sign up for our newsletter
widget        Subscribe
widget        We use cookies to improve your experience.
widget        Accept all cookies
widget        Advertisement
widget        Poll conducted
widget        33 (31%)
widget        portrait2m.jpg
comment-form  Leave a Reply
comment-form  Leave a Reply Cancel reply
comment-form  Your email address will not be published. Required fields are marked *
comment-form  24 comments
comment-form  Комментарии закрыты
related-link  Related articles
related-link  Читайте также
related-link  Mehr zum Thema
related-link  À lire aussi
related-link  Read more: The ferries still run
related-link  Most read
footer        © 2018 The Harbour Gazette
footer        All rights reserved.
footer        Privacy policy | Terms of use | Contact
footer        Impressum
footer        Back to top
navigation    Skip to content
navigation    Menu
navigation    5 min read
credit        Photo: Harbour Gazette
credit        Фото: архив редакции
credit        Foto: Elbufer-Zeitung/Siel
caption       A street after the storm. (Photo: staff)
caption       The two presidents in the palace garden (Source: AFP)
author-note   About the author
footer        -- end --
""".strip().splitlines()

PROSE = """
Shares fell in Tokyo after the talks ended without an agreement.
Print shops in the city worked through the night to have the programme ready.
The votes were counted twice, and the result stayed the same.
More than forty countries were represented at the table.
Related questions, such as the status of the port, were left for another day.
The photo of the two men shaking hands went round the world.
He said he would leave a reply to the foreign minister.
Privacy was one of the things the delegations had asked for.
Follow-up talks are planned for the autumn, the minister said.
The poll conducted in spring had shown a different picture of the alliance.
Read the communiqué again and you will find that it promises nothing.
Contact between the two staffs has never been broken off.
Cookies were served at half past four, and nobody touched them.
Next week the leaders will meet in Helsinki.
The end of the Cold War was on everybody's mind.
Register of the town hall in hand, the clerk waited for the delegations.
Search parties were sent into the hills above the resort.
Videos of the landing were shown on the evening news, again and again.
Image is everything at such meetings, as the two presidents know.
Watch any summit closely and you will see the interpreters first.
Menu cards were printed in three languages, none of them Finnish.
""".strip().splitlines()


@pytest.mark.parametrize("row", FURNITURE, ids=lambda row: row.split(maxsplit=1)[1])
def test_line_of_the_page_is_recognised(row: str) -> None:
    kind, text = row.split(maxsplit=1)

    found = recognised(text)

    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_left_alone(text: str) -> None:
    assert recognised(text) is None


def test_a_line_of_more_than_four_hundred_characters_is_prose() -> None:
    assert recognised("Copyright is a difficult subject. " + "It was talked about again. " * 20) is None


def test_copyright_line_may_hold_a_long_name_before_the_year() -> None:
    assert recognised("© The Harbour Gazette 2018") == ("footer", "copyright")


def test_subscribing_to_a_theory_is_prose() -> None:
    assert recognised("Subscribe to that theory and the summit makes no sense at all.") is None
