"""Sentences in which a page speaks of itself, and sentences of articles about the same matters."""

from __future__ import annotations

import pytest

from archive.ingest.appeals import MAX_LENGTH, appeal

APPEALS = """
needs-scripts      Please enable JavaScript to view the harbour map.
newsletter         The best of the Gazette, delivered to your inbox every Friday.
newsletter         No spam: you can unsubscribe at any time.
newsletter         Want more of this? Sign up for the Gazette's evening newsletter.
newsletter         Subscribe to the Straits Register channel for all the films of the summit.
affiliate-links    We may earn a commission when you buy something through links on this page.
asks-its-readers   The Courier is committed to publishing letters of every opinion.
asks-its-readers   Tell us what you think of our new pages.
follow             Follow the Alder Review on Facebook and Instagram.
for-subscribers    Subscribe or sign in to continue reading this article.
account-form       Your password must have eight characters.
account-form       Zu dieser E-Mail-Adresse ist kein Konto registriert.
house-of-the-page  The Register is part of Straits Media Group, a publisher of maps; visit our other site.
cookies            Cookies help this website to work; some cookies count its visitors.
cookies            Des cookies sont déposés par ce site, et d'autres cookies par des tiers.
""".strip().splitlines()

PROSE = """
The minister signed up to the declaration after a night without sleep.
The delegations follow one another on the red carpet.
Trump said he would follow Putin on Syria, if Putin followed him on trade.
The commission earned the trust of both sides.
The password of the evening, somebody joked, was patience.
The president keeps a private account of every meeting.
Letters were exchanged between the two capitals for a year.
He has access to the minutes, and has read them.
A cookie was offered to the interpreter, who declined.
The alliance is part of a wider system of treaties.
""".strip().splitlines()


@pytest.mark.parametrize("row", APPEALS)
def test_page_that_speaks_to_its_reader_is_heard(row: str) -> None:
    rule, text = row.split(maxsplit=1)

    found = appeal(text)

    assert found is not None
    assert found[1] == rule


@pytest.mark.parametrize("text", PROSE)
def test_article_about_such_matters_is_left_alone(text: str) -> None:
    assert appeal(text) is None


def test_a_very_long_line_is_not_looked_at() -> None:
    assert appeal("The cookies of this website. " * 100) is None
    assert len("The cookies of this website. " * 100) > MAX_LENGTH
